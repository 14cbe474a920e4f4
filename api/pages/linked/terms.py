"""What linked data is made of: things with a type, references, dates cut to what is sure."""

from collections.abc import Iterable, Mapping
from typing import Any

from schemas.vocabulary import VOCABULARIES

from ..citing import address_of_record

Json = Mapping[str, Any]
Linked = dict[str, Any]

REFERRED_TO = {
    "source": "Organization",
    "document": "Article",
    "conflict": "Event",
    "process": "EventSeries",
    "person": "Person",
    "agreement": "CreativeWork",
    "meeting": "Event",
    "quote": "Quotation",
    "event": "Event",
    "place": "Place",
    "topic": "DefinedTerm",
}
"""What is known of the type of a record from a reference alone; a party may be a country."""


def typed(kind: str, /, **members: Any) -> Linked:
    """A thing of a type of schema.org."""
    return {"@type": kind, **members}


def term(name: str) -> str:
    """A member of one of the enumerations of schema.org."""
    return f"https://schema.org/{name}"


def thing(record: Json | None) -> Linked | None:
    """A record that is referred to: its address, its name and, where that is sure, its type."""
    if record is None:
        return None
    kind = REFERRED_TO.get(record["object"])
    told = {"@id": address_of_record(record), "name": record["label"]}
    return {"@type": kind, **told} if kind else told


def things(records: Iterable[Json | None]) -> list[Linked]:
    """Several records, each once."""
    found = {each["id"]: each for each in records if each}
    return [made for each in found.values() if (made := thing(each))]


def day(when: Json | None) -> str | None:
    """A date as ISO 8601 has it: to the day, month or year to which it is sure; None where unsure.

    A time between two days of one month or year is that month or year.
    """
    if when is None:
        return None
    start, slash, end = when["value"].partition("/")
    if not slash:
        return str(start)
    if ".." in (start, end):
        return None
    one, other = start.split("-"), end.split("-")
    same = next((n for n in (2, 1) if len(one) >= n and one[:n] == other[:n]), 0)
    return "-".join(one[:same]) or None


def country(code: str | None) -> Linked | None:
    """An address of which only the country is known."""
    return typed("PostalAddress", addressCountry=code) if code else None


def each_of(row: Json) -> Json | None:
    """Who stands in a row: the person or, where none is named, the party."""
    found: Json | None = row["person"] or row["party"]
    return found


def label(vocabulary: str, code: str) -> str:
    """The name of a code."""
    return next(each.label for each in VOCABULARIES[vocabulary].terms if each.code == code)


def definition(vocabulary: str, code: str) -> str:
    """What a code means."""
    return next(each.definition for each in VOCABULARIES[vocabulary].terms if each.code == code)
