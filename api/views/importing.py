"""Importing: thousands of records in one request, all or nothing, as one revision."""

from collections.abc import Iterable, Iterator
from typing import Any

from flask import g

from api.http.answering import envelope
from api.http.bodies import NotJson, lines_in
from api.http.endpoint import Body, Endpoint, Reply
from api.http.shapes import TEXT, WHOLE, item_of, nullable, object_shape
from api.http.writing import Write
from api.models import Change
from api.transfer.lines import Faults
from api.transfer.taking import Line, Taking

from .recording import OF_BODIES, OF_WRITES, ONLY_TRIED, UNSOURCED, arguments_of_writing

IDS = {"type": "array", "items": TEXT}
IMPORTED = object_shape(
    "What an import did.",
    {
        "added": IDS,
        "changed": IDS,
        "unchanged": WHOLE,
        "revision": {**nullable(WHOLE), "description": "Null where nothing was written."},
    },
)


def view(arguments: dict[str, Any], write: Write) -> Reply:
    """Take in the lines."""
    faults = Faults()
    bare = bool(arguments.get("without_evidence"))
    done = Taking(write.unit, faults, bare=bare).take(readable(write.body, faults))
    g.revision = write.revision
    told = {
        "added": ids(write, "add"),
        "changed": ids(write, "change"),
        "unchanged": done.unchanged,
        "revision": write.unit.number if write.unit.begun and not write.trial else None,
    }
    return Reply(envelope(told, g.revision, warnings=[ONLY_TRIED] if write.trial else []))


def readable(lines: Iterable[tuple[int, Any]], faults: Faults) -> Iterator[Line]:
    """The lines that are objects; of each that is none, a fault."""
    for number, value in lines:
        if isinstance(value, NotJson):
            faults.add("", number, "", str(value))
        else:
            yield number, value


def ids(write: Write, action: str) -> list[str]:
    """The records to which a revision did something, by id."""
    query = Change.select(Change.record).where(
        Change.revision == write.unit.number, Change.action == action
    )
    return [target for (target,) in query.order_by(Change.record).tuples()]


def endpoints() -> list[Endpoint]:
    """The import."""
    return [
        Endpoint(
            path="/v1/import",
            operation="importRecords",
            tag="import",
            summary="Import records",
            description="One record a line (NDJSON), of any collections and in any order; all of "
            "them or none, as one revision. All faults are told by line and JSON Pointer. A record "
            "that is there is replaced as PUT does; what is the same stays as it is.",
            view=view,
            method="POST",
            scope="write",
            arguments=arguments_of_writing("Import", UNSOURCED),
            body=Body(
                ("application/x-ndjson", "application/ndjson"),
                {"type": "string", "description": "A record a line."},
                lines_in,
                lines=True,
            ),
            answer=item_of(IMPORTED),
            problems=(*OF_WRITES, *OF_BODIES),
        )
    ]
