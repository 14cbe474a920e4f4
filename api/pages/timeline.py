"""The timeline: agreements, meetings, events and quotes on one axis."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from api.http.endpoint import Endpoint
from api.picturing.axis import Axis, Window

from .asking import Answer, Question, ask
from .chronicle import (
    OBJECTS,
    Days,
    Entry,
    asked_window,
    axis_of,
    counted,
    days_of,
    drawn,
    records_in,
    span_of,
)
from .page import Page, Visit

MOST_MARKS = "200"
OF_PAGES = ("limit", "cursor", "sort", "count")
MONTHS_UP_TO, DECADES_FROM = 6, 150
ZOOM = 3.0
SHIFT = 0.5
Weighed = tuple[Days, int]
FIELDS = ("party", "person", "object", "date__gte", "date__lte")


def question(visit: Visit) -> Question:
    """As many records as can be drawn one by one."""
    return Question("getTimeline", {"limit": MOST_MARKS, **visit.query})


def show(visit: Visit, answer: Answer) -> Mapping[str, Any]:
    """The picture: marks where all are on the page, else how many there are of each time."""
    entries = answer.data
    density, told = None, [(span_of(each), 1) for each in entries]
    if answer.meta["next_cursor"] or "cursor" in visit.query:
        density = ask(Question("getTimelineDensity", narrowed(visit.query)))
        told = [(days_of(each), records_in(each)) for each in density.data]
    axis = axis_of((span for span, _ in told), visit.query)
    picture = None
    if axis and told:
        picture = counted(density.data, axis) if density else drawn(entries, axis)
    return {
        "entries": entries,
        "picture": picture,
        "density": density,
        "zooms": zooms(axis, visit.query, told, entries) if axis else {},
        "objects": OBJECTS,
        "chosen": visit.query.get("object", "").split(","),
        "fields": FIELDS,
        "title": None,
    }


def narrowed(query: Mapping[str, str]) -> dict[str, str]:
    """The same question to the density, by as short a time as can be drawn."""
    first, last = asked_window(query)
    years = (last.year - first.year) if first and last else DECADES_FROM - 1
    by = "month" if years <= MONTHS_UP_TO else "decade" if years >= DECADES_FROM else "year"
    return {**{name: each for name, each in query.items() if name not in OF_PAGES}, "by": by}


def zooms(
    axis: Axis, query: Mapping[str, str], told: Sequence[Weighed], entries: Sequence[Entry]
) -> dict[str, Window]:
    """Where one can look from here, by name; `told` is what is drawn, of the entries or others."""
    found = {}
    closer = around(axis, told, entries)
    if closer and closer != (axis.first, axis.last):
        found["in"] = closer
    if any(asked_window(query)):
        found["out"] = axis.widened(ZOOM)
        found["earlier"], found["later"] = axis.moved(-SHIFT), axis.moved(SHIFT)
    return found


def around(axis: Axis, told: Sequence[Weighed], entries: Sequence[Entry]) -> Window | None:
    """A shorter window around the median of what is drawn: in the middle there may be nothing.

    It holds a counted period wholly; where that is longer, it is the entries that it holds.
    """
    first, last = axis.narrowed(axis.first, ZOOM)
    length = last - first
    median = median_of(told, axis)
    if median and median.last - median.first > length:
        median = median_of([(span_of(each), 1) for each in entries], axis) or median
    if median is None:
        return None
    window = axis.narrowed(middle_of(median), ZOOM)
    if median.last - median.first > length:
        return window
    first = min(max(window.first, median.last - length), median.first)
    return Window(first, first + length)


def median_of(told: Sequence[Weighed], axis: Axis) -> Window | None:
    """The middle one of some spans of days on an axis, as much of it as lies there."""
    seen = sorted(
        ((on(axis, *span), weight) for span, weight in told if axis.span(*span)),
        key=lambda each: middle_of(each[0]),
    )
    half, passed = sum(weight for _, weight in seen) / 2, 0
    for window, weight in seen:
        passed += weight
        if passed >= half:
            return window
    return None


def on(axis: Axis, earliest: date | None, latest: date | None) -> Window:
    """What of a span lies on an axis; one with an open end stands where the other is."""
    ends = earliest or latest or axis.first, latest or earliest or axis.last
    first, last = (min(max(each, axis.first), axis.last) for each in ends)
    return Window(first, last)


def middle_of(window: Window) -> date:
    """The day in the middle."""
    return window.first + (window.last - window.first) / 2


def pages(operations: Mapping[str, Endpoint]) -> list[Page]:
    """The timeline."""
    return [
        Page(
            path="/timeline",
            name="timeline",
            template="timeline.html",
            question=question,
            show=show,
            takes=operations["getTimeline"],
        )
    ]
