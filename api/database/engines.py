"""The two engines behind names of ours: what differs between them stands in this folder alone."""

import fcntl
import sqlite3
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
from peewee import JOIN, SqliteDatabase
from playhouse.pool import PooledPostgresqlDatabase, PooledSqliteDatabase

from ..config import BadSetting
from . import fulltext
from .copying import PostgresCopying, SqliteCopying
from .faults import DatabaseAway
from .peeking import Peeking
from .reading import Reading
from .writing import PostgresWriting, SqliteWriting

CONNECT_SECONDS = 5
WAIT_FOR_POOL_SECONDS = 5
WAIT_FOR_LOCK_SECONDS = 5
MIGRATION_LOCK = 7_264_553_911
PAGES_KILOBYTES = 32 * 1024
INSTRUCTIONS_BETWEEN_LOOKS = 20_000


class SqliteEngine(SqliteWriting, SqliteCopying, PooledSqliteDatabase):
    """The embedded engine: one file, one writer, many readers."""

    statement_seconds = 10
    question_text = staticmethod(fulltext.fts5_text)
    hits = staticmethod(fulltext.fts5_hits)
    hit_join = JOIN.CROSS
    field_types = SqliteDatabase.field_types | {"BOOL": "BOOLEAN", "DOUBLE": "DOUBLE PRECISION"}

    def matching(self, number: Any, text: Any) -> Any:
        """The condition that a record's number is among those whose text matches."""
        return number.in_(fulltext.fts5_numbers(text))

    @cached_property
    def peeking(self) -> Peeking:
        """What reads the state of the data outside of the pool."""
        address = f"{Path(self.database).absolute().as_uri()}?mode=rw"
        return Peeking(lambda: sqlite3.connect(address, uri=True, check_same_thread=False))

    def close_all(self) -> None:
        """Close all connections."""
        self.peeking.close()
        super().close_all()

    def reading(self) -> Any:
        """A transaction that sees one state and takes no write lock."""
        if not self.transaction_depth():
            self.allow(self.statement_seconds)
        return Reading(self, "BEGIN DEFERRED")

    def writing(self) -> Any:
        """A transaction that holds the write lock from its start."""
        self.allow(None)
        return self.atomic("IMMEDIATE")

    def end_allowance(self) -> None:
        """Let what this connection runs take as long as it will."""
        self.connection().set_progress_handler(None, 0)

    def allow(self, seconds: float | None) -> None:
        """Stop what this connection runs when so many seconds from now are over."""
        if seconds is None:
            self.end_allowance()
            return
        end = time.monotonic() + seconds
        held = self.connection()
        held.set_progress_handler(lambda: time.monotonic() > end, INSTRUCTIONS_BETWEEN_LOOKS)

    @staticmethod
    def was_stopped(fault: Exception) -> bool:
        """Whether a fault is that a statement ran too long."""
        return "interrupted" in str(fault)

    @staticmethod
    def was_locked(fault: Exception) -> bool:
        """Whether a fault is that others write."""
        return "locked" in str(fault)

    @contextmanager
    def impatient(self) -> Iterator[None]:
        """Give up at once where others write, and do not wait for them."""
        self.execute_sql("PRAGMA busy_timeout = 0")
        try:
            yield
        finally:
            self.execute_sql(f"PRAGMA busy_timeout = {WAIT_FOR_LOCK_SECONDS * 1000}")

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the lock under which migrations and the first load run, across processes."""
        if not Path(self.database).parent.is_dir():
            raise DatabaseAway("The database cannot be reached: its folder does not exist.")
        with Path(f"{self.database}.lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield


class PostgresEngine(PostgresWriting, PostgresCopying, PooledPostgresqlDatabase):
    """The engine for more than one machine."""

    statement_seconds = 10
    question_text = staticmethod(fulltext.tsquery_text)
    hits = staticmethod(fulltext.tsvector_hits)
    hit_join = JOIN.INNER

    def matching(self, number: Any, text: Any) -> Any:
        """The condition that a record's number is among those whose text matches."""
        return number.in_(fulltext.tsvector_numbers(text))

    @cached_property
    def peeking(self) -> Peeking:
        """What reads the state of the data outside of the pool."""
        return Peeking(
            lambda: psycopg.connect(self.database, connect_timeout=CONNECT_SECONDS, autocommit=True)
        )

    def close_all(self) -> None:
        """Close all connections."""
        self.peeking.close()
        super().close_all()

    def reading(self) -> Any:
        """A transaction that sees one state and can write nothing, begun in one round trip."""
        limit = f"SET LOCAL statement_timeout = {int(self.statement_seconds * 1000)}"
        return Reading(self, f"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; {limit}")

    def end_allowance(self) -> None:
        """The limit ends with the transaction."""

    def allow(self, seconds: float | None) -> None:
        """PostgreSQL counts the time of each statement by itself; None lets them take longer."""
        if seconds is None:
            self.execute_sql("SET LOCAL statement_timeout = 0")

    @staticmethod
    def was_stopped(fault: Exception) -> bool:
        """Whether a fault is that a statement ran too long."""
        return isinstance(getattr(fault, "orig", fault), psycopg.errors.QueryCanceled)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction that writes; writers meet at the row of the counter."""
        with self.atomic("READ COMMITTED"):
            self.execute_sql(f"SET LOCAL lock_timeout = {int(WAIT_FOR_LOCK_SECONDS * 1000)}")
            yield

    def impatient(self) -> AbstractContextManager[None]:
        """What is written here in so short a time waits for no writer of records."""
        return nullcontext()

    @staticmethod
    def was_locked(fault: Exception) -> bool:
        """Whether a fault is that others write."""
        return isinstance(getattr(fault, "orig", fault), psycopg.errors.LockNotAvailable)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the lock under which migrations and the first load run, across processes."""
        try:
            held = psycopg.connect(self.database, connect_timeout=CONNECT_SECONDS, autocommit=True)
        except psycopg.OperationalError as fault:
            raise DatabaseAway("The database cannot be reached.") from fault
        with held:
            held.execute("SELECT pg_advisory_lock(%s)", (MIGRATION_LOCK,))
            yield


Engine = SqliteEngine | PostgresEngine


def open_engine(url: str, *, connections: int) -> Engine:
    """An engine for an address, with a pool of so many connections."""
    parts = urlsplit(url)
    pool = {"max_connections": connections, "timeout": WAIT_FOR_POOL_SECONDS}
    if parts.scheme == "sqlite":
        path = url.removeprefix("sqlite:///")
        if not path or path == url or path == ":memory:":
            raise BadSetting("DATABASE_URL for SQLite must name a file: sqlite:///parley.db.")
        pragmas = {
            "journal_mode": "wal",
            "foreign_keys": 1,
            "busy_timeout": WAIT_FOR_LOCK_SECONDS * 1000,
            "synchronous": "normal",
            "cache_size": -PAGES_KILOBYTES,
        }
        return SqliteEngine(path, pragmas=pragmas, check_same_thread=False, **pool)
    dsn = url.replace("postgres://", "postgresql://", 1)
    return PostgresEngine(dsn, prefer_psycopg3=True, connect_timeout=CONNECT_SECONDS, **pool)
