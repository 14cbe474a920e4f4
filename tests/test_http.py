"""HTTP: problems of one shape, headers, methods, negotiation; nothing is silently wrong."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from api.database import connection

Get = Callable[..., Any]
MEMBERS = {"type", "title", "status", "detail", "instance", "request_id", "errors"}


@pytest.mark.parametrize(
    ("query", "name", "near"),
    [
        ("stag=ceasefire", "stag", "stage"),
        ("stage=ceasfire", "stage", "ceasefire"),
        ("sort=-sgned", "sort", "-signed"),
        ("include=signatorys", "include", "signatories"),
        ("party=pty-norlan", "party", "pty-norland"),
        ("date_match=surely", "date_match", None),
        ("limit=-1", "limit", None),
        ("limit=201", "limit", None),
        ("limit=1e3", "limit", None),
        ("limit=%D9%A3", "limit", None),
        ("limit=10%0A", "limit", None),
        (f"limit={10**30}", "limit", None),
        ("is_set=yes", "is_set", None),
        ("signed=2023-02-30", "signed", None),
        ("signed=2023-2-3", "signed", None),
        ("signed=%00", "signed", None),
        ("id=agr-%00", "id", None),
        ("party=", "party", None),
        ("updated_at__gte=yesterday", "updated_at__gte", None),
        ("stage=ceasefire&stage=renewal", "stage", None),
        ("cursor=", "cursor", None),
    ],
)
def test_a_bad_question_names_itself_and_what_may_be_meant(
    get: Get, query: str, name: str, near: str | None
) -> None:
    problem = get(f"/v1/agreements?{query}", 400)
    assert set(problem) == MEMBERS
    fault = next(each for each in problem["errors"] if each["name"] == name)
    assert fault["in"] == "query"
    assert fault["detail"]
    assert fault.get("did_you_mean") == near


def test_a_query_that_is_no_utf_8_is_refused(get: Get) -> None:
    assert "UTF-8" in get("/v1/agreements?id=agr-%ED%A0%80", 400)["detail"]


def test_a_flood_of_faults_is_bounded(get: Get) -> None:
    query = "&".join(f"name{number}=1" for number in range(190))
    problem = get(f"/v1/agreements?{query}", 400)
    assert len(problem["errors"]) == 10
    assert "and 180 more" in problem["detail"]


@pytest.mark.parametrize(
    "path", ["/oauth2-redirect.html", "/apidocs/index.html", "/v1//agreements"]
)
def test_what_is_not_ours_is_not_served(reader: FlaskClient, path: str) -> None:
    assert reader.get(path).status_code == 404


@pytest.mark.parametrize("host", ["", "a b", "user@evil"])
def test_a_host_that_is_none_is_refused(reader: FlaskClient, host: str) -> None:
    assert reader.get("/v1/agreements", headers={"Host": host}).status_code == 400


def test_all_faults_are_named_at_once(get: Get) -> None:
    problem = get("/v1/agreements?stage=x&limit=x&signed=x", 400)
    assert {fault["name"] for fault in problem["errors"]} == {"stage", "limit", "signed"}


def test_no_hook_is_registered_that_would_not_run(reader: FlaskClient) -> None:
    app = reader.application
    hooks = (app.before_request_funcs, app.after_request_funcs, app.teardown_request_funcs)
    assert [dict(each) for each in hooks] == [{}, {}, {}]


@pytest.mark.parametrize("path", ["/v1/nothing", "/v2/agreements", "/v1/agreements/x/y", "/v1/"])
def test_an_address_that_does_not_exist_is_a_problem(reader: FlaskClient, path: str) -> None:
    answer = reader.get(path)
    assert answer.status_code == 404
    assert answer.content_type == "application/problem+json"
    assert set(answer.get_json()) == MEMBERS


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_a_method_that_is_not_there_says_which_are(reader: FlaskClient, method: str) -> None:
    answer = reader.open("/v1/timeline", method=method)
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert answer.get_json()["type"] == "/problems/method-not-allowed"


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        (None, 200),
        ("*/*", 200),
        ("application/json", 200),
        ("text/html,application/xhtml+xml,*/*;q=0.8", 200),
        ("application/graphml+xml", 406),
        ("application/json;q=0", 406),
        ("application/json;q=0, application/*", 406),
        ("application/json; charset=utf-8", 200),
        ("application/problem+json", 406),
    ],
)
def test_what_a_caller_accepts(reader: FlaskClient, accept: str | None, status: int) -> None:
    headers = {"Accept": accept} if accept else {}
    assert reader.get("/v1/agreements/agr-truce-1998", headers=headers).status_code == status


@pytest.mark.parametrize(
    "path", ["/v1/agreements", "/v1/nothing", "/v1/agreements?x=1", "/healthz"]
)
def test_every_answer_has_the_headers_that_are_promised(reader: FlaskClient, path: str) -> None:
    headers = reader.get(path, headers={"X-Request-Id": "abc-1"}).headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert "Link" in headers["Access-Control-Expose-Headers"]
    assert headers["X-Request-Id"] == "abc-1"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"]
    assert "Accept" in headers["Vary"]


def test_a_request_id_that_is_not_one_is_replaced(reader: FlaskClient) -> None:
    given = "a b<script>"
    assert reader.get("/healthz", headers={"X-Request-Id": given}).headers["X-Request-Id"] != given


def test_a_preflight_is_answered(reader: FlaskClient) -> None:
    answer = reader.options("/v1/agreements", headers={"Origin": "https://app.example"})
    assert answer.status_code == 200
    methods = answer.headers["Access-Control-Allow-Methods"].split(", ")
    assert methods == ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]
    headers = answer.headers["Access-Control-Allow-Headers"].split(", ")
    assert {"Authorization", "Content-Type", "Idempotency-Key", "If-Match"} <= set(headers)


def test_head_is_get_without_a_body(reader: FlaskClient) -> None:
    head, get = reader.head("/v1/agreements"), reader.get("/v1/agreements")
    assert (head.status_code, head.get_data()) == (200, b"")
    assert head.headers["Content-Length"] == get.headers["Content-Length"]


def test_the_next_page_is_a_link_header_too(reader: FlaskClient) -> None:
    answer = reader.get("/v1/quotes?limit=1&kind=reported")
    link = answer.get_json()["links"]["next"]
    assert answer.headers["Link"] == f'<{link}>; rel="next"'
    assert "kind=reported" in link


def test_the_front_leads_to_the_documentation(reader: FlaskClient) -> None:
    page = reader.get("/").get_data(as_text=True)
    assert 'href="/docs/"' in page


def test_the_documentation_page_has_no_inline_code(reader: FlaskClient) -> None:
    answer = reader.get("/docs/")
    page = answer.get_data(as_text=True)
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert page.count("<script") == page.count('<script src="/docs/files/')
    assert "http://" not in page
    assert "https://" not in page


def test_an_unexpected_fault_tells_nothing_of_the_inside(world: FlaskClient) -> None:
    with connection() as database:
        database.execute_sql("ALTER TABLE quote_span RENAME TO lost")
    answer = world.get("/v1/quotes")
    assert answer.status_code == 500
    assert answer.get_json()["request_id"] == answer.headers["X-Request-Id"]
    assert "quote_span" not in answer.get_data(as_text=True)
