"""Measure everything in one run: `python -m bench --help` lists what can be chosen."""

import argparse
import shlex
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from time import perf_counter
from typing import Any

import orjson

from . import growth, machine, pages, peer, servers
from .databases import Database, NotLoaded, database, forget, sqlite_file
from .exporting import export
from .loads import NoWrk, wrk
from .measuring import Contest, Row, middle
from .postgres import Postgres, postgres
from .processes import DATA, INTERRUPTS, ROOT
from .questions import Drawn, questions
from .report import figure, report
from .targets import Findings

ENGINES = ("sqlite", "postgresql")
# What --quick finds is printed and kept apart: its figures mean little.
RESULTS = ROOT / "bench" / "RESULTS.md"
SECONDS_FOR_COSTS = 300
SHORT = 2


@dataclass(frozen=True)
class Plan:
    """What a run measures: sizes, engines, seconds of a load, rounds."""

    quotes: list[int]
    engines: list[str]
    seconds: float
    rounds: int
    quick: bool
    rebuild: bool


def arguments(given: Sequence[str]) -> Plan:
    """The plan that the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quotes", help="sizes, as 1000,100000,1000000 (the default)")
    parser.add_argument("--engines", default=",".join(ENGINES), help="sqlite, postgresql or both")
    parser.add_argument("--seconds", type=float, default=4, help="how long a load lasts (4)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is loaded (3)")
    parser.add_argument("--rebuild", action="store_true", help="build what is kept anew")
    parser.add_argument(
        "--quick", action="store_true", help="small sizes and one short round, to see that it works"
    )
    told = parser.parse_args(given)
    sizes = told.quotes or ("1000,5000" if told.quick else "1000,100000,1000000")
    quotes = sorted({int(each) for each in sizes.split(",")})
    engines = told.engines.split(",")
    if unknown := set(engines) - set(ENGINES):
        parser.error(f"no engine of ours: {', '.join(sorted(unknown))}")
    seconds, rounds = (1, 1) if told.quick else (told.seconds, told.rounds)
    return Plan(quotes, engines, seconds, rounds, told.quick, told.rebuild)


class Run:
    """One run: its plan, the PostgreSQL server where there is one, and what was found."""

    def __init__(self, plan: Plan, server: Postgres | None, limit: servers.Server) -> None:
        self.plan, self.server, self.limit = plan, server, limit
        self.found = Findings(plan.quotes[-1])
        self.drawn: dict[str, Drawn] = {}

    def build(self) -> None:
        """Build all databases that are not kept."""
        for engine in self.plan.engines:
            for quotes in self.plan.quotes:
                if self.plan.rebuild:
                    forget(engine, quotes)
                server = self.server if engine == "postgresql" else None
                self.found.databases.append(database(engine, quotes, server))

    def draw(self, each: Database) -> Drawn:
        """What is asked of a database, with the cursors of a walk over a server of its own."""
        with servers.ours(each) as server:
            cursors = pages.kept_pages(server, each) or pages.walk(server, each)
        print(f"{each.name}: {len(cursors) + 1:,} pages of 25 known", flush=True)
        return pages.drawn(each, cursors)

    def measure(self) -> None:
        """Measure the databases one by one, then what is compared between them."""
        for each in self.found.databases:
            self.drawn[each.name] = self.draw(each)
            self.contest(each)
        for engine in self.plan.engines:
            self.compare(engine)

    def contest(self, each: Database) -> None:
        """All questions to one database; only the largest is set beside limit and peer."""
        whole = each.quotes == self.found.largest
        with ExitStack() as stack:
            mine = stack.enter_context(servers.ours(each))
            if whole:
                self.found.exports[each.engine] = export(mine)
            other = None
            if whole and each.engine == "sqlite":
                other = stack.enter_context(servers.peer(sqlite_file(each.quotes)))
            limit = self.limit if whole else None
            seconds = self.plan.seconds if whole else min(SHORT, self.plan.seconds)
            rounds = self.plan.rounds if whole else 1
            contest = Contest(each.name, mine, limit, other, seconds, rounds)
            for question in questions(each, self.drawn[each.name]):
                self.found.rows.append(tell(contest.row(question)))

    def compare(self, engine: str) -> None:
        """Small against large, and searches against their SQL."""
        mine = [each for each in self.found.databases if each.engine == engine]
        self.found.costs[engine] = costs(mine[-1])
        if len(mine) < 2:
            return
        with servers.ours(mine[0]) as small, servers.ours(mine[-1]) as large:
            few, many = (
                growth.Side(each.quotes, server, self.drawn[each.name])
                for each, server in ((mine[0], small), (mine[-1], large))
            )
            seconds = min(SHORT, self.plan.seconds)
            for told in growth.compare(engine, few, many, seconds, self.plan.rounds):
                self.found.growth.append(told)
                print(told, flush=True)


def tell(row: Row) -> Row:
    """Print a row as soon as it is there."""
    rate, p50 = figure(middle(row.ours, "rate")), figure(middle(row.ours, "p50"), ".2f")
    beside = f"of limit {figure(row.of_limit, '.2f')}" if row.limit else ""
    beside += f" times Datasette {figure(row.times_peer, '.1f')}" if row.peer else ""
    print(
        f"{row.database}: {row.question}: {rate} req/s, {p50} ms {beside}", *row.notes, flush=True
    )
    return row


def costs(each: Database) -> dict[str, Any]:
    """What searches cost over their SQL, measured in a process of its own."""
    command = [sys.executable, "-m", "bench.search_cost", each.url, str(each.quotes)]
    told = subprocess.run(  # noqa: S603 - our own module
        command, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS_FOR_COSTS
    )
    if told.returncode:
        return {"all": {"note": f"not measured: {told.stderr.strip().splitlines()[-1]}"}}
    found: dict[str, Any] = orjson.loads(told.stdout.splitlines()[-1])
    return found


def main() -> None:
    """Build, measure, print and write the result."""
    plan = arguments(sys.argv[1:])
    INTERRUPTS.install()
    wrk()
    with ExitStack() as stack:
        server = stack.enter_context(postgres()) if "postgresql" in plan.engines else None
        datasette = peer.install() if "sqlite" in plan.engines else None
        run = Run(plan, server, stack.enter_context(servers.limit()))
        run.build()
        began = perf_counter()
        run.measure()
        when = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {perf_counter() - began:.0f} s"
        command = shlex.join(["python", "-m", "bench", *sys.argv[1:]])
        text = report(run.found, machine.describe(server, datasette), when, command)
    (DATA / "RESULTS.md" if plan.quick else RESULTS).write_text(f"{text}\n", encoding="utf-8")
    print(f"\n{text}")


try:
    main()
except (NotLoaded, NoWrk, servers.NotStarted) as fault:
    raise SystemExit(f"bench: {fault}") from None
