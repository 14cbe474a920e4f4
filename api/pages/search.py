"""Search: what is called so, and what speaks of it."""

from collections.abc import Mapping
from typing import Any

from api.http.endpoint import Endpoint

from .asking import Answer, Question
from .page import Page, Visit

NOTHING_ASKED = Question("countRecords")


def question(visit: Visit) -> Question:
    """The search; without words only how much there is to be found."""
    return Question("search", visit.query) if "q" in visit.query else NOTHING_ASKED


def show(visit: Visit, answer: Answer) -> Mapping[str, Any]:
    """The hits."""
    words = visit.query.get("q", "")
    return {"words": words, "hits": answer.data if words else [], "title": words}


def pages(operations: Mapping[str, Endpoint]) -> list[Page]:
    """The search."""
    return [
        Page(
            path="/search",
            name="search",
            template="search.html",
            question=question,
            show=show,
            takes=operations["search"],
        )
    ]
