"""Half an hour of mixed load: what a server holds stays what it was; figures every minute."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import mean
from threading import Event, Thread
from time import perf_counter, sleep

import psycopg

from bench.faults.asking import bearer
from bench.processes import MEGABYTE, resident

from .calling import SECONDS_TO_ANSWER, Caller
from .load import Load, percentile
from .nonsense import Sender
from .plan import Findings, Plan
from .serving import Watched, serving

SECONDS, MINUTE = 1800, 60.0
STREAMS = ("/v1/quotes?format=ndjson", "/v1/events?format=csv", "/v1/changes?since=0&format=ndjson")
PAUSE_OF_STREAMS, PAUSE_OF_NONSENSE = 1.0, 0.05
WARM_UP_SHARE = 0.2
MOST_GROWTH, MOST_MORE = 0.10, 8


def soak(plan: Plan) -> Findings:
    """Readers, writers, streams and nonsense together."""
    found, url = Findings(), plan.fresh()
    headers = bearer(url)
    seconds = plan.seconds or SECONDS
    rows: list[dict[str, float]] = []
    with (
        serving(f"soak-{plan.engine}", url) as server,
        Load(server.port, headers) as load,
        others(server, headers, plan.seed),
    ):
        before = sorted(server.working())
        until = perf_counter() + seconds
        while perf_counter() < until:
            since = perf_counter()
            sleep(min(MINUTE, seconds / 10))
            rows.append(looked(server, load, since, url))
            print(line(rows[-1]), flush=True)
        found.must(sorted(server.working()) == before, "workers were restarted")
    found.faults += load.faults()
    judge(found, rows)
    failed = sum(row["failed"] for row in rows)
    found.must(not failed, f"{failed:.0f} requests failed")
    found.figures = [
        f"{seconds / 60:.0f} min, {sum(row['requests'] for row in rows):,.0f} requests, "
        f"{failed:.0f} failed, {load.acknowledged:,} writes acknowledged",
        *(f"{name}: {rows[0][name]:.0f} at first, {warm(rows)[0][name]:.0f} when warm, "
          f"{rows[-1][name]:.0f} at the end" for name in ("MB", "open files", "connections")),
        f"p99 {rows[0]['p99 ms']:.0f} ms at first, {rows[-1]['p99 ms']:.0f} ms at the end",
    ]  # fmt: skip
    return found


def looked(server: Watched, load: Load, since: float, url: str) -> dict[str, float]:
    """The figures of a minute."""
    now = perf_counter()
    outcomes = load.outcomes(since, now)
    each = {f"MB {pid}": resident(pid) / MEGABYTE for pid in server.working()}
    return {
        "requests": len(outcomes), "requests/s": len(outcomes) / (now - since),
        "p99 ms": percentile(outcomes, 0.99),
        "failed": sum(bool(one.lack) or one.status >= 500 for one in outcomes),
        "MB": sum(each.values()), **each,
        "open files": sum(open_files(pid) for pid in server.working()),
        "connections": connections(url),
    }  # fmt: skip


def line(row: dict[str, float]) -> str:
    """The figures of a minute in a line."""
    return ", ".join(f"{name} {value:.0f}" for name, value in row.items())


def open_files(pid: int) -> int:
    """How many files and sockets a process has open."""
    with suppress(OSError):
        return len(list(Path(f"/proc/{pid}/fd").iterdir()))
    return 0


def connections(url: str) -> int:
    """How many connections to its database are open, ours apart; none on SQLite."""
    if url.startswith("sqlite"):
        return 0
    with psycopg.connect(url) as held:
        told = held.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        ).fetchone()
    return int(told[0]) if told else 0


def warm(rows: list[dict[str, float]]) -> list[dict[str, float]]:
    """The figures after the first fifth."""
    return rows[int(len(rows) * WARM_UP_SHARE) :] or rows


def judge(found: Findings, rows: list[dict[str, float]]) -> None:
    """Compare the last quarter with the first after the warm-up."""
    kept = warm(rows)
    quarter = max(1, len(kept) // 4)
    for name in ("MB", "open files", "connections"):
        first, last = (
            mean(row[name] for row in part) for part in (kept[:quarter], kept[-quarter:])
        )
        grown = last > first * (1 + MOST_GROWTH) and last > first + MOST_MORE
        found.must(not grown, f"{name} grew from {first:.0f} to {last:.0f}")


@contextmanager
def others(server: Watched, headers: dict[str, str], seed: int) -> Iterator[None]:
    """Have streams read to their end, and nonsense sent, while the block runs."""
    over = Event()
    token = headers["Authorization"].partition(" ")[2]
    sender = Sender(server.port, seed, token)
    threads = [
        Thread(target=streams, args=(server.port, over)),
        Thread(target=sender.run, args=(over, PAUSE_OF_NONSENSE)),
    ]
    for each in threads:
        each.start()
    try:
        yield
    finally:
        over.set()
        for each in threads:
            each.join(SECONDS_TO_ANSWER)


def streams(port: int, over: Event) -> None:
    """Read whole collections, one after the other."""
    caller, number = Caller(port), 0
    while not over.wait(PAUSE_OF_STREAMS):
        caller.ask("GET", STREAMS[number % len(STREAMS)], {})
        number += 1
    caller.close()
