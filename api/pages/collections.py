"""Lists: each collection with every filter that the API has, its records on cards in a column."""

from collections.abc import Mapping
from typing import Any

from api.http.endpoint import Endpoint
from api.resources import RESOURCES

from .asking import Answer, Question
from .page import Page, Visit

OWN = ("quote",)


def page_of(name: str, object_: str, operation: Endpoint) -> Page:
    """The list of one collection."""

    def show(visit: Visit, answer: Answer) -> Mapping[str, Any]:
        return {"records": answer.data, "object": object_, "title": None}

    return Page(
        path=f"/{name}",
        name=name,
        template="collection.html",
        question=lambda visit: Question(operation.operation, visit.query),
        show=show,
        takes=operation,
    )


def pages(operations: Mapping[str, Endpoint]) -> list[Page]:
    """The lists of all collections but those with a page of their own."""
    return [
        page_of(each.name, each.object, operations[f"list{each.name.capitalize()}"])
        for each in RESOURCES.values()
        if each.object not in OWN
    ]
