"""The picture of the timeline: marks in four bands above one axis, or bars where there are many.

An imprecise date is drawn as the span it is; what was only planned, put off or denied is hollow.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from api.picturing.axis import Axis, Break
from api.picturing.lanes import lanes
from api.picturing.ticks import Tick
from schemas.dates import FIRST_DAY, LAST_DAY, bounds

WIDTH, MARGIN = 1160.0, 20.0
ROW, LEAST_ROW, TALLEST = 15.0, 5.0, 330.0
HEAD, BAND_GAP, AXIS_ROOM = 20.0, 10.0, 34.0
SYMBOL, TAIL = 10.0, 60.0
BAR_HEIGHT = 70.0
TOOK_PLACE = ("held", "told", None)
OBJECTS = ("agreement", "meeting", "event", "quote")
Entry = Mapping[str, Any]


@dataclass(frozen=True)
class Mark:
    """A record on the axis: its box, and whether it is a moment, a span, open at an end."""

    entry: Entry
    x: float
    y: float
    width: float
    height: float
    moment: bool
    open_start: bool
    open_end: bool

    @property
    def middle(self) -> tuple[float, float]:
        """The centre of the box."""
        return self.x + self.width / 2, self.y + self.height / 2

    @property
    def hollow(self) -> bool:
        """Whether it did not take place, or is not simply told."""
        return self.entry["status"] not in TOOK_PLACE


@dataclass(frozen=True)
class Bar:
    """How many records of an object fall into a period."""

    period: Mapping[str, Any]
    count: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Band:
    """What is drawn of one object: where its name stands, and its marks or bars."""

    object: str
    y: float
    marks: Sequence[Mark] = ()
    bars: Sequence[Bar] = ()


@dataclass(frozen=True)
class Picture:
    """The whole picture, in user units."""

    axis: Axis
    bands: Sequence[Band]
    ticks: Sequence[Tick]
    breaks: Sequence[Break]
    height: float
    width: float = WIDTH + 2 * MARGIN
    margin: float = MARGIN

    @property
    def base(self) -> float:
        """Where the axis lies."""
        return self.height - AXIS_ROOM


def day(text: str | None) -> date | None:
    """A day of an answer."""
    return None if text is None else date.fromisoformat(text)


def asked_window(query: Mapping[str, str]) -> tuple[date | None, date | None]:
    """The first and last day that the parameters of dates ask for."""
    first, last = query.get("date__gte"), query.get("date__lte")
    earliest = bounds(first)[0] if first else None
    latest = bounds(last)[1] if last else None
    return (None if earliest == FIRST_DAY else earliest, None if latest == LAST_DAY else latest)


def axis_of(
    spans: Iterable[tuple[date | None, date | None]], query: Mapping[str, str]
) -> Axis | None:
    """An axis over all spans, or over the window asked for; None where there is nothing on it."""
    first, last = asked_window(query)
    told = list(spans)
    days = [each for span in told for each in span if each is not None]
    if not days:
        return None
    first, last = first or min(days), last or max(days)
    return None if last < first else Axis.broken(first, last, WIDTH, told)


def span_of(entry: Entry) -> tuple[date | None, date | None]:
    """The first and last day that the date of an entry may mean."""
    return day(entry["date"]["earliest"]), day(entry["date"]["latest"])


def drawn(entries: Sequence[Entry], query: Mapping[str, str]) -> Picture | None:
    """Every record as a mark."""
    axis = axis_of((span_of(each) for each in entries), query)
    if axis is None:
        return None
    bands, y = [], 0.0
    for name in OBJECTS:
        own = [each for each in entries if each["record"]["object"] == name]
        if own:
            marks, depth = marked(own, axis, y + HEAD)
            bands.append(Band(name, y, marks=marks))
            y += HEAD + depth + BAND_GAP
    return Picture(axis, bands, axis.ticks(), axis.breaks, y + AXIS_ROOM)


def marked(entries: Sequence[Entry], axis: Axis, top: float) -> tuple[list[Mark], float]:
    """The marks of one band from an upper edge on, and how deep it is."""
    found = [(each, axis.span(*span_of(each))) for each in entries]
    seen = [(each, span) for each, span in found if span is not None]
    boxes = [span.drawn(SYMBOL, TAIL) for _, span in seen]
    depth = lanes(boxes, 1).depth
    row = max(LEAST_ROW, min(ROW, TALLEST / max(depth, 1)))
    packed = lanes(boxes, row)
    marks = [
        Mark(
            entry,
            x0,
            top + packed.tops[place],
            x1 - x0,
            row - 3,
            entry["date"]["precision"] == "day",
            span.start == "open",
            span.end == "open",
        )
        for place, ((entry, span), (x0, x1)) in enumerate(zip(seen, boxes, strict=True))
    ]
    return marks, packed.height


def counted(periods: Sequence[Mapping[str, Any]], query: Mapping[str, str]) -> Picture | None:
    """Every period as a bar in each band, as high as its share of the fullest of that band."""
    spans = [(day(each["earliest"]), day(each["latest"])) for each in periods]
    axis = axis_of(spans, query)
    if axis is None:
        return None
    bands, y = [], 0.0
    for name in OBJECTS:
        own = [each for each in periods if each[name]]
        if own:
            most = max(each[name] for each in own)
            bars = [bar(each, each[name], most, axis, y + HEAD) for each in own]
            bands.append(Band(name, y, bars=[each for each in bars if each is not None]))
            y += HEAD + BAR_HEIGHT + BAND_GAP
    return Picture(axis, bands, axis.ticks(), axis.breaks, y + AXIS_ROOM)


def bar(period: Mapping[str, Any], count: int, most: int, axis: Axis, top: float) -> Bar | None:
    """One bar; None beyond the axis."""
    span = axis.span(day(period["earliest"]), day(period["latest"]))
    if span is None:
        return None
    height = max(2.0, BAR_HEIGHT * count / most)
    width = max(2.0, span.x1 - span.x0 - 1)
    return Bar(period, count, span.x0, top + BAR_HEIGHT - height, width, height)
