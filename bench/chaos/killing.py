"""A worker killed every few seconds: it comes back, and only what was being asked is lost."""

from random import Random
from time import monotonic, perf_counter, sleep

from bench.faults.asking import bearer

from .calling import Outcome
from .load import Load, tally
from .plan import Findings, Plan
from .serving import WORKERS, Watched, kill, serving

SECONDS, EVERY = 120, 5
MOMENT = 0.25
LONGEST_RETURN = 30


def workers_killed(plan: Plan) -> Findings:
    """Kill any of the workers again and again, also the same twice in a row."""
    found, random, url = Findings(), Random(plan.seed), plan.fresh()  # noqa: S311 - whom to kill
    killed: list[float] = []
    back: list[float] = []
    with serving(f"killing-{plan.engine}", url) as server:
        with Load(server.port, bearer(url)) as load:
            until = monotonic() + (plan.seconds or SECONDS)
            while monotonic() < until:
                sleep(EVERY)
                back.append(returned(server))
                killed.append(perf_counter())
                kill(random.choice(server.working()))
            back.append(returned(server))
        failed = [each for each in load.outcomes() if each.lack]
        stray = [each for each in failed if not in_flight(each, killed)]
        found.faults += load.faults() + load.lost()
        found.must(max(back) < LONGEST_RETURN, "not all workers came back")
        found.must(not stray, f"failed and not in flight: {tally(stray)}, {strays(stray, killed)}")
    outcomes = load.outcomes()
    waiting = sum(each.told_to_wait for each in outcomes)
    found.figures = [
        f"{len(killed)} kills, workers back within {EVERY + max(back):.0f} s",
        f"{len(outcomes):,} requests, {len(failed)} failed, all in flight ({tally(failed)})",
        f"{waiting} told to wait",
        f"{load.acknowledged:,} writes acknowledged, none lost",
    ]
    return found


def returned(server: Watched) -> float:
    """Wait until all workers take connections again: seconds beyond those between two kills."""
    began = monotonic()
    while server.listening() < WORKERS and monotonic() - began < LONGEST_RETURN:
        sleep(MOMENT)
    return monotonic() - began


def in_flight(outcome: Outcome, killed: list[float]) -> bool:
    """Whether a request was going on when a worker was killed."""
    return any(outcome.began - MOMENT <= each <= outcome.ended + MOMENT for each in killed)


def strays(stray: list[Outcome], killed: list[float]) -> list[str]:
    """When requests failed that had no reason to, in seconds after the last kill."""
    return [
        f"{each.told} {each.began - max([k for k in killed if k <= each.began], default=0):.2f} s"
        for each in stray[:9]
    ]
