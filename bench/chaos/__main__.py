"""Let things break: `python -m bench.chaos --help` lists what; without names, all but the soak."""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import count
from pathlib import Path

from bench import machine
from bench.faults.places import fill
from bench.processes import INTERRUPTS, ROOT

from .cluster import Cluster
from .plan import Findings, Plan
from .result import cells, keep, shown
from .rows import ROWS, SOAK

PAGE = ROOT / "docs" / "reliability.md"
SEED = 20_261_126
ENGINES = ("sqlite", "postgresql")


def arguments(given: Sequence[str]) -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m bench.chaos", description=__doc__)
    parser.add_argument(
        "rows", nargs="*", help=f"{', '.join(ROWS)}; all but {SOAK} if none is named"
    )
    parser.add_argument("--engines", default=",".join(ENGINES), help="sqlite, postgresql or both")
    parser.add_argument(
        "--seconds", type=float, help="shorter than the table says; then nothing is kept"
    )
    parser.add_argument("--seed", type=int, default=SEED, help=f"of what is random ({SEED})")
    told = parser.parse_args(given)
    told.engines = told.engines.split(",")
    told.rows = told.rows or [name for name in ROWS if name != SOAK]
    for known, named in ((ENGINES, told.engines), (ROWS, told.rows)):
        if unknown := set(named) - set(known):
            parser.error(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(known)}")
    return told


def fresh(engine: str, folder: Path, cluster: Cluster | None, numbers: "count[int]") -> str:
    """The address of a new database with the project's seeds."""
    name = f"chaos_{next(numbers)}"
    if cluster is None:
        url = f"sqlite:///{folder / name}.db"
    else:
        cluster.tell(f'CREATE DATABASE "{name}" TEMPLATE template0')
        url = cluster.url(name)
    fill(url, "seeds")
    return url


def run(name: str, engine: str, told: argparse.Namespace) -> Findings:
    """One row on one engine, in a folder and with a cluster of its own."""
    folder = Path(tempfile.mkdtemp(prefix="parley-chaos-"))
    folder.chmod(0o755)
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        cluster = None
        if engine == "postgresql":
            cluster = Cluster(folder / "cluster")
            stack.callback(cluster.remove)
            cluster.make()
            cluster.start()
        new: Callable[[], str] = partial(fresh, engine, folder, cluster, count())
        return ROWS[name].run(Plan(engine, told.seconds, told.seed, folder, cluster, new))


def main() -> int:
    """Run, print and write; 1 where something does not hold."""
    told = arguments(sys.argv[1:])
    INTERRUPTS.install()
    lines, sound = [], True
    for name in told.rows:
        for engine in ROWS[name].engines:
            if engine in told.engines:
                found = run(name, engine, told)
                sound = sound and not found.faults
                lines.append(cells(ROWS[name], engine, found))
                print(f"{name}, {engine}: {lines[-1][4]}; {lines[-1][3]}", flush=True)
                print(*found.faults, sep="\n", flush=True)
    print("", shown(lines), sep="\n")
    if told.seconds is None:
        order = [(row.fault, engine) for row in ROWS.values() for engine in row.engines]
        place = {key: number for number, key in enumerate(order)}
        keep(lines, place, ". ".join(machine.describe(None, None)) + ".", PAGE)
    return 0 if sound else 1


raise SystemExit(main())
