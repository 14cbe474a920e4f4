"""Those who act in the invented world, where, and about what."""

from collections.abc import Iterator
from random import Random

from .facts import TOPICS, Fact, Sizes, day, named_id, party, person, person_name, rank, topic
from .words import accented, name, seeded, sentence

SOURCE_KINDS = ("agency", "newspaper", "broadcaster", "news_site", "official")
COUNTRIES = ("NOR", "SUD", "EST", "WES", "MID", "ISL", "LAK", "POR")
PARTY_KINDS = (
    "state", "government_body", "armed_group", "armed_forces", "igo", "mission", "ngo", "media",
)  # fmt: skip
TITLES = ("foreign minister", "president", "spokesperson", "envoy", "member of parliament")
INCOMPATIBILITIES = ("territory", "government", "both")


def sources(sizes: Sizes) -> Iterator[Fact]:
    """Publishers."""
    for number in range(sizes.sources):
        yield {
            "id": named_id("src", number),
            "name": f"The {name(number)} Herald",
            "kind": SOURCE_KINDS[number % len(SOURCE_KINDS)],
            "country": COUNTRIES[number % len(COUNTRIES)],
            "homepage": f"https://herald-{number}.example/",
        }


def topics(sizes: Sizes) -> Iterator[Fact]:
    """Topics, in two levels."""
    for number in range(TOPICS):
        broader = {"broader": topic(number % 8)} if number >= 8 else {}
        yield {"id": topic(number), "name": f"{name(number)} question", **broader}


def places(sizes: Sizes) -> Iterator[Fact]:
    """Towns, some of them with a second spelling."""
    random = seeded("places")
    for number in range(sizes.places):
        called = name(number)
        yield {
            "id": named_id("plc", number),
            "name": called,
            "country": COUNTRIES[number % len(COUNTRIES)],
            "latitude": round(random.uniform(36, 44), 4),
            "longitude": round(random.uniform(40, 50), 4),
            "precision": "near",
            "names": [{"key": "accented", "text": accented(called), "kind": "alias"}],
        }


def parties(sizes: Sizes) -> Iterator[Fact]:
    """Parties; most are tied to one that is better known."""
    random = seeded("parties")
    for number in range(sizes.parties):
        kind = PARTY_KINDS[number % len(PARTY_KINDS)]
        called = f"{name(number)} {kind.replace('_', ' ')}"
        yield {
            "id": party(number),
            "name": called,
            "kind": kind,
            "country": COUNTRIES[number % len(COUNTRIES)],
            **ties(random, number),
            "names": [{"key": "accented", "text": accented(called), "kind": "alias"}],
            "identifiers": [{"key": "wikidata", "scheme": "wikidata", "value": f"Q9{number:08}"}],
        }


def ties(random: Random, number: int) -> Fact:
    """What ties a party to another."""
    if number < 8:
        return {}
    other = party(rank(random, number))
    return {"affiliations": [{"key": other, "type": "part_of", "party": other}]}


def persons(sizes: Sizes) -> Iterator[Fact]:
    """Persons, each with a capacity and a second spelling."""
    random = seeded("persons")
    for number in range(sizes.persons):
        given, family = person_name(number)
        owner = party(rank(random, sizes.parties))
        yield {
            "id": person(number),
            "name": f"{given} {family}",
            "family_name": family,
            "given_name": given,
            "positions": [{"key": owner, "party": owner, "title": random.choice(TITLES)}],
            "names": [{"key": "accented", "text": f"{given} {accented(family)}", "kind": "alias"}],
        }


def conflicts(sizes: Sizes) -> Iterator[Fact]:
    """Conflicts between two parties each."""
    random = seeded("conflicts")
    for number in range(sizes.conflicts):
        sides = [party(2 * number % sizes.parties), party((2 * number + 1) % sizes.parties)]
        yield {
            "id": named_id("con", number),
            "name": f"Conflict over {name(number)}",
            "started": day(random.randrange(900))[:4],
            "incompatibility": random.choice(INCOMPATIBILITIES),
            "summary": sentence(random, 20),
            "parties": [{"key": side, "party": side, "role": "primary"} for side in sides],
        }


def processes(sizes: Sizes) -> Iterator[Fact]:
    """A peace process for each conflict."""
    random = seeded("processes")
    for number in range(sizes.conflicts):
        yield {
            "id": named_id("prc", number),
            "name": f"{name(number)} talks",
            "conflict": named_id("con", number),
            "started": day(random.randrange(900, 2000)),
            "summary": sentence(random, 20),
        }
