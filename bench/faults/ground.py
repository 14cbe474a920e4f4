"""Where examples of random writes begin: each on its own copy of a database filled once."""

import shutil
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from flask import Flask

from api.access.tokens import create
from api.app import create_app
from api.config import Settings
from api.database import SqliteEngine, connect, connection, engine
from tests.conftest import NO_LIMIT

SQLITE = "sqlite:///"


class Ground:
    """A filled database, and an application over each copy of it.

    `statuses` counts what was answered; `examples` how many copies there were.
    """

    def __init__(self, url: str) -> None:
        self.url, self.examples = url, 0
        self.statuses: Counter[int] = Counter()
        bound = connect(Settings(database_url=url))
        self.headers: Mapping[str, str] = {
            "Authorization": f"Bearer {create('drawn', 'write', '1d')}"
        }
        if isinstance(bound, SqliteEngine):
            with connection() as database:
                database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        bound.close_all()

    def begin(self) -> Flask:
        """An application over a copy, to which the models are bound from now on."""
        self.examples += 1
        return create_app(Settings(database_url=self.copy(), **NO_LIMIT))

    def copy(self) -> str:
        """The address of a new copy."""
        if self.url.startswith(SQLITE):
            shutil.copy(self.url.removeprefix(SQLITE), self.file)
            return f"{SQLITE}{self.file}"
        self.administer(f'CREATE DATABASE "{self.name}" TEMPLATE "{self.template}"')
        return urlunsplit(urlsplit(self.url)._replace(path=f"/{self.name}"))

    def end(self) -> None:
        """Remove the present copy."""
        engine().close_all()
        if self.url.startswith(SQLITE):
            for each in self.file.parent.glob(f"{self.file.name}*"):
                each.unlink()
        else:
            self.administer(f'DROP DATABASE "{self.name}" WITH (FORCE)')

    @property
    def template(self) -> str:
        """The name of the filled database on PostgreSQL."""
        return urlsplit(self.url).path.lstrip("/")

    @property
    def name(self) -> str:
        """The name of the present copy on PostgreSQL."""
        return f"{self.template}_{self.examples}"

    @property
    def file(self) -> Path:
        """The file of the present copy on SQLite."""
        return Path(f"{self.url.removeprefix(SQLITE)}_{self.examples}")

    def administer(self, statement: str) -> None:
        """Make or remove a database of PostgreSQL."""
        address = urlunsplit(urlsplit(self.url)._replace(path="/postgres"))
        with psycopg.connect(address, autocommit=True) as held:
            held.execute(statement)
