"""SQLite behind names of ours: one file, one writer, many readers."""

import fcntl
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

from peewee import JOIN, SqliteDatabase
from playhouse.pool import PooledSqliteDatabase

from . import fulltext
from .copying import SqliteCopying
from .faults import DatabaseAway
from .nodes import Node, Nodes
from .peeking import Peeking
from .reading import Reading
from .timing import Timed
from .writing import SqliteWriting

INSTRUCTIONS_BETWEEN_LOOKS = 20_000
SORTING_KILOBYTES = 1024
File = tuple[int, int]


class Opened(sqlite3.Connection):
    """A connection that knows which file it has open."""

    file: File | None = None


class SqliteFile(SqliteDatabase):
    """A file that may be exchanged while it is open: then its connections are no longer used.

    One that was there and is gone is not made anew, since a new one would be empty.
    """

    seen = False

    @property
    def file(self) -> File | None:
        """Device and number of the file that the path leads to now, None where there is none."""
        try:
            found = os.stat(self.database)  # noqa: PTH116 - asked at every request
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def _connect(self) -> Any:
        if self.seen and self.file is None:
            raise sqlite3.OperationalError("the file of the database is gone")
        made = super()._connect()
        self.seen, made.file = True, self.file
        return made


class SqliteEngine(Timed, SqliteWriting, SqliteCopying, PooledSqliteDatabase, SqliteFile):
    """The embedded engine."""

    statement_seconds: float = 10
    lock_seconds: float = 5
    direct = None
    question_text = staticmethod(fulltext.fts5_text)
    hits = staticmethod(fulltext.fts5_hits)
    hit_join = JOIN.CROSS
    field_types = SqliteDatabase.field_types | {"BOOL": "BOOLEAN", "DOUBLE": "DOUBLE PRECISION"}

    def matching(self, number: Any, text: Any) -> Any:
        """The condition that a record's number is among those whose text matches."""
        return number.in_(fulltext.fts5_numbers(text))

    @cached_property
    def nodes(self) -> Nodes:
        """The one server there is."""
        return Nodes(Node("primary", self))

    @cached_property
    def peeking(self) -> Peeking:
        """What reads the state of the data outside of the pool."""
        address = f"{Path(self.database).absolute().as_uri()}?mode=rw"

        def connect() -> Opened:
            opened = sqlite3.connect(address, uri=True, check_same_thread=False, factory=Opened)
            opened.file = self.file
            return opened

        return Peeking(connect, self.is_current)

    def is_current(self, opened: Any) -> bool:
        """Whether a connection still has open what the path leads to."""
        return bool(opened.file == self.file)

    def _is_closed(self, opened: Any) -> bool:
        return super()._is_closed(opened) or not self.is_current(opened)

    def answers(self) -> bool:
        """Whether the open connection of this thread still answers: a file always does."""
        return True

    def why_not_writable(self) -> str | None:
        """Why nothing can be written, None where it can."""
        path = Path(self.database)
        if self.file is None:
            return "the file of the database is gone"
        if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
            return "the file of the database, or its folder, cannot be written"
        return None

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

    @contextmanager
    def sorting(self) -> Iterator[None]:
        """Sort very many rows in pieces that the processor's own memory holds.

        They are as large as the cache of pages, which is less to walk in order than to sort in.
        """
        (before,) = self.connection().execute("PRAGMA cache_size").fetchone()
        self.connection().execute(f"PRAGMA cache_size = -{SORTING_KILOBYTES}")
        try:
            yield
        finally:
            self.connection().execute(f"PRAGMA cache_size = {before}")

    def take_time(self) -> None:
        """What this connection does may take long; SQLite sets it no limit."""

    def lineage(self) -> str | None:
        """What tells one life of a database from another; a file has one life."""
        return None

    @contextmanager
    def impatient(self) -> Iterator[None]:
        """Give up at once where others write, and do not wait for them."""
        self.execute_sql("PRAGMA busy_timeout = 0")
        try:
            yield
        finally:
            self.execute_sql(f"PRAGMA busy_timeout = {int(self.lock_seconds * 1000)}")

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the lock under which migrations and the first load run, across processes."""
        if not Path(self.database).parent.is_dir():
            raise DatabaseAway("The database cannot be reached: its folder does not exist.")
        with Path(f"{self.database}.lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
