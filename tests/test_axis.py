"""The timeline's axis: places of days, spans, ticks, breaks, windows for zooming, and rows."""

import math
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.picturing.axis import BREAK_WIDTH, FIRST, LAST, Axis, Span, Window
from api.picturing.breaks import quiet
from api.picturing.lanes import Lanes, lanes

DAY = timedelta(days=1)
WIDTHS = st.integers(120, 2560)
PROFILE = settings(derandomize=True, deadline=None, max_examples=150)


def day(text: str) -> date:
    """A date as it is written."""
    return date.fromisoformat(text)


@st.composite
def axes(draw: st.DrawFn) -> Axis:
    """Axes of any window and width, broken where few days are marked."""
    first, last = sorted((draw(st.dates()), draw(st.dates())))
    marks = draw(st.lists(st.tuples(st.dates(first, last), st.none()), max_size=12))
    return Axis.broken(first, last, draw(WIDTHS), marks)


def ticks_of(axis: Axis) -> list[str]:
    """The days of the ticks, with a star where the year is to be named."""
    return [f"{tick.day}{'*' * tick.names_year}" for tick in axis.ticks()]


def test_days_are_equally_broad() -> None:
    axis = Axis(day("2023-01-01"), day("2023-01-10"), 100)
    assert [axis.x(day(f"2023-01-{number:02}")) for number in (1, 2, 10)] == [0, 10, 90]
    assert (axis.x(day("2022-12-31")), axis.x(day("2023-02-01"))) == (0, 100)
    one_day = Axis(day("2023-01-01"), day("2023-01-01"), 100)
    assert one_day.span(day("2023-01-01"), day("2023-01-01")) == Span(0, 100, "told", "told")


@pytest.mark.parametrize(
    ("earliest", "latest", "span"),
    [
        ("2023-01-02", "2023-01-02", Span(10, 20, "told", "told")),
        ("2023-01-01", "2023-01-10", Span(0, 100, "told", "told")),
        (None, "2023-01-02", Span(0, 20, "open", "told")),
        ("2023-01-10", None, Span(90, 100, "told", "open")),
        ("2022-12-31", "2023-01-01", Span(0, 10, "cut", "told")),
        ("2023-01-01", "2024-01-01", Span(0, 100, "told", "cut")),
        (None, "2024-01-01", Span(0, 100, "open", "cut")),
        ("2023-01-11", None, None),
        (None, "2022-12-31", None),
    ],
)
def test_an_imprecise_date_is_the_span_of_its_days(
    earliest: str | None, latest: str | None, span: Span | None
) -> None:
    axis = Axis(day("2023-01-01"), day("2023-01-10"), 100)
    assert axis.span(earliest and day(earliest), latest and day(latest)) == span


@pytest.mark.parametrize(
    ("span", "mark"),
    [
        (Span(10, 50, "told", "told"), (10, 50)),
        (Span(10, 11, "told", "told"), (6.5, 14.5)),
        (Span(0, 50, "open", "told"), (26, 50)),
        (Span(50, 100, "told", "open"), (50, 74)),
        (Span(0, 10, "open", "told"), (0, 10)),
    ],
)
def test_a_mark_can_be_seen_and_an_open_end_is_a_tail(
    span: Span, mark: tuple[float, float]
) -> None:
    assert span.drawn(least=8, tail=24) == mark


@PROFILE
@given(axis=axes(), days=st.lists(st.dates(), min_size=2, max_size=6))
def test_a_later_day_never_stands_left_of_an_earlier(axis: Axis, days: list[date]) -> None:
    places = [axis.x(each) for each in sorted(days)]
    assert places == sorted(places)
    assert places[0] >= 0 and places[-1] <= axis.width + 1e-6
    assert math.isclose(axis.place(axis.last.toordinal() + 1), axis.width)


@pytest.mark.parametrize(
    ("first", "last", "width", "ticks"),
    [
        (
            "2023-05-30",
            "2023-06-02",
            400,
            ["2023-05-30*", "2023-05-31", "2023-06-01", "2023-06-02"],
        ),
        ("2022-12-20", "2023-01-20", 300, ["2022-12-26*", "2023-01-02*", "2023-01-09"]),
        ("2022-11-20", "2023-03-01", 300, ["2022-12-01*", "2023-01-01*", "2023-02-01"]),
        (
            "2022-02-01",
            "2023-07-01",
            400,
            ["2022-04-01*", "2022-07-01", "2022-10-01", "2023-01-01*"],
        ),
        ("2020-06-01", "2023-06-01", 240, ["2021-01-01*", "2022-01-01*"]),
        ("2015-06-01", "2023-06-01", 240, ["2016-01-01*", "2018-01-01*", "2020-01-01*"]),
        ("1991-01-01", "2023-06-01", 400, ["1995-01-01*", "2000-01-01*", "2005-01-01*"]),
        ("1918-01-01", "2023-06-01", 360, ["1920-01-01*", "1940-01-01*", "1960-01-01*"]),
        ("0001-01-01", "9999-12-31", 360, ["2000-01-01*", "4000-01-01*", "6000-01-01*"]),
    ],
)
def test_ticks_are_as_fine_as_there_is_room(
    first: str, last: str, width: int, ticks: list[str]
) -> None:
    assert ticks_of(Axis(day(first), day(last), width))[: len(ticks)] == ticks


@PROFILE
@given(axis=axes(), room=st.integers(20, 100))
def test_ticks_never_lie_and_never_stand_too_close(axis: Axis, room: int) -> None:
    ticks = axis.ticks(room)
    assert all(tick.x == axis.x(tick.day) for tick in ticks)
    assert all(axis.first <= tick.day <= axis.last for tick in ticks)
    assert all(after.x - before.x >= room for before, after in pairwise(ticks))
    assert all(tick.x <= axis.width - room for tick in ticks)
    for gap in axis.breaks:
        assert not any(gap.first <= tick.day <= gap.last for tick in ticks)
        assert all(tick.names_year for tick in [t for t in ticks if t.day > gap.last][:1])
    years = [tick.day.year for tick in ticks]
    assert all(
        tick.names_year for index, tick in enumerate(ticks) if tick.day.year not in years[:index]
    )


def marks(*days: str) -> list[tuple[date | None, date | None]]:
    """Dates of one day each."""
    return [(day(text), day(text)) for text in days]


def test_a_long_quiet_time_is_shortened_and_told() -> None:
    shown = marks(
        "1918-05-28", "1920-12-02", "1988-02-20", "1990-01-20", "1992-06-01", "1994-05-12"
    )
    axis = Axis.broken(day("1918-01-01"), day("1995-01-01"), 1000, shown)
    (gap,) = axis.breaks
    assert (gap.first, gap.last) == (day("1921-01-01"), day("1987-12-31"))
    assert gap.x1 - gap.x0 == BREAK_WIDTH
    assert axis.x(day("1995-01-01")) - axis.x(day("1988-02-20")) > 600
    assert Axis(axis.first, axis.last, 1000).x(day("1988-02-20")) > 900
    assert "1921-01-01*" not in ticks_of(axis) and "1988-01-01*" in ticks_of(axis)


def test_a_date_that_spans_a_break_is_drawn_through_it() -> None:
    shown = [
        *marks("1920-01-01", "1990-01-01"),
        (day("1920-06-01"), day("1991-01-01")),
        (None, None),
    ]
    axis = Axis.broken(day("1919-01-01"), day("1992-01-01"), 1000, shown)
    (gap,) = axis.breaks
    span = axis.span(day("1920-06-01"), day("1991-01-01"))
    assert span is not None and span.x0 < gap.x0 < gap.x1 < span.x1


@pytest.mark.parametrize("days", [[f"{year}-06-01" for year in range(1990, 2024, 4)], []])
def test_a_time_without_long_gaps_is_left_whole_and_so_is_one_without_dates(
    days: list[str],
) -> None:
    assert Axis.broken(day("1990-01-01"), day("2023-12-31"), 1000, marks(*days)).breaks == []


def test_a_break_is_whole_years_or_months_or_else_days() -> None:
    def told(first: str, last: str) -> list[tuple[str, str]]:
        """What is left out between two days and one a day after them."""
        found = quiet(day(first), day(last) + DAY, [day(first), day(last)], 0.01)
        return [(str(begin), str(end)) for begin, end in found]

    assert told("2001-03-05", "2010-05-06") == [("2002-01-01", "2009-12-31")]
    assert told("2001-03-05", "2002-05-06") == [("2001-04-01", "2002-04-30")]
    assert told("2001-03-05", "2001-04-20") == [("2001-03-06", "2001-04-19")]


@PROFILE
@given(axis=axes(), seen=st.data())
def test_breaks_hide_no_day_and_stand_apart(axis: Axis, seen: st.DataObject) -> None:
    assert all(one.last + DAY < other.first for one, other in pairwise(axis.breaks))
    assert all(axis.first < gap.first and gap.last < axis.last for gap in axis.breaks)
    assert axis.scale > 0
    wide = sum(part.x1 - part.x0 for part in axis.stretches)
    assert math.isclose(wide, axis.width)
    each = seen.draw(st.dates(axis.first, axis.last))
    span = axis.span(each, each)
    assert span is not None and span.x0 < span.x1


@PROFILE
@given(
    first=st.dates(FIRST, LAST),
    length=st.integers(0, 4_000_000),
    day=st.dates(),
    factor=st.floats(1, 1e300, exclude_min=True),
    share=st.floats(-1e300, 1e300),
)
def test_windows_stay_within_what_can_be_asked(
    first: date, length: int, day: date, factor: float, share: float
) -> None:
    last = date.fromordinal(min(first.toordinal() + length, LAST.toordinal()))
    axis = Axis(first, last, 600)
    near, wide, moved = axis.narrowed(day, factor), axis.widened(factor), axis.moved(share)
    for window in (near, wide, moved):
        assert FIRST <= window.first <= window.last <= LAST
    assert near.last - near.first <= last - first
    assert near.first <= min(max(day, first), last) <= near.last
    assert wide.last - wide.first >= last - first
    assert moved.last - moved.first == last - first
    assert share == 0 or (moved.first >= first if share > 0 else moved.first <= first)


def test_zooming_in_and_out_and_moving() -> None:
    axis = Axis(day("2023-01-01"), day("2023-01-30"), 600)
    assert axis.narrowed(day("2023-01-15"), 3) == Window(day("2023-01-11"), day("2023-01-20"))
    assert axis.narrowed(day("2023-01-01"), 3) == Window(day("2023-01-01"), day("2023-01-10"))
    assert axis.widened(2) == Window(day("2022-12-18"), day("2023-02-15"))
    assert axis.moved(0.5) == Window(day("2023-01-16"), day("2023-02-14"))
    assert axis.moved(-1) == Window(day("2022-12-02"), day("2022-12-31"))
    assert Axis(LAST, LAST, 600).moved(1) == Window(LAST, LAST)


SPANS = st.lists(
    st.tuples(st.integers(0, 900), st.integers(0, 300)).map(lambda span: (span[0], sum(span))),
    max_size=60,
)


@PROFILE
@given(spans=SPANS)
def test_no_mark_lies_on_another_and_no_row_is_wasted(spans: list[tuple[float, float]]) -> None:
    packed = lanes(spans, 14, gap=4)
    for row in range(packed.depth):
        marks_of_row = sorted(
            span for span, own in zip(spans, packed.rows, strict=True) if own == row
        )
        assert all(after[0] - before[1] >= 4 for before, after in pairwise(marks_of_row))
    most = max((above(spans, x0) for x0, _ in spans), default=0)
    assert packed.depth == most and packed.height == 14 * most
    assert packed.tops == tuple(14 * row for row in packed.rows)


def above(spans: Sequence[tuple[float, float]], x: float) -> int:
    """How many marks, with the gap after them, there are at one place."""
    return sum(x0 <= x < x1 + 4 for x0, x1 in spans)


def test_marks_fill_the_upper_rows_first() -> None:
    spans = [(0, 10), (0, 90), (20, 30), (5, 15), (96, 97)]
    assert lanes(spans, 10) == Lanes((1, 0, 1, 2, 0), (10, 0, 10, 20, 0), 3, 30)
    assert lanes([], 10) == Lanes((), (), 0, 0)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: Axis(LAST, FIRST, 600), "ends on 0002-01-01, before it starts"),
        (lambda: Axis(FIRST, LAST, 59), "59 pixels is narrower than 60"),
        (lambda: Axis(FIRST, LAST, math.nan), "narrower than 60"),
        (lambda: Axis(FIRST, LAST, 600, ((FIRST, LAST),)), "has to lie within the axis"),
        (lambda: Axis(FIRST, LAST, 60, broken_up(3)), "3 breaks fill an axis of 60 pixels"),
        (lambda: Axis(FIRST, LAST, 600).span(LAST, FIRST), "before it starts on 9998-12-31"),
        (lambda: Axis(FIRST, LAST, 600).narrowed(FIRST, 1), "factor of 1 does not zoom"),
        (lambda: Axis(FIRST, LAST, 600).widened(math.nan), "factor of nan does not zoom"),
        (lambda: Axis(FIRST, LAST, 600).moved(math.inf), "share of inf moves nowhere"),
        (lambda: lanes([(0, 1), (3, 2)], 10), "mark 1 goes from 3 to 2"),
    ],
)
def test_what_is_no_axis_is_refused(make: Callable[[], Any], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        make()


def broken_up(number: int) -> tuple[tuple[date, date], ...]:
    """So many breaks of a year, in the second year of each century."""
    return tuple((date(100 * c + 2, 1, 1), date(100 * c + 2, 12, 31)) for c in range(1, number + 1))
