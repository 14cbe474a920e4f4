"""What records of each object say of themselves, drawn at random and right most of the time."""

from collections.abc import Callable
from typing import Any

from .drawing import NAMES, WORDS, Draw, Plain, spans_of, unlike, without_nothing

ROLES = ("party", "witness", "host", "guarantor")
Member = Callable[[Draw], Plain]


def source(draw: Draw) -> Plain:
    """A publisher."""
    return without_nothing(
        name=draw.pick(NAMES), kind=draw.pick(("newspaper", "agency")), country=draw.maybe(("NOR",))
    )


def document(draw: Draw) -> Plain:
    """A text of which only the hash is known; some have the same."""
    rows = draw.rows(2, lambda: row_of(draw, "source", "source", ("publisher", "agency")))
    return without_nothing(
        title=draw.pick(NAMES),
        language="en",
        published=draw.date(),
        sha256=draw.pick("0123456789abcdef") * 64,
        characters=500,
        sources=unlike(rows, "source", "role"),
    )


def row_of(draw: Draw, name: str, object: str, roles: tuple[str, ...]) -> Plain | None:
    """A row that names one record in a role."""
    target = draw.one(object)
    return target and {name: target, "role": draw.pick(roles)}


def conflict(draw: Draw) -> Plain:
    """A conflict and its parties."""
    rows = draw.rows(3, lambda: row_of(draw, "party", "party", ("primary", "affected")))
    return without_nothing(
        name=draw.pick(NAMES), started=draw.date(), parties=unlike(rows, "party", "role")
    )


def process(draw: Draw) -> Plain:
    """A peace process."""
    conflict = draw.maybe_one("conflict")
    return without_nothing(name=draw.pick(NAMES), conflict=conflict, ended=draw.date())


def party(draw: Draw) -> Plain:
    """A party with its ties to others."""

    def row() -> Plain | None:
        other = draw.one("party")
        tie = draw.pick(("part_of", "member_of"))
        return other and without_nothing(type=tie, party=other, started=draw.date())

    return without_nothing(
        name=draw.pick(NAMES),
        kind=draw.pick(("state", "igo")),
        country=draw.maybe(("NOR", "ARM")),
        existed_from=draw.date(),
        affiliations=draw.rows(3, row),
    )


def person(draw: Draw) -> Plain:
    """A person with positions."""

    def row() -> Plain:
        return without_nothing(
            title=draw.pick(("envoy", "king")), party=draw.maybe_one("party"), ended=draw.date()
        )

    family = draw.maybe(("Boreal", "Austral"))
    return without_nothing(name=draw.pick(NAMES), family_name=family, positions=draw.rows(3, row))


def somebody(draw: Draw, **members: Any) -> Plain | None:
    """A row that names a party, a person, or a person for a party."""
    party, person = draw.maybe_one("party"), draw.maybe_one("person")
    if not party and not person:
        return None
    return without_nothing(party=party, person=person, **members)


def agreement(draw: Draw) -> Plain:
    """An agreement with those who stand in it and what is told of its life."""

    def state() -> Plain:
        claimant, quote = draw.maybe_one("person", "party"), draw.maybe_one("quote")
        told = draw.pick(("in_force", "signed", "violated" if claimant else "agreed"))
        return without_nothing(state=told, as_of=draw.date(), claimed_by=claimant, quote=quote)

    return without_nothing(
        title=draw.pick(NAMES),
        type=draw.pick(("truce", "offer")),
        signed=draw.date(),
        place=draw.maybe_one("place"),
        process=draw.maybe_one("process"),
        summary=draw.maybe(("Both sides stopped.",)),
        signatories=draw.rows(3, lambda: somebody(draw, role=draw.pick(ROLES))),
        states=draw.rows(2, state),
    )


def mediator(draw: Draw) -> Plain:
    """A party or person who mediates; some are the same as another."""
    who = draw.pick(("party", "person"))
    mediations = draw.rows(
        2,
        lambda: without_nothing(
            agreement=draw.maybe_one("agreement"),
            meeting=draw.maybe_one("meeting"),
            role=draw.pick(("host", "mediator")),
            status="done",
        ),
    )
    keys = [row["key"] for row in mediations if "key" in row]

    def position() -> Plain | None:
        party = draw.one("party")
        about = draw.maybe(keys)
        return party and without_nothing(
            mediation=about, party=party, person=draw.maybe_one("person"), stance="refuses"
        )

    return without_nothing(
        **{who: draw.one(who)},
        conflict=draw.one("conflict"),
        process=draw.maybe_one("process"),
        mediations=mediations,
        positions=draw.rows(2, position),
    )


def meeting(draw: Draw) -> Plain:
    """A meeting and who is there."""
    return without_nothing(
        title=draw.pick(NAMES),
        format=draw.pick(("talks", "call")),
        status=draw.pick(("held", "postponed")),
        status_by=draw.maybe_one("person", "party"),
        started=draw.date(),
        place=draw.maybe_one("place"),
        process=draw.maybe_one("process"),
        attendance=draw.rows(3, lambda: somebody(draw, role=draw.pick(("host", "participant")))),
    )


def quote(draw: Draw) -> Plain:
    """Reported speech in a document of the world."""
    documents = [each for each in draw.there("document") if each in WORDS]
    document = draw.pick(documents or ["doc-nowhere"])
    spans = [draw.pick(spans_of(document))] if documents else []
    speaker = draw.maybe_one("person", "party")
    return without_nothing(
        document=document,
        kind="reported",
        act=draw.pick(("accuse", "reject")),
        attribution="named",
        speaker=speaker,
        speaker_unknown=None if speaker else "It is not told.",
        on_behalf_of=draw.maybe_one("party"),
        nested_in=draw.maybe_one("quote"),
        occasion=draw.maybe_one("meeting"),
        said=draw.date(),
        spans=[{"key": "clause-1", "role": "clause", **span} for span in spans],
        addressees=draw.some(draw.there("person", "party"), 2),
        targets=draw.some(draw.there(), 2),
        mentions=draw.some(draw.there(), 2),
    )


def event(draw: Draw) -> Plain:
    """Something that happened, and the parties' parts in it."""
    rows = draw.rows(3, lambda: row_of(draw, "party", "party", ("initiator", "affected")))
    return without_nothing(
        name=draw.pick(NAMES),
        kind=draw.pick(("war", "clash")),
        conflict=draw.maybe_one("conflict"),
        started=draw.date(),
        place=draw.maybe_one("place"),
        parties=unlike(rows, "party", "role"),
    )


def place(draw: Draw) -> Plain:
    """A place."""
    north = draw.maybe((61, 60.5))
    return without_nothing(name=draw.pick(NAMES), latitude=north, longitude=north and 5)


def topic(draw: Draw) -> Plain:
    """A topic and the one above it."""
    return without_nothing(name=draw.pick(NAMES), broader=draw.maybe_one("topic"))


OWN: dict[str, Member] = {
    each.__name__: each
    for each in (
        source,
        document,
        conflict,
        process,
        party,
        person,
        agreement,
        mediator,
        meeting,
        quote,
        event,
        place,
        topic,
    )
}
