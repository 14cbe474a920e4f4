"""What a request spends in the database: seconds, queries, waiting, and its slow statements.

A thread keeps an account while it serves a request. What is run without one (commands, seeds) is
not counted.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import local
from time import perf_counter
from typing import Any

from playhouse.pool import PooledDatabase

MOST_SLOW = 20
"""So many slow statements of one request are kept; a stream may run thousands."""


@dataclass(frozen=True)
class Slow:
    """A statement that took long: its text, how many values it was given, and where it ran."""

    database: Any
    sql: str
    values: int
    seconds: float


class Spent:
    """What a request has spent so far."""

    __slots__ = ("queries", "request_id", "seconds", "slow", "waited")

    def __init__(self, request_id: str) -> None:
        self.request_id = request_id
        self.seconds, self.waited, self.queries = 0.0, 0.0, 0
        self.slow: list[Slow] = []


class Account(local):
    """The account of each thread: that of the request it serves, None between requests."""

    spent: Spent | None = None

    def add(self, seconds: float, queries: int = 1) -> None:
        """Count time of the database to the request, if there is one."""
        if self.spent is not None:
            self.spent.seconds += seconds
            self.spent.queries += queries

    @contextmanager
    def of(self, spent: Spent | None) -> Iterator[None]:
        """Count what is run within to another request."""
        former, self.spent = self.spent, spent
        try:
            yield
        finally:
            self.spent = former


account = Account()


class Watchers:
    """Who is told of each connection that is taken from a pool or given back: nobody, until set."""

    pool: Callable[["Timed"], None] | None = None


watchers = Watchers()


def ran(database: "Timed", sql: str, values: int, seconds: float) -> None:
    """Count a statement, whatever became of it; its values are not kept, only their number."""
    spent = account.spent
    if spent is None:
        return
    spent.seconds += seconds
    spent.queries += 1
    if 0 < database.slow_seconds <= seconds and len(spent.slow) < MOST_SLOW:
        spent.slow.append(Slow(database, sql, values, seconds))


class Timed(PooledDatabase):
    """An engine that counts what its statements take, and says how its pool stands.

    SQLite finds the first row in `execute` and the others as they are fetched, so of a query of
    Peewee's own it counts what leads to the first. Prepared statements are counted whole.
    `slow_seconds` is from when a statement is slow, 0 for never.
    """

    slow_seconds: float = 0
    pool_name = "primary"

    def execute_sql(self, sql: str, params: Any = None) -> Any:
        """Run a statement and count it."""
        began = perf_counter()
        try:
            return super().execute_sql(sql, params)
        finally:
            ran(self, sql, len(params or ()), perf_counter() - began)

    def commit(self) -> None:
        """Commit; what the disk takes is the database's time."""
        began = perf_counter()
        super().commit()
        account.add(perf_counter() - began, queries=0)

    def connect(self, reuse_if_open: bool = False) -> Any:
        """Take a connection; waiting until another is given back is counted."""
        if len(self._in_use) < self._max_connections:
            return super().connect(reuse_if_open)
        began = perf_counter()
        try:
            return super().connect(reuse_if_open)
        finally:
            if account.spent is not None:
                account.spent.waited += perf_counter() - began

    def _connect(self) -> Any:
        with self._pool_lock:
            taken = super()._connect()
            self.tell_of_pool()
        return taken

    def _close(self, conn: Any, close_conn: bool = False) -> None:
        with self._pool_lock:
            super()._close(conn, close_conn)
            self.tell_of_pool()

    def tell_of_pool(self) -> None:
        """Say how the pool stands, still under its lock: what is said last is what is."""
        if watchers.pool is not None:
            watchers.pool(self)

    @property
    def pool(self) -> tuple[int, int, int]:
        """How many connections are in use, how many are open, and how many there may be."""
        used = len(self._in_use)
        return used, used + len(self._connections), self._max_connections
