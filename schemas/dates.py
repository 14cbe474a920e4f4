"""Dates as precise as they are known: a value, the days it spans, and how it is known.

A date is written `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or `A/B` (at an unknown time from A to B); either
end of the latter may be open (`..`). Precision follows UCDP's `date_prec` (1 day … 5 more than a
month up to a year).
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

# The first and last day there is stand for open ends, so their years are no dates themselves.
FIRST_DAY = date.min
LAST_DAY = date.max
FIRST_YEAR = FIRST_DAY.year + 1
LAST_YEAR = LAST_DAY.year - 1
POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
FORMS = "YYYY, YYYY-MM, YYYY-MM-DD or A/B with either end open (..)"
UCDP_PRECISION = {"day": 1, "day_range": 2, "week": 3, "month": 4, "year": 5}


def point_bounds(text: str) -> tuple[date, date]:
    """The first and last day of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; ValueError for anything else."""
    match = POINT.fullmatch(text)
    if match is None:
        raise ValueError(f"not a date: write {FORMS}")
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"no year {year:04d}: years run from {FIRST_YEAR:04d} to {LAST_YEAR}")
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month:02d}")
    last = calendar.monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, last)
    if not 1 <= day <= last:
        raise ValueError(f"{year:04d}-{month:02d} has no day {day:02d}")
    return date(year, month, day), date(year, month, day)


def bounds(text: str) -> tuple[date, date]:
    """The first and last day that a date may mean; open ends are the first and last day there is.

    Raises ValueError, with what is wrong, for text that is no date or ends before it starts.
    """
    start, slash, end = text.partition("/")
    if not slash:
        return point_bounds(text)
    if start == end == "..":
        raise ValueError("one end of an interval must be known")
    earliest = FIRST_DAY if start == ".." else point_bounds(start)[0]
    latest = LAST_DAY if end == ".." else point_bounds(end)[1]
    if earliest > latest:
        raise ValueError("the interval ends before it starts")
    return earliest, latest


def precision(earliest: date, latest: date) -> str:
    """The code of the vocabulary `date-precision` for a span of days."""
    if earliest == FIRST_DAY:
        return "open_before"
    if latest == LAST_DAY:
        return "open_after"
    days = (latest - earliest).days + 1
    for most, code in ((1, "day"), (6, "day_range"), (7, "week"), (31, "month"), (366, "year")):
        if days <= most:
            return code
    return "years"


@dataclass(frozen=True)
class PartialDate:
    """A date as told: its text, its basis, the document's words, and what it counts from.

    Only a relative date counts from a record, its `anchor`.
    """

    value: str
    basis: str = "stated"
    verbatim: str | None = None
    anchor: str | None = None

    @property
    def bounds(self) -> tuple[date, date]:
        """The first and last day it may mean."""
        return bounds(self.value)


@lru_cache(maxsize=20_000)
def facts(value: str) -> tuple[str | None, str | None, str, int | None]:
    """What follows from the text of a date: first and last day (None where open), precision."""
    earliest, latest = bounds(value)
    code = precision(earliest, latest)
    return (
        None if earliest == FIRST_DAY else earliest.isoformat(),
        None if latest == LAST_DAY else latest.isoformat(),
        code,
        UCDP_PRECISION.get(code),
    )


def describe(when: PartialDate) -> dict[str, object]:
    """A date as JSON: open ends as null, precision in words and as UCDP's code."""
    earliest, latest, code, ucdp = facts(when.value)
    return {
        "value": when.value,
        "earliest": earliest,
        "latest": latest,
        "precision": code,
        "basis": when.basis,
        "verbatim": when.verbatim,
        "anchor": when.anchor,
        "ucdp_date_prec": ucdp,
    }
