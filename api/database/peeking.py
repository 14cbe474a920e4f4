"""The state of the data, looked at for every request."""

import sqlite3
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from time import perf_counter
from typing import Any

import psycopg

from .timing import account

FAULTS = (sqlite3.Error, psycopg.Error)


class Peeking:
    """Reads the state of the data by connections of its own, as many as look at the same time.

    It is asked for by every request, so it takes no part in the pool and no transaction. Threads
    come and go, so a connection belongs to none of them. `is_current` says whether a connection may
    still be used.
    """

    STATE = "SELECT epoch, revision FROM counter"

    def __init__(
        self, connect: Callable[[], Any], is_current: Callable[[Any], bool] = lambda held: True
    ) -> None:
        self.connect, self.is_current = connect, is_current
        self.idle: deque[Any] = deque()

    def state(self) -> tuple[str, int] | None:
        """Epoch and revision, or None where they cannot be read."""
        while True:
            try:
                held, is_new = self.idle.pop(), False
            except IndexError:
                held, is_new = None, True
            began = perf_counter()
            try:
                if held is not None and not self.is_current(held):
                    close(held)
                    continue
                held = held or self.connect()
                found: tuple[str, int] | None = held.execute(self.STATE).fetchone()
                account.add(perf_counter() - began)
            except FAULTS:
                account.add(perf_counter() - began)
                close(held)
                self.close()
                if is_new:
                    return None
                continue
            self.idle.append(held)
            return found

    def close(self) -> None:
        """Close all connections."""
        with suppress(IndexError):
            while True:
                close(self.idle.pop())


def close(held: Any) -> None:
    """Close a connection, whatever has become of it."""
    if held is not None:
        with suppress(*FAULTS):
            held.close()
