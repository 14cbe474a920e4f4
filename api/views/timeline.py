"""Agreements, meetings, events and quotes in one chronology."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import g
from marshmallow import Schema

from api.errors import INVALID_CURSOR
from api.http.answering import list_envelope
from api.http.endpoint import Endpoint, Reply
from api.http.shapes import TEXT, list_of, nullable, object_shape, ref
from api.models import Record
from api.network.participation import IN_TIME, WHEN, streams
from api.query.arguments import date_match, page_parameters
from api.query.cursors import digest
from api.query.listing import limit_of
from api.query.merging import Merged, Stream
from api.query.naming import with_numbers
from api.query.paging import Page, Sort
from api.query.reading import stubs_of
from api.query.resource import Resource
from api.query.shape import Shape
from api.query.statement import PREPARED, Bound
from api.resources import READER, RESOURCES
from schemas.dates import PartialDate, describe
from schemas.pointing import Stub, stub_json
from schemas.query import Choice, IdOf, Many

ORDERS = {"date": Sort("date", Record.chronology, Record.number, "by date")}
KIND = {"agreement": "type", "meeting": "format", "event": "kind", "quote": "kind"}
"""The member of each object that says what kind of it a record is."""
STATUS = {"meeting": "status", "event": "status"}
"""The member that says whether it took place or in what way it is told, where there is one."""
SPEAKER = {"quote": "speaker"}
ACTORS = {"party": IdOf("A party.", ("party",)), "person": IdOf("A person.", ("person",))}
FILTERS = {
    "object": Many(
        "What is shown. Several values mean or.",
        Choice("An object.", IN_TIME),
        example="meeting,agreement",
    ),
    **WHEN.parameters(),
    "date_match": date_match(),
    "party": Many(
        "Records in which this party has a part: as a signatory or one who is signed for, at a "
        "meeting, in an event, as a speaker or one who is spoken for. Several values mean or.",
        ACTORS["party"],
        example="pty-armenia",
    ),
    "person": Many(
        "Records in which this person has a part: as a signatory, at a meeting or as a speaker. "
        "Several values mean or; with `party`, both have a part.",
        ACTORS["person"],
        example="per-sergey-lavrov",
    ),
}
ARGUMENTS = Schema.from_dict(
    {**FILTERS, **page_parameters(ORDERS, "date")},
    name="TimelineQuery",
)()


def codes_of(members: Mapping[str, str]) -> list[str]:
    """The codes that some members of objects may have."""
    fields: list[Any] = [RESOURCES[name].schema.fields[member] for name, member in members.items()]
    return sorted({code for field in fields for code in field.allowed})


ENTRY = object_shape(
    "A record and when it was.",
    {
        "record": ref("Stub"),
        "member": {**TEXT, "description": "The member of the record that holds this date."},
        "date": ref("Date"),
        "kind": {
            **TEXT,
            "enum": codes_of(KIND),
            "description": "Of an agreement its type, of a meeting its format, else its kind: a "
            "code of agreement-type, meeting-format, event-kind or quote-kind.",
        },
        "status": {
            **nullable({**TEXT, "enum": codes_of(STATUS)}),
            "description": "A code of meeting-status or event-status; of all else null.",
        },
        "actor": {
            **nullable(ref("Stub")),
            "description": "Who speaks in a quote; null where that is unknown, and of all else.",
        },
    },
)


class Asked:
    """What is asked of the chronology: its streams with slots, and the values for them."""

    def __init__(self, arguments: Mapping[str, Any]) -> None:
        known, self.warnings = with_numbers(ACTORS, arguments)
        wanted = known.get("object") or IN_TIME
        self.objects = tuple(name for name in IN_TIME if name in wanted)
        self.date_match = arguments["date_match"]
        narrowing = (*WHEN.parameters(), *ACTORS)
        self.bound = Bound({name: known[name] for name in narrowing if name in known})
        self.form = (self.objects, self.date_match, self.bound.form)

    @property
    def values(self) -> list[Any]:
        """The values for the slots of the streams."""
        return self.bound.values

    def streams(self) -> list[Stream]:
        """The records that are asked for."""
        given = self.bound.arguments
        actors = {name: given[name] for name in ACTORS if name in given}
        return streams(self.objects, actors, {**given, "date_match": self.date_match})


def timeline(arguments: dict[str, Any]) -> Reply:
    """A page of the chronology."""
    asked = Asked(arguments)
    page = page_of(asked, arguments)
    body, headers = list_envelope(
        entries(page.rows), page, limit_of(arguments), g.revision, asked.warnings
    )
    return Reply(body, headers=headers)


def page_of(asked: Asked, arguments: Mapping[str, Any]) -> Page:
    """The page that is asked for."""
    order = arguments.get("sort") or next(iter(ORDERS))
    keyset = PREPARED.get(("timeline", order, asked.form), lambda: keyset_of(asked, order))
    of_query = digest("timeline", {**arguments, "sort": order})
    cursor, count = arguments.get("cursor"), arguments["count"]
    found: Page = keyset.page(
        limit_of(arguments), cursor, count, of_query, asked.values, asked.values
    )
    return found


def keyset_of(asked: Asked, order: str) -> Merged:
    """The pages of a question in one order."""
    query = Record.select(Record.number, Record.id, Record.object, Record.label)
    sort, descending = ORDERS[order.removeprefix("-")], order.startswith("-")
    bound = len(asked.values)
    return Merged(asked.streams(), query, sort, descending=descending, bound=bound)


def entries(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Records of the chronology as JSON: one query an object, one for all they refer to."""
    found = {
        row["number"]: (RESOURCES[name], row)
        for name in IN_TIME
        if (numbers := [row["number"] for row in rows if row["object"] == name])
        for some in READER.rows_of(RESOURCES[name], numbers)
        for row in some
    }
    stubs = stubs_of(number for each in found.values() for number in referred(*each))
    return [entry(*found[row["number"]], stubs) for row in rows]


def referred(resource: Resource, row: Mapping[str, Any]) -> list[int]:
    """The records that an entry may name: what its dates count from, and its speaker."""
    members = [f"{member}_anchor" for member in resource.dates]
    if resource.object in SPEAKER:
        members.append(SPEAKER[resource.object])
    return [row[member] for member in members if row[member] is not None]


def entry(resource: Resource, row: Mapping[str, Any], stubs: dict[int, Stub]) -> dict[str, Any]:
    """One record of the chronology as JSON."""
    name = resource.object
    member, when = main_date(row, resource.dates, stubs)
    speaker = row[SPEAKER[name]] if name in SPEAKER else None
    return {
        "record": stub_json(Stub(row["id"], name, row["label"])),
        "member": member,
        "date": describe(when),
        "kind": row[KIND[name]],
        "status": row[STATUS[name]] if name in STATUS else None,
        "actor": None if speaker is None else stub_json(stubs[speaker]),
    }


def main_date(
    row: Mapping[str, Any], members: Sequence[str], anchors: dict[int, Stub]
) -> tuple[str, PartialDate]:
    """The first of the members that is known."""
    for member in members:
        when = Shape.partial_date(row, member, anchors)
        if when is not None:
            return member, when
    raise LookupError(f"record {row['id']} stands in the chronology without a date")


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
