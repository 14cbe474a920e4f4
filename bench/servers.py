"""The three that are measured: ours as shipped, the limit on the same server, and the peer."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import monotonic, sleep

from api.config import Settings
from api.serve import supervised

from .databases import FLASK, Database
from .peer import peer_command
from .processes import DATA, free_port, running

WORKERS, THREADS = 2, 4
# Requests are counted as always; wrk asks for more than the minute's quota in a second.
MOST_READS = "10000000"
# Datasette reads the whole of an immutable file before it answers.
SECONDS_TO_START = 300
SECONDS_TO_ANSWER = 60


class NotStarted(Exception):
    """A server that does not answer."""


@dataclass(frozen=True)
class Server:
    """A server that runs: its name in tables, its port and its process."""

    name: str
    port: int
    pid: int

    def get(self, path: str, tag: str | None = None) -> tuple[int, dict[str, str], bytes]:
        """Ask once: status, headers (names in lower case), body."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=SECONDS_TO_ANSWER)
        headers = {"If-None-Match": tag} if tag else {}
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            told = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, told, answer.read()
        finally:
            connection.close()


@contextmanager
def ours(database: Database) -> Iterator[Server]:
    """Parley over a database, with the settings it ships with but for the quota of reads."""
    port = free_port()
    environment = {
        "DATABASE_URL": database.url,
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "WORKERS": str(WORKERS),
        "THREADS": str(THREADS),
        "RATE_READS": MOST_READS,
    }
    command = [*FLASK, "serve"]
    name = f"parley-{database.engine}-{database.quotes}"
    with started(name, port, command, environment, "/v1/quotes?limit=1") as server:
        yield server


@contextmanager
def limit() -> Iterator[Server]:
    """A view that returns ready bytes, on the same server with the same settings."""
    port = free_port()
    settings = Settings(host="127.0.0.1", port=port, workers=WORKERS, threads=THREADS)
    command = supervised(settings, str(DATA / "limit-figures"), "bench.limit:app")
    with started("limit", port, command, {}, "/ready/200/2") as server:
        yield server


@contextmanager
def peer(database: Path) -> Iterator[Server]:
    """Datasette over the same file."""
    port = free_port()
    command = peer_command(database, port)
    with started("datasette", port, command, {}, "/-/versions.json") as server:
        yield server


@contextmanager
def started(
    name: str, port: int, command: list[str], environment: dict[str, str], path: str
) -> Iterator[Server]:
    """A process that answers on a port; NotStarted, with what it said, where it does not."""
    log = DATA / "logs" / f"{name}.log"
    with running(command, environment, log) as process:
        server = Server(name, port, process.pid)
        if not answers(server, process, path):
            said = log.read_text(errors="replace").splitlines()[-10:]
            raise NotStarted("\n".join([f"{name} does not answer:", *said]))
        yield server


def answers(server: Server, process: subprocess.Popen[bytes], path: str) -> bool:
    """Wait until a server answers, at most five minutes."""
    until = monotonic() + SECONDS_TO_START
    while monotonic() < until and process.poll() is None:
        try:
            if server.get(path)[0] == 200:
                return True
        except (OSError, HTTPException):
            pass
        sleep(0.1)
    return False
