"""A connection lent to a stream: apart from the thread that opened it, until the stream ends.

A stream is read while its answer is sent; whatever else its thread does meanwhile must not meet the
stream's transaction.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from ..models import proxy
from .timing import account

MEMBERS = ("closed", "conn", "ctx", "transactions", "commit_callbacks")


class Closing(Protocol):
    """What can be closed."""

    def close(self) -> None:
        """End it."""


class Lent:
    """The open connection of this thread with its transaction, taken away from the thread.

    `opened` is what closes both again.
    """

    def __init__(self, database: Any, opened: Closing) -> None:
        self.database, self.opened, self.closed = database, opened, False
        self.spent = account.spent
        self.state = self.put(None)

    def put(self, state: dict[str, Any] | None) -> dict[str, Any]:
        """Give the thread another state, a closed one for None; returns the one it had."""
        local = self.database._state
        former = {name: getattr(local, name) for name in MEMBERS}
        local.reset()
        for name, value in (state or {}).items():
            setattr(local, name, value)
        return former

    @contextmanager
    def bound(self) -> Iterator[None]:
        """Let the thread use the connection for a while."""
        former = self.put(self.state)
        try:
            with proxy.asking(self.database), account.of(self.spent):
                yield
        finally:
            self.state = self.put(former)

    def close(self) -> None:
        """End the transaction and give the connection back, once."""
        if self.closed:
            return
        self.closed = True
        with self.bound():
            self.opened.close()
