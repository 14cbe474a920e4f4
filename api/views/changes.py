"""What changed since a revision, in order: whoever follows it ends with exactly the database."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from flask import g
from marshmallow import Schema
from peewee import fn

from api.errors import HISTORY_GONE, INVALID_CURSOR, Problem, invalid
from api.formats import feed
from api.history.changes import NEWEST_FIRST, chunks, conditions_of, page_of
from api.history.difference import changed_members
from api.history.states import from_text, states_after, stub_of
from api.http.answering import address_of, base_url, link_on, list_envelope
from api.http.endpoint import Endpoint, Reply
from api.http.formats import ATOM, JSON, NDJSON, format_parameter
from api.http.shapes import PAGE_META, TEXT, WHOLE, list_of, object_shape, ref
from api.models import Counter, Revision
from api.query.arguments import DEFAULT_LIMIT, MAXIMUM_LIMIT, page_parameters
from api.query.listing import limit_of
from schemas.fields import ID, MAXIMUM_ID, MAXIMUM_INTEGER, Code, Matched, Text
from schemas.objects import OBJECTS
from schemas.pointing import stub_json
from schemas.query import Choice, Count, Many, Truth
from schemas.vocabulary.history import CHANGE_ACTION

from .forms import NEVER, lines
from .history import ACTION, NOTED, OTHER, STATE, noted_json

FORMATS = (JSON, NDJSON, ATOM)
CHANGING = ("change", "absorb")
ONE_ORDER = {name: field for name, field in page_parameters({}, "").items() if name != "sort"}
ARGUMENTS = Schema.from_dict(
    {
        "since": Count(
            "The revision after which changes are told.",
            minimum=0,
            maximum=MAXIMUM_INTEGER,
            load_default=0,
            example="0",
        ),
        "epoch": Text(
            "The epoch of the database that `since` was told by (meta.epoch): another one is "
            "answered with 410.",
            maximum=100,
        ),
        "states": Truth(
            "Whether the whole state after each change is told.", load_default=False, example="true"
        ),
        "object": Many(
            "Objects of the records. Several values mean or.",
            Choice("An object.", tuple(OBJECTS)),
            example="party,person",
        ),
        "action": Many(
            "What was done. Several values mean or.",
            Code("An action.", CHANGE_ACTION),
            example="add,change",
        ),
        "who": Text("Who did it.", maximum=200, example="seeds"),
        "record": Matched(
            "The id of one record.",
            ID,
            "the id of a record",
            maximum=MAXIMUM_ID,
            example="pty-armenia",
        ),
        **ONE_ORDER,
        # an empty page would have no cursor, and its reader would go on behind what it has not seen
        "limit": Count(
            f"How many changes a page has; {DEFAULT_LIMIT} if not given.",
            minimum=1,
            maximum=MAXIMUM_LIMIT,
            example="10",
        ),
        **format_parameter(FORMATS),
    },
    name="ChangesQuery",
)()
CHANGE = object_shape(
    "What one revision did to one record.",
    {
        **NOTED,
        "record": ref("Stub"),
        "action": ACTION,
        "other": OTHER,
        "changed": {
            "type": "array",
            "items": TEXT,
            "description": "The members that changed, of a record that was there before and after.",
        },
        "href": {**TEXT, "description": "The record as it stood after it."},
        "state": STATE,
    },
    optional=("state",),
)
META = object_shape(
    "What is to be known of a page of changes.",
    {
        **{name: shape for name, shape in PAGE_META["properties"].items() if name != "date_match"},
        "epoch": {**TEXT, "description": "Names the database; another one has another history."},
        "since": WHOLE,
        "next_since": {
            **WHOLE,
            "description": "From where to go on once next_cursor is null.",
        },
    },
)


def changes(arguments: dict[str, Any]) -> Reply:
    """What changed since a revision, in the form that is asked for."""
    epoch = require_history(arguments)
    conditions = conditions_of(arguments)
    if arguments["form"] == NDJSON.name and arguments.get("limit") is None:
        return stream(conditions, arguments)
    feeding = arguments["form"] == ATOM.name
    order = {"sort": NEWEST_FIRST} if feeding else {}
    page = page_of("changes", conditions, {**arguments, **order})
    told = entries(page.rows, states=arguments["states"])
    _, headers = link_on(page)
    if feeding:
        return Reply(atom(told), headers=headers)
    if arguments["form"] == NDJSON.name:
        return Reply(pieces=lines(told), headers=headers)
    body, headers = list_envelope(list(told), page, limit_of(arguments), g.revision)
    body["meta"] |= {"epoch": epoch, "since": arguments["since"], "next_since": g.revision}
    return Reply(body, headers=headers)


def require_history(arguments: Mapping[str, Any]) -> str:
    """The epoch of the database; a Problem where its history does not go on from `since`."""
    since = arguments["since"]
    first = Revision.select(fn.MIN(Revision.number))
    epoch, oldest = Counter.select(Counter.epoch, first).tuples().get()
    if arguments.get("epoch") not in (None, epoch):
        told = f"The epoch of this database is {epoch}: it was restored or exchanged since."
        raise gone(told)
    if since > g.revision:
        told = f"the present revision is {g.revision}; nothing is known after it."
        raise invalid("since", told, value=str(since))
    if since < g.revision and (oldest is None or oldest > since + 1):
        raise gone(f"The history of this database begins in revision {oldest}, after {since + 1}.")
    return str(epoch)


def gone(told: str) -> Problem:
    """The Problem of one who cannot go on, and is to begin with a whole export."""
    export = f"{base_url()}/v1/exports"
    return Problem(HISTORY_GONE, f"{told} Begin anew with {export}.", members={"export": export})


def stream(conditions: Sequence[Any], arguments: Mapping[str, Any]) -> Reply:
    """All that match, a line each."""
    if arguments.get("cursor"):
        raise invalid("cursor", "without a limit all that match are sent, not a page.")
    states = arguments["states"]
    told = (entries(rows, states=states) for rows in chunks(conditions))
    return Reply(pieces=lines(chain.from_iterable(told)))


def entries(rows: Sequence[Mapping[str, Any]], *, states: bool) -> Iterator[dict[str, Any]]:
    """Changes as JSON; what is read of the present is read for all at once."""
    needed = rows if states else [row for row in rows if row["action"] in CHANGING]
    found = {
        (row["revision"], row["record"]): after
        for row, after in zip(needed, states_after(needed), strict=True)
    }
    for row in rows:
        after = found.get((row["revision"], row["record"]))
        told = entry(row, after)
        yield told | {"state": after} if states else told


def entry(row: Mapping[str, Any], after: Any) -> dict[str, Any]:
    """One change as JSON."""
    stub = stub_json(stub_of(row["record"], row["label"]))
    changing = row["action"] in CHANGING
    told = noted_json(row)
    return {
        **{name: told[name] for name in NOTED},
        "record": stub,
        "action": told["action"],
        "other": told["other"],
        "changed": changed_members(from_text(row["before"]), after) if changing else [],
        "href": f"{stub['href']}?revision={row['revision']}",
    }


def atom(told: Iterable[dict[str, Any]]) -> bytes:
    """Changes as a feed."""
    entries = [feed_entry(each) for each in told]
    updated = max((each["updated_at"] for each in entries), default=NEVER)
    return feed.feed("Parley: changes", address_of(), base_url(), updated, entries)


def feed_entry(told: Mapping[str, Any]) -> dict[str, Any]:
    """A change as an entry of a feed."""
    stub, members = told["record"], ", ".join(told["changed"])
    return {
        "entry": f"{stub['id']}:{told['revision']}",
        "id": stub["id"],
        "object": stub["object"],
        "label": f"{stub['label']}: {told['action']}{f' ({members})' if members else ''}",
        "updated_at": told["at"],
        "created_at": told["at"],
        "summary": f"{told['who']}: {told['why']}",
    }


def endpoints() -> list[Endpoint]:
    """The changes."""
    page = list_of(CHANGE)
    return [
        Endpoint(
            path="/v1/changes",
            operation="listChanges",
            tag="changes",
            summary="List what changed since a revision",
            description=(
                "In the order of revisions, for those who keep a copy: begin with since=0 or a "
                "whole export, follow next_cursor until it is null, then ask again with since as "
                "meta.next_since and epoch as meta.epoch. With states=true, put the state of each "
                "change in the place of the record, and take out where it is null: the copy is "
                "then exactly the database."
            ),
            view=changes,
            arguments=ARGUMENTS,
            answer={**page, "properties": {**page["properties"], "meta": META}},
            problems=(INVALID_CURSOR, HISTORY_GONE),
            example="/v1/changes?limit=1",
            formats=FORMATS,
        )
    ]
