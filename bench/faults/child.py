"""A process that does one work and is killed with SIGKILL, wherever it has come to."""

import os
import signal
import sys
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic, perf_counter, sleep

NAME = "parley-faults-child"
BEGUN, DONE, FAILED = b"b", b"d", b"f"
LONGEST_WORK = 120


class NotDone(Exception):
    """A work that failed by itself; its text is what the child said."""


@dataclass(frozen=True)
class Ended:
    """How a child ended: seconds that the whole work took, None where it was killed within it."""

    seconds: float | None

    @property
    def during(self) -> bool:
        """Whether it was killed before its work was done."""
        return self.seconds is None


def killed(
    do: Callable[[], None], delay: float | None, meanwhile: Callable[[], None] = lambda: None
) -> Ended:
    """Let a child do a work, and kill it so many seconds after it began (None: let it end).

    No connection may be open in this process. `meanwhile` is called once the work has begun.
    """
    heard, tell = os.pipe()
    pid = fork()
    if pid == 0:
        work(do, tell)
    os.close(tell)
    with os.fdopen(heard, "rb", buffering=0) as pipe:
        told = b""
        try:
            pipe.read(len(BEGUN))
            end = monotonic() + (delay or 0)
            if delay is None:
                told = pipe.readall()
            else:
                meanwhile()
                sleep(max(0, end - monotonic()))
        finally:
            # It may be done, but its id is its own until it is waited for.
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        return ended(told + pipe.readall())


def fork() -> int:
    """Fork; Python 3.12 warns of threads, of which none holds a lock that a child needs."""
    sys.stdout.flush()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def work(do: Callable[[], None], tell: int) -> None:
    """What the child does; it never returns."""
    os.environ["PGAPPNAME"] = NAME
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(LONGEST_WORK)
    try:
        os.write(tell, BEGUN)
        began = perf_counter()
        do()
        os.write(tell, DONE + f"{perf_counter() - began:.6f}".encode())
    except BaseException:
        os.write(tell, FAILED + traceback.format_exc()[-2000:].encode())
    finally:
        os._exit(0)


def ended(told: bytes) -> Ended:
    """How the child ended, from what it told after it had begun."""
    if told.startswith(FAILED):
        raise NotDone(told[1:].decode(errors="replace"))
    return Ended(float(told[1:]) if told.startswith(DONE) else None)
