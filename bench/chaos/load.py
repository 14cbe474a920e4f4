"""Steady load: readers who compare each answer with what it was, writers who forget nothing."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import count, cycle
from threading import Event
from time import perf_counter
from typing import Any

from bench.faults.asking import written

from .calling import Caller, Outcome

READERS, WRITERS = 8, 4
PAUSE_OF_READERS, PAUSE_OF_WRITERS = 0.02, 0.08
QUESTIONS = (
    "/v1/agreements/agr-ceasefire-1994?include=evidence",
    "/v1/meetings?status=postponed",
    "/v1/mediators?positions.stance=objects&include=positions",
    "/v1/quotes?speaker=per-sergey-lavrov&about=agr-trilateral-agreements&sort=said",
    "/v1/stats/meetings?group_by=place,attendance.party&status=held&place__null=false",
    "/v1/search?q=Pashinian",
    "/v1/quotes?party=pty-russia&facets=act,kind",
    "/v1/network?type=mediated",
    "/v1/meetings?started=2022&date_match=certain",
    "/v1/quotes?sort=said&limit=100",
)
"""Of the seeds that come with the project; no writer touches what they are answered with."""
MANY_TIMES = 30


@dataclass
class Told:
    """What one of many has seen: each request, and what was wrong."""

    outcomes: list[Outcome] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def note(self, outcome: Outcome) -> Outcome:
        """Keep an outcome, without what was answered."""
        self.outcomes.append(replace(outcome, headers=None, body=b""))
        if outcome.status >= 500 and not outcome.told_to_wait:
            self.faults.append(
                f"{outcome.method} was answered {outcome.status}: {outcome.body[:300]!r}"
            )
        return outcome


class Reader(Told):
    """Asks what is known, again and again."""

    def __init__(self, caller: Caller, known: Mapping[str, Any], pause: float) -> None:
        super().__init__()
        self.caller, self.known, self.pause = caller, known, pause

    def run(self, over: Event) -> None:
        """Ask until it is over."""
        for path in cycle(self.known):
            if over.wait(self.pause):
                break
            answer = self.note(self.caller.ask("GET", path, {}))
            if answer.status == 200 and answer.json["data"] != self.known[path]:
                self.faults.append(f"a wrong answer to {path}: {answer.body[:300]!r}")
            elif answer.status not in (0, 200, 503):
                self.faults.append(f"{path} was answered {answer.status}: {answer.body[:300]!r}")
        self.caller.close()


class Writer(Told):
    """Counts in a record of its own, and adds topics; knows which were said to be done."""

    def __init__(self, caller: Caller, name: str, headers: Mapping[str, str], pause: float) -> None:
        super().__init__()
        self.caller, self.name, self.headers, self.pause = caller, name, headers, pause
        self.path, self.tag, self.revision = f"/v1/events/evt-{name}", "", "0"
        self.counted, self.unsure = 0, False
        self.topics: list[str] = []
        self.numbers, self.asked = count(1), 0

    def begin(self) -> None:
        """Add the record."""
        record = {
            "id": f"evt-{self.name}",
            "name": self.name,
            "kind": "war",
            "figures": self.figures(0),
        }
        added = self.send("POST", "/v1/events", record, {"Idempotency-Key": self.name})
        assert added.status == 201, added
        self.read()

    def figures(self, number: int) -> list[dict[str, Any]]:
        """The rows of the record."""
        return [{"key": "total", "measure": "killed", "unit": "total", "best": number}]

    def send(self, method: str, path: str, record: Any, headers: Mapping[str, str]) -> Outcome:
        """Write something, and remember the revision that it became."""
        told = {**self.headers, **headers}
        answer = self.note(self.caller.ask(method, written(path), told, record))
        if answer.status in (200, 201):
            self.revision = (answer.headers or {}).get("parley-revision", self.revision)
        return answer

    def run(self, over: Event) -> None:
        """Write until it is over."""
        while not over.wait(self.pause):
            if self.unsure or not self.tag:
                self.read()
            elif next(self.numbers) % 4:
                self.add_one()
            else:
                self.add_topic(over)
                self.read()
        self.caller.close()

    def add_one(self) -> None:
        """Count one more, on the ground of what was read."""
        row = {"total": {"measure": "killed", "unit": "total", "best": self.counted + 1}}
        answer = self.send("PATCH", self.path, {"figures": row}, {"If-Match": self.tag})
        if answer.status == 200:
            self.counted, self.tag = self.counted + 1, (answer.headers or {})["etag"]
        else:
            self.unsure = True
            if answer.status not in (0, 412, 503):
                self.faults.append(
                    f"{self.name} was answered {answer.status}: {answer.body[:300]!r}"
                )

    def read(self) -> None:
        """Look at the record: as it was last said to be, or one further if nothing was said."""
        told = {**self.headers, "Parley-Revision": self.revision}
        answer = self.note(self.caller.ask("GET", f"{self.path}?include=figures", told))
        if answer.status == 200:
            found = number_of(answer)
            if found != self.counted and not (self.unsure and found == self.counted + 1):
                self.faults.append(f"{self.name} counts {found}, not {self.counted}")
            self.counted, self.unsure = found, False
            self.tag = (answer.headers or {})["etag"]
        elif answer.status == 412:
            self.revision = "0"

    def add_topic(self, over: Event) -> None:
        """Add a topic, with the same key until it is said to be done."""
        topic = f"top-{self.name}-{len(self.topics)}"
        for _ in range(MANY_TIMES):
            record = {"id": topic, "name": topic}
            answer = self.send("POST", "/v1/topics", record, {"Idempotency-Key": topic})
            if answer.status == 201:
                self.topics.append(topic)
            elif answer.status in (0, 503):
                if over.wait(self.pause * 2):
                    return
                continue
            else:
                self.faults.append(f"{topic} was answered {answer.status}: {answer.body[:300]!r}")
            return

    def look(self, caller: Caller) -> list[str]:
        """What of that which was said to be done is not there."""
        lost = []
        answer = caller.ask("GET", f"{self.path}?include=figures", self.headers)
        found = number_of(answer) if answer.status == 200 else None
        if found != self.counted and not (self.unsure and found == self.counted + 1):
            lost.append(f"{self.name} counts {found}, not {self.counted}: {answer.told}")
        for topic in self.topics:
            answer = caller.ask("GET", f"/v1/topics/{topic}", {})
            if answer.status != 200:
                lost.append(f"{topic} was added and is {answer.told}")
        return lost


def number_of(answer: Outcome) -> int:
    """The number that a record carries."""
    return int(next(row["best"] for row in answer.json["data"]["figures"] if row["key"] == "total"))


class Load:
    """Readers and writers who go on while the block runs."""

    def __init__(
        self,
        port: int,
        headers: Mapping[str, str],
        *,
        readers: int = READERS,
        writers: int = WRITERS,
        name: str = "chaos",
    ) -> None:
        self.port, self.over = port, Event()
        known = {path: data_of(port, path) for path in QUESTIONS}
        self.readers = [
            Reader(Caller(port, anew=not place % 4), known, PAUSE_OF_READERS)
            for place in range(readers)
        ]
        self.writers = [
            Writer(Caller(port), f"{name}-{place}", headers, PAUSE_OF_WRITERS)
            for place in range(writers)
        ]
        self.threads = ThreadPoolExecutor(max(1, readers + writers))
        self.running: list[Future[None]] = []
        self.began = self.ended = perf_counter()

    def __enter__(self) -> "Load":
        for each in self.writers:
            each.begin()
        self.began = perf_counter()
        self.running = [self.threads.submit(each.run, self.over) for each in self.everyone]
        return self

    def __exit__(self, *fault: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Let all end what they began."""
        self.over.set()
        for each in self.running:
            each.result()
        self.threads.shutdown()
        self.ended = perf_counter()

    @property
    def everyone(self) -> Sequence[Reader | Writer]:
        """All who ask."""
        return [*self.readers, *self.writers]

    def outcomes(self, since: float = 0, until: float = float("inf")) -> list[Outcome]:
        """The requests that began within a time, in order."""
        found = [
            each for one in self.everyone for each in one.outcomes.copy()
            if since <= each.began < until
        ]  # fmt: skip
        return sorted(found, key=lambda each: each.began)

    def faults(self) -> list[str]:
        """What was wrong so far."""
        return [fault for each in self.everyone for fault in each.faults]

    def lost(self, port: int | None = None) -> list[str]:
        """Writes that were said to be done and are not there."""
        caller = Caller(port or self.port)
        try:
            return [each for writer in self.writers for each in writer.look(caller)]
        finally:
            caller.close()

    @property
    def acknowledged(self) -> int:
        """How many writes were said to be done."""
        return sum(each.counted + len(each.topics) for each in self.writers)


def data_of(port: int, path: str) -> Any:
    """The data of an answer, as it is before anything breaks."""
    caller = Caller(port)
    try:
        answer = caller.ask("GET", path, {})
    finally:
        caller.close()
    assert answer.status == 200, answer
    return answer.json["data"]


def tally(outcomes: Sequence[Outcome], of: Callable[[Outcome], bool] = lambda each: True) -> str:
    """How many requests became what, in words."""
    counted = Counter(each.told for each in outcomes if of(each))
    return ", ".join(f"{number:,} {told}" for told, number in sorted(counted.items())) or "none"


def percentile(outcomes: Sequence[Outcome], share: float) -> float:
    """How long a share of requests took at most, in milliseconds."""
    taken = sorted(each.seconds for each in outcomes)
    return 1000 * taken[int(share * (len(taken) - 1))] if taken else 0.0
