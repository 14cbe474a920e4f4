"""Live connections of a thread, and the states of the database that are read by them."""

from typing import Any

from peewee import DatabaseError, InterfaceError, OperationalError, PostgresqlDatabase
from playhouse.pool import MaxConnectionsExceeded

from ..models import proxy
from .engines import Engine
from .faults import ENGINE_FAULTS, Busy, DatabaseAway, TooSlow


def engine() -> Engine:
    """The engine that `connect` has bound."""
    return proxy.obj


class Connected:
    """A live connection of this thread, a dead one of the pool replaced; raises DatabaseAway.

    Within another it is that one. It tells what became of a statement: DatabaseAway where the
    connection was lost, TooSlow where the statement was stopped.
    """

    __slots__ = ("database", "outermost")

    def __enter__(self) -> Engine:
        self.database = database = engine()
        self.outermost = database.is_closed()
        if self.outermost:
            revive(database)
        return database

    def __exit__(self, kind: Any, fault: Any, trace: Any) -> None:
        if not self.outermost:
            return
        try:
            if isinstance(fault, ENGINE_FAULTS):
                self.tell(fault)
        finally:
            if not self.database.is_closed():
                self.database.close()

    def tell(self, fault: Exception) -> None:
        """Raise what a fault of the database means, if it is one of its connection or its time."""
        if not is_alive(self.database):
            self.database.manual_close()
            raise DatabaseAway("The connection to the database was lost.") from fault
        if self.database.was_stopped(fault):
            raise TooSlow from fault
        if self.database.was_locked(fault):
            raise Busy("Others write just now, and have not ended yet.") from fault


class Snapshot(Connected):
    """One state of the database, read until the end; raises DatabaseAway and TooSlow."""

    __slots__ = ("reading",)

    def __enter__(self) -> Engine:
        database = super().__enter__()
        try:
            self.reading = database.reading()
            self.reading.__enter__()
        except BaseException as fault:
            super().__exit__(type(fault), fault, fault.__traceback__)
            raise
        return database

    def __exit__(self, kind: Any, fault: Any, trace: Any) -> None:
        try:
            self.reading.__exit__(kind, fault, trace)
        except ENGINE_FAULTS as second:
            super().__exit__(type(second), fault or second, trace)
            if fault is None:
                raise
        else:
            super().__exit__(kind, fault, trace)

    def close(self) -> None:
        """End it without a fault."""
        self.__exit__(None, None, None)


def revive(database: Engine) -> None:
    """Take a connection that answers out of the pool, dropping those that do not."""
    for _ in range(database._max_connections + 1):
        try:
            database.connect()
        except MaxConnectionsExceeded as fault:
            raise DatabaseAway("No connection to the database is free.") from fault
        except (DatabaseError, InterfaceError) as fault:
            raise DatabaseAway("The database cannot be reached.") from fault
        if is_alive(database):
            return
        database.manual_close()
    raise DatabaseAway("No connection to the database answers.")


def is_alive(database: Engine) -> bool:
    """Whether the open connection of this thread still answers."""
    if isinstance(database, PostgresqlDatabase):
        try:
            if not database.in_transaction():
                database.execute_sql("SELECT 1")
            return not database.connection().closed
        except (OperationalError, InterfaceError):
            return False
    return True
