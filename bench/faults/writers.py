"""Many writers on one record: no update is lost, and each writer is told when it was late.

Each reads the record and writes it with one added to a number that all share and to one of its own,
by the ETag that it read. In the end the numbers tell whether anything was lost.
"""

from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from threading import Barrier
from time import monotonic, perf_counter, sleep
from typing import Any

from bench.databases import FLASK
from bench.processes import free_port
from bench.servers import THREADS, WORKERS, started

from . import repeats
from .asking import Answer, Ask, Connect, all_of, bearer, http, written
from .plan import Findings, Plan

WRITERS, TIMES = 32, 20
LONGEST_RACE = 300
SHORT_WAIT = 0.05
PATH = "/v1/events/evt-counted"
READ = f"{PATH}?include=figures"
COUNTED = {"id": "evt-counted", "name": "Counted", "kind": "war"}
EXPECTED = (200, 412)


@dataclass
class Race:
    """Many writers on one record, each over a connection of its own."""

    connect: Connect
    headers: Mapping[str, str]
    writers: int = WRITERS
    times: int = TIMES
    faults: list[str] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    revisions: list[int] = field(default_factory=list)
    seconds: float = 0

    def run(self) -> None:
        """Add the record, let all write at once, and look at what came of it."""
        figures = [figure("total", 0)]
        body = {**COUNTED, "figures": figures}
        with self.connect() as ask:
            added = ask("POST", written("/v1/events"), body, self.headers)
            assert added.status == 201, added.body
        start, until = Barrier(self.writers), monotonic() + LONGEST_RACE
        everyone = [Writer(self, f"writer-{place}") for place in range(self.writers)]
        began = perf_counter()
        with ThreadPoolExecutor(self.writers) as threads:
            for each in [threads.submit(writer.run, start, until) for writer in everyone]:
                each.result()
        self.seconds = perf_counter() - began
        for writer in everyone:
            self.statuses += writer.statuses
            self.revisions += writer.revisions
            self.faults += writer.faults
        with self.connect() as ask:
            self.look(ask, everyone)

    def look(self, ask: Ask, everyone: "list[Writer]") -> None:
        """Compare the record and its history with what the writers were told."""
        done = self.statuses[200]
        figures = numbers_of(ask("GET", READ, None, {}))
        if figures.pop("total") != done:
            self.faults.append(f"lost updates: the number is not {done}, the answers of 200")
        for writer in everyone:
            if figures.get(writer.name, 0) != writer.statuses[200]:
                told = f"{figures.get(writer.name, 0)}, not {writer.statuses[200]}"
                self.faults.append(f"lost updates: {writer.name} counts {told}")
            if writer.statuses[200] < self.times:
                self.faults.append(f"{writer.name} was not done in time")
        history = all_of(ask, f"{PATH}/history?sort=revision&limit=100")
        self.faults += history_faults(history, done, self.revisions)
        self.faults += gaps(ask)

    def row(self) -> dict[str, str]:
        """What it was, in figures."""
        done = self.statuses[200]
        return {
            "what": f"{self.writers} writers, {self.times} writes each",
            "requests": f"{self.statuses.total():,}",
            "done": f"{done:,}",
            "refused (412)": f"{self.statuses[412]:,}",
            "told to wait (503)": f"{self.statuses[503]:,}",
            "seconds": f"{self.seconds:.1f}",
            "writes/s": f"{done / self.seconds:.0f}",
        }


class Writer:
    """One of many: reads, adds one to what it read, until it has done so often enough."""

    def __init__(self, race: Race, name: str) -> None:
        self.race, self.name = race, name
        self.statuses: Counter[int] = Counter()
        self.revisions: list[int] = []
        self.faults: list[str] = []

    def run(self, start: Barrier, until: float) -> None:
        """Read with all others at the same time, then write, and read again whenever late."""
        with self.race.connect() as ask:
            read = self.read(ask)
            start.wait()
            while self.statuses[200] < self.race.times and monotonic() < until:
                self.note(self.write(ask, read))
                read = self.read(ask)

    def read(self, ask: Ask) -> Answer:
        """The record with its ETag."""
        answer = ask("GET", READ, None, {})
        while answer.told_to_wait:
            self.statuses[503] += 1
            sleep(SHORT_WAIT)
            answer = ask("GET", READ, None, {})
        return answer

    def write(self, ask: Ask, read: Answer) -> Answer:
        """Send the record as it was read with one added."""
        figures = numbers_of(read)
        change = {
            name: figure(name, figures.get(name, 0) + 1, keyed=False)
            for name in ("total", self.name)
        }
        headers = {**self.race.headers, "If-Match": read.headers["etag"]}
        return ask("PATCH", written(PATH), {"figures": change}, headers)

    def note(self, answer: Answer) -> None:
        """Remember what was answered."""
        self.statuses[answer.status] += 1
        if answer.status == 200:
            self.revisions.append(answer.json["data"]["revision"])
        elif answer.told_to_wait:
            sleep(SHORT_WAIT)
        elif answer.status not in EXPECTED:
            self.faults.append(f"{self.name} was answered {answer.status}: {answer.body[:200]!r}")


def figure(name: str, number: int, *, keyed: bool = True) -> dict[str, Any]:
    """A row of the record."""
    row = {"measure": "killed", "unit": name, "best": number}
    return {"key": name, **row} if keyed else row


def numbers_of(answer: Answer) -> dict[str, int]:
    """The numbers that an answer carries, by the key of their row."""
    return {row["key"]: int(row["best"]) for row in answer.json["data"]["figures"]}


def history_faults(history: list[Any], done: int, revisions: list[int]) -> list[str]:
    """What is wrong with the history of the record, the oldest entry first."""
    faults = []
    if len(history) != done + 1:
        faults.append(f"the history has {len(history)} entries, not {done + 1}")
    if sorted(revisions) != [entry["revision"] for entry in history[1:]]:
        faults.append("the revisions that were answered are not those of the history")
    for former, entry in pairwise(history):
        if former["after"] != entry["before"]:
            faults.append(f"revision {entry['revision']} does not begin where the former ended")
        steps = {each["path"]: each for each in entry["difference"]}
        step = steps.get("/figures/total/best", {})
        if step.get("to") is None or step["to"] - step["from"] != 1:
            faults.append(f"revision {entry['revision']} does not add one: {step}")
    return faults


def gaps(ask: Ask) -> list[str]:
    """Revisions that are missing in what changed since the beginning."""
    told = {each["revision"] for each in all_of(ask, "/v1/changes?since=0&limit=100")}
    expected = set(range(1, max(told) + 1))
    return [f"revisions are missing: {sorted(expected - told)[:9]}"] if expected != told else []


def writers(plan: Plan) -> Findings:
    """Let many write to a server as it is shipped, then send it one POST many times at once."""
    url, port = plan.fresh("world"), free_port()
    headers = bearer(url)
    settings = {
        "DATABASE_URL": url, "HOST": "127.0.0.1", "PORT": str(port),
        "WORKERS": str(WORKERS), "THREADS": str(THREADS),
    }  # fmt: skip
    name = f"faults-{plan.engine}"
    with started(name, port, [*FLASK, "serve"], settings, "/v1/topics?limit=1"):
        race = Race(partial(http, port), headers, times=plan.times or TIMES)
        race.run()
        same = repeats.Same(partial(http, port), headers)
        same.run()
    return Findings([race.row(), same.row()], race.faults + same.faults)
