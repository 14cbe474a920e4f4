"""Nonsense, very much of it: no 500, and memory that does not grow."""

import socket
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from random import Random
from statistics import mean
from threading import Event
from time import monotonic, sleep

from bench.faults.asking import bearer
from bench.processes import MEGABYTE, resident

from .load import Load
from .plan import Findings, Plan
from .scribbling import request
from .serving import Watched, serving

SECONDS, WARM_UP = 600, 120
SENDERS, A_SECOND = 8, 400
EVERY = 2.0
MOST_GROWTH = 0.10
SECONDS_TO_ANSWER = 20
MOST_KEPT = 20
ENOUGH = 1 << 16


class Sender:
    """Sends nonsense over connections that are kept while they last, and counts what comes back."""

    def __init__(self, port: int, seed: int, token: str) -> None:
        self.port, self.token = port, token
        self.random = Random(seed)  # noqa: S311 - nonsense
        self.statuses: Counter[str] = Counter()
        self.faults: list[str] = []
        self.held: socket.socket | None = None

    def run(self, over: Event, pause: float) -> None:
        """Send until it is over, at a steady pace."""
        due = monotonic()
        while not over.is_set():
            due += pause
            sent = request(self.random, self.token)
            status = self.send(sent)
            self.statuses[status] += 1
            if status in ("500", "501", "502", "504", "late"):
                self.faults.append(f"{status} to {sent[:1500]!r}")
            over.wait(max(0, due - monotonic()))
        self.close()

    def send(self, content: bytes) -> str:
        """The status of the answer, or why there is none."""
        try:
            if self.held is None:
                self.held = socket.create_connection(("127.0.0.1", self.port), SECONDS_TO_ANSWER)
            self.held.sendall(content)
            got = self.held.recv(ENOUGH)
        except TimeoutError:
            got = b"LATE late"
        except OSError:
            got = b""
        self.close()
        return got.split(b" ", 2)[1].decode("latin-1") if got.count(b" ") else "closed"

    def close(self) -> None:
        """Close the connection."""
        if self.held is not None:
            self.held.close()
        self.held = None


def nonsense(plan: Plan) -> Findings:
    """Send nonsense at 24,000 requests a minute, beside one who reads and one who writes."""
    found, url, over = Findings(), plan.fresh(), Event()
    headers = bearer(url)
    token = headers["Authorization"].partition(" ")[2]
    seconds = plan.seconds or SECONDS
    with serving(f"nonsense-{plan.engine}", url) as server:
        senders = [Sender(server.port, plan.seed + place, token) for place in range(SENDERS)]
        with (
            Load(server.port, headers, readers=1, writers=1) as load,
            ThreadPoolExecutor(SENDERS) as threads,
        ):
            running = [threads.submit(each.run, over, SENDERS / A_SECOND) for each in senders]
            memory = watched(server, seconds)
            over.set()
            for each in running:
                each.result()
        found.faults += load.faults() + load.lost()
        found.must(len(set(server.working())) == len(memory[-1]), "a worker was lost")
    statuses = sum((each.statuses for each in senders), Counter[str]())
    faults = [fault for each in senders for fault in each.faults]
    found.faults += faults[:MOST_KEPT]
    rate = 60 * statuses.total() / seconds
    warm = [sum(each.values()) for each in memory[int(len(memory) * WARM_UP / SECONDS) :]]
    early, late = mean(warm[: len(warm) // 8 + 1]), mean(warm[-(len(warm) // 8 + 1) :])
    growth = late / early - 1
    found.must(growth <= MOST_GROWTH, f"memory grew by {growth:.0%}")
    told = ", ".join(f"{number:,} {status}" for status, number in statuses.most_common(14))
    found.figures = [
        f"{statuses.total():,} requests of nonsense, {rate:,.0f} a minute: {told}",
        f"{len(faults)} of 500 or without answer",
        f"memory {early:.0f} MB after the warm-up, {late:.0f} MB at the end ({growth:+.1%})",
    ]
    return found


def watched(server: Watched, seconds: float) -> list[dict[int, float]]:
    """The memory of each worker in MB, looked at every other second."""
    until, seen = monotonic() + seconds, []
    while monotonic() < until:
        sleep(min(EVERY, seconds / 20))
        seen.append({pid: resident(pid) / MEGABYTE for pid in server.working()})
    return seen
