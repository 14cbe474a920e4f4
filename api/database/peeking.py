"""The state of the data, looked at for every request."""

import sqlite3
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import psycopg

FAULTS = (sqlite3.Error, psycopg.Error)


class Peeking:
    """Reads the state of the data by a connection of its own for each thread.

    It is asked for by every request, so it takes no part in the pool and no transaction.
    """

    STATE = "SELECT epoch, revision FROM counter"

    def __init__(self, connect: Callable[[], Any]) -> None:
        self.connect, self.local = connect, threading.local()
        self.opened: list[Any] = []

    def state(self) -> tuple[str, int] | None:
        """Epoch and revision, or None where they cannot be read."""
        for _ in range(2):
            held = getattr(self.local, "held", None)
            try:
                if held is None:
                    held = self.local.held = self.connect()
                    self.opened.append(held)
                return held.execute(self.STATE).fetchone()
            except FAULTS:
                self.drop(held)
        return None

    def drop(self, held: Any) -> None:
        """Close a connection that failed; the next look makes another."""
        self.local.held = None
        if held is not None:
            self.opened.remove(held)
            with suppress(*FAULTS):
                held.close()

    def close(self) -> None:
        """Close all connections."""
        while self.opened:
            with suppress(*FAULTS):
                self.opened.pop().close()
        self.local = threading.local()
