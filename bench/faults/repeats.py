"""One POST sent many times at once with one Idempotency-Key: one record, the same answer to all."""

from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Barrier
from time import perf_counter, sleep

from .asking import Answer, Connect, all_of, written

SENDERS, MOST_TRIES = 32, 50
SHORT_WAIT = 0.05
TOPIC = {"id": "top-once", "name": "Once"}


@dataclass
class Same:
    """Many who send the same at the same time."""

    connect: Connect
    headers: Mapping[str, str]
    senders: int = SENDERS
    faults: list[str] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    seconds: float = 0

    def run(self) -> None:
        """Send, and compare what was answered with what is there."""
        start, began = Barrier(self.senders), perf_counter()
        with ThreadPoolExecutor(self.senders) as threads:
            sent = [threads.submit(self.send, start) for _ in range(self.senders)]
            answers = [each.result() for each in sent]
        self.seconds = perf_counter() - began
        self.look(answers)

    def send(self, start: Barrier) -> Answer:
        """Send with all others at once; again where one is told to wait."""
        headers = {**self.headers, "Idempotency-Key": "once"}
        with self.connect() as ask:
            start.wait()
            for _ in range(MOST_TRIES):
                answer = ask("POST", written("/v1/topics"), TOPIC, headers)
                self.statuses[answer.status] += 1
                if not answer.told_to_wait:
                    break
                sleep(SHORT_WAIT)
        return answer

    def look(self, answers: list[Answer]) -> None:
        """Whether all were answered alike, and one record was made."""
        alike = Counter((each.status, each.headers.get("etag"), each.body) for each in answers)
        if len(alike) != 1 or answers[0].status != 201:
            told = Counter(each.status for each in answers)
            self.faults.append(f"{len(alike)} different answers to one POST: {dict(told)}")
        first = [each for each in answers if "idempotent-replayed" not in each.headers]
        if len(first) != 1:
            self.faults.append(f"{len(first)} answers are not those of before")
        with self.connect() as ask:
            history = all_of(ask, "/v1/topics/top-once/history?limit=100")
        if [entry["action"] for entry in history] != ["add"]:
            self.faults.append(f"the record was written {len(history)} times")

    def row(self) -> dict[str, str]:
        """What it was, in figures."""
        return {
            "what": f"one POST {self.senders} times at once, one key",
            "requests": f"{self.statuses.total():,}",
            "done": f"{self.statuses[201]:,} (one record)",
            "refused (412)": "0",
            "told to wait (503)": f"{self.statuses[503]:,}",
            "seconds": f"{self.seconds:.1f}",
        }
