"""The database: two engines behind names of ours, pools, and the one way to read and to write.

What differs between SQLite and PostgreSQL stands here and nowhere else.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from ..config import Settings
from ..models import proxy
from .connecting import Connected, Snapshot, engine
from .engines import Engine, PostgresEngine, SqliteEngine, open_engine
from .faults import ENGINE_FAULTS, Busy, DatabaseAway, TooSlow

__all__ = [
    "ENGINE_FAULTS",
    "Busy",
    "DatabaseAway",
    "Engine",
    "PostgresEngine",
    "SqliteEngine",
    "TooSlow",
    "connect",
    "connection",
    "engine",
    "long_snapshot",
    "open_engine",
    "snapshot",
    "transaction",
]


def connect(settings: Settings) -> Engine:
    """The engine for `DATABASE_URL`, bound to the models; no connection is made yet."""
    engine = open_engine(settings.database_url, connections=settings.threads + 2)
    engine.statement_seconds = settings.statement_seconds
    proxy.initialize(engine)
    return engine


def connection() -> Connected:
    """The connection of this thread, as a context."""
    return Connected()


def snapshot() -> Snapshot:
    """One state of the database to read, as a context."""
    return Snapshot()


@contextmanager
def long_snapshot() -> Iterator[Engine]:
    """Read one state of the database for as long as it takes; raises DatabaseAway."""
    with snapshot() as database:
        database.allow(None)
        yield database


@contextmanager
def transaction() -> Iterator[None]:
    """Write all or nothing; raises DatabaseAway."""
    with connection() as database, database.writing():
        yield
