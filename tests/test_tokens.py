"""Tokens: made once, kept as a hash, revoked, expiring, and told by nothing that is written."""

import hashlib
import logging
import re
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskClient

from api.access.tokens import Issued, listed
from api.app import create_app
from api.config import Settings
from api.database import connection, engine, snapshot, transaction
from api.errors import Problem
from api.http.authorizing import Caller, authorized, note_use
from api.http.front import Front
from api.http.watching import JsonLines, access
from api.models import Token, proxy
from tests.conftest import Databases
from tests.test_queries import recorded

Make = Callable[[str], Flask]
FORM = re.compile("parley_[A-Za-z0-9_-]{43}")
NEVER_MADE = "parley_" + "A" * 43
LIST = "/v1/agreements"
LONG_AGO = "2001-02-03T04:05:06Z"
PRIVATE = {"Cache-Control": "private, no-cache", "Vary": "Accept, Authorization"}


@pytest.fixture
def closed(databases: Databases, engine_name: str, tmp_path: Path) -> Iterator[FlaskClient]:
    """A client of the invented world where reads are closed."""
    url = databases.fresh(engine_name, "world")
    app = create_app(Settings(database_url=url, exports=tmp_path, open_reads=False))
    bound = proxy.obj
    yield app.test_client()
    bound.close_all()


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The lines of the access log."""
    lines: list[bytes] = []
    monkeypatch.setattr(access, "write", lines.append)
    return lines


def command(client: FlaskClient, *arguments: str) -> Result:
    """Run `flask token …`."""
    return client.application.test_cli_runner().invoke(args=["token", *arguments])


def made(client: FlaskClient, name: str, scope: str = "write", expires: str = "90d") -> str:
    """A new token."""
    done = command(client, "create", name, "--scope", scope, "--expires", expires)
    assert done.exit_code == 0, done.output
    return done.stdout.strip()


def refused(client: FlaskClient, *arguments: str) -> str:
    """Run a command that is refused in one line; gives the line."""
    done = command(client, *arguments)
    assert (done.exit_code, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    return done.stderr


def bearing(token: str) -> dict[str, str]:
    """The headers of a request with a token."""
    return {"Authorization": f"Bearer {token}"}


def status(client: FlaskClient, path: str, token: str) -> int:
    """The status of an answer to one with a token."""
    return client.get(path, headers=bearing(token)).status_code


def issued(name: str) -> Issued:
    """A token as the database has it."""
    return next(each for each in listed() if each.name == name)


def put(name: str, **columns: str | None) -> None:
    """Change what the database holds of a token."""
    with transaction():
        Token.update(**columns).where(Token.name == name).execute()


def test_a_token_is_shown_once_and_kept_as_a_hash(world: FlaskClient) -> None:
    done = command(world, "create", "desk", "--scope", "write", "--expires", "90d")
    token = done.stdout.removesuffix("\n")
    assert FORM.fullmatch(token)
    assert "shown this once" in done.stderr
    with snapshot():
        (row,) = Token.select().dicts()
    assert row["sha256"] == hashlib.sha256(token.encode()).hexdigest()
    assert token.removeprefix("parley_") not in str(row)
    assert made(world, "other") != token


@pytest.mark.parametrize(
    ("expires", "lasts"),
    [
        ("12h", timedelta(hours=12)),
        ("90d", timedelta(days=90)),
        ("2w", timedelta(weeks=2)),
        ("9999w", timedelta(weeks=9999)),
        ("never", None),
    ],
)
def test_how_long_a_token_lasts(world: FlaskClient, expires: str, lasts: timedelta | None) -> None:
    made(world, "desk", expires=expires)
    told = issued("desk")
    if lasts is None:
        assert told.expires_at is None
        return
    assert told.expires_at
    span = datetime.fromisoformat(told.expires_at) - datetime.fromisoformat(told.created_at)
    assert abs(span - lasts) <= timedelta(seconds=1)


def test_by_default_a_token_writes_for_ninety_days(world: FlaskClient) -> None:
    assert command(world, "create", "desk").exit_code == 0
    made(world, "same", "write", "90d")
    desk, same = issued("desk"), issued("same")
    assert desk.scope == same.scope == "write"
    assert desk.expires_at
    assert same.expires_at
    assert desk.expires_at[:10] == same.expires_at[:10]


@pytest.mark.parametrize(
    "name", ["", "a b", "-x", ".x", "é", "a/b", "a\n", "x" * 61, "seeds", "Import", NEVER_MADE]
)
def test_a_name_that_cannot_stand_in_the_history_is_refused(world: FlaskClient, name: str) -> None:
    told = refused(world, "create", "--", name)
    assert "name" in told
    assert NEVER_MADE not in told
    assert listed() == []


@pytest.mark.parametrize("name", ["x", "7", "desk.2-b_C", "x" * 60])
def test_a_name_that_can(world: FlaskClient, name: str) -> None:
    made(world, name)
    assert issued(name).state == "active"


@pytest.mark.parametrize("expires", ["", "90", "0d", "-1d", "1.5d", "90 d", "10000d", "٣d", "1m"])
def test_an_expiry_that_is_none_is_refused(world: FlaskClient, expires: str) -> None:
    assert "12h, 90d or 2w" in refused(world, "create", "desk", f"--expires={expires}")
    assert listed() == []


def test_a_scope_that_does_not_exist_is_refused(world: FlaskClient) -> None:
    assert "read, write, admin" in refused(world, "create", "desk", "--scope", "root")
    assert listed() == []


def test_a_name_is_never_given_twice(world: FlaskClient) -> None:
    first = made(world, "desk", "admin")
    assert "never given twice" in refused(world, "create", "desk")
    assert status(world, "/v1/tokens", first) == 200
    assert command(world, "revoke", "desk").exit_code == 0
    assert "never given twice" in refused(world, "create", "desk")


def test_the_list_tells_the_state_of_each(world: FlaskClient) -> None:
    assert command(world, "list").stdout == "no tokens\n"
    tokens = [made(world, name, "read") for name in ("old", "lost", "in-daily-use")]
    made(world, "always", "admin", "never")
    put("old", expires_at=LONG_AGO)
    assert command(world, "revoke", "lost").exit_code == 0
    assert status(world, LIST, tokens[2]) == 200
    done = command(world, "list")
    head, *rows = done.stdout.splitlines()
    names = ["name", "scope", "created", "expires", "last used", "state"]
    begins = [head.index(name) for name in names]
    cells = {
        row.split()[0]: [row[start:].split("  ")[0].strip() for start in begins] for row in rows
    }
    assert {name: each[5] for name, each in cells.items()} == {
        "old": "expired", "lost": "revoked", "in-daily-use": "active", "always": "active",
    }  # fmt: skip
    assert cells["always"][1:2] + cells["always"][3:5] == ["admin", "never", "never"]
    assert cells["old"][3] == LONG_AGO
    assert cells["in-daily-use"][4] == issued("in-daily-use").last_used_at
    assert not any(token in done.output for token in tokens)


def test_a_revoked_token_allows_nothing_and_stays_revoked(world: FlaskClient) -> None:
    token = made(world, "desk", "admin")
    assert status(world, "/v1/tokens", token) == 200
    first = command(world, "revoke", "desk")
    assert (first.exit_code, status(world, "/v1/tokens", token)) == (0, 401)
    assert status(world, LIST, token) == 401
    put("desk", revoked_at=LONG_AGO)
    assert LONG_AGO in command(world, "revoke", "desk").stdout


def test_what_is_not_there_cannot_be_revoked(world: FlaskClient) -> None:
    made(world, "desk")
    assert "did you mean desk" in refused(world, "revoke", "deks")
    assert NEVER_MADE not in refused(world, "revoke", NEVER_MADE)
    assert issued("desk").state == "active"


def test_unknown_and_revoked_tokens_get_one_answer(world: FlaskClient) -> None:
    revoked, old = made(world, "desk", "admin"), made(world, "old", "admin")
    for name in ("desk", "old"):
        assert command(world, "revoke", name).exit_code == 0
    put("old", expires_at=LONG_AGO)
    for path in (LIST, "/v1/tokens"):
        answers = [
            world.get(path, headers=bearing(token) | {"X-Request-Id": "same"})
            for token in (NEVER_MADE, revoked, old, "x", "other-kind.of/token==")
        ]
        assert {answer.status_code for answer in answers} == {401}
        assert len({answer.get_data() for answer in answers}) == 1
        assert len({str(answer.headers) for answer in answers}) == 1
        challenge = answers[0].headers["WWW-Authenticate"]
        assert challenge.startswith('Bearer realm="parley", error="invalid_token", error_desc')
        assert answers[0].get_json()["type"] == "/problems/unauthorized"


def test_an_expired_token_is_told_so(world: FlaskClient) -> None:
    token = made(world, "desk", "admin")
    put("desk", expires_at=LONG_AGO)
    answer = world.get(LIST, headers=bearing(token))
    assert answer.status_code == 401
    assert "expired" in answer.get_json()["detail"]
    assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer ", "Basic dTpw", "Token {}", "{}", "Bearer {} x", "Bearer {}, {}"],
)
def test_another_header_than_bearer_is_refused(world: FlaskClient, header: str) -> None:
    given = header.format(*[made(world, "desk", "admin")] * 2)
    for path in (LIST, "/v1/tokens"):
        answer = world.get(path, headers={"Authorization": given})
        assert answer.status_code == 401
        assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]


def test_the_scheme_may_be_written_in_any_case(world: FlaskClient) -> None:
    token = made(world, "desk", "admin")
    answer = world.get("/v1/tokens", headers={"Authorization": f"bearer {token}"})
    assert answer.status_code == 200


def test_each_scope_allows_those_before_it(closed: FlaskClient) -> None:
    for scope, expected in (("read", 403), ("write", 403), ("admin", 200)):
        token = made(closed, scope, scope)
        assert status(closed, LIST, token) == 200
        assert status(closed, "/v1/tokens", token) == expected


def test_what_a_token_lacks_is_told(world: FlaskClient) -> None:
    answer = world.get("/v1/tokens")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="parley"'
    answer = world.get("/v1/tokens", headers=bearing(made(world, "desk", "write")))
    assert answer.status_code == 403
    assert answer.get_json()["type"] == "/problems/forbidden"
    challenge = answer.headers["WWW-Authenticate"]
    assert 'error="insufficient_scope", scope="admin"' in challenge


def test_the_tokens_are_listed_for_those_who_administer(world: FlaskClient) -> None:
    token = made(world, "boss", "admin", "never")
    made(world, "desk", "read")
    answer = world.get("/v1/tokens", headers=bearing(token))
    boss, desk = answer.get_json()["data"]
    assert (boss["name"], boss["scope"], boss["expires_at"]) == ("boss", "admin", None)
    assert set(desk) == {
        "name", "scope", "created_at", "expires_at", "last_used_at", "revoked_at",
    }  # fmt: skip
    assert hashlib.sha256(token.encode()).hexdigest() not in answer.get_data(as_text=True)
    assert "ETag" not in answer.headers


def test_the_last_use_is_kept_to_the_minute(world: FlaskClient) -> None:
    token = made(world, "desk", "read")
    assert issued("desk").last_used_at is None
    assert status(world, LIST, token) == 200
    first = issued("desk").last_used_at
    assert first
    put("desk", last_used_at=LONG_AGO)
    assert status(world, LIST, token) == 200
    assert (issued("desk").last_used_at or "") >= first
    within_the_minute = "2999-12-31T23:59:59Z"
    put("desk", last_used_at=within_the_minute)
    assert status(world, LIST, token) == 200
    assert issued("desk").last_used_at == within_the_minute


def test_a_use_within_the_minute_asks_the_database_nothing(world: FlaskClient) -> None:
    statements: list[Any] = []
    hooks = engine().query_hooks
    hooks.append(statements.append)
    note_use(Caller("desk", "read", "2999-12-31T23:59:59Z"))
    assert statements == []
    note_use(Caller("desk", "read", LONG_AGO))
    hooks.remove(statements.append)
    assert statements


def test_a_refused_token_was_not_used(world: FlaskClient) -> None:
    token = made(world, "desk", "admin")
    put("desk", expires_at=LONG_AGO)
    assert status(world, LIST, token) == 401
    assert issued("desk").last_used_at is None


def test_where_the_use_cannot_be_noted_nothing_fails(world: FlaskClient) -> None:
    with connection() as database:
        database.execute_sql("ALTER TABLE token RENAME TO lost")
    note_use(Caller("desk", "read"))
    note_use(None)
    assert world.get(LIST).status_code == 200


def test_a_token_is_found_by_one_statement_within_a_snapshot(world: FlaskClient) -> None:
    environ = {"HTTP_AUTHORIZATION": f"Bearer {made(world, 'desk')}"}
    with snapshot(), recorded() as statements:
        caller = authorized(environ, "read")
    assert caller is not None
    assert (caller.name, caller.scope) == ("desk", "write")
    assert len(statements) == 1
    assert "desk" not in statements[0]
    assert authorized(environ, None) == caller
    assert authorized({}, None) is None
    with snapshot(), pytest.raises(Problem):
        authorized(environ, "admin")


def encoded(text: str) -> str:
    """A text with every character percent-encoded."""
    return "".join(f"%{ord(each):02X}" for each in text)


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS"])
@pytest.mark.parametrize("form", [str, encoded, lambda text: quote(encoded(text))])
@pytest.mark.parametrize(
    "path", ["/v1/agreements?token={}", "/v1/agreements/{}", "/{}?{}", "/v1/x?{}=1"]
)
def test_a_token_in_an_address_is_refused_and_repeated_nowhere(
    world: FlaskClient, log: list[bytes], path: str, form: Callable[[str], str], method: str
) -> None:
    token = made(world, "desk")
    written = form(token)
    answer = world.open(path.format(written, written), method=method)
    assert answer.status_code == 400
    assert answer.content_type == "application/problem+json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    if method != "HEAD":
        problem = answer.get_json()
        assert "Authorization header" in problem["detail"]
        assert "revoked" in problem["detail"]
        assert problem["request_id"] == answer.headers["X-Request-Id"]
    (line,) = log
    told = line + answer.get_data() + str(answer.headers).encode()
    assert token[7:].encode() not in told
    assert written.encode() not in told
    assert ("parley_…".encode() in line) == ("/{}" in path)


@pytest.mark.parametrize(
    "query", ["q=parley_", "q=parley", "q=100%25", f"q=parley_{'x' * 19}", "q=%70arley_short"]
)
def test_what_only_begins_like_a_token_is_a_question(reader: FlaskClient, query: str) -> None:
    assert reader.get(f"{LIST}?{query}").status_code == 200


def test_a_request_id_that_looks_like_a_token_is_not_taken_over(
    world: FlaskClient, log: list[bytes]
) -> None:
    answer = world.get("/v1/nothing", headers={"X-Request-Id": NEVER_MADE})
    told = b"".join(log) + answer.get_data() + str(answer.headers).encode()
    assert NEVER_MADE.encode() not in told


def test_a_problem_repeats_no_token(world: FlaskClient, log: list[bytes]) -> None:
    answer = world.open(LIST, environ_overrides={"REQUEST_METHOD": NEVER_MADE})
    assert answer.status_code == 405
    assert answer.get_json()["detail"].startswith("parley_… is not possible here")
    assert NEVER_MADE.encode() not in b"".join(log)


def test_the_log_repeats_no_token() -> None:
    try:
        raise ValueError(f"Bearer {NEVER_MADE}")
    except ValueError:
        fault = sys.exc_info()
    told = ("%s failed", (f"é {NEVER_MADE}",))
    line = JsonLines().format(logging.LogRecord("parley", 40, "", 1, *told, exc_info=fault))
    assert "parley_… failed" in line
    assert "Bearer parley_…" in line
    assert NEVER_MADE not in line


def kept(client: FlaskClient) -> int:
    """How many answers the front keeps."""
    front: Any = client.application.wsgi_app
    assert isinstance(front, Front)
    return len(front.answers.kept)


def headers_of(client: FlaskClient, path: str, **headers: str) -> dict[str, str]:
    """What an answer says of caching."""
    answer = client.get(path, headers=headers)
    return {name: answer.headers[name] for name in PRIVATE}


def test_an_answer_to_one_with_a_token_is_private(world: FlaskClient) -> None:
    token = made(world, "desk", "read")
    for path in (LIST, "/v1/nothing", "/healthz"):
        assert headers_of(world, path, **bearing(token)) == PRIVATE
    assert headers_of(world, LIST, **bearing(NEVER_MADE)) == PRIVATE
    assert kept(world) == 0
    assert headers_of(world, LIST) == {"Cache-Control": "no-cache", "Vary": "Accept"}
    assert kept(world) == 1


def test_who_has_the_answer_must_still_have_a_valid_token(world: FlaskClient) -> None:
    token = made(world, "desk", "read")
    tag = world.get(LIST).headers["ETag"]
    known = {"If-None-Match": tag}
    assert world.get(LIST, headers=known | bearing(token)).status_code == 304
    assert world.get(LIST, headers=known | bearing(NEVER_MADE)).status_code == 401


@pytest.mark.parametrize(
    "path", [LIST, f"{LIST}/agr-truce-1998", "/v1/search?q=isle", "/v1/vocabularies", "/v1/exports"]
)
def test_closed_reads_need_a_token(closed: FlaskClient, path: str) -> None:
    token = made(closed, "desk", "read")
    answer = closed.get(path, headers=bearing(token))
    assert answer.status_code == 200
    tag = answer.headers.get("ETag", "*")
    for _ in range(2):
        refusal = closed.get(path, headers={"If-None-Match": tag})
        assert refusal.status_code == 401
        assert refusal.headers["WWW-Authenticate"] == 'Bearer realm="parley"'
        assert {name: refusal.headers[name] for name in PRIVATE} == PRIVATE
    assert closed.head(path).status_code == 401
    assert kept(closed) == 0


def test_the_document_shows_no_data_where_reads_are_closed(closed: FlaskClient) -> None:
    shown = closed.get("/v1/openapi.json").get_data(as_text=True)
    assert "citation" in shown
    assert "Revision 1." not in shown


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics", "/docs/", "/v1/openapi.json"])
def test_what_stays_open_where_reads_are_closed(closed: FlaskClient, path: str) -> None:
    answer = closed.get(path)
    assert answer.status_code == 200
    assert {name: answer.headers[name] for name in PRIVATE} == PRIVATE
    assert kept(closed) == 0
