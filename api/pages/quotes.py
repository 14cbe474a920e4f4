"""Quotes to be read: what somebody said in order, and two speakers side by side."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from api.errors import Problem
from api.http.endpoint import Endpoint
from schemas.query import IdOf
from schemas.vocabulary.speech import QUOTE_ACT, QUOTE_KIND

from .asking import Answer, Question, ask
from .page import Page, Visit

Quote = Mapping[str, Any]
IN_ORDER = ("speaker", "party", "about", "topic", "target", "mention", "occasion", "on_behalf_of")
"""Parameters with which one reads in the order of time, and not of entry."""
OTHER = {"with": IdOf("The other speaker.", ("person", "party"))}
FROM_THE_FIRST = {"sort": "said", "limit": "100", "facets": "topics"}
OF_PAGES = ("sort", "limit", "cursor")
SPOKE_MOST = {"facets": "speaker", "limit": "0", "count": "none"}
FIELDS = ("q", "speaker", "about", "topic", "act", "kind", "said__gte", "said__lte", "sort")


def in_order(query: Mapping[str, str]) -> Mapping[str, str]:
    """The parameters of a list, in the order of time where somebody or something is chosen."""
    if "sort" in query or "q" in query or not any(name in query for name in IN_ORDER):
        return query
    return {**query, "sort": "said"}


def occasions(quotes: Sequence[Quote]) -> list[tuple[Quote, list[Quote]]]:
    """Quotes that follow each other and were said at one occasion, under the first of them."""
    found = []
    for _, some in groupby(quotes, key=occasion_of):
        same = list(some)
        found.append((same[0], same))
    return found


def occasion_of(quote: Quote) -> tuple[str | None, str | None]:
    """What tells one occasion from another: the meeting and the time."""
    occasion, said = quote["occasion"], quote["said"]
    return occasion and occasion["id"], said and said["value"]


def show_list(visit: Visit, answer: Answer) -> Mapping[str, Any]:
    """Quotes by occasion where they stand in the order of time."""
    is_ordered = answer.question.query.get("sort", "").lstrip("-") == "said"
    groups = occasions(answer.data) if is_ordered else [(None, [each]) for each in answer.data]
    return {
        "groups": groups,
        "acts": QUOTE_ACT.codes,
        "kinds": QUOTE_KIND.codes,
        "fields": FIELDS,
        "title": None,
    }


def compared(visit: Visit) -> Question:
    """What the first of two speakers said; who spoke most, where none is named."""
    if "speaker" not in visit.query:
        return Question("listQuotes", {**visit.query, **SPOKE_MOST})
    return said_by(visit, visit.query["speaker"])


def said_by(visit: Visit, speaker: str) -> Question:
    """The beginning of what one of the two said, in order."""
    query = {name: value for name, value in visit.query.items() if name not in OF_PAGES}
    return Question("listQuotes", {**query, **FROM_THE_FIRST, "speaker": speaker})


def show_comparison(visit: Visit, answer: Answer) -> Mapping[str, Any]:
    """Two speakers side by side, row by row in the order of time."""
    if "speaker" not in visit.query:
        return {"rows": None, "sides": [], "speakers": answer.body["facets"]["speaker"]} | WORDS
    sides = [answer]
    if visit.own["with"]:
        sides.append(second(visit))
    return {
        "rows": side_by_side(sides),
        "sides": sides,
        "speakers": [],
        "shared": shared_topics(sides),
    } | WORDS


WORDS = {"title": None, "fields": ("speaker", "with", "topic", "about")}


def second(visit: Visit) -> Answer:
    """What the other speaker said; a fault of the name is told of the parameter that gave it."""
    try:
        return ask(said_by(visit, visit.own["with"]))
    except Problem as problem:
        for fault in problem.errors:
            fault["name"] = "with" if fault.get("name") == "speaker" else fault.get("name")
        told = problem.detail.replace("speaker", "with")
        raise Problem(problem.type, told, problem.errors) from problem


def shared_topics(sides: Sequence[Answer]) -> list[tuple[Mapping[str, Any], list[int]]]:
    """The topics that both spoke of, with how often each did; by the one who did less often."""
    counts = [
        {row["value"]["id"]: row for row in side.body["facets"]["topics"] if row["value"]}
        for side in sides
    ]
    both = [
        (counts[0][topic]["value"], [each[topic]["count"] for each in counts])
        for topic in counts[0]
        if len(counts) == 2 and topic in counts[1]
    ]
    return sorted(both, key=lambda each: -min(each[1]))


def side_by_side(sides: Sequence[Answer]) -> list[tuple[int, Quote]]:
    """The quotes of all sides in one order of time, each with the number of its side."""
    both = [(place, quote) for place, side in enumerate(sides) for quote in side.data]
    return sorted(both, key=lambda each: said_at(each[1]))


def said_at(quote: Quote) -> tuple[bool, str, str]:
    """Where a quote stands in time, as the API orders it: its earliest day, unknown ones last."""
    said = quote["said"]
    if said is None:
        return True, "", quote["id"]
    return False, said["earliest"] or said["latest"], quote["id"]


def pages(operations: Mapping[str, Endpoint]) -> list[Page]:
    """The quotes in order, and compared."""
    return [
        Page(
            path="/quotes",
            name="quotes",
            template="quotes.html",
            question=lambda visit: Question("listQuotes", in_order(visit.query)),
            show=show_list,
            takes=operations["listQuotes"],
        ),
        Page(
            path="/quotes/compare",
            name="compare",
            template="compare.html",
            question=compared,
            show=show_comparison,
            takes=operations["listQuotes"],
            own=OTHER,
        ),
    ]
