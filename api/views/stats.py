"""Counts: of the records of each collection, and of those of one by one or two fields."""

from typing import Any

from flask import g
from marshmallow import Schema

from api.http.answering import envelope
from api.http.endpoint import Endpoint, Reply
from api.http.shapes import TEXT, WHOLE, item_of, nullable, object_shape
from api.query.arguments import facet_names, filter_parameters
from api.query.facets import MOST_GROUPS, counted, facets_of, shown
from api.query.listing import Asked
from api.query.resource import Resource
from api.query.tallies import last_changes_by_kind, records_by_kind
from api.resources import RESOURCES
from schemas.query import Choice, Many

MOST_FIELDS = 2
GROUP = {
    "type": "object",
    "description": "The value of each field (null for unknown, a stub for a record), and `count`.",
    "properties": {"count": WHOLE},
    "required": ["count"],
    "additionalProperties": True,
}

COLLECTION = object_shape(
    "A collection, how many records it has and when one of them was last changed.",
    {
        "object": TEXT,
        "collection": TEXT,
        "count": WHOLE,
        "updated_at": nullable({"type": "string", "format": "date-time"}),
        "href": TEXT,
    },
)


def all_endpoint() -> Endpoint:
    """How many records there are."""
    return Endpoint(
        path="/v1/stats",
        operation="countRecords",
        tag="stats",
        summary="Count the records of every collection",
        view=collections,
        answer=item_of({"type": "array", "items": COLLECTION}),
        example="/v1/stats",
    )


def collections(arguments: dict[str, Any]) -> Reply:
    """Every collection with the number of its records."""
    numbers, changes = records_by_kind(), last_changes_by_kind()
    data = [
        {
            "object": resource.object,
            "collection": resource.name,
            "count": numbers[resource.object],
            "updated_at": changes[resource.object],
            "href": f"/v1/{resource.name}",
        }
        for resource in RESOURCES.values()
    ]
    return Reply(envelope(data, g.revision))


def stats_endpoint(resource: Resource) -> Endpoint:
    """The counts of one collection."""
    names = facet_names(resource)
    fields = {
        "group_by": Many(
            "One or two fields to count by; a record with several rows of a part is counted with "
            "each of their values.",
            Choice("A field.", names),
            most=MOST_FIELDS,
            required=True,
            example=",".join(names[:2]),
        ),
        **filter_parameters(resource.all_filters),
    }
    arguments = Schema.from_dict(dict(fields), name=f"{resource.object.capitalize()}StatsQuery")()
    return Endpoint(
        path=f"/v1/stats/{resource.name}",
        operation=f"count{resource.name.capitalize()}",
        tag="stats",
        summary=f"Count {resource.name} by one or two fields",
        description="The filters are those of the list. Dates are counted by year, where their "
        "days lie in one; all else of a date is counted as unknown.",
        view=lambda given: stats(resource, given),
        arguments=arguments,
        answer=item_of({"type": "array", "items": GROUP}),
        example=f"/v1/stats/{resource.name}?group_by={names[0]}",
    )


def stats(resource: Resource, arguments: dict[str, Any]) -> Reply:
    """The counts, the most frequent first."""
    known = facets_of(resource)
    facets = [known[name] for name in arguments["group_by"]]
    asked = Asked(resource, arguments)
    statement = asked.prepared(
        ("stats", tuple(arguments["group_by"])),
        lambda: counted(resource, facets, asked.rows(), MOST_GROUPS + 1),
    )
    rows = statement.tuples(asked.values)
    warnings = [*asked.warnings, *([CUT_OFF] if len(rows) > MOST_GROUPS else [])]
    return Reply(envelope(shown(facets, rows[:MOST_GROUPS]), g.revision, warnings=warnings))


CUT_OFF = f"There are more than {MOST_GROUPS:,} groups; the most frequent are shown."


def endpoints() -> list[Endpoint]:
    """The counts of all collections, and of each."""
    return [all_endpoint(), *(stats_endpoint(resource) for resource in RESOURCES.values())]
