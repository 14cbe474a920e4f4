"""How each engine is kept: what writes its file, where that is tried, and how it comes back."""

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit, urlunsplit

from psycopg.errors import InsufficientPrivilege

from api.database import Engine, PostgresEngine
from api.database.shapes import clear, drop_database, make_database

from .places import NotKept, check_empty, engine_of, opened, remove
from .tools import Tools, find_tools

PAGES_A_STEP = 1024
HEADER = b"SQLite format 3\0"
WHERE = "name an empty database by --verify-in, or leave the trial out by --no-verify"


class Keeping(Protocol):
    """What an engine needs to be kept."""

    file: str

    def version(self, database: Engine) -> str:
        """The version of the engine."""

    def write(self, database: Engine, path: Path) -> None:
        """Write the state that is being read into a new file."""

    def trial(self, folder: Path) -> Any:
        """An empty place, as a context, to try a backup in; gives its address."""

    def put(self, path: Path, url: str, *, but_counter: bool = False) -> None:
        """Write a file into an empty place; on PostgreSQL, if wished, without the counter."""


class SqliteKeeping:
    """A file is copied by SQLite's online backup."""

    file = "parley.sqlite"

    def __init__(self, verify_in: str | None = None) -> None:
        if verify_in is not None:
            raise NotKept("--verify-in is for PostgreSQL; a backup of SQLite is tried in a file.")

    def version(self, database: Engine) -> str:
        """The version of the library."""
        return sqlite3.sqlite_version

    def write(self, database: Engine, path: Path) -> None:
        """Copy the pages of the state that is being read; writers go on meanwhile."""
        with closing(sqlite3.connect(path)) as target:
            database.connection().backup(target, pages=PAGES_A_STEP, sleep=0.0)
            target.execute("PRAGMA journal_mode = delete")

    @contextmanager
    def trial(self, folder: Path) -> Iterator[str]:
        """A file in the folder of the new backup."""
        path = folder / "trial.db"
        try:
            yield f"sqlite:///{path}"
        finally:
            remove(path)

    def put(self, path: Path, url: str, *, but_counter: bool = False) -> None:
        """Copy the file, and look whether it is a sound database."""
        target = Path(url.removeprefix("sqlite:///"))
        with path.open("rb") as source, target.open("xb") as copy:
            while piece := source.read(PAGES_A_STEP << 12):
                copy.write(piece)
        check_file(target)


class PostgresKeeping:
    """A database is written by `pg_dump`, in its own compressed format."""

    file = "parley.dump"

    def __init__(self, url: str, tools_folder: Path | None, verify_in: str | None = None) -> None:
        if verify_in is not None and engine_of(verify_in) != "postgresql":
            raise NotKept("--verify-in must name a database of PostgreSQL, as the one kept is.")
        self.url, self.tools_folder, self.verify_in = url, tools_folder, verify_in

    def tools(self, database: PostgresEngine) -> Tools:
        """The programs for a server."""
        return find_tools(major_of(database), self.tools_folder)

    def version(self, database: Engine) -> str:
        """The version of the server."""
        ((told,),) = database.execute_sql("SHOW server_version").fetchall()
        return str(told).partition(" ")[0]

    def write(self, database: Engine, path: Path) -> None:
        """Dump the very state that is being read."""
        assert isinstance(database, PostgresEngine)
        ((snapshot,),) = database.execute_sql("SELECT pg_export_snapshot()").fetchall()
        self.tools(database).dump(self.url, snapshot, path)

    @contextmanager
    def trial(self, folder: Path) -> Iterator[str]:
        """A database on the same server, made for it and dropped; or the one that was named."""
        with opened(self.verify_in or self.url) as database:
            assert isinstance(database, PostgresEngine)
            self.tools(database)
            if self.verify_in:
                check_empty(database, self.verify_in)
                try:
                    yield self.verify_in
                finally:
                    clear(database)
                return
            name = f"parley_trial_{secrets.token_hex(6)}"
            try:
                make_database(database, name)
            except InsufficientPrivilege as fault:
                told = "The backup cannot be tried: this role may not create databases. Allow it"
                raise NotKept(f"{told} (ALTER ROLE … CREATEDB), {WHERE}.") from fault
            try:
                yield urlunsplit(urlsplit(self.url)._replace(path=f"/{name}"))
            finally:
                drop_database(database, name)

    def put(self, path: Path, url: str, *, but_counter: bool = False) -> None:
        """Restore the dump, all of it or nothing."""
        with opened(url) as database:
            assert isinstance(database, PostgresEngine)
            tools = self.tools(database)
        tools.restore(path, url, but_counter=but_counter)


def check_file(path: Path) -> None:
    """Raise NotKept unless a file is a sound database of SQLite."""
    with path.open("rb") as handle:
        if handle.read(len(HEADER)) != HEADER:
            raise NotKept(f"{path.name} is no database of SQLite.")
    with closing(sqlite3.connect(path)) as database:
        ((told,),) = database.execute("PRAGMA integrity_check(1)").fetchall()
        broken = database.execute("PRAGMA foreign_key_check").fetchone()
    if told != "ok" or broken:
        why = "a key leads nowhere" if told == "ok" else " ".join(str(told).split())
        raise NotKept(f"{path.name} is not sound: {why}.")


def major_of(database: PostgresEngine) -> int:
    """The major version of a server."""
    ((number,),) = database.execute_sql("SHOW server_version_num").fetchall()
    return int(number) // 10_000
