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
SHOWN = ("quote", "party", "person", "agreement", "mediator", "meeting", "event", "place")


def show(visit: Visit, answer: Answer) -> Mapping[str, Any]:
    """Counts, documents, questions one click away, and how to cite it all."""
    documents = ask(Question("listDocuments", DOCUMENTS))
    citation = citing.of_data(answer)
    return {
        "counts": {row["object"]: row["count"] for row in answer.data},
        "shown": SHOWN,
        "documents": documents,
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
