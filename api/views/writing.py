"""Writing the records of every collection: adding, replacing, patching and withdrawing."""

from typing import Any

from flask import g

from api.errors import (
    CONFLICT,
    INVALID_RECORD,
    Problem,
    fault,
)
from api.http.answering import base_url, envelope
from api.http.bodies import record_in
from api.http.endpoint import Body, Endpoint, Reply
from api.http.input_shapes import name_of
from api.http.shapes import TEXT, WHOLE, item_of, object_shape, ref
from api.http.writing import Write
from api.models import Record, Tombstone
from api.query.resource import Resource
from api.resources import READER, RESOURCES
from api.store import plain_state, withdraw_in
from api.transfer.patching import NotPatchable, left_behind, patched
from api.transfer.taking import emptied
from schemas.fields import is_id
from schemas.objects import address, object_of

from .recording import (
    JSON,
    OF_BODIES,
    OF_WRITES,
    ONLY_TRIED,
    UNSOURCED,
    arguments_for,
    arguments_of_writing,
    article,
    changing_one,
    matched,
    record_reply,
    save,
)

PATCH = ("application/merge-patch+json", "application/json")
WITHDRAWN = object_shape(
    "What was withdrawn.", {"id": TEXT, "object": TEXT, "revision": WHOLE, "reason": TEXT}
)


def adding(resource: Resource) -> Endpoint:
    """Adding a record."""
    name = resource.object

    def view(arguments: dict[str, Any], write: Write) -> Reply:
        value = write.body
        target = own_id(resource, value)
        refuse_taken(target)
        save(write, value, arguments)
        return record_reply(write, resource, target, arguments, status=201)

    return Endpoint(
        path=f"/v1/{resource.name}",
        operation=f"add{name.capitalize()}",
        tag=resource.name,
        summary=f"Add {article(name)}",
        description="With its parts and its evidence. Stubs may be whole or an id, dates whole or "
        "text; read-only members are ignored.",
        view=view,
        method="POST",
        scope="write",
        arguments=arguments_for(resource, "Add", UNSOURCED),
        body=Body(JSON, ref(name_of(resource.schema)), record_in),
        answer=item_of(ref(name.capitalize())),
        status=201,
        example=f"/v1/{resource.name}/{resource.example}?include=evidence",
        problems=(*OF_WRITES, *OF_BODIES),
    )


def own_id(resource: Resource, value: dict[str, Any]) -> str:
    """The id that a record of this collection gives itself; a Problem where it has none such."""
    target = value.get("id")
    if is_id(target) and object_of(target) == resource.object:
        return target
    told = f"Must be an id such as {resource.kind.prefix}-a-name."
    raise Problem(INVALID_RECORD, told, [fault("body", "/id", told, value=ascii(target)[:200])])


def refuse_taken(target: str) -> None:
    """Raise a Problem for an id that a record has, or had."""
    told = None
    stone = Tombstone.get_or_none(Tombstone.id == target)
    if Record.select().where(Record.id == target).exists():
        told = f"{target} is there already; change it with PUT or PATCH."
    elif stone is not None:
        told = f"{target} was {stone.fate}. An id is not used again; restore it instead."
    if told:
        raise Problem(CONFLICT, told, [fault("body", "/id", told)], {"href": address(target)})


def replacing(resource: Resource) -> Endpoint:
    """Replacing a record."""
    name = resource.object

    def view(arguments: dict[str, Any], write: Write, id: str) -> Reply:
        value = write.body
        matched(resource, id)
        save(write, {**value, "id": same_id(value, id)}, arguments)
        return record_reply(write, resource, id, arguments)

    return Endpoint(
        operation=f"replace{name.capitalize()}",
        summary=f"Replace {article(name)}",
        description="What GET gives can be sent back. Parts that answers show only with `include` "
        "stay as they are when left out, and are replaced when given; other members that are left "
        "out become unknown.",
        view=view,
        method="PUT",
        arguments=arguments_for(resource, "Replace", UNSOURCED),
        body=Body(JSON, ref(name_of(resource.schema)), record_in),
        answer=item_of(ref(name.capitalize())),
        example=f"/v1/{resource.name}/{resource.example}",
        **changing_one(resource),
    )


def patching(resource: Resource) -> Endpoint:
    """Patching a record."""
    name = resource.object

    def view(arguments: dict[str, Any], write: Write, id: str) -> Reply:
        change = write.body
        number = matched(resource, id)
        present = plain_state(READER.full_states([number])[id])
        try:
            value = emptied(resource, patched(resource.schema, present, change))
        except NotPatchable as refused:
            errors = [fault("body", refused.pointer, str(refused))]
            raise Problem(INVALID_RECORD, str(refused), errors) from refused
        save(write, {**value, "id": same_id(change, id)}, arguments)
        warnings = left_behind(resource.schema, present, change)
        return record_reply(write, resource, id, arguments, warnings=warnings)

    return Endpoint(
        operation=f"patch{name.capitalize()}",
        summary=f"Change some members of {article(name)}",
        description="JSON Merge Patch (RFC 7396). A part may be given whole, as a list, or as an "
        "object that names rows by their key: null takes a row away.",
        view=view,
        method="PATCH",
        arguments=arguments_for(resource, "Patch", UNSOURCED),
        body=Body(PATCH, {"type": "object", "description": "The members to change."}, record_in),
        answer=item_of(ref(name.capitalize())),
        **changing_one(resource),
    )


def same_id(value: dict[str, Any], id: str) -> str:
    """The id of the address, which that of the body may not contradict."""
    given = value.get("id", id)
    if given != id:
        told = f"Must be {id}, as in the address; an id never changes."
        raise Problem(INVALID_RECORD, told, [fault("body", "/id", told)])
    return id


def withdrawing(resource: Resource) -> Endpoint:
    """Withdrawing a record."""
    name = resource.object

    def view(arguments: dict[str, Any], write: Write, id: str) -> Reply:
        matched(resource, id)
        withdraw_in(write.unit, {id: arguments["reason"]})
        g.revision = write.revision
        told = {
            "id": id,
            "object": name,
            "revision": write.unit.number,
            "reason": arguments["reason"],
        }
        warnings = [ONLY_TRIED] if write.trial else []
        own = f"{base_url()}{address(id)}"
        return Reply(envelope(told, g.revision, warnings=warnings, address=own))

    return Endpoint(
        operation=f"withdraw{name.capitalize()}",
        summary=f"Withdraw {article(name)}",
        description="It answers 410 with the reason from then on, and can be restored. What others "
        "refer to cannot be withdrawn (409 with their list).",
        view=view,
        method="DELETE",
        arguments=arguments_of_writing(f"Withdraw{name.capitalize()}"),
        answer=item_of(WITHDRAWN),
        **changing_one(resource, body=False),
    )


def endpoints() -> list[Endpoint]:
    """The operations that write, of every collection."""
    return [
        make(resource)
        for resource in RESOURCES.values()
        for make in (adding, replacing, patching, withdrawing)
    ]
