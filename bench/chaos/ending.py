"""SIGTERM under load: what was asked is answered, and the server is gone in time."""

import os
import signal
import socket
from contextlib import ExitStack
from random import Random
from time import monotonic, perf_counter, sleep

from bench.faults.asking import bearer

from .calling import CUT, LATE
from .load import Load, tally
from .plan import Findings, Plan
from .serving import Watched, serving

ROUNDS, SECONDS_A_ROUND = 12, 10
LONGEST_END = 10
A_MOMENT = 0.01


def sigterm(plan: Plan) -> Findings:
    """End servers under load at random moments, every third with callers who never end."""
    found, random, url = Findings(), Random(plan.seed), plan.fresh()  # noqa: S311 - when
    headers = bearer(url)
    rounds = ROUNDS if plan.seconds is None else max(1, int(plan.seconds / SECONDS_A_ROUND))
    ends: dict[bool, list[float]] = {False: [], True: []}
    asked = acknowledged = 0
    for number in range(rounds):
        slow = number % 3 == 2
        with serving(f"ending-{plan.engine}", url) as server, ExitStack() as held:
            load = Load(server.port, headers, readers=16, name=f"ending{number}")
            with load:
                if slow:
                    hold(server.port, headers, held)
                sleep(random.uniform(1, 3))
                ends[slow].append(ended(server))
                gone = perf_counter()
        failed = [each for each in load.outcomes(until=gone) if each.lack in (CUT, LATE)]
        found.must(not failed, f"round {number}: lost in flight: {tally(failed)}")
        found.faults += load.faults()
        asked += len(load.outcomes(until=gone))
        acknowledged += load.acknowledged
        with serving(f"ending-{plan.engine}-after", url) as server:
            found.faults += load.lost(server.port)
    for kind in ends.values():
        found.must(
            max(kind, default=0) <= LONGEST_END, f"ended only after {max(kind, default=0):.1f} s"
        )
    found.figures = [
        f"{rounds} servers ended under load, {asked:,} requests, none in flight lost",
        f"gone after {max(ends[False], default=0):.1f} s at most, "
        f"beside callers who never end {max(ends[True], default=0):.1f} s",
        f"{acknowledged:,} writes acknowledged, none lost",
    ]
    return found


def ended(server: Watched) -> float:
    """Send SIGTERM to the first process; seconds until it is gone."""
    began = monotonic()
    os.kill(server.pid, signal.SIGTERM)
    while monotonic() - began < 2 * LONGEST_END:
        if os.waitid(os.P_PID, server.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            break
        sleep(A_MOMENT)
    return monotonic() - began


def hold(port: int, headers: dict[str, str], held: ExitStack) -> None:
    """Send a body that does not come to its end."""
    one = held.enter_context(socket.create_connection(("127.0.0.1", port)))
    told = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    one.sendall(
        f"POST /v1/topics?reason=x HTTP/1.1\r\nHost: 127.0.0.1\r\n{told}"
        "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{".encode()
    )
