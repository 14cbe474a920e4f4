"""Finding the record that an address names, whatever has become of it."""

import re

from api.errors import NOT_FOUND, WITHDRAWN, Moved, Problem, fault
from api.models import Identifier, Record, Tombstone
from api.query.naming import near_id
from api.query.resource import Resource
from schemas.fields import ID, MAXIMUM_ID
from schemas.objects import object_of
from schemas.vocabulary.evidence import IDENTIFIER_SCHEME

EXTERNAL = re.compile("([a-z0-9-]+):(.+)", re.DOTALL)


def number_of(resource: Resource, id: str) -> int:
    """The number of a record; raises Moved, or a Problem for an unknown or withdrawn id."""
    require_id(resource, id)
    number = Record.select(Record.number).where(Record.id == id).scalar()
    if number is None:
        raise gone(resource, id)
    return int(number)


def require_id(resource: Resource, id: str) -> None:
    """Raise Moved for another dataset's identifier, and a Problem for what can be no id here."""
    if match := EXTERNAL.fullmatch(id):
        raise by_identifier(resource, match[1], match[2])
    if len(id) > MAXIMUM_ID or ID.fullmatch(id) is None or object_of(id) != resource.object:
        raise not_found(resource, id)


def not_found(resource: Resource, id: str) -> Problem:
    """The Problem of an unknown id."""
    near = near_id(id[:MAXIMUM_ID]) if id.startswith(f"{resource.kind.prefix}-") else None
    hint = f" Did you mean {near}?" if near else f" Its ids begin with {resource.kind.prefix}-."
    told = f"There is no {resource.object} {id[:200]}.{hint}"
    return Problem(NOT_FOUND, told, [fault("path", "id", told, value=id[:200], near=near)])


def gone(resource: Resource, id: str) -> Problem | Moved:
    """What to say of an id that is no record: merged, withdrawn, or never there."""
    stone = Tombstone.get_or_none(Tombstone.id == id)
    if stone is None:
        return not_found(resource, id)
    if stone.merged_into is not None:
        told = f"{id} was merged into {stone.merged_into}: {stone.reason}"
        return Moved(308, stone.merged_into, told)
    told = f"{id} was withdrawn in revision {stone.revision_id}: {stone.reason}"
    members = {"reason": stone.reason, "revision": stone.revision_id}
    return Problem(WITHDRAWN, told, members=members)


def by_identifier(resource: Resource, scheme: str, value: str) -> Problem | Moved:
    """The record that another dataset's identifier names; exact matches first."""
    if scheme not in IDENTIFIER_SCHEME.codes:
        known = ", ".join(IDENTIFIER_SCHEME.codes)
        told = f"There is no identifier scheme {scheme[:100]}; there are {known}."
        return Problem(NOT_FOUND, told)
    query = Record.select(Record.id, Identifier.match).join(
        Identifier, on=(Identifier.owner == Record.number)
    )
    query = query.where(
        Identifier.scheme == scheme, Identifier.value == value, Record.object == resource.object
    )
    found = sorted(query.order_by(Record.number).tuples(), key=lambda row: row[1] != "exact")
    if not found:
        told = f"No {resource.object} has the identifier {scheme}:{value[:200]}."
        return Problem(NOT_FOUND, told)
    return Moved(307, found[0][0], f"{scheme}:{value[:200]} is {found[0][0]}.")
