"""What is done to a record as a whole: merging it, going back to what it was, restoring it."""

from typing import Any

from api.errors import INVALID_RECORD, NOT_FOUND, Problem, fault
from api.http.bodies import object_in
from api.http.endpoint import Body, Endpoint, Reply
from api.http.shapes import TEXT, WHOLE, item_of, object_shape, ref
from api.http.writing import Write
from api.query.resource import Resource
from api.resources import RESOURCES
from api.store import merge_in, restore_in
from api.transfer.taking import NeverThere, revert_in
from schemas.fields import is_id

from .finding import require_id
from .recording import (
    JSON,
    arguments_for,
    article,
    changing_one,
    find,
    matched,
    record_reply,
)

INTO = object_shape("The record that it becomes.", {"into": TEXT})
BACK = object_shape("The revision to go back to.", {"revision": WHOLE})


def merging(resource: Resource) -> Endpoint:
    """Merging a record into another."""
    name = resource.object

    def view(arguments: dict[str, Any], write: Write, id: str) -> Reply:
        survivor = only_member(write.body, "into")
        if not is_id(survivor):
            raise wrong_member("into", f"Must be the id of the {name} that it becomes.")
        matched(resource, id)
        find_survivor(resource, survivor)
        merge_in(write.unit, id, survivor, arguments["reason"])
        return record_reply(write, resource, survivor, arguments)

    return Endpoint(
        operation=f"merge{name.capitalize()}",
        summary=f"Merge {article(name)} into another",
        description="What referred to it refers to the other, rows that become equal are one, the "
        "other is called by its names too, and its address leads there (308). Restoring it takes "
        "the merge back.",
        view=view,
        method="POST",
        arguments=arguments_for(resource, "Merge"),
        body=Body(JSON, INTO, object_in, {"into": resource.example}),
        answer=item_of(ref(name.capitalize())),
        **changing_one(resource, "/merge"),
    )


def find_survivor(resource: Resource, id: str) -> None:
    """Raise a Problem of the body where the record to merge into is none."""
    try:
        find(resource, id)
    except Problem as problem:
        raise wrong_member("into", problem.detail) from problem


def reverting(resource: Resource) -> Endpoint:
    """Going back to an earlier state."""
    name = resource.object

    def view(arguments: dict[str, Any], write: Write, id: str) -> Reply:
        revision = only_member(write.body, "revision")
        if type(revision) is not int or not 0 <= revision < write.unit.number:
            last = write.unit.number - 1
            raise wrong_member("revision", f"Must be a revision, a whole number up to {last}.")
        matched(resource, id)
        try:
            revert_in(write.unit, id, revision)
        except NeverThere as refused:
            errors = [fault("body", "/revision", str(refused))]
            raise Problem(NOT_FOUND, str(refused), errors) from refused
        return record_reply(write, resource, id, arguments)

    return Endpoint(
        operation=f"revert{name.capitalize()}",
        summary=f"Let {article(name)} be as it was",
        description="As it stood in a revision; what was written since stays in its history.",
        view=view,
        method="POST",
        arguments=arguments_for(resource, "Revert"),
        body=Body(JSON, BACK, object_in, {"revision": 1}),
        answer=item_of(ref(name.capitalize())),
        **changing_one(resource, "/revert"),
    )


def restoring(resource: Resource) -> Endpoint:
    """Restoring a record."""
    name = resource.object

    def view(arguments: dict[str, Any], write: Write, id: str) -> Reply:
        require_id(resource, id)
        restore_in(write.unit, id)
        return record_reply(write, resource, id, arguments)

    return Endpoint(
        operation=f"restore{name.capitalize()}",
        summary=f"Restore {article(name)}",
        description="One that was withdrawn stands again as it stood. Of one that was merged the "
        "merge is taken back: what was changed by it and not since is as it was.",
        view=view,
        method="POST",
        arguments=arguments_for(resource, "Restore"),
        answer=item_of(ref(name.capitalize())),
        **changing_one(resource, "/restore", body=False, conditional=False),
    )


def only_member(value: dict[str, Any], name: str) -> Any:
    """The one member of a body; a Problem where it is missing or not alone."""
    strange = [each for each in value if each != name]
    if strange or name not in value:
        raise wrong_member(strange[0] if strange else name, f"The body is an object with {name}.")
    return value[name]


def wrong_member(name: str, told: str) -> Problem:
    """The Problem of a member of a body."""
    return Problem(INVALID_RECORD, told, [fault("body", f"/{name[:100]}", told)])


def endpoints() -> list[Endpoint]:
    """The operations on records as a whole, of every collection."""
    return [
        make(resource)
        for resource in RESOURCES.values()
        for make in (merging, reverting, restoring)
    ]
