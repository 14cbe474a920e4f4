"""Databases of the fault runs' own: new ones on either engine, migrated and filled."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from api import database, migrating
from api.config import Settings
from api.transfer.load import load
from bench.postgres import Postgres
from bench.processes import ROOT

SEEDS = {"world": ROOT / "tests" / "world" / "seeds", "seeds": ROOT / "seeds"}


@dataclass
class Place:
    """Where the databases of one command lie."""

    folder: Path
    server: Postgres | None
    made: list[str] = field(default_factory=list)

    def fresh(self, engine: str, content: str) -> str:
        """The address of a new database on an engine."""
        name = f"faults_{os.getpid()}_{len(self.made)}"
        self.made.append(name)
        if engine == "sqlite":
            url = f"sqlite:///{self.folder / name}.db"
        else:
            assert self.server
            self.server.make(name)
            url = self.server.url(name)
        fill(url, content)
        return url

    def clear(self) -> None:
        """Remove what was made."""
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.server:
            with psycopg.connect(self.server.address, autocommit=True) as held:
                for name in self.made:
                    held.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def fill(url: str, content: str) -> None:
    """Migrate a database and load what it is to hold."""
    bound = database.connect(Settings(database_url=url))
    migrating.up()
    if content in SEEDS:
        load(SEEDS[content])
    bound.close_all()


@contextmanager
def place(server: Postgres | None) -> Iterator[Place]:
    """A place for databases, removed with them when the block ends."""
    made = Place(Path(tempfile.mkdtemp(prefix="parley-faults-")), server)
    try:
        yield made
    finally:
        made.clear()
