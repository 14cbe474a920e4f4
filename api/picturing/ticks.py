"""The days that a time axis marks: of which unit, and which."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

Unit = Literal["year", "quarter", "month", "week", "day"]
DAYS_A_WEEK = 7


class Step(NamedTuple):
    """So many months or days from tick to tick; `least` is how many days that is at the least."""

    unit: Unit
    least: int
    months: int = 0


class Tick(NamedTuple):
    """A day that is marked, and how much of it has to be said: its year, quarter, month or day.

    The first tick of a year, on each side of a break, is to name the year (`names_year`).
    """

    x: float
    day: date
    precision: Unit
    names_year: bool


STEPS = (
    Step("day", 1),
    Step("week", DAYS_A_WEEK),
    Step("month", 28, 1),
    Step("quarter", 90, 3),
    *(
        Step("year", years * 365, years * 12)
        for years in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
    ),
)


def step_for(days: float) -> Step:
    """The finest step that takes at least so many days."""
    return next((step for step in STEPS if step.least >= days), STEPS[-1])


def days_of(step: Step, start: int, end: int) -> Iterator[date]:
    """The ticks of a step from one day up to before another, both told by ordinals.

    Weeks begin on Monday; years are those that their number divides.
    """
    if not step.months:
        # Ordinal 1 is a Monday.
        first = start + (1 - start) % step.least
        yield from map(date.fromordinal, range(first, end, step.least))
        return
    begin = date.fromordinal(start)
    number = (begin.year * 12 + begin.month - 1 + (begin.day > 1) + step.months - 1) // step.months
    while True:
        year, month = divmod(number * step.months, 12)
        if year > date.max.year:
            return
        if year >= date.min.year:
            day = date(year, month + 1, 1)
            if day.toordinal() >= end:
                return
            yield day
        number += 1
