"""A document to be read: its text with what was taken from it, and what no record covers yet."""

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from api.http.endpoint import Endpoint
from api.query.resource import Resource
from api.resources import RESOURCES
from schemas.fields import MAXIMUM_INTEGER
from schemas.query import Count

from .asking import Answer, Question, ask
from .page import Page, Visit

Span = Mapping[str, Any]
DOCUMENT: Resource = RESOURCES["document"]
MOST_SPANS = "1000"
READ_WHOLE = 15_000
"""Up to this place a document is shown from its beginning, however far on a reader wants to be."""
BESIDE = ("comment", "teaser", "form")
"""Kinds of parts in which no evidence may stand (`document-part-kind`)."""
OWN = {
    "at": Count(
        "A code point that is to be shown.", minimum=0, maximum=MAXIMUM_INTEGER, example="900"
    )
}


def question(visit: Visit) -> Question:
    """The coding of the document, from its beginning or from near the place that is wanted."""
    at = visit.own["at"] or 0
    near = {"start": str(at)} if at > READ_WHOLE else {}
    return Question("getDocumentCoding", {"limit": MOST_SPANS, **near, **visit.query}, visit.path)


def show(visit: Visit, answer: Answer) -> Mapping[str, Any]:
    """The paragraphs with their marks, or the spans alone where the text is not held."""
    coding = answer.data
    found: dict[str, Any] = {
        "coding": coding,
        "document": coding["document"],
        "title": coding["document"]["label"],
        "objects": {name: count for name, count in coding["summary"]["records"].items() if count},
    }
    if not coding["held"]:
        return found | {"paragraphs": None}
    fitting = [span for span in coding["spans"] if span["fits"]]
    beside = parts_beside(coding["document"]["id"])
    paragraphs = [read(each, fitting, beside) for each in coding["paragraphs"]]
    return found | {
        "paragraphs": paragraphs,
        "own": [each for each in paragraphs if not each["beside"]],
        "bare": [each for each in paragraphs if not each["beside"] and not each["taken"]],
        "misfits": [span for span in coding["spans"] if not span["fits"]],
    }


def parts_beside(document: str) -> list[Mapping[str, Any]]:
    """The parts of a document that are not its own text: what its readers or its frame say."""
    query = {"include": "parts", "fields": "id,parts"}
    parts = ask(Question("getDocument", query, {"id": document})).data["parts"]
    return [part for part in parts if part["kind"] in BESIDE]


def read(
    paragraph: Mapping[str, Any], spans: Sequence[Span], beside: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """A paragraph as it is read: pieces of its text, and what was taken from it by record.

    `beside` is the kind of the part that it lies in, where that is not the document's own text.
    """
    kinds = [
        part["kind"]
        for part in beside
        if part["start"] <= paragraph["start"] and paragraph["end"] <= part["end"]
    ]
    own = [
        span
        for span in spans
        if span["start"] < paragraph["end"] and paragraph["start"] < span["end"]
    ]
    taken: dict[str, list[Span]] = defaultdict(list)
    for span in own:
        taken[span["record"]["id"]].append(span)
    return {
        "number": paragraph["number"],
        "beside": kinds[0] if kinds else None,
        "pieces": list(pieces(paragraph, own)),
        "taken": [(some[0]["record"], fields_of(some)) for some in taken.values()],
    }


def fields_of(spans: Sequence[Span]) -> list[str]:
    """What a record says with its spans: each field once, the words of a quote by none."""
    return list(dict.fromkeys(span["field"] for span in spans if span["role"] is None))


def pieces(paragraph: Mapping[str, Any], spans: Sequence[Span]) -> Iterator[dict[str, Any]]:
    """The text in pieces between the places where spans begin and end.

    A piece belongs to the shortest span over it: what is most particular is what a reader means.
    """
    start, end = paragraph["start"], paragraph["end"]
    bounds = {start, end}
    for span in spans:
        bounds |= {max(start, span["start"]), min(end, span["end"])}
    for first, last in paragraph["uncovered"]:
        bounds |= {first, last}
    begun = {span["start"] for span in spans}
    places = sorted(bounds)
    for first, last in itertools.pairwise(places):
        over = [span for span in spans if span["start"] <= first and last <= span["end"]]
        yield {
            "text": paragraph["text"][first - start : last - start],
            "anchor": first if first in begun else None,
            "span": min(over, key=length) if over else None,
            "bare": any(one <= first and last <= other for one, other in paragraph["uncovered"]),
        }


def length(span: Span) -> int:
    """How many code points a span has."""
    return int(span["end"] - span["start"])


def pages(operations: Mapping[str, Endpoint]) -> list[Page]:
    """The documents, to be read."""
    operation = operations["getDocumentCoding"]
    return [
        Page(
            path="/documents/{id}/reading",
            name="reading",
            template="reading.html",
            question=question,
            show=show,
            takes=operation,
            own=OWN,
            parameters=operation.parameters,
        )
    ]
