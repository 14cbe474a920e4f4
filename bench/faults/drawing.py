"""Drawing at random what one write says: values, references to what is there, words of documents.

The records are those of the invented world of the tests and a few more of each object, so that
references, merges and withdrawals meet each other often.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import cache
from random import Random
from typing import Any

from schemas.objects import OBJECTS, object_of
from tests.conftest import WORLD

Plain = dict[str, Any]
States = Mapping[str, Plain]

NEW_OF_EACH = 3
KEYS = ("a", "b", "c", "d")
NAMES = ("Norland", "Nordland", "The League", "Åland", "Peace of 2001")
DATES = ("1991", "1998-05", "2001-03-05", "1998/1999", "../2002")
WORDS = {
    "doc-gazette-2001": ("gazette", re.compile("[A-Z][a-z]+|truce of 1998|good faith"), (0, 434)),
    "doc-herald-2002": ("herald", re.compile("[A-Z][a-z]+|199[19]|400 lives"), (0, 210)),
}


def closed_ids() -> dict[str, list[str]]:
    """The ids that are ever drawn for new records, by object."""
    slug = {"quote": "gazette-2001-9{}", "document": "drawn-{}"}
    return {
        name: [
            f"{kind.prefix}-{slug.get(name, 'new-{}').format(number)}"
            for number in range(NEW_OF_EACH)
        ]
        for name, kind in OBJECTS.items()
    }


@cache
def spans_of(document: str) -> list[Plain]:
    """Stretches of a document of the world that evidence may name."""
    file, words, (first, last) = WORDS[document]
    text = (WORLD / "documents" / f"{file}.txt").read_text(encoding="utf-8")
    return [
        {
            "start": found.start(),
            "end": found.end(),
            "sha256": hashlib.sha256(found[0].encode()).hexdigest(),
        }
        for found in words.finditer(text)
        if first <= found.start() and found.end() <= last and "Ann Writer" not in found[0]
        if not 18 <= found.start() < 32 or file == "herald"
    ]


def without_nothing(**members: Any) -> Plain:
    """The members that say something."""
    return {name: value for name, value in members.items() if value not in (None, [])}


def unlike(rows: list[Plain], *members: str) -> list[Plain]:
    """Rows of which no two say the same in some members."""
    return list({tuple(row.get(name) for name in members): row for row in rows}.values())


class Draw:
    """What is drawn for one write, out of the records that are there."""

    def __init__(self, random: Random, live: States) -> None:
        self.random, self.live = random, live

    def one_in(self, number: int) -> bool:
        """Whether what happens once in so many times happens now."""
        return self.random.randrange(number) == number - 1

    def pick(self, items: Sequence[Any]) -> Any:
        """One of some items."""
        return items[self.random.randrange(len(items))]

    def maybe(self, items: Sequence[Any]) -> Any:
        """One of some items, or nothing."""
        return self.pick(items) if items and not self.one_in(3) else None

    def some(self, items: Sequence[Any], most: int) -> list[Any]:
        """Different ones of some items, none to so many."""
        left, found = list(items), []
        for _ in range(min(self.random.randrange(most + 1), len(left))):
            found.append(left.pop(self.random.randrange(len(left))))
        return found

    def there(self, *objects: str) -> list[str]:
        """The ids of the records of some objects, of all where none is named."""
        return sorted(each for each in self.live if not objects or object_of(each) in objects)

    def one(self, *objects: str) -> str | None:
        """A reference to a record that is there; once in a while to one that never was."""
        if self.one_in(80):
            return f"{OBJECTS[objects[0]].prefix}-nowhere" if objects else "top-nowhere"
        found = self.there(*objects)
        return self.pick(found) if found else None

    def maybe_one(self, *objects: str) -> str | None:
        """A reference or nothing."""
        return None if self.one_in(3) else self.one(*objects)

    def date(self) -> Any:
        """A date or nothing."""
        value = self.maybe(DATES)
        if value is None or not self.one_in(4):
            return value
        anchor = self.one("document", "event")
        return without_nothing(value=value, basis="derived", verbatim="that spring", anchor=anchor)

    def rows(self, most: int, make: Any) -> list[Plain]:
        """None to so many rows, each with a key of its own or the one that it is given."""
        keys = [*KEYS[:most], None]
        return [
            without_nothing(key=None if self.one_in(4) else key, **row)
            for key in keys[: self.random.randrange(most + 1)]
            if (row := make())
        ]
