"""Whole records drawn at random, right most of the time, with evidence for what they say."""

from collections.abc import Callable
from typing import Any

from schemas.objects import object_of

from .drawing import NAMES, WORDS, Draw, Plain, spans_of, unlike, without_nothing
from .objects import OWN

VALUES = ("Q1", "Q2", "Q3", "Q4")


def record(draw: Draw, target: str) -> Plain:
    """A whole record with this id."""
    made = {"id": target, **own(draw, target), **shared(draw)}
    return evident(draw, made)


def own(draw: Draw, target: str) -> Plain:
    """What only records of its object say."""
    return OWN[object_of(target) or ""](draw)


def shared(draw: Draw) -> Plain:
    """Parts that hang on any record, each of them now and then."""
    return {name: rows for name, make in SHARED.items() if draw.one_in(3) and (rows := make(draw))}


def names(draw: Draw) -> list[Plain]:
    """Names by which a record is known."""
    kinds = ("alias", "as_printed", "official")
    rows = draw.rows(3, lambda: {"text": draw.pick(NAMES), "kind": draw.pick(kinds)})
    return unlike(rows, "text", "kind")


def identifiers(draw: Draw) -> list[Plain]:
    """Identifiers of which some are another record's."""

    def row() -> Plain:
        match = draw.pick((None, "close"))
        return without_nothing(scheme="wikidata", value=draw.pick(VALUES), match=match)

    return unlike(draw.rows(2, row), "value")


def relations(draw: Draw) -> list[Plain]:
    """Relations to any records."""

    def row() -> Plain | None:
        to = draw.one()
        return to and without_nothing(
            type=draw.pick(("follows", "references", "part_of")),
            to=to,
            claimed_by=draw.maybe_one("person", "party"),
        )

    return unlike(draw.rows(3, row), "type", "to")


def figures(draw: Draw) -> list[Plain]:
    """Numbers, some of a party."""
    return draw.rows(
        2,
        lambda: without_nothing(
            measure=draw.pick(("killed", "displaced")),
            of_party=draw.maybe_one("party"),
            best=draw.pick((1, 400, 2.5)),
            claimed_by=draw.maybe_one("person", "party"),
        ),
    )


SHARED: dict[str, Callable[[Draw], list[Any]]] = {
    "names": names,
    "identifiers": identifiers,
    "relations": relations,
    "figures": figures,
    "topics": lambda draw: draw.some(draw.there("topic"), 3),
}


def pointers(made: Plain) -> list[str]:
    """What evidence of a record may be about: itself, its members, its rows by their key."""
    rows = [
        f"/{name}/{row['key']}"
        for name, value in made.items()
        if isinstance(value, list) and name not in ("evidence", "settled")
        for row in value
        if isinstance(row, dict) and "key" in row
    ]
    members = [f"/{name}" for name, value in made.items() if isinstance(value, str)]
    return ["", *(each for each in members if each != "/id"), *rows]


def evident(draw: Draw, made: Plain) -> Plain:
    """A record with evidence for some of what it says, and disputes of which some are settled."""
    documents = [each for each in draw.there("document") if each in WORDS]
    if not documents or draw.one_in(4):
        return made

    def row() -> Plain:
        document = draw.pick(documents)
        return without_nothing(
            field=draw.pick(pointers(made)) or None,
            document=document,
            **draw.pick(spans_of(document)),
            stance="disputes" if draw.one_in(3) else None,
            claimed_by=draw.maybe_one("person", "party") if draw.one_in(3) else None,
            quote=draw.maybe_one("quote") if draw.one_in(3) else None,
        )

    rows = draw.rows(3, row)
    disputed = sorted({each.get("field", "") for each in rows if each.get("stance")})
    settled = [{"field": each, "reason": "The later one knew more."} for each in disputed]
    return made | without_nothing(evidence=rows, settled=draw.some(settled, 2))
