"""Live connections of a thread, and the states of the database that are read by them."""

from typing import Any

from peewee import DatabaseError, InterfaceError
from playhouse.pool import MaxConnectionsExceeded

from ..models import proxy
from .engines import Engine
from .faults import ENGINE_FAULTS, DatabaseAway, meaning


def engine() -> Engine:
    """The engine that `connect` has bound, or the replica that this thread asks just now."""
    return proxy.obj


class Connected:
    """A live connection of this thread, a dead one of the pool replaced; raises DatabaseAway.

    Within another it is that one. It tells what became of a statement: DatabaseAway where the
    connection was lost, TooSlow where the statement was stopped, Busy or CannotWrite where nothing
    could be written.
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
        """Raise what a fault of the database means to who asked, if it is not one of ours."""
        if not self.database.answers():
            self.database.manual_close()
            raise DatabaseAway("The connection to the database was lost.") from fault
        meant = meaning(fault)
        if meant is not None:
            raise meant from fault


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
    """Take a connection that answers out of the pool, dropping those that do not.

    A server that was just seen to be away is not waited for, nor one that is seen to be meanwhile.
    """
    for _ in range(database._max_connections + 1):
        if fault_seen := database.nodes.why_away():
            raise DatabaseAway(f"The database cannot be used: {fault_seen}.")
        try:
            database.connect()
        except MaxConnectionsExceeded as fault:
            raise DatabaseAway("No connection to the database is free.") from fault
        except (DatabaseError, InterfaceError) as fault:
            raise DatabaseAway("The database cannot be reached.") from fault
        if database.answers():
            return
        database.manual_close()
    raise DatabaseAway("No connection to the database answers.")
