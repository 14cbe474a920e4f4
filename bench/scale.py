"""What replicas take off a primary: `python -m bench.scale`, the figures for docs/scale.md.

Lists, no two alike and none kept, are asked of Parley over a primary alone, with one replica and
with two. All servers share one machine here, so what is to be compared is the computing time of the
primary for a request, and not how many requests there are.
"""

import argparse
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from . import databases
from .chaos.cluster import Cluster
from .chaos.serving import serving
from .loads import load, write_paths
from .processes import processor_seconds
from .report import table

NAME = "scale"
REPLICAS = 2
HEAD = ("servers", "requests/s", "p99, ms", "primary, ms a request", "replicas", "Parley")
DAYS = [
    f"{year}-{month:02}-{day:02}"
    for year in range(1990, 2026)
    for month in range(1, 13)
    for day in range(1, 29, 3)
]
PATHS = [f"/v1/quotes?limit=25&said__lte={day}&sort=-said" for day in DAYS]


def main() -> None:
    """Build, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m bench.scale", description=__doc__)
    parser.add_argument("--quotes", type=int, default=20_000)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    told = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="parley-scale-"))
    folder.chmod(0o755)
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        clusters = list(made(stack, folder, told.quotes))
        lines = [measured(clusters, number, told) for number in range(REPLICAS + 1)]
    print(table(HEAD, iter(lines)))


def made(stack: ExitStack, folder: Path, quotes: int) -> Iterator[Cluster]:
    """A loaded primary, and its replicas."""
    primary = Cluster(folder / "primary", {"shared_buffers": "256MB"})
    stack.callback(primary.remove)
    primary.make()
    primary.start()
    primary.tell(f"CREATE DATABASE {NAME}")
    records = databases.world(quotes)
    print(databases.load(primary.url(NAME), quotes, records).told, flush=True)
    primary.tell("VACUUM ANALYZE", name=NAME)
    yield primary
    for number in range(REPLICAS):
        replica = Cluster(folder / f"replica-{number}", {"shared_buffers": "256MB"})
        stack.callback(replica.remove)
        replica.follow(primary)
        replica.start()
        yield replica


def measured(clusters: list[Cluster], replicas: int, told: argparse.Namespace) -> list[str]:
    """A line of the table: medians of the rounds."""
    addresses = " ".join(each.url(NAME) for each in clusters[1 : replicas + 1])
    paths = write_paths(f"scale-{replicas}", PATHS)
    more = {"DATABASE_REPLICA_URLS": addresses, "CACHE_MEGABYTES": "0"}
    rows = []
    with serving(f"scale-{replicas}", clusters[0].url(NAME), **more) as server:
        load(server.server, paths, 1)
        for number in range(told.rounds):
            pids = [each.main_process for each in clusters] + [server.pid]
            before = [processor_seconds(pid) for pid in pids]
            done = load(server.server, paths, told.seconds, begin=997 * number)
            spent = [
                1000 * (processor_seconds(pid) - start) / done.requests
                for pid, start in zip(pids, before, strict=True)
            ]
            rows.append([done.rate, done.p99, spent[0], sum(spent[1:-1]), spent[-1]])
    medians = [median(column) for column in zip(*rows, strict=True)]
    return [f"primary + {replicas}", f"{medians[0]:,.0f}", *(f"{each:.2f}" for each in medians[1:])]


main()
