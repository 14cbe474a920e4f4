"""Lists: filters, order, pages, totals."""

from collections.abc import Callable
from typing import Any

import pytest

Get = Callable[..., Any]


def ids(answer: Any) -> list[str]:
    """The ids of a list, in order."""
    return [record["id"] for record in answer["data"]]


def test_a_list_has_data_meta_and_links(get: Get) -> None:
    answer = get("/v1/meetings")
    assert ids(answer) == ["mtg-more-talks", "mtg-port-mid"]
    assert answer["meta"]["total"] == {"value": 2, "relation": "eq"}
    assert answer["meta"]["revision"] == 1
    assert answer["links"] == {"self": "http://localhost/v1/meetings"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("status=held", ["mtg-port-mid"]),
        ("status=held,postponed", ["mtg-more-talks", "mtg-port-mid"]),
        ("status__not=held", ["mtg-more-talks"]),
        ("place__not=plc-port-mid", ["mtg-more-talks"]),
        ("place__null=true", ["mtg-more-talks"]),
        ("party=pty-norland", ["mtg-port-mid"]),
        ("party__not=pty-norland", ["mtg-more-talks"]),
        ("party=pty-norland,pty-sudland&status=postponed", ["mtg-more-talks"]),
        ("is_set=true", ["mtg-more-talks"]),
        ("id=mtg-port-mid", ["mtg-port-mid"]),
    ],
)
def test_filters(get: Get, query: str, found: list[str]) -> None:
    assert ids(get(f"/v1/meetings?{query}")) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("signed=1998", True),
        ("signed=1998&date_match=certain", False),
        ("signed=1997/1999&date_match=certain", True),
        ("signed__gte=1999", True),
        ("signed__gte=1999&date_match=certain", False),
        ("signed__lte=1997", False),
        ("signed__null=false", True),
        ("signed=1990,1998", True),
        ("signed__not=1998", False),
        ("signed__not=1998&date_match=certain", True),
    ],
)
def test_imprecise_dates_match_possibly_or_certainly(get: Get, query: str, found: bool) -> None:
    assert ("agr-truce-1998" in ids(get(f"/v1/agreements?{query}"))) is found


def test_unknown_dates_come_last_both_ways(get: Get) -> None:
    for sign in ("", "-"):
        assert ids(get(f"/v1/agreements?sort={sign}signed")) == ["agr-truce-1998", "agr-more-talks"]


@pytest.mark.parametrize("sort", ["added", "-added", "id", "-label", "said", "-said", "updated_at"])
def test_a_walk_shows_each_record_exactly_once(get: Get, sort: str) -> None:
    whole = ids(get(f"/v1/quotes?sort={sort}"))
    walked: list[str] = []
    answer = get(f"/v1/quotes?sort={sort}&limit=1")
    while True:
        walked += ids(answer)
        assert answer["meta"]["total"] == {"value": 5, "relation": "eq"}
        if "next" not in answer["links"]:
            break
        answer = get(answer["links"]["next"].removeprefix("http://localhost"))
    assert walked == whole
    assert len(set(walked)) == 5


def test_a_cursor_of_another_query_is_refused(get: Get) -> None:
    cursor = get("/v1/quotes?limit=1")["meta"]["next_cursor"]
    problem = get(f"/v1/quotes?limit=1&kind=direct&cursor={cursor}", 400)
    assert problem["type"] == "/problems/invalid-cursor"
    assert "another query" in problem["detail"]


def test_a_cursor_of_another_list_is_refused(get: Get) -> None:
    cursor = get("/v1/meetings?limit=1")["meta"]["next_cursor"]
    assert get(f"/v1/quotes?limit=1&cursor={cursor}", 400)["type"] == "/problems/invalid-cursor"


def test_the_total_can_be_left_out(get: Get) -> None:
    assert get("/v1/quotes?count=none")["meta"]["total"] is None
