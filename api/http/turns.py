"""Taking turns: one thread of a process answers at a time, while the others wait for their turn.

SQLite gives up Python's lock at every row; where several threads answer at once they take it from
each other some fifty times a request, and all of them together answer fewer than one alone would.
Who does not get a turn soon goes on without one, so a slow answer holds up nobody.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

PATIENCE_SECONDS = 0.02


class Turns:
    """The turns of a process; without `needed`, everybody goes at once."""

    def __init__(self, *, needed: bool) -> None:
        self.needed, self.lock = needed, Lock()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Go on when it is one's turn, or when one has waited long enough."""
        taken = self.needed and self.lock.acquire(timeout=PATIENCE_SECONDS)
        try:
            yield
        finally:
            if taken:
                self.lock.release()
