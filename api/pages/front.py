"""The front page: what this is, how much of what, from which documents."""

from collections.abc import Mapping
from typing import Any

from api.http.endpoint import Endpoint

from .asking import Answer, Question, ask
from .page import Page, Visit

DOCUMENTS_SHOWN = 12
DOCUMENTS = {"sort": "-published", "limit": str(DOCUMENTS_SHOWN)}
SHOWN = ("quote", "party", "person", "agreement", "mediator", "meeting", "event", "place")


def show(visit: Visit, answer: Answer) -> Mapping[str, Any]:
    """Counts, documents, and questions one click away."""
    documents = ask(Question("listDocuments", DOCUMENTS))
    counts = {row["object"]: row["count"] for row in answer.data}
    return {"counts": counts, "shown": SHOWN, "documents": documents, "title": None}


def pages(operations: Mapping[str, Endpoint]) -> list[Page]:
    """The front page."""
    return [
        Page(
            path="/",
            name="front",
            template="front.html",
            question=lambda visit: Question("countRecords"),
            show=show,
        )
    ]
