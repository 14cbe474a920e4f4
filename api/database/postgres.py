"""PostgreSQL behind names of ours: limits on both sides, poolers between, and its own life told."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cached_property
from typing import Any

import psycopg
from peewee import JOIN, InterfaceError, OperationalError
from playhouse.pool import PooledPostgresqlDatabase

from . import fulltext
from .copying import PostgresCopying
from .faults import DatabaseAway
from .nodes import Node, Nodes
from .patience import PatientAdapter, open_patient
from .peeking import Peeking
from .reading import Reading
from .timing import Timed
from .writing import PostgresWriting

PEEK_SECONDS = 2
ANSWER_SECONDS = 5
BEYOND_STATEMENT_SECONDS = 3
WRITE_SECONDS = 60
MIGRATION_LOCK = 7_264_553_911
LIMITS_OF_WRITING = (
    "SET LOCAL lock_timeout = {lock}; SET LOCAL statement_timeout = {write}; "
    "SET LOCAL idle_in_transaction_session_timeout = {write}"
)
TIMELINE = (
    "CASE WHEN pg_is_in_recovery() THEN NULL "
    "ELSE substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) END"
)


class PostgresEngine(Timed, PostgresWriting, PostgresCopying, PooledPostgresqlDatabase):
    """The engine for more than one machine.

    `patience` is how long a new connection waits for an answer, in seconds; None, for ever. What is
    set is set in transactions alone, so that a pooler may stand between.
    """

    psycopg3_adapter = PatientAdapter
    patience: float | None = WRITE_SECONDS
    statement_seconds: float = 10
    lock_seconds: float = 5
    direct: "PostgresEngine | None" = None
    question_text = staticmethod(fulltext.tsquery_text)
    hits = staticmethod(fulltext.tsvector_hits)
    hit_join = JOIN.INNER

    def matching(self, number: Any, text: Any) -> Any:
        """The condition that a record's number is among those whose text matches."""
        return number.in_(fulltext.tsvector_numbers(text))

    @cached_property
    def nodes(self) -> Nodes:
        """The servers that hold the data: this one, and its replicas."""
        return Nodes(Node("primary", self))

    @cached_property
    def peeking(self) -> Peeking:
        """What reads the state of the data outside of the pool."""
        return Peeking(lambda: open_patient(self.database, PEEK_SECONDS, prepared=self.is_prepared))

    @property
    def is_prepared(self) -> bool:
        """Whether statements may be prepared, which poolers do not allow."""
        return self.connect_params.get("prepare_threshold") is not None

    def close_all(self) -> None:
        """Close all connections, those to replicas, too."""
        self.peeking.close()
        if "nodes" in self.__dict__:
            self.nodes.close()
        if self.direct is not None:
            self.direct.close_all()
        super().close_all()

    def answers(self) -> bool:
        """Whether the open connection of this thread still answers; it is as new then."""
        held = self.connection()
        try:
            if not self.in_transaction():
                held.patience = ANSWER_SECONDS
                self.execute_sql("SELECT 1")
                held.patience = self.patience
            return not held.closed
        except (OperationalError, InterfaceError):
            return False

    def be_patient(self, seconds: float | None) -> None:
        """Let this connection wait so long for an answer."""
        self.connection().patience = seconds

    def reading(self) -> Any:
        """A transaction that sees one state and can write nothing, begun in one round trip."""
        if not self.transaction_depth():
            self.be_patient(self.statement_seconds + BEYOND_STATEMENT_SECONDS)
        limit = f"SET LOCAL statement_timeout = {int(self.statement_seconds * 1000)}"
        return Reading(self, f"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; {limit}")

    def end_allowance(self) -> None:
        """The server's limit ends with the transaction."""
        self.be_patient(self.patience)

    def allow(self, seconds: float | None) -> None:
        """PostgreSQL counts the time of each statement by itself; None lets them take longer."""
        if seconds is None:
            self.be_patient(None)
            self.execute_sql("SET LOCAL statement_timeout = 0")

    def sorting(self) -> AbstractContextManager[None]:
        """PostgreSQL counts in a hash, in the memory that it is set."""
        return nullcontext()

    def take_time(self) -> None:
        """What this connection does may take long, until it is given back."""
        self.be_patient(None)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction that writes; writers meet at the row of the counter.

        Who holds it and does nothing more is cut off, since all others wait.
        """
        seconds = self.connection().patience or 0
        limits = {"lock": int(self.lock_seconds * 1000), "write": int(seconds * 1000)}
        with self.atomic("READ COMMITTED"):
            self.execute_sql(LIMITS_OF_WRITING.format(**limits))
            yield

    def impatient(self) -> AbstractContextManager[None]:
        """What is written here in so short a time waits for no writer of records."""
        return nullcontext()

    def lineage(self) -> str | None:
        """The timeline: a promoted replica and a recovery to a point in time begin another.

        Raises DatabaseAway where it is that of a former primary.
        """
        ((timeline,),) = self.execute_sql(f"SELECT {TIMELINE}").fetchall()
        if fault := self.nodes.fault_of_timeline(str(timeline)):
            raise DatabaseAway(f"The database cannot be used: {fault}.")
        return str(timeline)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the lock under which migrations and the first load run, across processes.

        It is one of a session, so it needs the database itself and not a pooler.
        """
        address = self.direct.database if self.direct else self.database
        try:
            held = open_patient(address, ANSWER_SECONDS)
        except psycopg.OperationalError as fault:
            raise DatabaseAway("The database cannot be reached.") from fault
        with held:
            held.patience = None
            held.execute("SELECT pg_advisory_lock(%s)", (MIGRATION_LOCK,))
            yield
