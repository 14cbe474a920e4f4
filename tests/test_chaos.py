"""What the chaos runs look at, in small: nothing is lost when processes end, and nobody holds all.

Broken on purpose, each guard was seen to fail.
"""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from random import Random
from threading import Thread

import httpx
import pytest
from flask import Flask
from flask.testing import FlaskClient

from api import supervisor
from api.http import connections, leaving
from api.http.receiving import BODY, RECEIVER, STREAM, Capacity
from bench.chaos.calling import CUT, LATE, REFUSED, Caller, Outcome
from bench.chaos.killing import in_flight
from bench.chaos.load import Load
from bench.chaos.scribbling import request as scribbled
from bench.faults.asking import bearer
from bench.processes import family
from tests.conftest import ROOT, Databases
from tests.serving import Server, serve
from tests.waiting import until

PATIENCE_SECONDS = 60
UNLIMITED = {"RATE_READS": "0", "RATE_TOKEN": "0", "RATE_WRITES": "0"}


def port_of(server: Server) -> int:
    """The port of a server."""
    return int(server.url.rpartition(":")[2])


def workers_of(server: Server) -> list[int]:
    """The processes of a server that answer."""
    return [each for each in family(server.process.pid)[1:] if len(family(each)) == 1]


def answers(server: Server) -> bool:
    """Whether a server is ready."""
    return httpx.get(f"{server.url}/readyz").status_code == 200


def test_sigterm_under_load_loses_nothing(databases: Databases) -> None:
    url = databases.fresh("sqlite", "seeds")
    headers = bearer(url)
    with serve(url, WORKERS="2", **UNLIMITED) as server:
        figures = figures_of(server)
        assert figures.is_dir()
        with Load(port_of(server), headers, readers=6, writers=2) as load:
            time.sleep(1)
            server.process.terminate()
            server.process.wait(supervisor.PATIENCE_SECONDS + 1.5)
            gone = time.perf_counter()
        assert not figures.exists()
    assert [each for each in load.outcomes(until=gone) if each.lack in (CUT, LATE)] == []
    assert load.faults() == []
    assert load.acknowledged > 0
    with serve(url, **UNLIMITED) as server:
        assert load.lost(port_of(server)) == []
        load.writers[0].counted += 2
        assert len(load.lost(port_of(server))) == 1


def figures_of(server: Server) -> Path:
    """The folder of the figures of a server."""
    told = Path(f"/proc/{server.process.pid}/environ").read_bytes().split(b"\0")
    return Path(
        next(each for each in told if each.startswith(b"PROMETHEUS_")).decode().split("=")[1]
    )


def test_workers_that_are_killed_come_back_and_leave_with_their_supervisor(
    databases: Databases,
) -> None:
    url = databases.fresh("sqlite", "seeds")
    headers = bearer(url)
    with serve(url, WORKERS="2", **UNLIMITED) as server:
        until(lambda: all_serve(server), "both workers serve")
        with Load(port_of(server), headers, readers=4, writers=2) as load:
            killed = []
            for _ in range(2):  # one place again and again, in less time than granian would bear
                victim = max(workers_of(server))
                killed.append(time.perf_counter())
                os.kill(victim, signal.SIGKILL)
                until(lambda gone=victim: replaced(server, gone))
        failed = [each for each in load.outcomes() if each.lack]
        assert [each for each in failed if not in_flight(each, killed)] == []
        assert load.faults() + load.lost() == []
        children = family(server.process.pid)[1:]
        server.process.kill()
        server.process.wait()
        until(lambda: not any(Path(f"/proc/{each}").exists() for each in children))


def replaced(server: Server, gone: int) -> bool:
    """Whether another worker serves in the place of one."""
    return gone not in workers_of(server) and all_serve(server)


def all_serve(server: Server) -> bool:
    """Whether both workers of a server are there and listen; one may long before the other."""
    return len(workers_of(server)) == 2 and listeners(server) == 2


def listeners(server: Server) -> int:
    """How many processes of a server listen."""
    here = f":{port_of(server):04X}"
    lines = [each.split() for each in Path("/proc/net/tcp").read_text().splitlines()]
    return sum(line[1].endswith(here) and line[3] == "0A" for line in lines)


def test_a_server_that_loads_ends_at_once(databases: Databases) -> None:
    with serve(databases.fresh("sqlite", "world"), wait=False) as server:
        until(lambda: "served at" in output_of(server))
        server.process.terminate()
        assert server.process.wait(supervisor.PATIENCE_SECONDS - 2) in (0, -signal.SIGTERM)


def output_of(server: Server) -> str:
    """What a server has said so far."""
    return Path(f"/proc/self/fd/{server.output.fileno()}").read_text()


DEAF = """
import os, signal, socket, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
socket.socket(fileno=int(os.environ["PARLEY_SUPERVISED"])).sendall(b"r")
print("deaf", flush=True)
time.sleep(60)
"""
SUPERVISE = """
import sys
from api import supervisor
supervisor.DRAIN_SECONDS, supervisor.PATIENCE_SECONDS = 0.3, 1.0
sys.exit(supervisor.main(["nowhere", "1", sys.executable, "-c", sys.argv[1]]))
"""


@contextmanager
def supervised(program: str) -> Iterator[subprocess.Popen[str]]:
    """A supervisor of one process with little patience."""
    command = [sys.executable, "-c", SUPERVISE, program]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def test_a_worker_that_heeds_no_signal_is_killed() -> None:
    with supervised(DEAF) as process:
        assert process.stdout and process.stderr
        assert process.stdout.readline() == "deaf\n"
        (worker,) = family(process.pid)[1:]
        process.terminate()
        assert process.wait(PATIENCE_SECONDS) == 0
        assert "did not end in time and was killed" in process.stderr.read()
        assert not Path(f"/proc/{worker}").exists()


def test_where_none_comes_to_serve_the_command_ends() -> None:
    with supervised("raise SystemExit(3)") as process:
        assert process.wait(PATIENCE_SECONDS) == 1
        assert process.stderr
        assert "worker 1 ended (exit code 3)" in process.stderr.read()


SLOW_BODY = (
    "POST /v1/topics?reason=x&without_evidence=x HTTP/1.1\r\nHost: 127.0.0.1\r\n{token}"
    "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{{"
)


@contextmanager
def slow_bodies(server: Server, token: str, number: int) -> Iterator[list[socket.socket]]:
    """Some who begin to send a body, and do not go on."""
    held = [socket.create_connection(("127.0.0.1", port_of(server))) for _ in range(number)]
    for each in held:
        each.settimeout(PATIENCE_SECONDS)
        each.sendall(SLOW_BODY.format(token=token).encode())
    try:
        yield held
    finally:
        for each in held:
            each.close()


def everything(held: socket.socket) -> bytes:
    """What comes over a connection until the other side closes it."""
    parts = []
    with suppress(ConnectionResetError):
        while part := held.recv(1 << 16):
            parts.append(part)
    return b"".join(parts)


def test_slow_bodies_are_cut_off_and_readers_go_on(databases: Databases) -> None:
    url = databases.fresh("sqlite", "world")
    headers = bearer(url)
    token = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    settings = {"THREADS": "3", "BODY_SECONDS": "2", **UNLIMITED}
    with serve(url, **settings) as server, slow_bodies(server, token, 6) as held:
        assert httpx.get(f"{server.url}/v1/topics").status_code == 200
        told = sorted(everything(each).split(b" ", 2)[1] for each in held)
        assert told == [b"408"] * 2 + [b"503"] * 4
        with slow_bodies(server, "", 1) as (unknown,):
            assert everything(unknown).split(b" ", 2)[1] == b"401"
        added = httpx.post(
            f"{server.url}/v1/topics?reason=x&without_evidence=x",
            json={"id": "top-x", "name": "X"}, headers=headers,
        )  # fmt: skip
        assert added.status_code == 201


def test_streams_leave_threads_to_others(make_app: Callable[[str], Flask]) -> None:
    client = make_app("world").test_client()
    path = "/v1/quotes?format=ndjson"
    begun = [client.get(path, buffered=False) for _ in range(2)]
    refused = client.get(path)
    assert refused.status_code == 503
    assert refused.headers["Retry-After"]
    assert client.get("/v1/quotes").status_code == 200
    for each in begun:
        assert each.status_code == 200
        each.close()
    assert client.get(path).status_code == 200
    assert client.head(path).status_code == 200
    assert client.application.extensions[RECEIVER].capacity.now == {BODY: 0, STREAM: 0}


@pytest.mark.parametrize(
    ("threads", "bodies", "streams"), [(1, 1, 1), (2, 1, 1), (4, 3, 2), (8, 7, 4)]
)
def test_slow_work_leaves_a_thread_where_there_are_three(
    threads: int, bodies: int, streams: int
) -> None:
    capacity = Capacity(threads)
    assert (capacity.most[BODY], capacity.most[STREAM]) == (bodies, streams)
    for kind in (STREAM, BODY):
        while capacity.is_free(kind):
            capacity.take(kind)
    left = threads - sum(capacity.now.values())
    assert capacity.now[BODY] == 1 or threads > 2 or threads == 1
    assert left == (1 if threads > 2 else 0)


def test_a_caller_who_takes_nothing_is_ended_by_the_kernel() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        connections.bound(listener, 1)
        with socket.create_connection(listener.getsockname()), listener.accept()[0] as served:
            served.settimeout(PATIENCE_SECONDS)
            with pytest.raises(OSError, match="timed out") as fault:
                while True:
                    served.sendall(bytes(1 << 20))
    assert not isinstance(fault.value, TimeoutError) or fault.value.errno


def test_looking_at_sockets_releases_no_lock_of_sqlite(tmp_path: Path) -> None:
    path = tmp_path / "locked.db"
    attempt = (
        "import sqlite3, sys; held = sqlite3.connect(sys.argv[1], timeout=0)\n"
        "held.execute('BEGIN IMMEDIATE')"
    )
    with closing(sqlite3.connect(path)) as held:
        held.execute("CREATE TABLE a (b)")
        held.execute("BEGIN IMMEDIATE")
        with socket.create_server(("127.0.0.1", 0)) as listener:
            assert listener.fileno() in [each.fileno() for each in connections.listening()]
        command = [sys.executable, "-c", attempt, str(path)]
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
        assert "database is locked" in ended.stderr
        held.rollback()


def test_who_leaves_says_so(world: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaving.Gate, "bound_connections", lambda gate: None)
    world.application.wsgi_app = leaving.Gate(world.application.wsgi_app, 1)  # type: ignore[method-assign]
    assert "Connection" not in world.get("/readyz").headers
    leaving.LEAVING.set()
    try:
        answer = world.get("/readyz")
        assert (answer.status_code, answer.json["failed"]) == (503, "process")  # type: ignore[index]
        assert world.get("/v1/topics").headers["Connection"] == "close"
    finally:
        leaving.LEAVING.clear()


def test_only_what_was_going_on_is_in_flight() -> None:
    def asked(began: float, ended: float) -> Outcome:
        return Outcome("GET", began, ended, 0, CUT)

    assert in_flight(asked(9.5, 10.1), [10])
    assert in_flight(asked(10.1, 10.2), [10])
    assert not in_flight(asked(11, 11.1), [10])


def test_a_caller_tells_why_there_is_no_answer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        closer = Thread(target=lambda: listener.accept()[0].close())
        closer.start()
        assert Caller(port).ask("GET", "/", {}).lack == CUT
        closer.join()
    assert Caller(port).ask("GET", "/", {}).lack == REFUSED


def test_nonsense_is_the_same_for_a_seed() -> None:
    drawn = [[scribbled(random, "t") for _ in range(300)] for random in (Random(1), Random(1))]
    assert drawn[0] == drawn[1]
    assert len({each[:40] for each in drawn[0]}) > 200
