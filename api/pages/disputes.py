"""Disputes: what documents disagree on, value beside value."""

from collections.abc import Mapping
from typing import Any

from api.http.endpoint import Endpoint
from schemas.objects import OBJECTS

from .asking import Answer, Question
from .page import Page, Visit


def show(visit: Visit, answer: Answer) -> Mapping[str, Any]:
    """The disputed fields."""
    return {"disputes": answer.data, "objects": tuple(OBJECTS), "title": None}


def pages(operations: Mapping[str, Endpoint]) -> list[Page]:
    """The disputes."""
    return [
        Page(
            path="/disputes",
            name="disputes",
            template="disputes.html",
            question=lambda visit: Question("listDisputes", visit.query),
            show=show,
            takes=operations["listDisputes"],
        )
    ]
