"""List, item and evidence of every collection, from its declaration."""

import re
from typing import Any

from flask import g

from api.errors import BAD_REQUEST, INVALID_CURSOR, NOT_FOUND, WITHDRAWN, Problem
from api.http.answering import envelope, list_envelope
from api.http.endpoint import Endpoint, PathParameter, Reply
from api.http.shapes import item_of, list_of, ref
from api.models import Identifier, Record, Tombstone
from api.query.listing import fetch, item_arguments, list_arguments, near_id
from api.query.reading import base_query, tree_of
from api.query.resource import Resource
from api.resources import READER, RESOURCES
from schemas.fields import ID, MAXIMUM_ID, Matched
from schemas.objects import OBJECTS, address, object_of
from schemas.vocabulary.evidence import IDENTIFIER_SCHEME

WRITABLE = re.compile(r"[^\u0000-\u001f\u007f\ufffe\uffff]+")
EXTERNAL = re.compile("([a-z0-9-]+):(.+)", re.DOTALL)
REDIRECTS = {
    307: "The record with this identifier of another dataset.",
    308: "The record into which it was merged.",
}


def list_endpoint(resource: Resource) -> Endpoint:
    """The list of a collection."""

    def view(arguments: dict[str, Any]) -> Reply:
        listed = fetch(READER, resource, arguments)
        data = [resource.schema.dump(state) for state in listed.states]
        body, headers = list_envelope(data, listed.page, listed.limit, g.revision)
        return Reply(body, headers=headers)

    return Endpoint(
        path=f"/v1/{resource.name}",
        operation=f"list{resource.name.capitalize()}",
        tag=resource.name,
        summary=f"List {resource.name}",
        description="Filters of several names mean and; several values of one mean or.",
        view=view,
        arguments=list_arguments(resource),
        answer=list_of(ref(resource.object.capitalize())),
        problems=(INVALID_CURSOR,),
        example=f"/v1/{resource.name}?limit=1",
    )


def item_endpoint(resource: Resource) -> Endpoint:
    """One record of a collection."""

    def view(arguments: dict[str, Any], id: str) -> Reply:
        return one(resource, id, arguments)

    name = resource.object
    return Endpoint(
        path=f"/v1/{resource.name}/{{id}}",
        operation=f"get{name.capitalize()}",
        tag=resource.name,
        summary=f"Get one {name}",
        description="By its id, or by another dataset's as `scheme:value` (answered with 307).",
        view=view,
        arguments=item_arguments(resource),
        parameters={"id": id_parameter(f"Id of the {name}, or `scheme:value`.", resource.example)},
        answer=item_of(ref(name.capitalize())),
        problems=(BAD_REQUEST, NOT_FOUND, WITHDRAWN),
        redirects=REDIRECTS,
        example=f"/v1/{resource.name}/{resource.example}",
    )


def evidence_endpoint(resource: Resource) -> Endpoint:
    """Where a record stands in the documents."""

    def view(arguments: dict[str, Any], id: str) -> Reply:
        found = number_of(resource, id)
        if isinstance(found, Reply):
            return found
        return Reply(envelope(evidence_of(resource, found), g.revision))

    name = resource.object
    return Endpoint(
        path=f"/v1/{resource.name}/{{id}}/evidence",
        operation=f"get{name.capitalize()}Evidence",
        tag=resource.name,
        summary=f"Get the evidence of one {name}",
        description="Each row says: this document, at this place, supports or disputes this field. "
        "Of a quote, the spans of its words are evidence themselves.",
        view=view,
        parameters={"id": id_parameter(f"Id of the {name}.", resource.example)},
        answer=item_of({"type": "array", "items": ref("Evidence")}),
        problems=(BAD_REQUEST, NOT_FOUND, WITHDRAWN),
        redirects=REDIRECTS,
        example=f"/v1/{resource.name}/{resource.example}/evidence",
    )


def record_endpoint() -> Endpoint:
    """Any record by its id alone."""

    def view(arguments: dict[str, Any], id: str) -> Reply:
        check_writable(id)
        name = object_of(id)
        if name is None:
            prefixes = ", ".join(kind.prefix for kind in OBJECTS.values())
            raise Problem(
                NOT_FOUND, f"There is no record {id[:200]}; ids begin with one of {prefixes}."
            )
        return one(RESOURCES[name], id, arguments)

    return Endpoint(
        path="/v1/records/{id}",
        operation="getRecord",
        tag="records",
        summary="Get any record by its id",
        view=view,
        parameters={
            "id": id_parameter("Id of a record of any collection.", RESOURCES["quote"].example)
        },
        answer=item_of({"anyOf": [ref(name.capitalize()) for name in OBJECTS]}),
        problems=(BAD_REQUEST, NOT_FOUND, WITHDRAWN),
        redirects={308: REDIRECTS[308]},
        example=f"/v1/records/{RESOURCES['agreement'].example}",
    )


def id_parameter(description: str, example: str) -> PathParameter:
    """The parameter `id` of an address."""
    form = "an id without control characters"
    return PathParameter(Matched(description, WRITABLE, form, maximum=500, required=True), example)


def one(resource: Resource, id: str, arguments: dict[str, Any]) -> Reply:
    """One record as an answer, or where it is now."""
    found = number_of(resource, id)
    if isinstance(found, Reply):
        return found
    rows = list(base_query(resource).where(Record.number == found).dicts())
    state = READER.states(resource, rows, tree_of(arguments.get("include") or ()))[0]
    return Reply(envelope(resource.schema.dump(state), g.revision))


def number_of(resource: Resource, id: str) -> int | Reply:
    """The number of a record, or a redirection; a Problem for an unknown or withdrawn id."""
    check_writable(id)
    if match := EXTERNAL.fullmatch(id):
        return by_identifier(resource, match[1], match[2])
    if len(id) > MAXIMUM_ID or ID.fullmatch(id) is None or object_of(id) != resource.object:
        raise not_found(resource, id)
    number = Record.select(Record.number).where(Record.id == id).scalar()
    return number if number is not None else gone(resource, id)


def check_writable(id: str) -> None:
    """A Problem for an id with characters that no text of the database has."""
    if WRITABLE.fullmatch(id) is None:
        raise Problem(BAD_REQUEST, "An id has no control characters.")


def not_found(resource: Resource, id: str) -> Problem:
    """The Problem of an unknown id."""
    near = near_id(id[:MAXIMUM_ID]) if id.startswith(f"{resource.kind.prefix}-") else None
    hint = f" Did you mean {near}?" if near else f" Its ids begin with {resource.kind.prefix}-."
    return Problem(NOT_FOUND, f"There is no {resource.object} {id[:200]}.{hint}")


def gone(resource: Resource, id: str) -> Reply:
    """Where a record that is no more has gone; a Problem where it was withdrawn or never was."""
    stone = Tombstone.get_or_none(Tombstone.id == id)
    if stone is None:
        raise not_found(resource, id)
    if stone.merged_into is None:
        told = f"{id} was withdrawn in revision {stone.revision}: {stone.reason}"
        raise Problem(WITHDRAWN, told, members={"reason": stone.reason, "revision": stone.revision})
    return moved(
        308, stone.merged_into, f"{id} was merged into {stone.merged_into}: {stone.reason}"
    )


def moved(status: int, id: str, detail: str) -> Reply:
    """A redirection to a record."""
    body = {"id": id, "href": address(id), "detail": detail}
    return Reply(body, status, {"Location": address(id)})


def by_identifier(resource: Resource, scheme: str, value: str) -> Reply:
    """A redirection to the record that another dataset's identifier names; exact matches first."""
    if scheme not in IDENTIFIER_SCHEME.codes:
        known = ", ".join(IDENTIFIER_SCHEME.codes)
        raise Problem(
            NOT_FOUND, f"There is no identifier scheme {scheme[:100]}; there are {known}."
        )
    query = (
        Record.select(Record.id, Identifier.match)
        .join(Identifier, on=(Identifier.owner == Record.number))
        .where(
            Identifier.scheme == scheme, Identifier.value == value, Record.object == resource.object
        )
        .order_by(Record.number)
    )
    found = sorted(query.tuples(), key=lambda row: row[1] != "exact")
    if not found:
        raise Problem(NOT_FOUND, f"No {resource.object} has the identifier {scheme}:{value[:200]}.")
    return moved(307, found[0][0], f"{scheme}:{value[:200]} is {found[0][0]}.")


def evidence_of(resource: Resource, number: int) -> list[dict[str, Any]]:
    """The evidence of a record, the spans that stand for themselves first."""
    names = ("evidence", *resource.standing)
    rows = list(base_query(resource).where(Record.number == number).dicts())
    state = READER.states(resource, rows, tree_of(names))[0]
    shape = resource.part["evidence"].shape
    assert shape is not None
    standing = [standing_row(state, name, row) for name in resource.standing for row in state[name]]
    return [shape.schema.dump(row) for row in (*standing, *state["evidence"])]


def standing_row(state: dict[str, Any], part: str, row: dict[str, Any]) -> dict[str, Any]:
    """A span that belongs to a record, in the form of evidence."""
    told = {name: row[name] for name in ("start", "end", "sha256")}
    empty = dict.fromkeys(
        ("paragraph", "locator", "stated", "value", "claimed_by", "quote", "note")
    )
    field = f"/{part}/{row['key']}"
    return {
        "key": f"{part}-{row['key']}",
        "field": field,
        "basis": "stated",
        "document": state["document"],
        "stance": "supports",
        **empty,
        **told,
    }


def endpoints() -> list[Endpoint]:
    """List, item and evidence of every collection, and any record by its id."""
    made = [
        make(resource)
        for resource in RESOURCES.values()
        for make in (list_endpoint, item_endpoint, evidence_endpoint)
    ]
    return [*made, record_endpoint()]
