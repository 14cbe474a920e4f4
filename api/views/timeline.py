"""Agreements, meetings, events and quotes in one chronology."""

from collections.abc import Sequence
from typing import Any

from flask import g
from marshmallow import Schema

from api.errors import INVALID_CURSOR
from api.http.answering import list_envelope
from api.http.endpoint import Endpoint, Reply
from api.http.shapes import list_of, object_shape, ref
from api.models import Record
from api.query.arguments import date_match, page_parameters
from api.query.listing import limit_of, page_of_query
from api.query.paging import Sort
from api.query.periods import During
from api.query.reading import base_query, stubs_of
from api.query.shape import Shape
from api.resources import RESOURCES
from schemas.dates import PartialDate, describe
from schemas.pointing import Stub, stub_json
from schemas.query import Choice, Many

OBJECTS_IN_TIME = ("agreement", "meeting", "event", "quote")
ORDERS = {"date": Sort("date", Record.chronology, Record.number, "by date")}
ENTRY = object_shape(
    "A record and when it was.",
    {"record": ref("Stub"), "member": {"type": "string"}, "date": ref("Date")},
)
WHEN = During("date", Record, "2023", "The record's main date.", "")
ARGUMENTS = Schema.from_dict(
    {
        "object": Many(
            "What is shown. Several values mean or.",
            Choice("An object.", OBJECTS_IN_TIME),
            example="meeting,agreement",
        ),
        **WHEN.parameters(),
        "date_match": date_match(),
        **page_parameters(ORDERS, "date"),
    },
    name="TimelineQuery",
)()


def timeline(arguments: dict[str, Any]) -> Reply:
    """A page of the chronology."""
    objects = arguments.get("object") or OBJECTS_IN_TIME
    query = Record.select(Record.number, Record.id, Record.object, Record.label)
    query = query.where(Record.object.in_(objects), Record.chronology.is_null(False))
    for condition in WHEN.conditions(arguments):
        query = query.where(condition)
    page = page_of_query("timeline", query, ORDERS, arguments)
    dates = dates_of(page.rows)
    data = [entry(row, *dates[row["number"]]) for row in page.rows]
    body, headers = list_envelope(data, page, limit_of(arguments), g.revision)
    return Reply(body, headers=headers)


def dates_of(rows: list[dict[str, Any]]) -> dict[int, tuple[str, PartialDate]]:
    """The main date of each record and its member: one query an object, one for anchors."""
    dated: list[tuple[dict[str, Any], Sequence[str]]] = []
    for name in OBJECTS_IN_TIME:
        resource = RESOURCES[name]
        numbers = [row["number"] for row in rows if row["object"] == name]
        if numbers:
            query = base_query(resource).where(resource.model.record.in_(numbers))
            dated.extend((row, resource.dates) for row in query.dicts())
    anchors = stubs_of(
        row[f"{member}_anchor"]
        for row, members in dated
        for member in members
        if row[f"{member}_anchor"] is not None
    )
    return {row["number"]: main_date(row, members, anchors) for row, members in dated}


def main_date(
    row: dict[str, Any], members: Any, anchors: dict[int, Stub]
) -> tuple[str, PartialDate]:
    """The first of the members that is known."""
    for member in members:
        when = Shape.partial_date(row, member, anchors)
        if when is not None:
            return member, when
    raise LookupError(f"record {row['id']} stands in the chronology without a date")


def entry(row: dict[str, Any], member: str, when: PartialDate) -> dict[str, Any]:
    """One record of the chronology as JSON."""
    return {
        "record": stub_json(Stub(row["id"], row["object"], row["label"])),
        "member": member,
        "date": describe(when),
    }


def endpoints() -> list[Endpoint]:
    """The timeline."""
    return [
        Endpoint(
            path="/v1/timeline",
            operation="getTimeline",
            tag="timeline",
            summary="Get the chronology",
            description="Records whose date is unknown are left out.",
            view=timeline,
            arguments=ARGUMENTS,
            answer=list_of(ENTRY),
            problems=(INVALID_CURSOR,),
            example="/v1/timeline?limit=1",
        )
    ]
