"""What is asked: for each row of the table the paths, each different where it is to be cold."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count, islice
from math import log

import orjson

from . import peer
from .databases import Database, folder_of
from .facts import Sizes, party, person
from .words import COMMON, FREQUENT, RARE, SearchWords, seeded

COLD = 60_000
ITEMS = 150_000
ENOUGH = 40
SEARCHES = (RARE, COMMON, FREQUENT)


@dataclass(frozen=True)
class Question:
    """A row of the table: the paths that are asked in turn, and what they are set beside.

    `status` is that of the right answer. `peer` are the nearest requests to Datasette.
    """

    name: str
    paths: list[str]
    status: int = 200
    limit: bool = False
    peer: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Drawn:
    """What the questions of a database are made of, drawn by seed."""

    quotes: list[str]
    numbers: list[int]
    pages: list[str]


def questions(database: Database, drawn: Drawn) -> Iterator[Question]:
    """All rows of a database, in the order of the table."""
    item, listing = f"/v1/quotes/{drawn.quotes[0]}", "/v1/quotes?limit=25"
    yield Question("item, warm", [item], limit=True)
    yield Question("list of 25, warm", [listing], limit=True)
    yield Question("304 of an item, warm", [item], status=304, limit=True)
    yield Question(
        "item, cold",
        [f"/v1/quotes/{each}" for each in drawn.quotes],
        limit=True,
        peer=[peer.item(number) for number in drawn.numbers],
    )
    yield Question(
        "list of 25, cold",
        different([page(cursor) for cursor in drawn.pages]),
        limit=True,
        peer=[peer.listed(number) for number in drawn.numbers],
    )
    yield filtered(database.quotes)
    yield included(database.quotes)
    yield last_page(drawn)
    for family in SEARCHES:
        yield searched(database.quotes, family)
    yield Question("facets of one speaker, cold", different(list(facets(database.quotes))))
    yield Question(
        "facets of all quotes, cold", different(["/v1/quotes?facets=kind,act&limit=0"], 2_000)
    )


def page(cursor: str) -> str:
    """The path of a page of 25."""
    return f"/v1/quotes?limit=25&cursor={cursor}"


def filtered(quotes: int) -> Question:
    """What one speaker said, the latest first."""
    paths = [f"/v1/quotes?speaker={each}&sort=-said" for each in speakers(quotes)]
    return Question("filtered and sorted list, cold", different(paths))


def ordered() -> Question:
    """The first page of an order that has its index."""
    return Question(
        "indexed list, cold", different(["/v1/quotes?sort=-said&limit=25&count=bounded"])
    )


def included(quotes: int) -> Question:
    """What was said of one party, with speakers and occasions whole."""
    paths = [f"/v1/quotes?target={each}&include=speaker,occasion" for each in targets(quotes)]
    return Question("list with include, cold", different(paths))


def last_page(drawn: Drawn) -> Question:
    """The last pages of the walk: 9,990 to 10,000 where there are so many."""
    paths = [page(cursor) for cursor in drawn.pages[-11:]]
    return Question(f"page {len(drawn.pages) + 1:,} by cursor, cold", different(paths))


def first_page() -> Question:
    """The first page of the collection."""
    return Question("page 1, cold", different(["/v1/quotes?limit=25&count=bounded&sort=added"]))


def searched(quotes: int, family: SearchWords) -> Question:
    """A search for words with a known number of hits, its letters in every mixture of cases."""
    words = list(spellings(family.words(quotes)))
    return Question(
        f"search, {family.told(quotes)}, cold",
        [f"/v1/search?q={word}" for word in words],
        peer=[peer.search(word) for word in words],
    )


def spellings(words: list[str], wanted: int = 20_000) -> Iterator[str]:
    """The words in lower case and capitals, no spelling twice: to the search the same words."""
    for mixture in islice(count(), wanted // len(words)):
        for word in words:
            if mixture >> len(word):
                return
            yield "".join(
                letter.upper() if mixture >> place & 1 else letter
                for place, letter in enumerate(word)
            )


def facets(quotes: int) -> Iterator[str]:
    """Kinds and acts of what one speaker said."""
    for each in speakers(quotes):
        yield f"/v1/quotes?facets=kind,act&limit=0&speaker={each}"


def speakers(quotes: int) -> list[str]:
    """Those who speak so often that a page is full."""
    known = often(quotes, Sizes(quotes).persons)
    return [person(number) for number in range(known)]


def targets(quotes: int) -> list[str]:
    """Those who are aimed at so often that a page is full."""
    return [party(number) for number in range(often(quotes, Sizes(quotes).parties))]


def often(quotes: int, records: int) -> int:
    """How many of the best known records have more than a page of quotes."""
    known = 0
    while known < records and expected(quotes, records, known) > ENOUGH:
        known += 1
    return max(1, known)


def expected(quotes: int, records: int, number: int) -> float:
    """About how many quotes a record has, by its rank (`facts.rank` draws it so)."""
    return 0.85 * quotes / ((number + 1) * log(records + 1))


def different(paths: list[str], wanted: int = COLD) -> list[str]:
    """So many paths, no two the same: those given, then the same with letters written as %XX.

    To the service they ask the same; to whoever keeps answers by address each is new. It serves
    queries only: of a path, a server sees the letters.
    """
    found = list(islice(paths, wanted))
    for mixture in range(1, 1 << min(len(letters_of(path)) for path in paths)):
        if len(found) >= wanted:
            break
        found += [disguised(path, mixture) for path in paths[: wanted - len(found)]]
    return found


def letters_of(path: str) -> list[int]:
    """Where the letters and digits of a query stand, the last first."""
    query = path.index("?")
    places = range(len(path) - 1, query, -1)
    return [place for place in places if path[place].isalnum()]


def disguised(path: str, mixture: int) -> str:
    """A path with those of its letters as %XX that the bits of a number name."""
    letters = list(path)
    for bit, place in enumerate(letters_of(path)):
        if mixture >> bit & 1:
            letters[place] = f"%{ord(letters[place]):02X}"
    return "".join(letters)


def draw(quotes: int, wanted: int = ITEMS) -> list[str]:
    """Ids of different quotes, drawn by seed from the file they were loaded from."""
    random, found = seeded("questions"), dict[str, None]()
    path = folder_of(quotes) / "quotes.ndjson"
    size = path.stat().st_size
    with path.open("rb") as file:
        for _ in range(2 * min(wanted, quotes)):
            file.seek(random.randrange(size))
            file.readline()
            if line := file.readline():
                found[str(orjson.loads(line)["id"])] = None
    return list(found)[:wanted]
