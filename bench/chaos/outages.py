"""The database stopped and started again, and its disk full: told clearly, and over when it is."""

import os
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from time import perf_counter, sleep

from bench.faults.asking import bearer

from .cluster import own
from .load import Load, tally
from .plan import Findings, Plan
from .serving import serving

SECONDS_STOPPED, SECONDS_FULL = 30, 20
SECONDS_TO_RETURN = 5
SETTLED = 1.0
AROUND = 5
SMALL = "64m"
BALLAST = 1 << 20


def database_stopped(plan: Plan) -> Findings:
    """Take the database away for a while; whoever asks meanwhile is told to wait."""
    found, (url, take, give_back) = Findings(), removable(plan)
    headers = bearer(url)
    with serving(f"stopped-{plan.engine}", url) as server:
        before = sorted(server.working())
        with Load(server.port, headers) as load:
            sleep(AROUND)
            stopping = perf_counter()
            take()
            stopped = perf_counter()
            sleep(plan.seconds or SECONDS_STOPPED)
            starting = perf_counter()
            status, told = server.ready()
            give_back()
            started = perf_counter()
            sleep(SECONDS_TO_RETURN + AROUND)
        during = load.outcomes(stopped + SETTLED, starting - SETTLED)
        other = [each for each in during if not each.told_to_wait]
        found.must(during and not other, f"not told to wait while it was stopped: {tally(other)}")
        found.must(status == 503, f"/readyz was {status} while it was stopped: {told}")
        found.faults += returned(load, starting, started)
        around = load.outcomes(stopping, stopped + SETTLED)
        found.must(all(not each.lack for each in around), f"as it stopped: {tally(around)}")
        found.must(sorted(server.working()) == before, "workers were restarted")
        found.faults += load.faults() + load.lost()
    found.figures = [
        f"{'its file away' if plan.engine == 'sqlite' else 'stopped'} {starting - stopped:.0f} s",
        f"{len(during):,} requests meanwhile: {tally(during)}, each a Problem with Retry-After",
        f"first 200 {max(0, first_good(load, starting) - started):.1f} s after it was back",
        f"{load.acknowledged:,} writes acknowledged, none lost",
    ]
    return found


def removable(plan: Plan) -> tuple[str, Callable[[], object], Callable[[], object]]:
    """A database, what takes it away, and what gives it back."""
    if plan.cluster is not None:
        return plan.fresh(), plan.cluster.stop, plan.cluster.start
    here, away = plan.folder / "here", plan.folder / "away"
    here.mkdir()
    return moved(plan, here), partial(here.rename, away), partial(away.rename, here)


def first_good(load: Load, since: float) -> float:
    """When the first request since then had been answered as usual."""
    good = [each.ended for each in load.outcomes(since) if each.status == 200]
    return min(good, default=float("inf"))


def returned(load: Load, since: float, over: float) -> list[str]:
    """What was still wrong some seconds after the fault was over."""
    faults = []
    if first_good(load, since) > over + SECONDS_TO_RETURN:
        faults.append(f"no 200 within {SECONDS_TO_RETURN} s")
    late = [
        each for each in load.outcomes(over + SECONDS_TO_RETURN) if each.lack or each.status >= 500
    ]
    if late:
        faults.append(f"not as before {SECONDS_TO_RETURN} s after it was over: {tally(late)}")
    return faults


def disk_full(plan: Plan) -> Findings:
    """Fill the small file system that the database lies on, under load, and make room again."""
    try:
        with small_disk(plan.folder / "small") as disk:
            return filled(plan, disk)
    except (PermissionError, subprocess.CalledProcessError):
        return Findings(skipped="a small file system can be mounted by root alone")


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A small file system of its own."""
    folder.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SMALL},mode=0755", "parley-chaos", str(folder)]
    subprocess.run(mount, check=True, capture_output=True)  # noqa: S603 - a folder of ours
    own(folder)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=False)  # noqa: S603, S607 - the same


def moved(plan: Plan, disk: Path) -> str:
    """The address of a database that lies on the small disk."""
    url = plan.fresh()
    if plan.engine == "sqlite":
        there = disk / "parley.db"
        with (
            closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as source,
            closing(sqlite3.connect(there)) as target,
        ):
            source.backup(target)
        return f"sqlite:///{there}"
    assert plan.cluster
    name = url.rpartition("/")[2]
    space = disk / "space"
    space.mkdir()
    own(space)
    plan.cluster.tell(f"CREATE TABLESPACE small LOCATION '{space}'")
    plan.cluster.tell(f'ALTER DATABASE "{name}" SET TABLESPACE small')
    return url


def fill(disk: Path) -> Path:
    """A file that takes all the room there is."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as written, suppress(OSError):
        for size in (BALLAST, 4096):
            with suppress(OSError):
                while written.write(b"\0" * size) == size:
                    pass
    return ballast


def filled(plan: Plan, disk: Path) -> Findings:
    """The row, with the database on the small disk."""
    found, url = Findings(), moved(plan, disk)
    headers = bearer(url)
    try:
        with serving(f"full-{plan.engine}", url) as server, Load(server.port, headers) as load:
            sleep(AROUND)
            full = perf_counter()
            ballast = fill(disk)
            sleep(plan.seconds or SECONDS_FULL)
            ballast.unlink()
            over = perf_counter()
            sleep(SECONDS_TO_RETURN + AROUND)
            load.stop()
            found.faults += load.faults() + load.lost() + returned(load, over, over)
        found.faults += unsound(plan, url)
    finally:
        if plan.cluster:
            plan.cluster.tell(f'DROP DATABASE IF EXISTS "{url.rpartition("/")[2]}" WITH (FORCE)',
                              "DROP TABLESPACE IF EXISTS small")  # fmt: skip
    during = load.outcomes(full, over)
    writes = [each for each in during if each.method != "GET"]
    reads = [each for each in during if each.method == "GET"]
    found.must(any(each.status != 200 and each.status != 201 for each in writes),
               "the disk was not full: every write was done")  # fmt: skip
    found.must(not [each for each in during if each.lack], f"no answer: {tally(during)}")
    found.figures = [
        f"full {over - full:.0f} s",
        f"writes meanwhile: {tally(writes)}; reads: {tally(reads)}",
        f"{load.acknowledged:,} writes acknowledged, none lost, the database sound",
    ]
    return found


def unsound(plan: Plan, url: str) -> list[str]:
    """What the engine itself finds wrong with a database."""
    if plan.cluster is not None:
        try:
            plan.cluster.run("pg_dump", "-f", os.devnull, url)
        except subprocess.CalledProcessError:
            return ["the database cannot be read to its end"]
        return []
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as held:
        told = [row[0] for row in held.execute("PRAGMA integrity_check")]
        told += [str(row) for row in held.execute("PRAGMA foreign_key_check")]
    return [] if told == ["ok"] else told
