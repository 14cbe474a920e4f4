"""Lists: each collection with the filters asked for most; every other of the API works, too."""

from collections.abc import Mapping
from typing import Any

from api.http.endpoint import Endpoint
from api.query.resource import Resource
from api.resources import RESOURCES

from .asking import Answer, Question
from .forms import fields_of
from .page import Page, Visit

FILTERS: dict[str, tuple[str, ...]] = {
    "source": ("q", "kind"),
    "document": ("q", "source", "published__gte", "published__lte"),
    "conflict": ("q", "incompatibility", "party"),
    "process": ("q", "conflict"),
    "party": ("q", "kind", "country"),
    "person": ("q", "party"),
    "agreement": ("q", "type", "stage", "party", "topic", "signed__gte", "signed__lte"),
    "mediator": ("q", "party", "positions.stance"),
    "meeting": ("q", "format", "status", "party", "person", "started__gte", "started__lte"),
    "event": ("q", "kind", "status", "party", "started__gte", "started__lte"),
    "place": ("q", "country"),
    "topic": ("q", "broader"),
}
"""The parameters in the form of each list; quotes have a page of their own."""
SHOWN_ROWS = {"mediator": "positions"}
"""The part whose rows a list shows where one is asked for by what stands in them."""


def page_of(resource: Resource, operation: Endpoint) -> Page:
    """The list of one collection."""
    names = FILTERS[resource.object]
    fields = fields_of(operation, names)
    orders = [*resource.orders, *(f"-{name}" for name in resource.sorts)]

    def show(visit: Visit, answer: Answer) -> Mapping[str, Any]:
        return {
            "records": answer.data,
            "object": resource.object,
            "form": fields,
            "form_names": (*names, "sort"),
            "orders": orders,
            "title": None,
        }

    return Page(
        path=f"/{resource.name}",
        name=resource.name,
        template="collection.html",
        question=lambda visit: Question(operation.operation, with_rows(resource, visit.query)),
        show=show,
        takes=operation,
    )


def with_rows(resource: Resource, query: Mapping[str, str]) -> Mapping[str, str]:
    """The parameters, with the rows included that they ask about."""
    part = SHOWN_ROWS.get(resource.object)
    if part and any(name.startswith(f"{part}.") for name in query):
        return {"include": part, **query}
    return query


def pages(operations: Mapping[str, Endpoint]) -> list[Page]:
    """The lists of all collections but those with a page of their own."""
    return [
        page_of(RESOURCES[name], operations[f"list{RESOURCES[name].name.capitalize()}"])
        for name in FILTERS
    ]
