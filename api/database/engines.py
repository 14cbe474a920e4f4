"""Opening an engine for an address; what differs between the two stands in this folder alone."""

from urllib.parse import urlsplit

from ..config import BadSetting
from .patience import ALIVE, PREPARED_AFTER
from .postgres import PostgresEngine
from .sqlite import Opened, SqliteEngine

CONNECT_SECONDS = 5
WAIT_FOR_POOL_SECONDS = 5
PAGES_KILOBYTES = 32 * 1024

Engine = SqliteEngine | PostgresEngine


def open_engine(
    url: str, *, connections: int, lock_seconds: int = 5, prepared: bool = True
) -> Engine:
    """An engine for an address, with a pool of so many connections.

    A writer waits `lock_seconds` for others. Not `prepared` is for a pooler, which hands the
    statements of one connection to several of the database. Raises BadSetting.
    """
    pool = {"max_connections": connections, "timeout": WAIT_FOR_POOL_SECONDS}
    if urlsplit(url).scheme == "sqlite":
        made: Engine = open_sqlite(url, pool, lock_seconds)
    else:
        made = PostgresEngine(
            url.replace("postgres://", "postgresql://", 1),
            prefer_psycopg3=True,
            connect_timeout=CONNECT_SECONDS,
            prepare_threshold=PREPARED_AFTER if prepared else None,
            **ALIVE,
            **pool,
        )
    made.lock_seconds = lock_seconds
    return made


def open_sqlite(url: str, pool: dict[str, int], lock_seconds: int) -> SqliteEngine:
    """An engine for a file."""
    path = url.removeprefix("sqlite:///")
    if not path or path == url or path == ":memory:":
        raise BadSetting("DATABASE_URL for SQLite must name a file: sqlite:///parley.db.")
    pragmas = {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "busy_timeout": lock_seconds * 1000,
        "synchronous": "normal",
        "cache_size": -PAGES_KILOBYTES,
    }
    return SqliteEngine(path, pragmas=pragmas, check_same_thread=False, factory=Opened, **pool)
