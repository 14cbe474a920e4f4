"""Proxies are counted and not believed; which sites may read; what every answer says of safety."""

import logging
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from api.access.tokens import create
from api.http.front import Front

Make = Callable[..., FlaskClient]
LIST = "/v1/topics"
PUBLIC = "https://parley.example.org"


def kept(client: FlaskClient) -> int:
    """How many answers the application keeps."""
    front: Any = client.application.wsgi_app
    assert isinstance(front, Front)
    return len(front.answers.kept)


def forwarded(address: str, scheme: str = "https", host: str = "a.example") -> dict[str, str]:
    """What proxies say of a request."""
    return {
        "X-Forwarded-For": address,
        "X-Forwarded-Proto": scheme,
        "X-Forwarded-Host": host,
    }


def self_link(client: FlaskClient, **headers: str) -> str:
    """The address under which a list is told to stand."""
    return str(client.get(LIST, headers=headers).get_json()["links"]["self"])


@pytest.mark.parametrize(
    ("trusted", "given", "counted"),
    [
        (0, "192.0.2.1", "127.0.0.1"),
        (1, "192.0.2.1", "192.0.2.1"),
        (1, "192.0.2.1:61000", "192.0.2.1"),
        (1, "[2001:db8::1]:61000", "2001:db8::1"),
        (1, "203.0.113.9, 192.0.2.1", "192.0.2.1"),
        (1, "203.0.113.9,192.0.2.1", "192.0.2.1"),
        (2, "203.0.113.9, 192.0.2.1, 10.0.0.1", "192.0.2.1"),
        (2, "192.0.2.1", "127.0.0.1"),
        (1, "", "127.0.0.1"),
        (1, ",", "127.0.0.1"),
        (1, "1" * 10_000, "127.0.0.1"),
    ],
)
def test_the_address_is_taken_as_far_as_the_proxies_reach(
    make: Make, trusted: int, given: str, counted: str
) -> None:
    """Who is counted is told by whose quota is used up."""
    client = make(trusted_proxies=trusted, rate_reads=1)
    assert client.get(LIST, headers=forwarded(given)).status_code == 200
    client.application.wsgi_app.proxies.trusted = 0  # type: ignore[attr-defined]
    again = client.get(LIST, environ_overrides={"REMOTE_ADDR": counted})
    assert again.status_code == 429
    other = client.get(LIST, environ_overrides={"REMOTE_ADDR": "198.51.100.1"})
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("trusted", "scheme", "host", "link"),
    [
        (0, "https", "a.example", "http://localhost"),
        (1, "https", "a.example", "https://a.example"),
        (1, "http, https", "evil.example, a.example", "https://a.example"),
        (2, "https, http", "a.example, inner", "https://a.example"),
        (2, "https", "a.example", "http://localhost"),
        (1, "javascript", "a.example:8443", "http://a.example:8443"),
    ],
)
def test_links_name_what_the_proxies_saw(
    make: Make, trusted: int, scheme: str, host: str, link: str
) -> None:
    client = make(trusted_proxies=trusted)
    for _ in range(2):
        assert self_link(client, **forwarded("192.0.2.1", scheme, host)) == f"{link}{LIST}"
    assert self_link(client) == f"http://localhost{LIST}", "an answer kept for another address"


def test_forwarding_that_nobody_counts_is_warned_of_once(
    make: Make, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "parley")
    client = make()
    client.get(LIST)
    assert caplog.records == []
    for _ in range(3):
        client.get(LIST, headers=forwarded("192.0.2.1"))
    (record,) = caplog.records
    assert "TRUSTED_PROXIES is 0" in record.message


def test_the_public_address_is_named_whatever_host_is_sent(make: Make) -> None:
    client = make(public_url=PUBLIC, trusted_proxies=1)
    for headers in ({}, {"Host": "evil.example"}, {"Host": "a b"}, forwarded("192.0.2.1")):
        answer = client.get(f"{LIST}?limit=1", headers=headers)
        told = answer.get_json()
        assert told["links"]["self"] == f"{PUBLIC}{LIST}?limit=1"
        assert told["links"]["next"].startswith(f"{PUBLIC}{LIST}?")
        assert answer.headers["Link"].startswith(f"<{PUBLIC}{LIST}?")
        assert f"{PUBLIC}{LIST}" in told["meta"]["citation"]
    assert kept(client) == 1
    assert client.get("/v1/openapi.json").get_json()["servers"][0]["url"] == PUBLIC
    added = client.post(
        f"{LIST}?reason=A+test.&without_evidence=A+test.",
        json={"id": "top-public", "name": "Public"},
        headers={"Authorization": f"Bearer {create('desk', 'write')}", "Host": "evil.example"},
    )
    assert added.status_code == 201
    assert "evil" not in added.get_data(as_text=True) + str(added.headers)


def test_answers_are_kept_for_each_host_where_no_address_is_set(make: Make) -> None:
    client = make()
    for host in ("a.example", "b.example"):
        assert self_link(client, Host=host) == f"http://{host}{LIST}"
    assert kept(client) == 2


# Sites

OURS, OTHERS = "https://app.example", "https://evil.example"


def all_kinds(client: FlaskClient, **headers: str) -> list[tuple[str, Any]]:
    """An answer of each kind, with what it is."""
    tag = client.get(LIST).headers["ETag"]
    token = {"Authorization": f"Bearer {create('reader', 'read')}"}
    same = {"If-None-Match": tag}
    asked: list[tuple[str, str, str, dict[str, str]]] = [
        ("kept", "GET", LIST, {}),
        ("not changed", "GET", LIST, same),
        ("not changed, not kept", "GET", f"{LIST}?limit=3", {}),
        ("head", "HEAD", LIST, {}),
        ("preflight", "OPTIONS", LIST, {"Access-Control-Request-Method": "PATCH"}),
        ("to a token", "GET", LIST, token),
        ("to a token, not changed", "GET", LIST, token | same),
        ("stream", "GET", f"{LIST}?format=csv", {}),
        ("redirect", "GET", "/", {}),
        ("no address", "GET", "/v1/none", {}),
        ("no parameter", "GET", f"{LIST}?x=1", {}),
        ("no method", "DELETE", "/v1/timeline", {}),
        ("no token", "POST", LIST, {}),
        ("too long", "GET", "/" + "a" * 20_000, {}),
        ("too large", "GET", LIST, {"X-Large": "a" * 20_000}),
        ("leaked", "GET", f"/v1/topics?q=parley_{'a' * 43}", {}),
        ("Swagger UI", "GET", "/docs/", {}),
        ("its script", "GET", "/docs/files/start.js", {}),
        ("the document", "GET", "/v1/openapi.json", {}),
        ("health", "GET", "/healthz", {}),
        ("figures", "GET", "/metrics", {}),
    ]
    answers = [
        (kind, client.open(path, method=method, headers=own | headers, buffered=True))
        for kind, method, path, own in asked
    ]
    statuses = {kind: answer.status_code for kind, answer in answers}
    assert statuses["not changed"] == statuses["to a token, not changed"] == 304
    assert (statuses["too long"], statuses["too large"], statuses["leaked"]) == (414, 431, 400)
    return answers


def test_all_sites_may_read_unless_it_is_set_otherwise(make: Make) -> None:
    for kind, answer in all_kinds(make(), Origin=OTHERS):
        assert answer.headers["Access-Control-Allow-Origin"] == "*", kind
        assert "Origin" not in answer.headers["Vary"], kind


def test_only_the_sites_of_the_list_may_read(make: Make) -> None:
    client = make(cors_origins=(OURS, "https://b.example"))
    for origin, allowed in ((OURS, OURS), (OTHERS, None), ("null", None), ("*", None)):
        for kind, answer in all_kinds_again(client, origin):
            assert answer.headers.get("Access-Control-Allow-Origin") == allowed, kind
            assert answer.headers.getlist("Vary")[0].endswith("Origin"), kind
            if kind == "preflight":
                assert ("Access-Control-Allow-Methods" in answer.headers) == bool(allowed)
    assert "Access-Control-Allow-Origin" not in client.get(LIST).headers


def all_kinds_again(client: FlaskClient, origin: str) -> list[tuple[str, Any]]:
    """An answer of each kind to a page of a site."""
    tag = client.get(LIST).headers["ETag"]
    return [
        ("kept", client.get(LIST, headers={"Origin": origin})),
        ("not changed", client.get(LIST, headers={"Origin": origin, "If-None-Match": tag})),
        ("preflight", client.options(LIST, headers={"Origin": origin})),
        ("problem", client.get("/v1/none", headers={"Origin": origin})),
        ("refused", client.get("/" + "a" * 20_000, headers={"Origin": origin})),
    ]


def test_no_site_may_read_where_none_is_set(make: Make) -> None:
    for kind, answer in all_kinds(make(cors_origins=()), Origin=OURS):
        assert not [name for name, _ in answer.headers if name.startswith("Access-")], kind
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin", kind


# Safety


def test_every_kind_of_answer_says_how_to_treat_it(make: Make) -> None:
    for kind, answer in all_kinds(make(public_url=PUBLIC)):
        headers = answer.headers
        assert headers["X-Content-Type-Options"] == "nosniff", kind
        assert headers["X-Frame-Options"] == "DENY", kind
        assert headers["Referrer-Policy"] == "no-referrer", kind
        assert headers["Strict-Transport-Security"] == "max-age=31536000", kind
        assert headers["Cross-Origin-Resource-Policy"] == "cross-origin", kind
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, kind
        assert "frame-ancestors 'none'" in policy, kind
        assert "unsafe" not in policy, kind
        assert headers["Cache-Control"], kind
        assert headers["X-Request-Id"], kind
        assert "Set-Cookie" not in headers, kind
        for name in ("X-Request-Id", "Content-Security-Policy", "X-Frame-Options"):
            assert len(headers.getlist(name)) == 1, (kind, name)
        if answer.status_code >= 400:
            assert headers["Content-Type"] == "application/problem+json", kind
        if kind.startswith("to a token"):
            assert headers["Cache-Control"].startswith("private"), kind
            assert "Authorization" in headers["Vary"], kind


@pytest.mark.parametrize("public_url", ["", "http://parley.example.org"])
def test_no_transport_is_demanded_that_is_not_there(make: Make, public_url: str) -> None:
    assert "Strict-Transport-Security" not in make(public_url=public_url).get(LIST).headers
