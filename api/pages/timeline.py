"""The timeline: agreements, meetings, events and quotes on one axis."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from api.http.endpoint import Endpoint
from api.picturing.axis import Axis, Window

from .asking import Answer, Question, ask
from .chronicle import OBJECTS, asked_window, counted, drawn
from .page import Page, Visit

MOST_MARKS = "200"
OF_PAGES = ("limit", "cursor", "sort", "count")
MONTHS_UP_TO, DECADES_FROM = 6, 150
ZOOM = 3.0
SHIFT = 0.5
FIELDS = ("party", "person", "object", "date__gte", "date__lte")


def question(visit: Visit) -> Question:
    """As many records as can be drawn one by one."""
    return Question("getTimeline", {"limit": MOST_MARKS, **visit.query})


def show(visit: Visit, answer: Answer) -> Mapping[str, Any]:
    """The picture: marks where all are on the page, else how many there are of each time."""
    density = None
    if answer.meta["next_cursor"] or "cursor" in visit.query:
        density = ask(Question("getTimelineDensity", narrowed(visit.query)))
        picture = counted(density.data, visit.query)
    else:
        picture = drawn(answer.data, visit.query)
    return {
        "entries": answer.data,
        "picture": picture,
        "density": density,
        "zooms": zooms(picture.axis, visit.query) if picture else {},
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


def zooms(axis: Axis, query: Mapping[str, str]) -> dict[str, Window]:
    """Where one can look from here, by name."""
    middle = date.fromordinal((axis.first.toordinal() + axis.last.toordinal()) // 2)
    found = {"in": axis.narrowed(middle, ZOOM)}
    if any(asked_window(query)):
        found["out"] = axis.widened(ZOOM)
        found["earlier"], found["later"] = axis.moved(-SHIFT), axis.moved(SHIFT)
    return found


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
