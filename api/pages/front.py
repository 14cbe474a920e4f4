"""The front page: what this is, how much of what, from which documents."""

from collections.abc import Mapping
from typing import Any

from api.http.endpoint import Endpoint

from . import citing, linked
from .asking import Answer, Question, ask
from .page import Page, Visit
from .wording import DEFAULT, wording

DOCUMENTS_SHOWN = 12
DOCUMENTS = {"sort": "-published", "limit": str(DOCUMENTS_SHOWN)}
SHOWN = (
    "quote", "agreement", "meeting", "event", "mediator", "party", "person",
    "topic", "place", "document", "source", "conflict", "process",
)  # fmt: skip
CONFLICTS = {"limit": "3", "fields": "id,object,label,started", "count": "none"}


def show(visit: Visit, answer: Answer) -> Mapping[str, Any]:
    """Counts, documents, questions one click away, and how to cite it all."""
    documents = ask(Question("listDocuments", DOCUMENTS))
    conflicts = ask(Question("listConflicts", CONFLICTS))
    citation = citing.of_data(answer)
    return {
        "counts": {row["object"]: row["count"] for row in answer.data},
        "shown": SHOWN,
        "documents": documents,
        "conflicts": conflicts.data,
        "citation": citation,
        "linked_data": linked.dataset(citation, str(wording(DEFAULT).texts["common.about"])),
        "title": None,
    }


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
