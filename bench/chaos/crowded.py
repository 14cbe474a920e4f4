"""Silent and slow connections beside healthy ones, in runs that alternate with those alone."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from secrets import token_hex
from statistics import median

from api.access.tokens import create
from api.config import Settings
from api.database import connect
from bench.databases import database
from bench.postgres import postgres
from bench.processes import ROOT

from .plan import Findings, Plan
from .serving import serving

CROWD, HEALTHY, RUNS, SECONDS = 1500, 32, 5, 20
MOST_TIMES = 3
QUOTES = 10_000
BODY_SECONDS = "10"


def crowded(plan: Plan) -> Findings:
    """Measure the healthy alone and beside the crowd, in turn."""
    if plan.engine == "sqlite":
        return measured(plan, database("sqlite", QUOTES, None).url)
    with postgres() as server:
        return measured(plan, database("postgresql", QUOTES, server).url)


def measured(plan: Plan, url: str) -> Findings:
    """The row over a database with many quotes."""
    found, alone, beside = Findings(), [], []
    token = new_token(url)
    failed = {"alone": 0, "beside": 0}
    asked = 0
    seconds = plan.seconds or SECONDS
    with serving(f"crowded-{plan.engine}", url, BODY_SECONDS=BODY_SECONDS) as server:
        healthy(server.port, 3)
        for number in range(RUNS):
            p99, bad, _ = healthy(server.port, seconds)
            alone.append(p99)
            failed["alone"] += bad
            with crowd(server.port, plan.seed + number, token):
                p99, bad, many = healthy(server.port, seconds)
            beside.append(p99)
            failed["beside"] += bad
            asked += many
        found.must(server.wait_until(200, 10) is not None, "it is not ready afterwards")
    times = median(beside) / median(alone)
    found.must(times <= MOST_TIMES, f"p99 is {times:.1f} times that alone")
    found.must(not any(failed.values()), f"requests of the healthy failed: {failed}")
    found.figures = [
        f"p99 of {HEALTHY} healthy alone {told(alone)} ms, beside {CROWD:,} {told(beside)} ms: "
        f"{times:.1f} times",
        f"{asked:,} healthy requests beside them, {failed['beside']} failed",
    ]
    return found


def new_token(url: str) -> str:
    """A token that may write to a database that is kept between runs."""
    bound = connect(Settings(database_url=url))
    token = create(f"crowd-{token_hex(4)}", "write", "1d")
    bound.close_all()
    return token


def told(figures: list[float]) -> str:
    """The median of some figures, and from where to where they go."""
    return f"{median(figures):.0f} ({min(figures):.0f}–{max(figures):.0f})"


def healthy(port: int, seconds: float) -> tuple[float, int, int]:
    """The p99 of the healthy in milliseconds, how many requests failed, of how many."""
    command = [sys.executable, "-m", "bench.chaos.healthy", str(port), str(HEALTHY), str(seconds)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)  # noqa: S603 - ours
    answer = json.loads(ended.stdout)
    taken = sorted(answer["taken"])
    return taken[int(0.99 * (len(taken) - 1))], answer["failed"], len(taken)


@contextmanager
def crowd(port: int, seed: int, token: str) -> Iterator[None]:
    """Have the crowd there while the block runs."""
    command = [sys.executable, "-m", "bench.chaos.crowd", str(port), str(CROWD), str(seed)]
    with subprocess.Popen(  # noqa: S603 - our own module
        command, cwd=ROOT, env={**os.environ, "CROWD_TOKEN": token}, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdin and process.stdout
        try:
            assert process.stdout.readline() == "there\n"
            yield
        finally:
            process.stdin.close()
            print(f"turned away: {process.stdout.read().strip()}", flush=True)
