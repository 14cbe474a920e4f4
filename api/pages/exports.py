"""Exports: the whole database as files, and how such are made where there are none."""

from collections.abc import Mapping
from typing import Any

from api.http.endpoint import Endpoint
from api.views.exports import HOW_TO

from .asking import Answer, Question
from .page import Page, Visit


def show(visit: Visit, answer: Answer) -> Mapping[str, Any]:
    """The exports, the newest first."""
    return {"exports": answer.data, "how_to": HOW_TO.partition(": ")[2], "title": None}


def pages(operations: Mapping[str, Endpoint]) -> list[Page]:
    """The exports."""
    return [
        Page(
            path="/exports",
            name="exports",
            template="exports.html",
            question=lambda visit: Question("listExports"),
            show=show,
        )
    ]
