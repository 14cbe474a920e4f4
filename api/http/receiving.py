"""Bodies taken in against a deadline, and slow work kept from holding all threads.

The server gives the bytes of a body as they come, and a read of it cannot be broken off. So each
body is read by a thread of its own, and the thread that answers waits for that only so long.
"""

from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from threading import Condition, Lock, Thread
from time import monotonic
from typing import Any

from api.config import Settings
from api.errors import REQUEST_TIMEOUT, Problem, unavailable

from . import connections
from .running import PEER, RUNNING, awaiting_a_body

MOST_LEFT = 64
SHORT_WAIT = 0.05
LEEWAY, TICK = 0.5, 0.02
BODY, STREAM = "body", "stream"
RECEIVER = "parley-receiver"


class Capacity:
    """How much of the slow work goes on in this process: bodies coming in, streams going out.

    With three threads or more one is left whatever callers do, and streams leave one to bodies.
    """

    def __init__(self, threads: int) -> None:
        self.most = {BODY: max(1, threads - 1), STREAM: max(1, threads // 2)}
        self.most_together = max(min(threads, 2), threads - 1)
        self.now = {BODY: 0, STREAM: 0}
        self.changed, self.moved = Condition(), 0.0

    def is_free(self, kind: str) -> bool:
        """Whether one more can begin."""
        together = sum(self.now.values())
        return self.now[kind] < self.most[kind] and together < self.most_together

    def require(self, kind: str) -> None:
        """Raise a Problem where none more can begin: before anything is done for it.

        It is waited a moment for others to end, unless none has begun or ended for as long: whoever
        waits holds a thread, too.
        """
        with self.changed:
            is_moving = monotonic() - self.moved < SHORT_WAIT
            if not self.changed.wait_for(lambda: self.is_free(kind), SHORT_WAIT * is_moving):
                raise too_many(kind)

    def take(self, kind: str) -> None:
        """Begin; a Problem where too much goes on."""
        with self.changed:
            self.require(kind)
            self.now[kind] += 1
            self.moved = monotonic()

    def give_back(self, kind: str) -> None:
        """End."""
        with self.changed:
            self.now[kind] -= 1
            self.moved = monotonic()
            self.changed.notify_all()

    @contextmanager
    def taken(self, kind: str) -> Iterator[None]:
        """Begin and end."""
        self.take(kind)
        try:
            yield
        finally:
            self.give_back(kind)

    def shared(self, pieces: Iterator[bytes]) -> Generator[bytes]:
        """A stream that takes its share with its first piece, and gives it back at its end."""
        with self.taken(STREAM):
            yield from pieces


DOING = {BODY: "are sending bodies", STREAM: "are reading whole collections"}


def too_many(kind: str) -> Problem:
    """The Problem of one for whom there is no room."""
    return unavailable(f"Too many others {DOING[kind]}; try again in a moment.", 5)


class Receiver:
    """Takes bodies in."""

    def __init__(self, settings: Settings) -> None:
        self.capacity, self.seconds = Capacity(settings.threads), settings.body_seconds
        self.left: set[Thread] = set()
        self.lock = Lock()

    def receive(self, environ: Mapping[str, Any], length: int) -> bytes:
        """So many bytes of a body, fewer where it broke off; a Problem where it takes too long."""
        with self.lock:
            self.left = {each for each in self.left if each.is_alive()}
            is_full = len(self.left) >= MOST_LEFT
        if is_full:
            raise unavailable("Too many others are sending bodies slowly.", 30)
        with self.capacity.taken(BODY), awaiting_a_body():
            reading = Reading(environ["wsgi.input"], length)
            reading.start()
            began = monotonic()
            reading.join(self.seconds)
            is_late = monotonic() - began > self.seconds - LEEWAY
            if not reading.is_alive() and not (is_late and len(reading.content()) < length):
                return reading.content()
            self.hang_up(environ.get(PEER, ""), reading)
        told = f"The body did not come in within {self.seconds} seconds."
        raise Problem(REQUEST_TIMEOUT, told, headers={"Connection": "close"})

    def hang_up(self, peer: str, reading: "Reading") -> None:
        """End the connection of a body that is late, if it is certain which one that is.

        It is among those at the same address that got no byte for as long. While another request
        from there has run for as long, it may be that one, and nothing is ended.
        """
        since = monotonic() - self.seconds + LEEWAY
        alike = [
            each for each in RUNNING.copy().values() if each.peer == peer and each.began < since
        ]
        if all(each.is_sending for each in alike):
            connections.hang_up(peer, self.seconds - TICK)
        reading.join(LEEWAY)
        if reading.is_alive():
            with self.lock:
                self.left.add(reading)


class Reading(Thread):
    """Reads a body to its end."""

    def __init__(self, source: Any, length: int) -> None:
        super().__init__(name="body", daemon=True)
        self.source, self.length = source, length
        self.read: bytes | BaseException = b""

    def run(self) -> None:
        """Read; a fault is kept for who asked."""
        try:
            self.read = self.source.read(self.length)
        except BaseException as fault:
            self.read = fault
        self.source = None

    def content(self) -> bytes:
        """What was read."""
        if isinstance(self.read, BaseException):
            raise self.read
        return self.read
