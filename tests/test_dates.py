"""Dates as precise as they are known: forms, the days they may mean, precision, refusals."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.dates import PartialDate, bounds, describe, precision

EARLIEST_TOLD, LATEST_TOLD = date(2, 1, 1), date(9998, 12, 31)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2020", "2020-01-01", "2020-12-31"),
        ("2020-11", "2020-11-01", "2020-11-30"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2021-02", "2021-02-01", "2021-02-28"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("2020-11-10", "2020-11-10", "2020-11-10"),
        ("2020-02-29", "2020-02-29", "2020-02-29"),
        ("2023-09-23/2023-09-24", "2023-09-23", "2023-09-24"),
        ("1998/1999", "1998-01-01", "1999-12-31"),
        ("1987/1989-06", "1987-01-01", "1989-06-30"),
        ("2020-11/2020-11-10", "2020-11-01", "2020-11-10"),
        ("2020/2020", "2020-01-01", "2020-12-31"),
        ("../2001-03-06", "0001-01-01", "2001-03-06"),
        ("../2001", "0001-01-01", "2001-12-31"),
        ("2001-03-06/..", "2001-03-06", "9999-12-31"),
        ("2001-03/..", "2001-03-01", "9999-12-31"),
    ],
)
def test_each_form_means_its_first_and_last_day(text: str, earliest: str, latest: str) -> None:
    assert bounds(text) == (date.fromisoformat(earliest), date.fromisoformat(latest))


@pytest.mark.parametrize(
    ("text", "told", "ucdp"),
    [
        ("2020-11-10", "day", 1),
        ("2020-11-10/2020-11-10", "day", 1),
        ("2020-11-10/2020-11-11", "day_range", 2),
        ("2020-11-10/2020-11-15", "day_range", 2),
        ("2020-11-10/2020-11-16", "week", 3),
        ("2020-11-10/2020-11-17", "month", 4),
        ("2020-02", "month", 4),
        ("2020-10-01/2020-10-31", "month", 4),
        ("2020-10-01/2020-11-01", "year", 5),
        ("2021", "year", 5),
        ("2020", "year", 5),
        ("2020-06/2021-06", "years", None),
        ("1987/1989", "years", None),
        ("../2001-03-06", "open_before", None),
        ("2001-03-06/..", "open_after", None),
    ],
)
def test_precision_and_the_code_of_ucdp(text: str, told: str, ucdp: int | None) -> None:
    shown = describe(PartialDate(text))
    assert (shown["precision"], shown["ucdp_date_prec"]) == (told, ucdp)


def test_an_open_end_is_shown_as_null() -> None:
    before, after = describe(PartialDate("../2001")), describe(PartialDate("2001/.."))
    assert (before["earliest"], before["latest"]) == (None, "2001-12-31")
    assert (after["earliest"], after["latest"]) == ("2001-01-01", None)


@pytest.mark.parametrize("text", ["0001", "0001-01-01", "9999", "9999-12-31", "../9999-12-31"])
def test_the_days_that_stand_for_open_ends_are_no_dates(text: str) -> None:
    with pytest.raises(ValueError, match="years run from 0002 to 9998"):
        describe(PartialDate(text))


def test_a_date_carries_what_is_known_of_it() -> None:
    shown = describe(PartialDate("2020-11", "derived", "in November", "doc-a"))
    assert shown == {
        "value": "2020-11",
        "earliest": "2020-11-01",
        "latest": "2020-11-30",
        "precision": "month",
        "basis": "derived",
        "verbatim": "in November",
        "anchor": "doc-a",
        "ucdp_date_prec": 4,
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2023-02-30", "2023-02 has no day 30"),
        ("2021-02-29", "2021-02 has no day 29"),
        ("2023-04-31", "2023-04 has no day 31"),
        ("2023-01-00", "2023-01 has no day 00"),
        ("2023-13", "no month 13"),
        ("2023-00", "no month 00"),
        ("0000", "no year 0000"),
        ("0000-01-01", "no year 0000"),
        ("0000/2001", "no year 0000"),
        ("2021/2020", "ends before it starts"),
        ("2020-11-11/2020-11-10", "ends before it starts"),
        ("../..", "one end"),
    ],
)
def test_a_date_that_cannot_be_is_refused_with_the_reason(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        bounds(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "٢٠٢٠",
        "20２0",
        "2020-٠١",
        "2020\n",
        "2020-11-10\n",
        " 2020",
        "20200101",
        "2020-1",
        "2020-1-1",
        "20-11-10",
        "02020",
        "-2020",
        "+2020",
        "2020-11-10T00:00:00",
        "2020-11-10 00:00",
        "2020\x00",
        "\x002020",
        "2020/\x00",
        "2020/",
        "/2020",
        "/",
        "..",
        "2020..2021",
        "2020/2021/2022",
        "2020/.",
        ".../2020",
        "[2020]",
        "2020~",
        "2020-W10",
        "November 2020",
        "9" * 100_000,
    ],
)
def test_text_that_is_no_date_is_refused_with_the_forms(text: str) -> None:
    with pytest.raises(ValueError, match="YYYY-MM-DD or A/B"):
        bounds(text)


DAYS = st.dates(EARLIEST_TOLD, LATEST_TOLD)
POINTS = DAYS.flatmap(lambda day: st.sampled_from([day.isoformat()[:n] for n in (4, 7, 10)]))
ENDS = st.one_of(POINTS, st.just(".."))


@given(POINTS)
@settings(derandomize=True, deadline=None)
def test_a_point_lies_between_days_that_begin_as_it_does(text: str) -> None:
    earliest, latest = bounds(text)
    assert earliest <= latest
    assert earliest.isoformat().startswith(text)
    assert latest.isoformat().startswith(text)
    for outside in (earliest - timedelta(days=1), latest + timedelta(days=1)):
        assert not outside.isoformat().startswith(text)
    assert precision(earliest, latest) == {4: "year", 7: "month", 10: "day"}[len(text)]


@given(ENDS, ENDS)
@settings(derandomize=True, deadline=None, max_examples=300)
def test_an_interval_spans_its_ends_or_is_refused(start: str, end: str) -> None:
    first = date.min if start == ".." else bounds(start)[0]
    last = date.max if end == ".." else bounds(end)[1]
    text = f"{start}/{end}"
    if start == end == ".." or first > last:
        with pytest.raises(ValueError, match=r"interval"):
            bounds(text)
        return
    assert bounds(text) == (first, last)
    assert first <= last
    told = precision(first, last)
    assert (told == "open_before") == (start == "..")
    assert (told == "open_after") == (end == ".." and start != "..")


@given(DAYS, st.integers(0, 1000))
@settings(derandomize=True, deadline=None, max_examples=300)
def test_a_longer_span_is_never_more_precise(start: date, days: int) -> None:
    order = ["day", "day_range", "week", "month", "year", "years"]
    end = min(start + timedelta(days=days), LATEST_TOLD)
    longer = min(end + timedelta(days=1), LATEST_TOLD)
    assert order.index(precision(start, end)) <= order.index(precision(start, longer))


@given(st.text(alphabet="0123456789-/. \n٢", max_size=24))
@settings(derandomize=True, deadline=None, max_examples=500)
def test_any_text_has_bounds_in_order_or_is_refused(text: str) -> None:
    try:
        earliest, latest = bounds(text)
    except ValueError:
        return
    assert earliest <= latest
    assert text == text.strip()
    assert text.isascii()
