"""Which quiet times of an axis are left out, so that they do not press the rest together."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise

MOST_BREAKS = 4
LONG = 0.25
DAY = timedelta(days=1)
LEAST_KEPT = 0.5


def quiet(
    first: date, last: date, days: Iterable[date], break_share: float
) -> list[tuple[date, date]]:
    """First and last days of what is to be left out of an axis, in order.

    That is a time without any of the days, the longest first, as long as it would take more than
    `LONG` of what the axis shows then, and more than three times the share that a break takes.
    An axis without any such day is left whole.
    """
    days = set(days)
    if not days:
        return []
    least = max(LONG, 3 * break_share)
    shown = (last - first).days + 1
    found: list[tuple[date, date]] = []
    for begin, end in sorted(gaps(first, last, days), key=length, reverse=True)[:MOST_BREAKS]:
        room = 1 - break_share * len(found)
        left_out = rounded(begin, end)
        if length((begin, end)) / shown * room <= least:
            break
        found.append(left_out)
        shown -= length(left_out)
    return sorted(found)


def length(span: tuple[date, date]) -> int:
    """How many days there are from one to another, both counted."""
    return (span[1] - span[0]).days + 1


def gaps(first: date, last: date, days: Iterable[date]) -> Iterator[tuple[date, date]]:
    """The times strictly between neighbouring days, the ends of the axis among them."""
    for before, after in pairwise(sorted({first, last, *days})):
        if (after - before).days > 1:
            yield before + DAY, after - DAY


def rounded(begin: date, end: date) -> tuple[date, date]:
    """The whole years in a time, else its whole months, where that is most of it; else all of it.

    So that what is left out can be told in few words.
    """
    years = (whole(begin, 12), whole(end + DAY, 12, up=False) - DAY)
    months = (whole(begin, 1), whole(end + DAY, 1, up=False) - DAY)
    for shorter in (years, months):
        if length(shorter) > LEAST_KEPT * length((begin, end)):
            return shorter
    return begin, end


def whole(day: date, months: int, up: bool = True) -> date:
    """The nearest first day of a year (12 months) or month, not before the day, or not after it."""
    start = date(day.year, 1 if months == 12 else day.month, 1)
    if start == day or not up:
        return start
    number = start.year * 12 + start.month - 1 + months
    if number // 12 > date.max.year:
        return date.max
    return date(number // 12, number % 12 + 1, 1)
