"""Natural keys: what only one record may have."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from api.models import Document, Identifier, Mediator, Record
from api.query.reading import numbers_by_id
from api.query.shape import State
from schemas.objects import object_of

Key = tuple[Any, ...]
PARTS_OF_MEDIATOR = ("party", "person", "conflict", "process")


def natural_keys(state: State) -> Iterator[Key]:
    """What only one record may have: the members' names, then the values."""
    name = object_of(state["id"])
    if name == "document":
        yield "sha256", state["sha256"]
    if name == "mediator":
        values = (state.get(each) for each in PARTS_OF_MEDIATOR)
        yield "party, person, conflict and process", *values
    for row in state.get("identifiers") or ():
        if row["match"] == "exact":
            yield "exact identifier", name, row["scheme"], row["value"]


def taken_keys(states: Mapping[str, State]) -> Iterator[tuple[str, str]]:
    """Records whose natural key another has, here or in the database: id and what is wrong."""
    keys = {target: list(natural_keys(state)) for target, state in states.items()}
    wanted = {key for each in keys.values() for key in each}
    holders = held(wanted) if wanted else {}
    for target, each in keys.items():
        for key in each:
            holder = holders.setdefault(key, target)
            if holder != target:
                yield target, f"has the same {key[0]} as {holder}."


def held(keys: Iterable[Key]) -> dict[Key, str]:
    """Those of the natural keys that records of the database have, with the id of each."""
    by_kind: dict[str, list[Key]] = {}
    for key in keys:
        by_kind.setdefault(key[0], []).append(key)
    return {key: target for kind, some in by_kind.items() for key, target in HOLDERS[kind](some)}


def holders_of_hashes(keys: list[Key]) -> Iterator[tuple[Key, str]]:
    """The documents with these hashes."""
    query = Document.select(Document.sha256, Record.id).join(
        Record, on=(Document.record == Record.number)
    )
    hashes = [sha256 for _, sha256 in keys]
    for sha256, target in query.where(Document.sha256.in_(hashes)).tuples():
        yield ("sha256", sha256), target


def holders_of_identifiers(keys: list[Key]) -> Iterator[tuple[Key, str]]:
    """The records that these identifiers identify exactly."""
    query = Identifier.select(Record.object, Identifier.scheme, Identifier.value, Record.id).join(
        Record, on=(Identifier.owner == Record.number)
    )
    query = query.where(
        Identifier.scheme.in_({key[2] for key in keys}),
        Identifier.value.in_({key[3] for key in keys}),
        Identifier.match == "exact",
    )
    for *found, target in query.tuples():
        yield ("exact identifier", *found), target


def holders_of_mediators(keys: list[Key]) -> Iterator[tuple[Key, str]]:
    """The mediators of the same party or person in the same conflict and process."""
    ids = {each for key in keys for each in key[1:] if each}
    numbers = numbers_by_id(ids)
    targets = {number: target for target, number in numbers.items()}
    columns = [getattr(Mediator, name) for name in PARTS_OF_MEDIATOR]
    query = Mediator.select(Record.id, *columns).join(Record, on=(Mediator.record == Record.number))
    some = list(targets)
    for target, *found in query.where(
        Mediator.party.in_(some) | Mediator.person.in_(some)
    ).tuples():
        values = (targets.get(each) if each else None for each in found)
        if all(each is None or each in targets for each in found):
            yield ("party, person, conflict and process", *values), target


HOLDERS = {
    "sha256": holders_of_hashes,
    "exact identifier": holders_of_identifiers,
    "party, person, conflict and process": holders_of_mediators,
}
