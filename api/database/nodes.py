"""The servers that hold the data: a primary, its replicas, what was last seen of them, whom to ask.

How far a replica lies behind is told by the revisions that both show, not by the clock of either:
it is as old as the first state of the primary that it does not have yet.
"""

import time
from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from operator import itemgetter
from threading import Lock
from typing import Any, NamedTuple

LAG_SECONDS = 10
NEWS_SECONDS = 10
STATES_KEPT = 4096


class Sight(NamedTuple):
    """What a look at a server has shown.

    `why_not` says why it cannot be written, None where it can; `timeline` is that of a primary.
    """

    epoch: str
    revision: int
    why_not: str | None = None
    timeline: str | None = None


@dataclass
class Node:
    """A server: its name, how it is asked, and what was last seen of it."""

    name: str
    engine: Any
    sight: Sight | None = None
    fault: str | None = None
    seen_at: float = 0
    lag_seconds: float | None = None

    @property
    def is_replica(self) -> bool:
        """Whether it is one of the replicas."""
        return self.name != "primary"

    def has(self, revision: int) -> bool:
        """Whether it is known to have a revision."""
        return self.sight is not None and self.sight.revision >= revision


@dataclass
class Nodes:
    """A primary and its replicas, and which of them to read from.

    `most_lag` is how many seconds a replica may lie behind and still be read from while the primary
    is there. Nothing is known of a server before it is looked at. Threads look and ask at the same
    time: what is read here without the lock is read at once, or once.
    """

    primary: Node
    replicas: list[Node] = field(default_factory=list)
    most_lag: float = LAG_SECONDS
    clock: Callable[[], float] = time.monotonic
    reached: deque[tuple[float, int]] = field(default_factory=lambda: deque(maxlen=STATES_KEPT))
    timeline: str = ""
    are_watched: bool = False
    turn: Iterator[int] = field(default_factory=count)
    lock: Lock = field(default_factory=Lock)

    def __iter__(self) -> Iterator[Node]:
        yield self.primary
        yield from self.replicas

    def saw(self, node: Node, sight: Sight | None, fault: str | None) -> None:
        """Take note of a look at a server: what it showed, or why it showed nothing."""
        if sight is not None and sight.timeline and fault is None:
            fault = self.fault_of_timeline(sight.timeline)
        node.fault, node.seen_at = fault, self.clock()
        node.sight = sight or node.sight
        if fault is None and node is self.primary and sight is not None:
            self.note_revision(sight.revision)
        if node.is_replica:
            node.lag_seconds = self.lag_of(node)

    def why_away(self) -> str | None:
        """Why the primary is not to be waited for, as far as that was seen a moment ago."""
        is_news = self.clock() - self.primary.seen_at < NEWS_SECONDS
        return self.primary.fault if is_news else None

    def fault_of_timeline(self, timeline: str) -> str | None:
        """Why a server that can be written is not believed: another was promoted in its place."""
        with self.lock:
            if timeline >= self.timeline:
                self.timeline = timeline
                return None
        return f"it is a former primary (timeline {timeline}; {self.timeline} has been seen)"

    def note_revision(self, revision: int) -> None:
        """Remember when the primary was first seen at a revision.

        Where it shows an earlier one than before, others were lost: no replica can lack them.
        """
        last = self.reached[-1][1] if self.reached else None
        state = self.clock(), revision
        if last is not None and revision < last:
            self.reached = deque([state], STATES_KEPT)
        elif revision != last:
            self.reached.append(state)

    def lag_of(self, node: Node) -> float | None:
        """For how many seconds a replica has lacked what the primary has; None if not known."""
        if node.sight is None:
            return None
        reached, shown = self.reached, node.sight.revision
        if not reached or reached[-1][1] <= shown:
            return 0.0
        states = list(reached)
        first = bisect_right(states, shown, key=itemgetter(1))
        return self.clock() - states[first][0] if first < len(states) else 0.0

    def is_fresh(self, node: Node) -> bool:
        """Whether a replica can be read from beside its primary: it shows the same life, lately."""
        if node.fault is not None or node.sight is None:
            return False
        primary = self.primary.sight
        if primary is not None and primary.epoch != node.sight.epoch:
            return False
        lag = self.lag_of(node)
        return lag is not None and lag <= self.most_lag

    def to_read(self, at_least: int = 0) -> list[Node]:
        """Whom to ask for a state that has a revision, the best first.

        Fresh replicas in turn, then the primary; where that is known to be away, also replicas that
        lie behind, the furthest on first.
        """
        if not self.replicas:
            return [self.primary]
        fresh = [each for each in self.replicas if self.is_fresh(each) and each.has(at_least)]
        if fresh:
            start = next(self.turn) % len(fresh)
            fresh = fresh[start:] + fresh[:start]
        if self.primary.fault is None:
            return [*fresh, self.primary]
        late = [each for each in self.replicas if each not in fresh and each.fault is None]
        late = [each for each in late if each.sight is not None and each.has(at_least)]
        late.sort(key=lambda each: -(each.sight.revision if each.sight else 0))
        return [*fresh, *late, self.primary]

    def state(self, at_least: int = 0) -> tuple[str, int] | None:
        """Epoch and revision where a state that has a revision would be read; None if unknown."""
        node = self.to_read(at_least)[0]
        if node.fault is not None:
            return None
        found: tuple[str, int] | None = node.engine.peeking.state()
        return found if found and found[1] >= at_least else None

    def close(self) -> None:
        """Close the connections to the replicas."""
        for each in self.replicas:
            each.engine.close_all()
