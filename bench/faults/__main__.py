"""Run the faults: `python -m bench.faults --help` lists what can be chosen."""

import argparse
import shlex
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial
from time import perf_counter

from bench import machine
from bench.postgres import postgres
from bench.processes import INTERRUPTS, ROOT

from .following import follow
from .kills import kills
from .places import Place, place
from .plan import Findings, Plan, Run
from .random_writes import random_writes
from .result import keep, section
from .writers import writers

RUNS: dict[str, Run] = {
    "writers": writers,
    "kills": kills,
    "random": random_writes,
    "follow": follow,
}
HEADS = {
    "writers": "Many writers on one record",
    "kills": "Writers killed at random moments",
    "random": "Random writes",
    "follow": "A copy that follows the changes",
}
ENGINES = ("sqlite", "postgresql")
# What was run in part is printed and not kept: its figures mean little.
RESULTS = ROOT / "bench" / "FAULTS.md"
SEED = 20_260_101
MOST_TOLD = 9


def arguments(given: Sequence[str]) -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m bench.faults", description=__doc__)
    parser.add_argument("runs", nargs="*", help=f"{', '.join(RUNS)}; all of them if none is named")
    parser.add_argument("--engines", default=",".join(ENGINES), help="sqlite, postgresql or both")
    parser.add_argument("--times", type=int, help="how often; each run has its own number")
    parser.add_argument("--seed", type=int, default=SEED, help=f"of what is random ({SEED})")
    told = parser.parse_args(given)
    told.engines, told.runs = told.engines.split(","), told.runs or list(RUNS)
    for known, named in ((ENGINES, told.engines), (RUNS, told.runs)):
        if unknown := set(named) - set(known):
            parser.error(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(known)}")
    return told


def run(name: str, told: argparse.Namespace, where: Place) -> Findings:
    """What one run found, on all engines together."""
    found = Findings()
    for engine in told.engines:
        other = next((each for each in told.engines if each != engine), engine)
        fresh, copy = partial(where.fresh, engine), partial(where.fresh, other)
        each = RUNS[name](Plan(engine, told.times, told.seed, fresh, copy))
        found.rows += [{"engine": engine, **row} for row in each.rows]
        found.faults += [f"{engine}: {fault}" for fault in each.faults]
        first = each.faults[:MOST_TOLD]
        print(f"{name}, {engine}: {len(each.faults)} faults", *first, sep="\n", flush=True)
    return found


def main() -> int:
    """Run, print and write; 1 where something was wrong."""
    told = arguments(sys.argv[1:])
    INTERRUPTS.install()
    command = shlex.join(["python", "-m", "bench.faults", *sys.argv[1:]])
    sections, sound = [], True
    with ExitStack() as stack:
        server = stack.enter_context(postgres()) if "postgresql" in told.engines else None
        where = stack.enter_context(place(server))
        for name in told.runs:
            began = perf_counter()
            found = run(name, told, where)
            when = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {perf_counter() - began:.0f} s"
            lines = [*machine.describe(server, None), f"{when}, `{command}`"]
            sections.append(section(HEADS.get(name, name), found, lines))
            sound = sound and not found.faults
    print("", *sections, sep="\n\n")
    if told.times is None and len(told.engines) == len(ENGINES):
        keep(sections, RESULTS)
    return 0 if sound else 1


raise SystemExit(main())
