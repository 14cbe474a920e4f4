"""Opening all that the settings name: the database, the way past a pooler, the replicas."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from ..config import BadSetting, Settings
from ..models import proxy
from .connecting import engine
from .engines import Engine, open_engine
from .nodes import Node
from .postgres import PostgresEngine

BESIDE_THREADS = 2
DIRECT_CONNECTIONS = 2


def open_all(settings: Settings) -> Engine:
    """The engine of `DATABASE_URL` with all that goes with it; nothing is connected yet.

    Where `DATABASE_DIRECT_URL` is set, `DATABASE_URL` and the replicas are taken to go through
    poolers.
    """
    behind_pooler = bool(settings.database_direct_url)

    def opened(address: str, connections: int, *, prepared: bool) -> Engine:
        made = open_engine(
            settings.with_password(address),
            connections=connections,
            lock_seconds=settings.lock_seconds,
            prepared=prepared,
        )
        made.statement_seconds = settings.statement_seconds
        made.slow_seconds = settings.slow_milliseconds / 1000
        return made

    threads = settings.threads + BESIDE_THREADS
    main = opened(settings.database_url, threads, prepared=not behind_pooler)
    if behind_pooler:
        direct = opened(settings.database_direct_url, DIRECT_CONNECTIONS, prepared=True)
        assert isinstance(main, PostgresEngine) and isinstance(direct, PostgresEngine)
        main.direct = direct
    main.nodes.most_lag = settings.replica_lag_seconds
    for address in settings.database_replica_urls:
        replica = opened(address, threads, prepared=not behind_pooler)
        replica.pool_name = name_of(replica.database)
        main.nodes.replicas.append(Node(replica.pool_name, replica))
    return main


def name_of(address: str) -> str:
    """What a replica is called: where it is, without user and password. Raises BadSetting."""
    try:
        told: dict[str, Any] = conninfo_to_dict(address)
    except ProgrammingError:
        raise BadSetting(
            "DATABASE_REPLICA_URLS holds an address that PostgreSQL cannot read: each must be such "
            "as postgresql://user:password@localhost/parley, with blanks between them."
        ) from None
    host, port = told.get("host", "local"), told.get("port", 5432)
    return f"{host}:{port}/{told.get('dbname', '')}"


@contextmanager
def directly() -> Iterator[Engine]:
    """Ask the database itself for a while, past any pooler."""
    database = engine()
    with proxy.asking(database.direct or database):
        yield engine()
