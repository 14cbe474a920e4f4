"""The database: two engines behind names of ours, pools, and the one way to read and to write.

What differs between SQLite and PostgreSQL stands here and nowhere else.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from ..config import Settings
from ..models import proxy
from .connecting import Connected, Snapshot, engine
from .engines import Engine, open_engine
from .faults import ENGINE_FAULTS, Busy, CannotWrite, DatabaseAway, TooSlow
from .lookout import keep_looking, look_around, state_of
from .nodes import Node, Nodes
from .opening import directly, open_all
from .postgres import PostgresEngine
from .sqlite import SqliteEngine

__all__ = [
    "ENGINE_FAULTS",
    "Busy",
    "CannotWrite",
    "DatabaseAway",
    "Engine",
    "Node",
    "Nodes",
    "PostgresEngine",
    "SqliteEngine",
    "TooSlow",
    "asking",
    "connect",
    "connection",
    "directly",
    "engine",
    "keep_looking",
    "long_snapshot",
    "look_around",
    "nodes",
    "open_engine",
    "snapshot",
    "state_of",
    "transaction",
]
asking = proxy.asking


def connect(settings: Settings) -> Engine:
    """The engine for the settings, bound to the models; no connection is made yet."""
    engine = open_all(settings)
    proxy.initialize(engine)
    return engine


def nodes() -> Nodes:
    """The servers that hold the data, and what is known of them."""
    return proxy.bound.nodes


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
    """Write all or nothing; raises DatabaseAway, Busy and CannotWrite."""
    with connection() as database, database.writing():
        yield
