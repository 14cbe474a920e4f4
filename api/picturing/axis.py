"""The time axis of a picture: where a day stands, what a date spans, and windows for zooming."""

import math
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Literal, NamedTuple

from api.picturing.breaks import quiet
from api.picturing.ticks import Tick, days_of, step_for
from schemas.dates import FIRST_YEAR, LAST_YEAR

FIRST, LAST = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
ONE_DAY = timedelta(days=1)
BREAK_WIDTH = 28.0
TICK_ROOM = 56.0
LEAST_WIDTH = 60.0
End = Literal["told", "open", "cut"]


class Window(NamedTuple):
    """The first and last day of what is shown; both can be asked of the API."""

    first: date
    last: date


class Span(NamedTuple):
    """From where to where a date lies on the axis, in pixels.

    An end is `told` where it stands, `open` where nobody knows it, `cut` where it lies beyond the
    axis; the latter two are drawn to the end of the axis.
    """

    x0: float
    x1: float
    start: End
    end: End

    def drawn(self, least: float, tail: float) -> tuple[float, float]:
        """What a mark covers: at least `least` pixels, towards an open end at most `tail`."""
        x0, x1 = self.x0, self.x1
        if self.start == "open" and self.end != "open":
            x0 = max(x0, x1 - tail)
        if self.end == "open" and self.start != "open":
            x1 = min(x1, x0 + tail)
        missing = max(least - (x1 - x0), 0) / 2
        return x0 - missing, x1 + missing


class Stretch(NamedTuple):
    """Days from `start` up to before `end` (ordinals), from x0 to x1 pixels, at one scale."""

    start: int
    end: int
    x0: float
    x1: float
    shortened: bool


class Break(NamedTuple):
    """Where an axis is shortened, to be drawn as such: its pixels and the days it leaves out."""

    x0: float
    x1: float
    first: date
    last: date


@dataclass(frozen=True)
class Axis:
    """The days from `first` to `last` on so many pixels, each day as broad as every other.

    A day stands from `x(day)` to the place of the next; of a broken axis (see `broken`), the days
    in a break are narrower. Raises ValueError for a window that ends before it starts, and for an
    axis narrower than a tick.
    """

    first: date
    last: date
    width: float
    breaks_at: tuple[tuple[date, date], ...] = ()

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"the axis ends on {self.last}, before it starts on {self.first}")
        if not self.width >= LEAST_WIDTH:
            raise ValueError(f"an axis of {self.width:g} pixels is narrower than {LEAST_WIDTH:g}")
        self.check_breaks()

    def check_breaks(self) -> None:
        """Refuse breaks that touch each other or an end of the axis, or leave no room."""
        before = self.first
        for first, last in self.breaks_at:
            if not before < first <= last < self.last:
                raise ValueError(
                    f"a break from {first} to {last} has to lie within the axis, in order and "
                    f"apart from others: after {before} and before {self.last}"
                )
            before = last + ONE_DAY
        if BREAK_WIDTH * len(self.breaks_at) >= self.width:
            raise ValueError(f"{len(self.breaks_at)} breaks fill an axis of {self.width:g} pixels")

    @classmethod
    def broken(
        cls, first: date, last: date, width: float, marks: Iterable[tuple[date | None, date | None]]
    ) -> "Axis":
        """An axis whose long stretches in which no date begins or ends are shortened.

        Marks are first and last days of dates, None where open. A date that spans a break is drawn
        through it, so a break has to be visible; see `breaks`.
        """
        days = [day for mark in marks for day in mark if day is not None and first <= day <= last]
        return cls(first, last, width, tuple(quiet(first, last, days, BREAK_WIDTH / width)))

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """The axis in parts of one scale each, from left to right; every second one is a break."""
        days = [self.first.toordinal()]
        for first, last in self.breaks_at:
            days += [first.toordinal(), last.toordinal() + 1]
        days.append(self.last.toordinal() + 1)
        x, found = 0.0, []
        for index, (start, end) in enumerate(pairwise(days)):
            shortened = index % 2 == 1
            wide = BREAK_WIDTH if shortened else (end - start) * self.scale
            found.append(Stretch(start, end, x, x + wide, shortened))
            x += wide
        return tuple(found)

    @property
    def scale(self) -> float:
        """How many pixels a day is broad outside of breaks."""
        left_out = sum((last - first).days + 1 for first, last in self.breaks_at)
        days = (self.last - self.first).days + 1 - left_out
        return (self.width - BREAK_WIDTH * len(self.breaks_at)) / days

    @property
    def breaks(self) -> list[Break]:
        """Where the axis is shortened."""
        return [
            Break(part.x0, part.x1, date.fromordinal(part.start), date.fromordinal(part.end - 1))
            for part in self.stretches
            if part.shortened
        ]

    def x(self, day: date) -> float:
        """Where a day begins; the nearer end of the axis for a day beyond it."""
        return self.place(day.toordinal())

    def place(self, ordinal: int) -> float:
        """Where a day begins, told by its ordinal, so that there is one after the last."""
        parts = self.stretches
        part = parts[max(bisect_right(parts, ordinal, key=lambda part: part.start) - 1, 0)]
        share = (ordinal - part.start) / (part.end - part.start)
        return part.x0 + (part.x1 - part.x0) * min(max(share, 0.0), 1.0)

    def span(self, earliest: date | None, latest: date | None) -> Span | None:
        """Where a date lies that may mean any day from `earliest` to `latest`, None where open.

        None for a date that lies wholly beyond the axis.
        """
        if earliest is not None and latest is not None and latest < earliest:
            raise ValueError(f"the date ends on {latest}, before it starts on {earliest}")
        if (earliest is not None and earliest > self.last) or (
            latest is not None and latest < self.first
        ):
            return None
        start: End = "open" if earliest is None else "cut" if earliest < self.first else "told"
        end: End = "open" if latest is None else "cut" if latest > self.last else "told"
        x0 = 0.0 if earliest is None else self.x(earliest)
        x1 = self.width if latest is None else self.place(latest.toordinal() + 1)
        return Span(x0, x1, start, end)

    def ticks(self, room: float = TICK_ROOM, beyond: float = 0) -> list[Tick]:
        """The first days of units of time, as fine as `room` pixels for the words of each allow.

        The words stand right of their tick. There is none within breaks, nor where the words of
        the one before still stand, nor where they would stick out at the end by more than `beyond`.
        """
        step = step_for(room / self.scale)
        found: list[Tick] = []
        for part in self.stretches:
            named = None
            for day in () if part.shortened else days_of(step, part.start, part.end):
                x = self.x(day)
                if x > self.width - room + beyond or (found and x < found[-1].x + room):
                    continue
                found.append(Tick(x, day, step.unit, day.year != named))
                named = day.year
        return found

    def narrowed(self, day: date, factor: float) -> Window:
        """A window `factor` times as short around a day, which keeps its place."""
        return self.scaled(day, 1 / checked(factor))

    def widened(self, factor: float) -> Window:
        """A window `factor` times as long around the middle."""
        middle = (self.first.toordinal() + self.last.toordinal()) // 2
        return self.scaled(date.fromordinal(middle), checked(factor))

    def moved(self, share: float) -> Window:
        """A window of the same length, moved by a share of it; back where the share is negative."""
        if not math.isfinite(share):
            raise ValueError(f"a share of {share} moves nowhere")
        length = self.last.toordinal() - self.first.toordinal() + 1
        days = math.ceil(min(abs(share) * length, LAST.toordinal()))
        return window(self.first.toordinal() + int(math.copysign(days, share)), length)

    def scaled(self, day: date, factor: float) -> Window:
        """A window of `factor` times the length; the day keeps its place in it or comes in."""
        first, length = self.first.toordinal(), (self.last - self.first).days + 1
        index = min(max(day.toordinal() - first, 0), length - 1)
        wanted = max(round(min(length * factor, LAST.toordinal())), 1)
        return window(first + index - index * wanted // length, wanted)


def checked(factor: float) -> float:
    """The factor, if it is one to zoom by."""
    if not (1 < factor < math.inf):
        raise ValueError(f"a factor of {factor:g} does not zoom: it must be more than 1")
    return factor


def window(first: int, length: int) -> Window:
    """The window of so many days from an ordinal, shifted and cut to what can be asked for."""
    least, most = FIRST.toordinal(), LAST.toordinal()
    length = min(length, most - least + 1)
    first = min(max(first, least), most - length + 1)
    return Window(date.fromordinal(first), date.fromordinal(first + length - 1))
