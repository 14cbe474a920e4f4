"""Dates in words, as precise as they are known."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape

from .wording import Wording

MONTH, DAY = len("2020-11"), len("2020-11-09")


MAIN = ("signed", "started", "scheduled", "said", "published")


def main_date(record: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The date that places a record in time, as a list shows it; None where there is none."""
    found: Mapping[str, Any] | None = next(filter(None, map(record.get, MAIN)), None)
    return found


def in_words(when: Mapping[str, Any] | None, text: Wording) -> Markup:
    """A date of the API in words: a day, a month, a year, or the time within which it lies."""
    return text("common.unknown") if when is None else value_in_words(when["value"], text)


@lru_cache(maxsize=10_000)
def value_in_words(value: str, text: Wording) -> Markup:
    """The text of a date in words."""
    start, slash, end = value.partition("/")
    if not slash:
        return point(start, text)
    if start == "..":
        return text("dates.by", day=point(end, text))
    if end == "..":
        return text("dates.from", day=point(start, text))
    if len(start) == len(end) == DAY and start[:MONTH] == end[:MONTH]:
        return text("dates.between_days", first=str(int(start[-2:])), last=point(end, text))
    return text("dates.between", first=point(start, text), last=point(end, text))


def point(value: str, text: Wording) -> Markup:
    """`2020`, `2020-11` or `2020-11-09` in words."""
    year, _, rest = value.partition("-")
    if not rest:
        return escape(int(year))
    month, _, day = rest.partition("-")
    named = text(f"dates.months.{int(month)}")
    if not day:
        return text("dates.month", month=named, year=str(int(year)))
    return text("dates.day", day=str(int(day)), month=named, year=str(int(year)))


def at(moment: str, text: Wording) -> Markup:
    """The day of an ISO moment in words."""
    return point(date.fromisoformat(moment[:10]).isoformat(), text)
