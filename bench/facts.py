"""How much of everything there is, which ids it has, and how dates and popularity are drawn."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from hashlib import sha256
from random import Random
from typing import Any

from .words import GIVEN, name

Fact = dict[str, Any]

QUOTES_IN_A_DOCUMENT = 12
TOPICS = 40
FIRST_DAY = date(1992, 1, 1)
DAYS = 12_000
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
BLOCK = 520
HEAD = 160


@dataclass(frozen=True)
class Sizes:
    """How many records of each kind belong to so many quotes."""

    quotes: int

    @property
    def documents(self) -> int:
        """A document gives twelve quotes."""
        return -(-self.quotes // QUOTES_IN_A_DOCUMENT)

    @property
    def sources(self) -> int:
        """Publishers are few."""
        return max(5, self.quotes // 2_000)

    @property
    def places(self) -> int:
        """Places where something happens."""
        return max(20, self.quotes // 250)

    @property
    def parties(self) -> int:
        """Collective actors."""
        return max(20, self.quotes // 200)

    @property
    def persons(self) -> int:
        """Those who speak."""
        return max(20, self.quotes // 50)

    @property
    def conflicts(self) -> int:
        """Conflicts, each with one peace process."""
        return max(1, self.quotes // 4_000)

    @property
    def events(self) -> int:
        """Events of the conflicts."""
        return max(10, self.quotes // 50)

    @property
    def agreements(self) -> int:
        """What the processes brought."""
        return max(5, self.quotes // 100)

    @property
    def meetings(self) -> int:
        """Where quotes were uttered."""
        return max(10, self.quotes // 25)

    @property
    def mediators(self) -> int:
        """Parties that mediate, none twice."""
        return max(2, self.quotes // 400)


def named_id(prefix: str, number: int) -> str:
    """The id of the record with this number: its invented name and the number."""
    return f"{prefix}-{name(number).lower()}-{number}"


@lru_cache(maxsize=8192)
def person_name(number: int) -> tuple[str, str]:
    """Given and family name of a person."""
    return GIVEN[number % len(GIVEN)], name(number)


@lru_cache(maxsize=8192)
def person(number: int) -> str:
    """The id of a person."""
    given, family = person_name(number)
    plain = given.lower().replace("é", "e").replace("ë", "e")
    return f"per-{plain}-{family.lower()}-{number}"


@lru_cache(maxsize=8192)
def party(number: int) -> str:
    """The id of a party."""
    return named_id("pty", number)


@lru_cache(maxsize=8192)
def meeting(number: int) -> str:
    """The id of a meeting."""
    return named_id("mtg", number)


@lru_cache(maxsize=256)
def topic(number: int) -> str:
    """The id of a topic."""
    return named_id("top", number)


def document(number: int) -> str:
    """The id of a document."""
    return named_id("doc", number)


@cache
def day(number: int) -> str:
    """A day of the time the world spans, `YYYY-MM-DD`."""
    return (FIRST_DAY + timedelta(days=number % DAYS)).isoformat()


def published(number: int) -> int:
    """The number of the day on which a document was published."""
    return 20 + number * 7919 % (DAYS - 40)


def characters(number: int) -> int:
    """The length of a document: a head, and a block for each of its quotes."""
    return HEAD + BLOCK * QUOTES_IN_A_DOCUMENT + number % 97


def rank(random: Random, count: int) -> int:
    """The number of one of `count` records, drawn as popularity is: the k-th as often as 1/k."""
    return min(count - 1, int((count + 1) ** random.random()) - 1)


def ranks(random: Random, count: int, most: int) -> list[int]:
    """Up to `most` different numbers, drawn by popularity."""
    return list(dict.fromkeys(rank(random, count) for _ in range(random.randrange(most + 1))))


def hash_of(text: str) -> str:
    """The SHA-256 of a text."""
    return sha256(text.encode()).hexdigest()


def evidence(number: int, start: int, end: int, **more: str) -> Fact:
    """A row of evidence: a span of the document with this number."""
    told = document(number)
    field = {"field": more.pop("field")} if "field" in more else {}
    basis = {"basis": more.pop("basis")} if "basis" in more else {}
    return {
        "key": told,
        **field,
        **basis,
        "document": told,
        "paragraph": 1 + max(0, start - HEAD) // BLOCK,
        "start": start,
        "end": end,
        "sha256": hash_of(f"{told}/{start}/{end}"),
        **more,
    }


def vague(random: Random, about: int, anchor: str) -> Fact | str | None:
    """A date of varied precision around a day: to the day, the month, the year, a span, unknown."""
    on = day(about)
    draw = random.random()
    if draw < 0.45:
        return on
    if draw < 0.70:
        weekday = WEEKDAYS[about % 7]
        return {"value": on, "basis": "derived", "verbatim": weekday, "anchor": anchor}
    if draw < 0.80:
        return on[:7]
    if draw < 0.85:
        return on[:4]
    if draw < 0.92:
        return f"{on}/{day(min(about + 6, DAYS - 1))}"
    return {"value": f"../{on}", "basis": "derived", "anchor": anchor} if draw < 0.97 else None
