"""The server that things happen to: as it is shipped, without limits on how much is asked."""

import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

from bench.databases import FLASK
from bench.processes import DATA, family, free_port
from bench.servers import Server, started

from .calling import Caller

UNLIMITED = {"RATE_READS": "0", "RATE_TOKEN": "0", "RATE_WRITES": "0"}
WORKERS, THREADS = 2, 4
SOON = 0.1
LISTEN = "0A"


@dataclass(frozen=True)
class Watched:
    """A running server, and the file of its log."""

    server: Server
    log: Path

    @property
    def port(self) -> int:
        """Where it listens."""
        return self.server.port

    @property
    def pid(self) -> int:
        """Its first process."""
        return self.server.pid

    def working(self) -> list[int]:
        """The processes that answer: those that have no children."""
        return [each for each in family(self.pid)[1:] if len(family(each)) == 1]

    def listening(self) -> int:
        """How many processes take connections: each listens for itself."""
        lines = Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]
        ends = ((each[1], each[3]) for each in map(str.split, lines))
        here = f":{self.port:04X}"
        return sum(address.endswith(here) and state == LISTEN for address, state in ends)

    def logged(self) -> str:
        """What it has logged."""
        return self.log.read_text(errors="replace")

    def ready(self) -> tuple[int, str]:
        """Status and body of /readyz; 0 where nobody answers."""
        caller = Caller(self.port)
        try:
            answer = caller.ask("GET", "/readyz", {})
        finally:
            caller.close()
        return answer.status, answer.body.decode(errors="replace")

    def wait_until(self, status: int, most: float) -> float | None:
        """Seconds until /readyz has a status, None where it does not come to that in time."""
        began = monotonic()
        while monotonic() - began < most:
            if self.ready()[0] == status:
                return monotonic() - began
            sleep(SOON)
        return None


@contextmanager
def serving(name: str, url: str, before: Sequence[str] = (), **settings: str) -> Iterator[Watched]:
    """A server over a database until the block ends; `before` goes before its command."""
    port = free_port()
    environment = {
        "DATABASE_URL": url, "HOST": "127.0.0.1", "PORT": str(port),
        "WORKERS": str(WORKERS), "THREADS": str(THREADS), **UNLIMITED, **settings,
    }  # fmt: skip
    log = DATA / "logs" / f"chaos-{name}.log"
    with started(
        f"chaos-{name}", port, [*before, *FLASK, "serve"], environment, "/readyz"
    ) as found:
        yield Watched(found, log)


def kill(pid: int) -> None:
    """End a process as if it had crashed."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
