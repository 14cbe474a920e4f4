"""Limits: what each caller may ask for, what is told of it, and that a lost Redis stops nobody."""

import re
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from flask.testing import FlaskClient
from redis import Redis

from api.access.tokens import create, revoke
from api.config import BadSetting, Settings
from api.http.bounds import size_of_headers
from api.http.counting import MOST_KEYS, InProcess, Shared
from api.http.limiting import WINDOW, Limiter, caller_at
from tests.conftest import Databases
from tests.serving import Server, free_port, serve
from tests.waiting import until

Make = Callable[..., FlaskClient]
LIST = "/v1/topics"
POLICY = re.compile(r'"(\w+)";q=(\d+);w=60')
LEFT = re.compile(r'"(\w+)";r=(\d+);t=(\d+)')


def left(answer: Any) -> dict[str, int]:
    """What an answer says is left, by policy."""
    told = answer.headers["RateLimit"]
    assert ", ".join(match[0] for match in LEFT.finditer(told)) == told
    return {name: int(rest) for name, rest, _ in LEFT.findall(told)}


def bearer(token: str) -> dict[str, str]:
    """The header that presents a token."""
    return {"Authorization": f"Bearer {token}"}


def test_every_answer_tells_what_is_left(make: Make) -> None:
    client = make(rate_reads=20)
    tag = client.get(LIST).headers["ETag"]
    answers = [
        client.get(LIST),
        client.get(LIST, headers={"If-None-Match": tag}),
        client.head(LIST),
        client.options(LIST),
        client.get("/v1/none"),
        client.get(f"{LIST}?x=1"),
        client.get(f"{LIST}?format=ndjson", buffered=True),
        client.get("/docs/"),
        client.post(LIST),
    ]
    assert [answer.status_code for answer in answers] == [
        200, 304, 200, 200, 404, 400, 200, 200, 401,
    ]  # fmt: skip
    for number, answer in enumerate(answers, start=2):
        assert answer.headers["RateLimit-Policy"] == '"address";q=20;w=60'
        assert left(answer) == {"address": 20 - number}
        assert "RateLimit, RateLimit-Policy" in answer.headers["Access-Control-Expose-Headers"]


def test_beyond_the_quota_all_is_refused_with_the_time_to_wait(make: Make) -> None:
    client = make(rate_reads=2)
    assert [client.get(LIST).status_code for _ in range(2)] == [200, 200]
    answer = client.get(LIST, headers={"Origin": "https://app.example"})
    problem = answer.get_json()
    assert answer.status_code == problem["status"] == 429
    assert answer.content_type == "application/problem+json"
    assert problem["type"] == "https://iana.org/assignments/http-problem-types#quota-exceeded"
    assert problem["violated-policies"] == ["address"]
    assert problem["request_id"] == answer.headers["X-Request-Id"]
    assert "2 requests a minute from one address" in problem["detail"]
    ((_, rest, seconds),) = LEFT.findall(answer.headers["RateLimit"])
    assert (rest, seconds) == ("0", answer.headers["Retry-After"])
    assert 1 <= int(seconds) <= WINDOW
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert client.head(LIST).get_data() == b""
    assert client.get("/v1/openapi.json").status_code == 429


def test_what_watches_the_service_is_not_limited(make: Make) -> None:
    client = make(rate_reads=1)
    for path in ("/healthz", "/readyz", "/metrics"):
        answers = [client.get(path) for _ in range(3)]
        assert {answer.status_code for answer in answers} == {200}
        assert "RateLimit" not in answers[0].headers
    assert client.get(LIST).status_code == 200


def test_the_document_is_one_request_however_many_examples_it_asks_for(make: Make) -> None:
    client = make(rate_reads=3)
    document = client.get("/v1/openapi.json")
    assert left(document) == {"address": 2}
    for methods in document.get_json()["paths"].values():
        for told in methods.values():
            assert {"429", "431", "414"} <= told["responses"].keys()
            success = next(each for status, each in told["responses"].items() if status[0] == "2")
            assert {"RateLimit", "RateLimit-Policy"} <= success["headers"].keys()
    refused = document.get_json()["components"]["responses"]["QuotaExceeded"]
    assert "Retry-After" in refused["headers"]


def test_nothing_is_counted_or_told_where_no_limit_is_set(make: Make) -> None:
    client = make(rate_reads=0)
    assert {"RateLimit", "RateLimit-Policy"}.isdisjoint(client.get(LIST).headers.keys())


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("fe80::1%eth0", "fe80::2%eth1", True),
        ("nonsense", "", True),
    ],
)
def test_a_caller_is_an_address_or_a_network_of_64_bits(one: str, other: str, same: bool) -> None:
    assert (caller_at(one) == caller_at(other)) == same


def test_another_address_has_a_quota_of_its_own(make: Make) -> None:
    client = make(rate_reads=1)
    here, there = ({"REMOTE_ADDR": f"192.0.2.{number}"} for number in (1, 2))
    told = [client.get(LIST, environ_overrides=each).status_code for each in (here, here, there)]
    assert told == [200, 429, 200]


def test_a_token_counts_for_itself_once_it_was_accepted(make: Make) -> None:
    client = make(rate_reads=3, rate_token=9)
    headers = bearer(create("desk", "read"))
    assert left(client.get(LIST, headers=headers)) == {"address": 2}
    assert left(client.get(LIST, headers=headers)) == {"token": 8}
    again = {"Authorization": headers["Authorization"].replace("Bearer ", "bearer   ")}
    assert left(client.get(LIST, headers=again)) == {"token": 7}
    assert left(client.get(LIST)) == {"address": 1}
    other = bearer(create("other", "read"))
    assert left(client.get(LIST, headers=other)) == {"address": 0}
    assert client.get(LIST).status_code == 429
    assert left(client.get(LIST, headers=other)) == {"token": 8}


def test_made_up_tokens_give_no_quota(make: Make) -> None:
    client = make(rate_reads=3, rate_token=9)
    tokens = [f"parley_{number:043}" for number in (1, 1, 2, 2, 3)]
    told = [client.get(LIST, headers=bearer(each)).status_code for each in tokens]
    assert told == [401, 401, 401, 429, 429]
    assert client.get(LIST).status_code == 429


def test_a_token_where_none_is_looked_at_is_not_taken_for_an_accepted_one(make: Make) -> None:
    client = make(rate_reads=3, rate_token=9)
    for rest in (2, 1):
        answer = client.get("/v1/openapi.json", headers=bearer("parley_" + "a" * 43))
        assert answer.status_code == 200
        assert left(answer) == {"address": rest}


def test_a_revoked_token_counts_for_its_address_again(make: Make) -> None:
    client = make(rate_reads=5, rate_token=9)
    headers = bearer(create("desk", "read"))
    for _ in range(2):
        assert client.get(LIST, headers=headers).status_code == 200
    revoke("desk")
    answers = [client.get(LIST, headers=headers) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [401, 401]
    assert [set(left(answer)) for answer in answers] == [{"token"}, {"address"}]


def test_writes_have_a_quota_beside(make: Make) -> None:
    client = make(rate_reads=50, rate_token=50, rate_writes=2)
    headers = bearer(create("desk", "write"))
    client.get(LIST, headers=headers)
    answers = [
        client.post(
            f"{LIST}?reason=A+test.&without_evidence=A+test.",
            json={"id": f"top-limit-{number}", "name": f"Limit {number}"},
            headers=headers,
        )
        for number in range(3)
    ]
    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert answers[0].headers["RateLimit-Policy"] == '"token";q=50;w=60, "writes";q=2;w=60'
    assert left(answers[0]) == {"token": 49, "writes": 1}
    assert answers[2].get_json()["violated-policies"] == ["writes"]
    assert client.get(LIST, headers=headers).status_code == 200


def environ_from(address: str) -> dict[str, Any]:
    """A request that reads."""
    return {"REQUEST_METHOD": "GET", "PATH_INFO": LIST, "REMOTE_ADDR": address}


def test_the_quota_is_there_again_when_it_is_said_to_be() -> None:
    now = 1_800_000_000.0
    limiter = Limiter(Settings(rate_reads=2), clock=lambda: now)
    for address in ("192.0.2.1", "192.0.2.7"):
        for _ in range(2):
            assert limiter.count(environ_from(address))[1] is None
        _, problem = limiter.count(environ_from(address))
        assert problem is not None
        seconds = int(problem.headers["Retry-After"])
        now += seconds - 1
        assert limiter.count(environ_from(address))[1] is not None
        now += 1
        assert limiter.count(environ_from(address))[1] is None


def test_a_clock_that_is_set_back_shuts_nobody_out() -> None:
    now = 1_800_000_000.0
    limiter = Limiter(Settings(rate_reads=1), clock=lambda: now)
    for _ in range(3):
        assert limiter.count(environ_from("192.0.2.1"))[1] is None
        now -= 3600


def test_not_all_quotas_begin_at_one_moment() -> None:
    limiter = Limiter(Settings(rate_reads=1), clock=lambda: 1_800_000_000.0)
    told = {limiter.count(environ_from(f"192.0.2.{number}"))[0][1][1] for number in range(50)}
    assert len(told) > 20


def test_very_many_callers_take_bounded_memory() -> None:
    counts = InProcess(most=100)
    for number in range(10_000):
        assert counts.incr(f"{number}", WINDOW) == 1
        assert len(counts.young) + len(counts.old) <= 200
    assert counts.incr("9999", WINDOW) == 2
    assert counts.incr("9850", WINDOW) == 2, "that of a moment ago is still known"
    assert MOST_KEYS <= 50_000


def test_no_count_is_lost_between_threads() -> None:
    counts = InProcess()
    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda _: counts.incr("one", WINDOW), range(4000)))
    assert sorted(told) == list(range(1, 4001))


# Redis


@contextmanager
def redis(port: int, folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """A Redis of the test, ready to answer; killed at the end."""
    server = shutil.which("redis-server") or shutil.which("valkey-server")
    if server is None:
        pytest.skip("neither redis-server nor valkey-server is installed")
    options = ["--bind", "127.0.0.1", "--save", "", "--dir", str(folder), "--port", str(port)]
    process = subprocess.Popen([server, *options], stdout=subprocess.DEVNULL)
    try:
        until(lambda: Shared(f"redis://127.0.0.1:{port}").redis.check(), "Redis to answer")
        yield process
    finally:
        process.kill()
        process.wait()


def log_of(server: Server) -> str:
    """What a server has written so far."""
    place = server.output.tell()
    server.output.seek(0)
    told = server.output.read()
    server.output.seek(place)
    return told


def statuses(server: Server, count: int) -> list[int]:
    """What is answered, over a connection each, so that either worker is asked."""
    return [httpx.get(f"{server.url}{LIST}", timeout=30).status_code for _ in range(count)]


def counted_in(port: int) -> int:
    """How many requests a Redis has counted."""
    client = Redis(port=port)
    return sum(int(client.get(key) or 0) for key in client.keys("parley:address:*"))


def test_workers_count_together_and_go_on_without_redis(
    databases: Databases, tmp_path: Path
) -> None:
    """Redis is killed, comes back, is stopped in its tracks, comes back: all is answered."""
    port = free_port()
    url, address = databases.fresh("sqlite", "world"), f"redis://127.0.0.1:{port}/0"

    def all_in_redis() -> bool:
        """Whether requests to either worker are counted there."""
        Redis(port=port).flushall()
        assert statuses(server, 12) == [200] * 12
        return counted_in(port) == 12

    def told(word: str, times: int) -> bool:
        """Whether both workers have said something so often; asks them, too."""
        assert statuses(server, 4) == [200] * 4
        return log_of(server).count(word) >= 2 * times

    with serve(url, WORKERS="2", REDIS_URL=address) as server:
        with redis(port, tmp_path):
            until(all_in_redis, "all to be counted in Redis")
        until(lambda: told("Redis does not answer", 1), "both to say that it is gone")
        with redis(port, tmp_path) as process:
            until(lambda: told("Redis answers again", 1), "both to say that it is back")
            until(all_in_redis, "all to be counted in Redis again")
            process.send_signal(signal.SIGSTOP)
            until(lambda: told("Redis does not answer", 2), "both to say that it is gone again")
            process.send_signal(signal.SIGCONT)
            until(all_in_redis, "all to be counted in Redis after that")
        assert "Traceback" not in log_of(server)


def test_that_redis_went_is_said_once_and_it_is_not_asked_meanwhile(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    port = free_port()
    shared = Shared(f"redis://127.0.0.1:{port}/0")
    assert [shared.incr("one", WINDOW) for _ in range(50)] == list(range(1, 51))
    assert [record.message[:21] for record in caplog.records] == ["Redis does not answer"]
    with redis(port, tmp_path):
        assert shared.incr("one", WINDOW) == 51
        until(lambda: shared.incr("one", WINDOW) <= 50, "Redis to be asked again")
        assert len(caplog.records) == 2
        assert caplog.records[1].message.startswith("Redis answers again")


def test_an_address_of_redis_that_is_none_stops_the_start() -> None:
    with pytest.raises(BadSetting, match="REDIS_URL cannot be used"):
        Limiter(Settings(redis_url="redis://cache:port"))


# Bounds


def test_an_address_may_be_as_long_as_is_set_and_no_longer(make: Make) -> None:
    client = make(url_bytes=600)
    at_bound = f"{LIST}?q=".ljust(600, "a")
    assert client.get(at_bound).status_code != 414
    answer = client.get(f"{at_bound}a")
    assert answer.status_code == answer.get_json()["status"] == 414
    assert answer.get_json()["type"] == "/problems/url-too-long"
    assert "has 601 bytes; it may have at most 600" in answer.get_json()["detail"]
    assert client.get("/" + "a" * 600).status_code == 414


def test_headers_may_be_as_large_as_is_set_and_no_larger(make: Make) -> None:
    client = make(header_bytes=1024)
    least = size_of_headers(client.get(LIST, headers={"X-Large": ""}).request.environ)
    headers = {"X-Large": "a" * (1024 - least)}
    assert client.get(LIST, headers=headers).status_code == 200
    answer = client.get(LIST, headers={"X-Large": headers["X-Large"] + "a"})
    assert answer.status_code == answer.get_json()["status"] == 431
    assert answer.get_json()["type"] == "/problems/headers-too-large"
    assert "have 1025 bytes; they may have at most 1024" in answer.get_json()["detail"]
    assert client.get(LIST, headers={"Content-Type": "a" * 1024}).status_code == 431


def test_a_real_server_tells_the_bounds_as_problems(databases: Databases) -> None:
    with serve(databases.fresh("sqlite", "world")) as server:
        long = httpx.get(f"{server.url}/{'a' * 20_000}")
        large = httpx.get(f"{server.url}{LIST}", headers={"X-Large": "a" * 20_000})
        cookies = httpx.get(f"{server.url}{LIST}", headers=[("X", "a" * 900)] * 20)
    for answer, status in ((long, 414), (large, 431), (cookies, 431)):
        assert answer.status_code == answer.json()["status"] == status
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.headers["X-Request-Id"] == answer.json()["request_id"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "RateLimit" in answer.headers
