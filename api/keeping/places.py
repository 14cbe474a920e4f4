"""Places of databases: opened by their address, looked into, filled whole or not at all."""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from peewee import DatabaseError, InterfaceError

from api.config import BadSetting, Settings
from api.config.kinds import database as address_of_database
from api.database import ENGINE_FAULTS, Engine, PostgresEngine, open_engine
from api.database.shapes import clear, shapes
from api.transfer.outputs import settle

SQLITE = "sqlite"
CONNECTIONS = 2
MOST_NAMED = 5


class NotKept(Exception):
    """A backup, a restore or a copy that cannot be made; its text says why, in a line."""


@contextmanager
def told_in_a_line() -> Iterator[None]:
    """Raise NotKept for what databases and disks refuse."""
    try:
        yield
    except OSError as fault:
        where = fault.filename2 or fault.filename
        named = f" ({where})" if where else ""
        raise NotKept(f"{fault.strerror or fault}{named}.") from fault
    except ENGINE_FAULTS as fault:
        raise NotKept(f"The database refuses: {first_line(str(fault))}") from fault


def first_line(text: str) -> str:
    """The first line of what an engine says."""
    return (text.strip().splitlines() or ["it does not say why"])[0]


def engine_of(url: str) -> str:
    """`sqlite` or `postgresql`."""
    return SQLITE if urlsplit(url).scheme == SQLITE else "postgresql"


def address(settings: Settings, given: str | None, option: str) -> str:
    """The address of a database that an option gives, by default the database of the settings.

    What is read and written whole goes past a pooler. Raises NotKept for what is no address.
    """
    if given is None:
        return settings.with_password(settings.database_direct_url or settings.database_url)
    try:
        return settings.with_password(address_of_database(option, given))
    except BadSetting as fault:
        raise NotKept(str(fault)) from fault


def file_of(url: str) -> Path:
    """The file of a database of SQLite."""
    return Path(url.removeprefix("sqlite:///"))


def told_of(url: str) -> str:
    """A database by its name, without who may open it."""
    if engine_of(url) == SQLITE:
        return str(file_of(url))
    parts = urlsplit(url)
    return f"{parts.path.lstrip('/') or 'the database'} on {parts.hostname or 'this machine'}"


@contextmanager
def opened(url: str, *, must_be_there: bool = True) -> Iterator[Engine]:
    """A database, connected, apart from the one that the application serves; raises NotKept."""
    if must_be_there and engine_of(url) == SQLITE and not file_of(url).exists():
        raise NotKept(f"There is no database {told_of(url)}.")
    try:
        engine = open_engine(url, connections=CONNECTIONS)
    except BadSetting as fault:
        raise NotKept(str(fault)) from fault
    try:
        engine.connect()
        engine.take_time()
    except (DatabaseError, InterfaceError, sqlite3.Error) as fault:
        engine.close_all()
        told = f"The database {told_of(url)} cannot be opened: {first_line(str(fault))}"
        raise NotKept(told) from fault
    try:
        yield engine
    finally:
        engine.close_all()


@contextmanager
def one_state(database: Engine) -> Iterator[None]:
    """Read one state of a database for as long as it takes."""
    with database.reading():
        database.allow(None)
        if isinstance(database, PostgresEngine):
            database.execute_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
        yield


def check_empty(database: Engine, url: str) -> None:
    """Raise NotKept, and say what is in it, unless a database holds no tables."""
    found = list(shapes(database))
    if not found:
        return
    if "record" in found and "counter" in found:
        ((records,),) = database.execute_sql("SELECT COUNT(*) FROM record").fetchall()
        told = database.execute_sql("SELECT revision FROM counter").fetchall()
        held = f"a Parley with {records} records, revision {told[0][0] if told else 'none'}"
    else:
        named = ", ".join(found[:MOST_NAMED]) + (", …" if len(found) > MOST_NAMED else "")
        held = f"{len(found)} tables ({named})"
    raise NotKept(f"The database {told_of(url)} is not empty: it holds {held}. Name an empty one.")


@contextmanager
def empty_file(path: Path) -> Iterator[Path]:
    """A name beside a file to write it under; it gets its own at the end, or nothing is there.

    Raises NotKept where the file is there already and is no empty database, and while another is
    being written into its folder.
    """
    check_no_file(path)
    partial = path.with_name(f".partial-{path.name}")
    with held(path.parent):
        remove(partial)
        try:
            yield partial
            with partial.open("rb") as handle:
                os.fsync(handle.fileno())
            check_no_file(path)
            partial.replace(path)
            settle(path.parent)
        finally:
            remove(partial)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a folder while a database is written into it: two would take each other's file."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as fault:
        raise NotKept(f"Another database is being written into {folder}.") from fault
    finally:
        os.close(handle)


def check_no_file(path: Path) -> None:
    """Raise NotKept unless a new database can stand under a name."""
    if not path.parent.is_dir():
        raise NotKept(f"There is no folder {path.parent}.")
    if path.name in ("", ":memory:") or (path.exists() and not path.is_file()):
        raise NotKept(f"{path} is no file of a database: name one, such as sqlite:///parley.db.")
    if path.exists():
        url = f"sqlite:///{path}"
        with opened(url) as database:
            check_empty(database, url)
    for ending in ("-wal", "-journal"):
        left = path.with_name(path.name + ending)
        if left.exists():
            raise NotKept(
                f"{left} is left of a database that stood there: move it away with its database, "
                "since it would be read as part of the new one."
            )


def remove(path: Path) -> None:
    """Remove a database of SQLite that nobody uses."""
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


@contextmanager
def empty_database(url: str) -> Iterator[PostgresEngine]:
    """An empty database of PostgreSQL to fill; it is emptied again where that fails."""
    with opened(url) as database:
        assert isinstance(database, PostgresEngine)
        with database.alone():
            check_empty(database, url)
            try:
                yield database
            except BaseException:
                database.close_all()
                database.connect()
                clear(database)
                raise
