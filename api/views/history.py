"""The history of a record, and the record as it stood at a revision."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import g
from marshmallow import Schema

from api.errors import BAD_REQUEST, INVALID_CURSOR, NOT_FOUND, WITHDRAWN, Moved, Problem, invalid
from api.history.changes import BY_REVISION, NEWEST_FIRST, page_of
from api.history.difference import difference
from api.history.past import Past, answer_of, past_of
from api.history.states import from_text, states_after, stub_of
from api.http.answering import envelope, list_envelope
from api.http.endpoint import Endpoint, Reply
from api.http.shapes import TEXT, WHOLE, list_of, nullable, object_shape, ref
from api.models import Change, Tombstone
from api.query.arguments import page_parameters
from api.query.listing import limit_of, tree_for
from api.query.resource import Resource
from api.resources import RESOURCES
from schemas.pointing import stub_json
from schemas.query import Truth
from schemas.vocabulary.history import CHANGE_ACTION

from .finding import not_found, require_id
from .one_record import REDIRECTS, about_one, picker_of

ARGUMENTS = Schema.from_dict(
    {
        "states": Truth(
            "Whether the states before and after are shown.", load_default=True, example="false"
        ),
        **page_parameters({"revision": BY_REVISION}, NEWEST_FIRST),
    },
    name="HistoryQuery",
)()
STATE = {
    "type": ["object", "null"],
    "description": "The record as a file holds it: references as ids, what is default left out; "
    "null where there was no record.",
    "additionalProperties": True,
}
DIFFERENCE = object_shape(
    "One thing that differs.",
    {
        "op": {
            "type": "string",
            "enum": ["add", "remove", "replace", "move"],
            "description": "Rows in another order are a move.",
        },
        "path": {
            **TEXT,
            "description": "JSON Pointer, rows by their key and references in a list by their id; "
            "empty where the record came or went as a whole.",
        },
        "from": {"description": "What stood there before."},
        "to": {"description": "What stands there after."},
    },
    optional=("from", "to"),
)
NOTED = {
    "revision": WHOLE,
    "at": {"type": "string", "format": "date-time"},
    "who": TEXT,
    "why": TEXT,
}
ACTION = {"type": "string", "enum": list(CHANGE_ACTION.codes)}
OTHER = {**nullable(ref("Stub")), "description": "The other record of a merge."}
ENTRY = object_shape(
    "What one revision did to the record.",
    {
        **NOTED,
        "action": ACTION,
        "other": OTHER,
        "difference": {"type": "array", "items": DIFFERENCE},
        "before": STATE,
        "after": STATE,
    },
    optional=("before", "after"),
)


def history_endpoint(resource: Resource) -> Endpoint:
    """Who changed a record, when, why, and what."""

    def view(arguments: dict[str, Any], id: str) -> Reply:
        return history(resource, id, arguments)

    name = resource.object
    shared = about_one(resource, "/history") | {
        "problems": (BAD_REQUEST, NOT_FOUND, INVALID_CURSOR),
        "redirects": {307: REDIRECTS[307]},
    }
    return Endpoint(
        operation=f"get{name.capitalize()}History",
        summary=f"Get the history of one {name}",
        description="What each revision did to it: who, when, why, and what differs. A record that "
        "was withdrawn or merged keeps its history under its id.",
        view=view,
        arguments=ARGUMENTS,
        answer=list_of(ENTRY),
        **shared,
    )


def history(resource: Resource, id: str, arguments: dict[str, Any]) -> Reply:
    """A page of the history of a record."""
    require_id(resource, id)
    if not Change.select(Change.revision).where(Change.record == id).exists():
        raise not_found(resource, id)
    order = arguments.get("sort") or NEWEST_FIRST
    page = page_of(f"history {id}", [Change.record == id], {**arguments, "sort": order})
    states = zip(page.rows, states_after(page.rows), strict=True)
    data = [entry(row, after, shown=arguments["states"]) for row, after in states]
    body, headers = list_envelope(data, page, limit_of(arguments), g.revision)
    return Reply(body, headers=headers)


def entry(row: Mapping[str, Any], after: Any, *, shown: bool) -> dict[str, Any]:
    """One change as JSON, with the states before and after where they are to be shown."""
    before = from_text(row["before"])
    made = noted_json(row) | {"difference": difference(before, after)}
    return made | {"before": before, "after": after} if shown else made


def noted_json(row: Mapping[str, Any]) -> dict[str, Any]:
    """When, who, why and what: the members that every change is told with."""
    other = row["other"]
    told = {name: row[name] for name in (*NOTED, "action")}
    return told | {"other": stub_json(stub_of(other, row["other_label"])) if other else None}


def as_it_was(resource: Resource, id: str, revision: int, arguments: Mapping[str, Any]) -> Reply:
    """A record as it stood right after a revision, as an answer; what it refers to as of today.

    Raises Moved and Problems as for a record of today, and a Problem for a revision to come and for
    what `include` cannot show of the past.
    """
    require_id(resource, id)
    if revision > g.revision:
        told = f"the present revision is {g.revision}; there is none after it yet."
        raise invalid("revision", told, value=str(revision))
    included = arguments.get("include") or ()
    refuse_references(resource, included)
    past = past_of(id, revision)
    if past.state is None:
        raise not_there(resource, id, revision, past)
    parts = {*resource.always, *tree_for(resource, arguments)}
    record = picker_of(resource, arguments)(answer_of(resource, past, parts))
    return Reply(envelope(record, g.revision, as_of=revision))


def refuse_references(resource: Resource, included: Sequence[str]) -> None:
    """Raise a Problem for a reference that is to be shown whole."""
    for path in included:
        if path not in resource.part:
            told = (
                f"of a record as it was only its own parts can be shown, and {path} leads to "
                "another record; ask for that one, with the same revision."
            )
            raise invalid("include", told, value=path)


def not_there(resource: Resource, id: str, revision: int, past: Past) -> Problem | Moved:
    """What to say of a record that was not there at a revision: not yet, or no longer."""
    last = past.last
    if last is None:
        return not_yet(resource, id, revision, past)
    if last["action"] == "merge":
        told = f"In revision {revision} {id} had been merged into {last['other']}: {last['why']}"
        return Moved(308, last["other"], told)
    stone = Tombstone.get_or_none(Tombstone.id == id, Tombstone.revision == last["revision"])
    reason = stone.reason if stone is not None else last["why"]
    told = f"{id} was withdrawn in revision {last['revision']}: {reason}"
    return Problem(WITHDRAWN, told, members={"reason": reason, "revision": last["revision"]})


def not_yet(resource: Resource, id: str, revision: int, past: Past) -> Problem:
    """The Problem of a record that was added later or never."""
    if past.first is None:
        return not_found(resource, id)
    first = past.first["revision"]
    told = f"In revision {revision} there was no {id} yet: it was added in revision {first}."
    return Problem(NOT_FOUND, told, members={"first_revision": first})


def endpoints() -> list[Endpoint]:
    """The history of a record of every collection."""
    return [history_endpoint(resource) for resource in RESOURCES.values()]
