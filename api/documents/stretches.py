"""Pages of the coding of a document: stretches of it, with their paragraphs where it is held.

A page ends with a paragraph where it can, so that a paragraph is seen with all its spans.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from api.models import Evidence, Record
from api.query.cursors import LARGEST_NUMBER, NOT_OURS, bad_cursor, key_of

from .coding import Coding, Place, last_of, place_of
from .excerpts import Row

MOST_PARAGRAPHS = 500
KEYS = (Evidence.start, Evidence.end, Record.number, Evidence.key)


@dataclass(frozen=True)
class Stretch:
    """A page: spans, numbers of paragraphs, its bounds, and the place behind it if more follows."""

    spans: list[Row]
    paragraphs: range
    start: int
    end: int
    behind: Place | None


def stretch_of(coding: Coding, begin: Place, limit: int) -> Stretch:
    """At most `limit` spans behind a place, and at most MOST_PARAGRAPHS paragraphs with them.

    A paragraph with more spans than that is divided: it is shown on each of its pages.
    """
    rest = behind(coding, begin)
    spans, following = rest[:limit], rest[limit : limit + 1]
    bounds = coding.paragraphs
    first = paragraph_at(coding, begin[0])
    stop = paragraph_at(coding, following[0]["start"]) if following else len(bounds)
    if following and stop == first:
        next_start = following[0]["start"]
        shown = range(first, min(first + 1, len(bounds)))
        return Stretch(spans, shown, begin[0], next_start, place_of(spans[-1]))
    stop = min(stop, first + MOST_PARAGRAPHS)
    ends = [row["start"] for row in following] + [start for start, _ in bounds[stop : stop + 1]]
    if not ends:
        end = max(coding.characters, begin[0])
        return Stretch(spans, range(first, stop), begin[0], end, None)
    end = min(ends)
    spans = [row for row in spans if row["start"] < end]
    return Stretch(spans, range(first, stop), begin[0], end, before(end))


def behind(coding: Coding, place: Place) -> list[Row]:
    """The spans behind a place."""
    return coding.spans[bisect_right(coding.spans, place, key=place_of) :]


def paragraph_at(coding: Coding, place: int) -> int:
    """The number of the paragraph in which a code point lies, or else of the next one."""
    return bisect_right(coding.paragraphs, place, key=last_of)


def beginning(coding: Coding, start: int) -> Place:
    """The place at which a page begins that is to show a code point: that of its paragraph."""
    number = paragraph_at(coding, start)
    if number < len(coding.paragraphs):
        start = min(start, coding.paragraphs[number][0])
    return before(start)


def before(start: int) -> Place:
    """The place before all spans that begin at a code point."""
    return start, -LARGEST_NUMBER, 0, ""


def packed(place: Place) -> list[Any]:
    """A place as a cursor holds it."""
    start, end, number, name = place
    return [start, min(-end, LARGEST_NUMBER - 1), number, name]


def unpacked(keys: Sequence[Any]) -> Place:
    """The place that a cursor holds; a Problem for what is none."""
    try:
        start, end, number, name = (
            key_of(column, key) for column, key in zip(KEYS, keys, strict=True)
        )
    except (ValueError, TypeError) as error:
        raise bad_cursor(NOT_OURS) from error
    return start, -end, number, name
