"""Being watched: what the log says of a request, slow statements with their plan, all figures."""

import json
import logging
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Barrier, Event, Thread
from typing import Any

import httpx
import pytest
from flask.testing import FlaskClient

from api.app import create_app
from api.config import Settings
from api.database import connection, engine, open_engine, plans, snapshot
from api.database.timing import Slow
from api.http.endpoint import Endpoint, Reply
from api.http.formats import NDJSON
from api.http.log_lines import JsonLines
from api.http.serving import add_routes
from api.http.watching import access
from api.http.watching.figures import figures
from api.http.watching.requests import LONGEST_METHOD
from api.http.watching.slow import brief, planned
from api.keeping import back_up
from api.models import Counter, proxy
from api.views import metrics
from tests.conftest import NO_LIMIT, ROOT, Databases
from tests.curating import bearer
from tests.serving import Server, serve
from tests.slow import with_slow_views
from tests.waiting import until
from tests.writing import put, topic

Lines = list[dict[str, Any]]
PAGE = (ROOT / "docs" / "watching.md").read_text()
ALWAYS = {
    "time", "level", "message", "request_id", "method", "path", "route", "status", "milliseconds",
    "database_milliseconds", "queries", "bytes", "cache",
}  # fmt: skip
EVERY_STATEMENT = 1e-9


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Lines:
    """The lines of requests."""
    found: Lines = []
    monkeypatch.setattr(access, "write", lambda line: found.append(json.loads(line)))
    return found


@pytest.fixture
def slow_lines(world: FlaskClient, caplog: pytest.LogCaptureFixture) -> Callable[[], Lines]:
    """What was told of slow statements, when all plans are there; every statement is slow."""
    engine().slow_seconds = EVERY_STATEMENT
    caplog.set_level(logging.WARNING, "parley")

    def told() -> Lines:
        world.application.wsgi_app.watch.slow.waiting.join()
        found = [each.told for each in caplog.records if each.message == "slow statement"]
        caplog.clear()
        return found

    return told


def number_of(text: str, name: str, **labels: str) -> float:
    """The sum of the numbers of a figure whose labels include these."""
    found = 0.0
    for line in text.splitlines():
        if line.partition(" ")[0].partition("{")[0] == name and all(
            f'{label}="{value}"' in line for label, value in labels.items()
        ):
            found += float(line.rpartition(" ")[2])
    return found


def test_the_line_of_a_request_says_what_it_took(world: FlaskClient, lines: Lines) -> None:
    answer = world.get("/v1/meetings?limit=1", headers={"X-Request-Id": "mine-1"})
    (line,) = lines
    assert set(line) == ALWAYS
    assert line["request_id"] == answer.headers["X-Request-Id"] == "mine-1"
    assert (line["method"], line["path"], line["route"]) == ("GET", *["/v1/meetings"] * 2)
    assert (line["status"], line["cache"]) == (200, "miss")
    assert line["bytes"] == len(answer.data)
    assert 0 < line["database_milliseconds"] < line["milliseconds"]
    assert line["queries"] >= 4


def test_a_kept_answer_costs_one_query(world: FlaskClient, lines: Lines) -> None:
    for _ in range(2):
        world.get("/v1/meetings")
    assert (lines[1]["cache"], lines[1]["queries"]) == ("hit", 1)


def late(arguments: dict[str, Any]) -> Reply:
    """A stream that asks the database ten times after its first piece."""

    def pieces() -> Iterator[bytes]:
        yield b"first\n"
        for _ in range(10):
            yield f"{Counter.get().revision}\n".encode()

    return Reply(pieces=pieces())


def test_a_stream_is_counted_to_its_end(world: FlaskClient, lines: Lines) -> None:
    told = {"path": "/v1/late", "operation": "late", "tag": "test", "summary": "Late."}
    made = Endpoint(**told, view=late, answer={"type": "object"}, formats=(NDJSON,))
    add_routes(world.application, [made])
    answer = world.get("/v1/late", buffered=False)
    world.application.test_client().get("/v1/topics?limit=0")
    body = b"".join(answer.response)
    answer.close()
    other, line = lines
    assert (line["path"], line["cache"], line["bytes"]) == ("/v1/late", "stream", len(body))
    assert line["queries"] >= 10 > other["queries"]
    assert line["request_id"] != other["request_id"]


def test_what_the_service_asks_of_itself_is_counted_to_who_asked(
    world: FlaskClient, lines: Lines
) -> None:
    world.get("/v1/openapi.json")
    assert len(lines) == 1
    assert lines[0]["queries"] > 100  # the examples of the document are answers


def test_a_caller_is_known_by_the_name_of_its_token_and_no_other_way(
    world: FlaskClient, lines: Lines
) -> None:
    told = {"REMOTE_ADDR": "203.0.113.77"}
    world.get("/v1/topics", environ_overrides=told)
    world.get("/v1/topics", headers=bearer("read", "desk"), environ_overrides=told)
    assert [line.get("token") for line in lines] == [None, "desk"]
    assert "203.0" not in json.dumps(lines)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("fe80::1%eth0", "fe80::/48"),
        ("not an address", None),
    ],
)
def test_of_who_was_refused_the_network_is_known(
    reader: FlaskClient, lines: Lines, address: str, network: str | None
) -> None:
    wrong = {"Authorization": "Bearer nothing"}
    reader.get("/v1/topics", headers=wrong, environ_overrides={"REMOTE_ADDR": address})
    assert (lines[0]["status"], lines[0]["network"]) == (401, network)


def test_a_path_is_logged_as_it_was_meant(reader: FlaskClient, lines: Lines) -> None:
    for path in ("/v1/Ağdam", "/v1/%ff"):
        reader.get(path)
    assert [line["path"] for line in lines] == ["/v1/Ağdam", "/v1/\ufffd"]


def test_a_terminal_finds_no_command_in_the_log(reader: FlaskClient, lines: Lines) -> None:
    reader.get("/v1/%c2%9b31m%e2%80%ae%1b%7f")
    reader.open("/v1/topics", method="X" * 5000)
    assert lines[0]["path"] == "/v1/\ufffd31m\ufffd\ufffd\ufffd"
    assert len(lines[1]["method"]) == LONGEST_METHOD
    record = logging.makeLogRecord({"msg": "\u009b31m\u202e\x1b"})
    written = JsonLines().format(record)
    assert written.isprintable()
    assert json.loads(written)["message"] == "\ufffd31m\ufffd\x1b"


def test_the_page_tells_every_member_of_a_line() -> None:
    told = re.findall("^\\| (`[a-z_`, ]+`) \\|", PAGE, re.MULTILINE)
    members = {name for each in told for name in re.findall("`([a-z_]+)`", each)}
    lines_have = (ALWAYS - {"time", "level", "message"}) | {
        "waited_milliseconds",
        "token",
        "network",
    }
    assert {name for name in members if not name.startswith("parley_")} == lines_have


def test_slow_statements_are_told_with_their_plan_and_without_values(
    world: FlaskClient, slow_lines: Callable[[], Lines]
) -> None:
    asked = "/v1/meetings?place=plc-port-mid&q=Midport"
    assert world.get(asked, headers={"X-Request-Id": "mine-2"}).status_code == 200
    found = slow_lines()
    page = next(each for each in found if 'FROM "meeting"' in each["sql"])
    assert (page["request_id"], page["route"]) == ("mine-2", "/v1/meetings")
    assert page["milliseconds"] > 0
    assert any(re.search("SEARCH|SCAN|Scan", step) for step in page["plan"])
    assert [each for each in found if each.get("no_plan")] == []
    text = json.dumps(found).lower()
    assert "midport" not in text
    assert "plc-port" not in text


def test_a_plan_is_asked_for_once_in_a_while(
    world: FlaskClient, slow_lines: Callable[[], Lines], monkeypatch: pytest.MonkeyPatch
) -> None:
    def planned_now() -> list[bool]:
        world.application.wsgi_app.answers.kept.clear()
        world.get("/v1/topics?fields=id,label")
        return ["plan" in each for each in slow_lines() if 'FROM "topic"' in each["sql"]]

    assert planned_now() == [True, True]  # the page and the total
    assert planned_now() == [False, False]
    monkeypatch.setattr("api.http.watching.slow.PLAN_EVERY_SECONDS", -1)
    assert planned_now() == [True, True]


def test_queries_of_peewee_are_watched_too(
    world: FlaskClient, slow_lines: Callable[[], Lines]
) -> None:
    with_slow_views(world.application)
    assert world.get("/readyz").status_code == 200
    assert any('FROM "counter"' in each["sql"] and each["plan"] for each in slow_lines())


def test_a_statement_that_was_stopped_is_told(
    world: FlaskClient, slow_lines: Callable[[], Lines]
) -> None:
    with_slow_views(world.application)
    engine().statement_seconds = 0.05
    assert world.get("/v1/slow").status_code == 503
    (stopped,) = (each for each in slow_lines() if "RECURSIVE" in each["sql"])
    assert stopped["milliseconds"] > 10
    assert stopped["plan"]


def test_what_has_no_plan_says_why(tmp_path: Path) -> None:
    away = open_engine("postgresql://127.0.0.1:1/none", connections=1)
    assert "no_plan" in planned(Slow(away, "SELECT 1", 0, 1.0))
    here = open_engine(f"sqlite:///{tmp_path / 'one.db'}", connections=1)
    (tmp_path / "one.db").touch()
    assert planned(Slow(here, "PRAGMA optimize", 0, 1.0)) == {"plan": None}
    assert "none" in planned(Slow(here, "SELECT none", 0, 1.0))["no_plan"]


def test_long_lists_of_values_are_told_by_their_number() -> None:
    assert brief("a IN (?, ?, ?, ?, ?) AND b = ?") == "a IN (?, … (5 values)) AND b = ?"
    assert brief("a IN (%s, %s, %s)") == "a IN (%s, %s, %s)"
    assert plans.numbered("a LIKE '%%' AND b = %s AND c = %s") == "a LIKE '%' AND b = $1 AND c = $2"


def test_nothing_is_slow_where_that_is_not_asked_for(
    world: FlaskClient, slow_lines: Callable[[], Lines]
) -> None:
    engine().slow_seconds = 0
    world.get("/v1/meetings")
    assert slow_lines() == []


@pytest.fixture
def narrow(databases: Databases, engine_name: str) -> Iterator[FlaskClient]:
    """A client of an application whose pool has three connections."""
    url = databases.fresh(engine_name, "world")
    app = create_app(Settings(database_url=url, threads=1, **NO_LIMIT))
    bound = proxy.bound
    yield app.test_client()
    bound.close_all()


def test_the_pool_shows_what_is_used_and_who_waits(narrow: FlaskClient, lines: Lines) -> None:
    def pool(state: str) -> float:
        return number_of(figures().decode(), "parley_pool_connections", state=state, pool="primary")

    leave, inside = Event(), Barrier(4)

    def hold() -> None:
        with snapshot():
            inside.wait()
            leave.wait()

    holders = [Thread(target=hold) for _ in range(3)]
    for each in holders:
        each.start()
    inside.wait()
    assert (pool("used"), pool("open")) == (3, 3)
    before = number_of(figures().decode(), "parley_pool_wait_seconds_count")
    waiting = Thread(target=lambda: narrow.get("/v1/parties"))
    waiting.start()
    until(lambda: engine()._pool_available._waiters)
    leave.set()
    for each in (*holders, waiting):
        each.join()
    (line,) = lines
    assert line["status"] == 200
    assert 0 < line["waited_milliseconds"] <= line["milliseconds"]
    assert number_of(figures().decode(), "parley_pool_wait_seconds_count") == before + 1
    assert (pool("used"), pool("open")) == (0, 3)
    assert number_of(figures().decode(), "parley_pool_connections_most") == 3


def test_kept_answers_are_shown(world: FlaskClient) -> None:
    def kept(name: str) -> float:
        return number_of(world.get("/metrics").get_data(as_text=True), name)

    world.get("/v1/meetings")
    assert kept("parley_kept_answers") == 1
    room = kept("parley_kept_bytes")
    world.get("/v1/topics")
    assert kept("parley_kept_answers") == 2
    assert kept("parley_kept_bytes") > room > 0


def test_records_are_counted_by_kind_and_anew_after_a_write(
    world: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def topics() -> float:
        return number_of(world.get("/metrics").text, "parley_records", kind="topic")

    assert topics() == 2
    put(topic("one-more"))
    assert topics() == 2  # a count reads all records, so it may be some seconds old
    monkeypatch.setattr(metrics, "RECORDS_EVERY_SECONDS", 0)
    assert topics() == 3
    with connection():
        assert number_of(world.get("/metrics").text, "parley_revision") == Counter.get().revision


def test_a_database_that_is_away_is_told_by_the_figures(world: FlaskClient) -> None:
    assert number_of(world.get("/metrics").text, "parley_ready") == 1
    with connection() as database:
        database.execute_sql('ALTER TABLE "counter" RENAME TO "elsewhere"')
    text = world.get("/metrics").text
    assert "parley_ready 0.0" in text
    assert 'parley_database_up{server="primary"} 0.0' in text
    assert "parley_revision{" not in text
    assert "parley_records{" not in text


def test_the_page_tells_every_figure_that_is_served(
    world: FlaskClient, databases: Databases, tmp_path: Path
) -> None:
    settings = Settings(
        database_url=databases.fresh("sqlite", "world"), backups=tmp_path, **NO_LIMIT
    )
    back_up(settings, tmp_path)
    client = create_app(settings).test_client()
    served = {
        (name, kind)
        for name, kind in re.findall(
            "^# TYPE (\\S+) (\\S+)$", client.get("/metrics").text, re.MULTILINE
        )
    }
    told = re.findall("^\\| `(parley_\\w+)` \\| (\\w+) \\|", PAGE, re.MULTILINE)
    assert set(told) == served
    assert number_of(client.get("/metrics").text, "parley_backup_time_seconds") > 1.7e9
    engine().close_all()


def test_what_killed_workers_counted_stays_counted_in_few_files(tmp_path: Path) -> None:
    script = """
import os, signal
from api.http.watching.figures import REQUESTS, POOL, begin, figures
for number in range(24):
    child = os.fork()
    if not child:
        begin()
        REQUESTS.labels("/v1/topics", 200, "miss").inc(number)
        POOL.labels("primary", "used").set(5)
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
begin()
figures()
print(figures().decode())
"""
    environment = os.environ | {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert number_of(done.stdout, "parley_requests_total") == sum(range(24))
    assert number_of(done.stdout, "parley_worker_starts_total") == 25
    assert number_of(done.stdout, "parley_workers") == 1
    assert number_of(done.stdout, "parley_pool_connections") == 0
    processes = {path.stem.rpartition("_")[2] for path in tmp_path.glob("*.db")}
    assert len(processes) == 2  # those that are gone, and the last
    assert len(list(tmp_path.iterdir())) <= 8


@pytest.fixture
def server(databases: Databases) -> Iterator[Server]:
    """A server of two workers."""
    with serve(databases.fresh("sqlite", "world"), WORKERS="2") as running:
        yield running


def shared_folder(server: Server) -> Path:
    """Where the workers of a server put their figures together."""
    told = Path(f"/proc/{server.process.pid}/environ").read_bytes().split(b"\0")
    name = b"PROMETHEUS_MULTIPROC_DIR="
    return Path(next(each for each in told if each.startswith(name)).removeprefix(name).decode())


def test_all_workers_are_watched_together_and_every_line_is_json(
    server: Server, databases: Databases
) -> None:
    for _ in range(20):
        httpx.get(f"{server.url}/v1/meetings")
    told = [httpx.get(f"{server.url}/metrics").text for _ in range(6)]
    meetings = {number_of(each, "parley_requests_total", route="/v1/meetings") for each in told}
    assert meetings == {20}  # whichever of the workers answered
    workers = {int(path.stem.rpartition("_")[2]) for path in shared_folder(server).glob("c*.db")}
    assert len(workers) == 2
    os.kill(workers.pop(), signal.SIGKILL)

    def is_replaced() -> bool:
        try:
            text = httpx.get(f"{server.url}/metrics").text
        except httpx.TransportError:
            return False
        return number_of(text, "parley_worker_starts_total") == 3

    until(is_replaced)
    text = httpx.get(f"{server.url}/metrics").text
    assert number_of(text, "parley_requests_total", route="/v1/meetings") == 20
    assert number_of(text, "parley_workers") == 2
    check_lines(server)


def check_lines(server: Server) -> None:
    """Let a fault of ours happen; each line of the log is JSON, and one tells of the fault."""
    url = Path(f"/proc/{server.process.pid}/environ").read_bytes().split(b"\0")
    name = b"DATABASE_URL="
    address = next(each for each in url if each.startswith(name)).removeprefix(name).decode()
    other = open_engine(address, connections=1)
    other.connect()
    other.execute_sql('ALTER TABLE "quote" RENAME TO "elsewhere"')
    other.close_all()
    failed = httpx.get(f"{server.url}/v1/quotes")
    assert failed.status_code == 500
    server.output.seek(0)
    text = server.output.read()
    log = [json.loads(line) for line in text[text.index("\n{") :].splitlines() if line]
    assert any("Unexpected exit" in line["message"] for line in log)  # the server's own
    assert any(line["message"].startswith("worker ") for line in log)  # of what keeps the workers
    (line,) = (each for each in log if "exception" in each)
    assert line["level"] == "error"
    assert line["request_id"] == failed.headers["X-Request-Id"]
    assert line["exception"].startswith("Traceback")
