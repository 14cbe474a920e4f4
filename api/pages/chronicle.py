"""The picture of the timeline: marks in four bands above one axis, or bars where there are many.

An imprecise date is drawn as the span it is; what was only planned, put off or denied is hollow.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from api.picturing.axis import FIRST, LAST, Axis, Break, Span
from api.picturing.lanes import lanes
from api.picturing.ticks import Tick
from schemas.dates import FIRST_DAY, LAST_DAY, bounds
from schemas.vocabulary.process import took_place

WIDTH, MARGIN = 1120.0, 40.0
ROW, LEAST_ROW, TALLEST = 15.0, 5.0, 330.0
HEAD, BAND_GAP, AXIS_ROOM = 20.0, 10.0, 34.0
SYMBOL, TAIL = 10.0, 60.0
BAR_HEIGHT = 70.0
OBJECTS = ("agreement", "meeting", "event", "quote")
BESIDE = timedelta(days=365)
"""How long the axis is where all that is told lies beyond the one end asked for."""
Entry = Mapping[str, Any]
Days = tuple[date | None, date | None]


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
        """Whether it is not told as having taken place."""
        return not took_place(self.entry["record"]["object"], self.entry["status"])


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
    """The whole picture, in user units; `beyond` are records counted before or after the axis."""

    axis: Axis
    bands: Sequence[Band]
    ticks: Sequence[Tick]
    breaks: Sequence[Break]
    height: float
    beyond: int = 0
    width: float = WIDTH + 2 * MARGIN
    margin: float = MARGIN

    @property
    def base(self) -> float:
        """Where the axis lies."""
        return self.height - AXIS_ROOM


def day(text: str | None) -> date | None:
    """A day of an answer."""
    return None if text is None else date.fromisoformat(text)


def asked_window(query: Mapping[str, str]) -> Days:
    """The first and last day that the parameters of dates ask for."""
    first, last = query.get("date__gte"), query.get("date__lte")
    earliest = bounds(first)[0] if first else None
    latest = bounds(last)[1] if last else None
    return (None if earliest == FIRST_DAY else earliest, None if latest == LAST_DAY else latest)


def axis_of(spans: Iterable[Days], query: Mapping[str, str]) -> Axis | None:
    """An axis over the window asked for, its open ends where those of the spans are.

    None where neither tells anything, and for a window that ends before it starts.
    """
    first, last = asked_window(query)
    told = list(spans)
    days = [each for span in told for each in span if each is not None]
    if first is not None:
        within = [each for each in days if each >= first]
        last = last or max(within, default=min(first, LAST - BESIDE) + BESIDE)
    elif last is not None:
        within = [each for each in days if each <= last]
        first = min(within, default=max(last, FIRST + BESIDE) - BESIDE)
    elif days:
        first, last = min(days), max(days)
    else:
        return None
    return None if last < first else Axis.broken(first, last, WIDTH, told)


def span_of(entry: Entry) -> Days:
    """The first and last day that the date of an entry may mean."""
    return day(entry["date"]["earliest"]), day(entry["date"]["latest"])


def days_of(period: Mapping[str, Any]) -> Days:
    """The first and last day of a counted period."""
    return day(period["earliest"]), day(period["latest"])


def drawn(entries: Sequence[Entry], axis: Axis) -> Picture:
    """Every record as a mark."""
    bands, y = [], 0.0
    for name in OBJECTS:
        own = [each for each in entries if each["record"]["object"] == name]
        if own:
            marks, depth = marked(own, axis, y + HEAD)
            bands.append(Band(name, y, marks=marks))
            y += HEAD + depth + BAND_GAP
    return Picture(axis, bands, axis.ticks(beyond=MARGIN), axis.breaks, y + AXIS_ROOM)


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


def counted(periods: Sequence[Mapping[str, Any]], axis: Axis) -> Picture:
    """Every period as a bar in each band, as high as its share of the fullest of that band."""
    spans = [(each, axis.span(*days_of(each))) for each in periods]
    seen = [(each, span) for each, span in spans if span is not None]
    bands, y = [], 0.0
    for name in OBJECTS:
        own = [(each, each[name], span) for each, span in seen if each[name]]
        if own:
            most = max(count for _, count, _ in own)
            bars = [bar(period, count / most, count, span, y + HEAD) for period, count, span in own]
            bands.append(Band(name, y, bars=bars))
            y += HEAD + BAR_HEIGHT + BAND_GAP
    beyond = sum(records_in(each) for each, span in spans if span is None)
    return Picture(axis, bands, axis.ticks(beyond=MARGIN), axis.breaks, y + AXIS_ROOM, beyond)


def records_in(period: Mapping[str, Any]) -> int:
    """How many records a period counts."""
    return sum(period[name] for name in OBJECTS)


def bar(period: Mapping[str, Any], share: float, count: int, span: Span, top: float) -> Bar:
    """One bar."""
    height = max(2.0, BAR_HEIGHT * share)
    width = max(2.0, span.x1 - span.x0 - 1)
    return Bar(period, count, span.x0, top + BAR_HEIGHT - height, width, height)
