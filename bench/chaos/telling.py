"""What is not as it should be and can be lived with: it is named, and no answer is wrong."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, sleep

from bench.databases import FLASK
from bench.faults.asking import bearer
from bench.processes import ROOT, free_port

from .cluster import Cluster
from .load import Load, data_of, tally
from .outages import SECONDS_TO_RETURN, moved, small_disk
from .plan import Findings, Plan
from .serving import UNLIMITED, Watched, serving

SECONDS = 15
AROUND = 3
LAG = 60
LIBRARY = "*/faketime/libfaketimeMT.so.1"


def named(plan: Plan) -> Findings:
    """The three faults one after the other."""
    found = Findings()
    clock_set_back(plan, found)
    if plan.engine == "sqlite":
        read_only_file(plan, found)
    else:
        read_only_database(plan, found)
        replica_behind(plan, found)
    return found


def observed(
    plan: Plan, found: Findings, server: Watched, load: Load, name: str, words: str,
    begin: Callable[[], object], end: Callable[[], object], *, writes: bool,
) -> None:  # fmt: skip
    """Let a fault begin and end under load: readiness and log name it, and answers stay right."""
    sleep(AROUND)
    began = perf_counter()
    begin()
    sleep(plan.seconds or SECONDS)
    status, told = server.ready()
    ended = perf_counter()
    end()
    over = perf_counter()
    sleep(SECONDS_TO_RETURN + AROUND)
    _, after = server.ready()
    load.stop()
    during = load.outcomes(began, ended)
    found.must(words in told, f"{name}: /readyz says {told[:400]}")
    found.must(words in server.logged(), f"{name}: the log does not say “{words}”")
    found.must(words not in after, f"{name}: /readyz still says {after[:400]}")
    reads = [each for each in during if each.method == "GET"]
    found.must(all(each.status == 200 for each in reads), f"{name}: reads: {tally(reads)}")
    done = [each for each in during if each.method != "GET" and each.status in (200, 201)]
    found.must(bool(done) or not writes, f"{name}: nothing was written")
    late = [
        each for each in load.outcomes(over + SECONDS_TO_RETURN) if each.status >= 500 or each.lack
    ]
    found.must(not late, f"{name}: not as before afterwards: {tally(late)}")
    found.faults += [f"{name}: {each}" for each in load.faults() + load.lost()]
    found.figures.append(f"{name}: /readyz {status} and the log name it; {tally(during)}")


def clock_set_back(plan: Plan, found: Findings) -> None:
    """Set the clock of a running server back an hour (libfaketime, of the package faketime)."""
    library = next(iter(sorted(Path("/usr/lib").glob(LIBRARY))), None)
    if library is None:
        found.figures.append("clock: not run, since the package faketime is missing")
        return
    url, shift = plan.fresh(), plan.folder / "clock"
    shift.write_text("+0", encoding="ascii")
    clock = {
        "LD_PRELOAD": str(library), "FAKETIME_TIMESTAMP_FILE": str(shift), "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1", "FAKETIME_DONT_RESET": "1",
    }  # fmt: skip
    with (
        serving(f"clock-{plan.engine}", url, **clock) as server,
        Load(server.port, bearer(url)) as load,
    ):
        observed(plan, found, server, load, "clock set back an hour",
                 "before the last revision was written",
                 lambda: shift.write_text("-3600", encoding="ascii"),
                 lambda: shift.write_text("+0", encoding="ascii"), writes=True)  # fmt: skip
        moments = [each["at"] for each in changes(server)]
    found.must(moments == sorted(moments), "the times of revisions go back")


def changes(server: Watched) -> list[dict[str, str]]:
    """The revisions of a database, the earliest first."""
    return list(data_of(server.port, "/v1/changes?since=1&limit=100"))


def read_only_database(plan: Plan, found: Findings) -> None:
    """Let PostgreSQL take no writes for a while."""
    url, cluster = plan.fresh(), plan.cluster
    assert cluster
    writable = "SET default_transaction_read_only = off"
    with (
        serving("readonly-postgresql", url) as server,
        Load(server.port, bearer(url)) as load,
    ):
        observed(plan, found, server, load, "read-only", "can only be read",
                 lambda: cluster.tell("ALTER SYSTEM SET default_transaction_read_only = on",
                                      "SELECT pg_reload_conf()"),
                 lambda: cluster.tell(writable, "ALTER SYSTEM RESET default_transaction_read_only",
                                      "SELECT pg_reload_conf()"), writes=False)  # fmt: skip


def read_only_file(plan: Plan, found: Findings) -> None:
    """Start over a database on a file system that can only be read: the start says so in a line."""
    try:
        with small_disk(plan.folder / "readonly") as disk:
            url = moved(plan, disk)
            remount = ["mount", "-o", "remount,ro", str(disk)]
            subprocess.run(remount, check=True, capture_output=True)  # noqa: S603 - our own folder
            environment = {**os.environ, **UNLIMITED, "DATABASE_URL": url, "PORT": str(free_port())}
            ended = subprocess.run(  # noqa: S603 - our own command
                [*FLASK, "serve"], cwd=ROOT, env=environment, capture_output=True, text=True,
                timeout=60, check=False,
            )  # fmt: skip
    except (PermissionError, subprocess.CalledProcessError):
        found.figures.append("read-only: not run, since root alone can mount")
        return
    is_told = ended.returncode == 1 and "cannot be written" in ended.stderr
    found.must(is_told, f"read-only: the start says {ended.stderr[-400:]}")
    found.figures.append("read-only file system: the start is refused in one line")


def replica_behind(plan: Plan, found: Findings) -> None:
    """Let a replica apply each change only after a minute."""
    url, cluster = plan.fresh(), plan.cluster
    assert cluster
    standby = Cluster(plan.folder / "standby", {"recovery_min_apply_delay": f"{LAG}s"})
    standby.follow(cluster)
    standby.start()
    replica = standby.url(url.rpartition("/")[2])
    try:
        with (
            serving(
                "replica", url, DATABASE_REPLICA_URLS=replica, REPLICA_LAG_SECONDS="5"
            ) as server,
            Load(server.port, bearer(url)) as load,
        ):
            observed(plan, found, server, load, f"replica {LAG} s behind", "too far behind",
                     lambda: None,
                     lambda: standby.hurry(), writes=True)  # fmt: skip
    finally:
        standby.remove()
