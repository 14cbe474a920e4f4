"""The primary killed and a standby promoted: how long nothing can be written, and what is lost."""

import os
import re
import signal
from contextlib import ExitStack, suppress
from time import perf_counter, sleep

from bench.faults.asking import bearer
from bench.faults.places import fill

from .calling import Caller, Outcome
from .cluster import Cluster, whichever_writes
from .load import Load, tally
from .plan import Findings, Plan
from .serving import Watched, serving

AROUND = 8
SECONDS_CUT_OFF = 1
SECONDS_TO_PROMOTE = 5
NAME = "failover"
SYNCHRONOUS = "ALTER SYSTEM SET synchronous_standby_names = 'ANY 1 (*)'"
RELOAD = "SELECT pg_reload_conf()"
COUNTS_LESS = re.compile(r"counts (\d+), not (\d+)")
CUT_OFF = ("ALTER SYSTEM SET primary_conninfo = ''", RELOAD)


def failover(plan: Plan) -> Findings:
    """With synchronous commit, where nothing may be lost, and without, where it is told."""
    found = Findings()
    for is_synchronous in (True, False):
        one_failover(plan, found, is_synchronous=is_synchronous)
    return found


def one_failover(plan: Plan, found: Findings, *, is_synchronous: bool) -> None:
    """Kill a primary whose standby has just been cut off, promote the standby after a while."""
    name = "synchronous" if is_synchronous else "asynchronous"
    with ExitStack() as stack:
        primary, standby = pair(plan, stack, name)
        if is_synchronous:
            primary.tell(SYNCHRONOUS, RELOAD)
        url = whichever_writes(NAME, primary, standby)
        server = stack.enter_context(
            serving(f"failover-{name}", url, DATABASE_REPLICA_URLS=standby.url(NAME))
        )
        load = stack.enter_context(Load(server.port, bearer(url), name=name))
        sleep(plan.seconds or AROUND)
        lost_at = kill_primary(primary, standby)
        sleep(SECONDS_TO_PROMOTE)
        promoted_at = perf_counter()
        standby.tell("SELECT pg_promote()")
        sleep(2 * (plan.seconds or AROUND))
        load.stop()
        tell(found, name, load, lost_at, promoted_at, server, is_synchronous=is_synchronous)


def pair(plan: Plan, stack: ExitStack, name: str) -> tuple[Cluster, Cluster]:
    """A primary with the seeds, and a standby that follows it."""
    primary = Cluster(plan.folder / f"{name}-primary")
    standby = Cluster(plan.folder / f"{name}-standby", {"wal_retrieve_retry_interval": "200ms"})
    stack.callback(primary.remove)
    stack.callback(standby.remove)
    primary.make()
    primary.start()
    primary.tell(f"CREATE DATABASE {NAME}")
    fill(primary.url(NAME), "seeds")
    standby.follow(primary)
    standby.start()
    return primary, standby


def kill_primary(primary: Cluster, standby: Cluster) -> float:
    """Let the standby receive nothing more for a moment, then end the primary as a crash does.

    What was committed in that moment is on the primary alone, unless it waited for the standby.
    """
    standby.tell(*CUT_OFF)
    sleep(SECONDS_CUT_OFF)
    lost_at = perf_counter()
    main = primary.main_process
    primary.stop("immediate")
    with suppress(ProcessLookupError):
        os.kill(main, signal.SIGKILL)
    return lost_at


def tell(
    found: Findings, name: str, load: Load, lost_at: float, promoted_at: float,
    server: Watched, *, is_synchronous: bool,
) -> None:  # fmt: skip
    """What became of reads and writes, and which acknowledged writes are gone."""
    outcomes = load.outcomes()
    written = [each for each in outcomes if each.method != "GET" and each.status in (200, 201)]
    before = max(each.ended for each in written if each.ended < lost_at)
    after = [each.ended for each in written if each.began > promoted_at]
    reads = [
        each for each in outcomes if each.method == "GET" and lost_at < each.began < promoted_at
    ]
    failed = [each for each in reads if each.status != 200 and not asked_for_more(each)]
    lost = lost_writes(load, server.port)
    found.must(bool(after), f"{name}: nothing was written after the promotion")
    others = [each for each in load.faults() if not COUNTS_LESS.search(each)]
    found.must(not others, f"{name}: {others[:3]}")
    found.must(not failed, f"{name}: reads without the primary: {tally(failed)}")
    found.must(not (is_synchronous and lost), f"{name}: acknowledged and lost: {lost[:3]}")
    first = min(after) if after else float("nan")
    found.figures.append(
        f"{name} commit: {load.acknowledged:,} writes acknowledged, {len(lost)} of them lost; "
        f"no write for {first - before:.1f} s, of which {first - promoted_at:.1f} s after the "
        f"promotion; reads meanwhile: {tally(reads)}"
    )


def asked_for_more(outcome: Outcome) -> bool:
    """Whether a read was to see what its writer had written, and was told that it is not there."""
    return outcome.told_to_wait or outcome.status == 412


def lost_writes(load: Load, port: int) -> list[str]:
    """The acknowledged writes that the promoted server does not have: topics, and steps counted."""
    caller = Caller(port)
    behind = [COUNTS_LESS.search(fault) for fault in load.faults()]
    steps = sum(int(each[2]) - int(each[1]) for each in behind if each)
    try:
        return ["a step"] * steps + [
            topic
            for writer in load.writers
            for topic in writer.topics
            if caller.ask("GET", f"/v1/topics/{topic}", {}).status != 200
        ]
    finally:
        caller.close()
