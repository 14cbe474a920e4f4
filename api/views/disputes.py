"""What documents disagree on, value beside value."""

from typing import Any

from flask import g
from marshmallow import Schema

from api.documents.disputes import claims, disputed_fields, how_derived, settlements
from api.documents.pointers import ABSENT, resolve
from api.errors import INVALID_CURSOR
from api.http.answering import list_envelope
from api.http.endpoint import Endpoint, Reply
from api.http.shapes import TEXT, WHOLE, list_of, nullable, object_shape, ref
from api.models import Evidence, Record
from api.query.arguments import page_parameters
from api.query.listing import limit_of, page_of_query
from api.query.paging import Sort
from api.query.reading import tree_of
from api.resources import READER, RESOURCES
from schemas.objects import OBJECTS, object_of
from schemas.pointing import Stub, stub_json
from schemas.query import Choice, Many, Truth

ORDERS = {"record": Sort("record", Evidence.owner, Evidence.field, "by record and field")}
ARGUMENTS = Schema.from_dict(
    {
        "object": Many(
            "Objects of the records. Several values mean or.",
            Choice("An object.", tuple(OBJECTS)),
            example="conflict,event,agreement",
        ),
        "settled": Truth("Whether it was settled, with a reason.", example="false"),
        **page_parameters(ORDERS, "record"),
    },
    name="DisputesQuery",
)()
DISPUTE = object_shape(
    "A field on which documents differ.",
    {
        "record": ref("Stub"),
        "field": {"type": "string", "description": "JSON Pointer into the record."},
        "carried": {
            "description": "What the record carries: the span of all told values, or null."
        },
        "carried_because": {
            **nullable(TEXT),
            "description": "The reason with which it was settled, else how it was worked out.",
        },
        "settled": nullable(
            object_shape(
                "With what reason it was settled, in which revision, when and by whom.",
                {
                    "reason": TEXT,
                    "revision": nullable(WHOLE),
                    "at": nullable({"type": "string", "format": "date-time"}),
                    "who": nullable(TEXT),
                },
            )
        ),
        "claims": {
            "type": "array",
            "items": ref("Evidence"),
            "description": "What each document says.",
        },
    },
)


def disputes(arguments: dict[str, Any]) -> Reply:
    """A page of disputed fields."""
    query = disputed_fields(settled=arguments.get("settled"))
    if arguments.get("object"):
        query = query.where(Record.object.in_(arguments["object"]))
    page = page_of_query("disputes", query, ORDERS, arguments)
    records = read(page.rows)
    settled = settlements([row["number"] for row in page.rows])
    data = [
        dispute(records[row["id"]], row["field"], settled.get((row["number"], row["field"])))
        for row in page.rows
    ]
    body, headers = list_envelope(data, page, limit_of(arguments), g.revision)
    return Reply(body, headers=headers)


def read(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The records of disputed fields by id, with their evidence and the parts that are named."""
    found: dict[str, dict[str, Any]] = {}
    for name in sorted({object_of(row["id"]) or "" for row in rows}):
        resource = RESOURCES[name]
        own = [row for row in rows if object_of(row["id"]) == name]
        parts = {row["field"].split("/")[1] for row in own if row["field"]} & set(resource.part)
        numbers = [row["number"] for row in own]
        tree = tree_of({"evidence", *parts})
        read = READER.read_answers(resource, numbers, tree)
        found.update((record["id"], record) for _, record in read)
    return found


def dispute(record: dict[str, Any], field: str, settled: dict[str, Any] | None) -> dict[str, Any]:
    """One disputed field as JSON."""
    carried, told = resolve(record, field), claims(record, field)
    return {
        "record": stub_json(Stub(record["id"], record["object"], record["label"])),
        "field": field,
        "carried": None if carried is ABSENT else carried,
        "carried_because": settled["reason"] if settled else how_derived(told),
        "settled": settled,
        "claims": told,
    }


def endpoints() -> list[Endpoint]:
    """The disputes."""
    return [
        Endpoint(
            path="/v1/disputes",
            operation="listDisputes",
            tag="disputes",
            summary="List what documents disagree on",
            description=(
                "Texts are never compared by the machine: a coder has read them side by side."
            ),
            view=disputes,
            arguments=ARGUMENTS,
            answer=list_of(DISPUTE),
            problems=(INVALID_CURSOR,),
            example="/v1/disputes?limit=1",
        )
    ]
