"""Search: what is called so, and what speaks of it."""

from collections.abc import Mapping
from typing import Any

from api.http.endpoint import Endpoint

from .asking import Answer, Question, ask
from .page import Page, Visit

NOTHING_ASKED = Question("countRecords")


def question(visit: Visit) -> Question:
    """The search; without words only how much there is to be found."""
    return Question("search", visit.query) if "q" in visit.query else NOTHING_ASKED


def show(visit: Visit, answer: Answer) -> Mapping[str, Any]:
    """The hits."""
    words = visit.query.get("q", "")
    hits = answer.data if words else []
    near = [] if hits or not words else names_near(words)
    return {"words": words, "hits": hits, "near": near, "title": words}


def names_near(words: str) -> list[Mapping[str, Any]]:
    """The names that begin with what was searched for in vain."""
    names: list[Mapping[str, Any]] = ask(Question("suggest", {"q": words})).data
    return names


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
