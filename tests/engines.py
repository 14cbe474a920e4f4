"""Both engines in one test: the same data in each, the same question put to both."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from flask import Flask
from flask.testing import FlaskClient

from api.app import create_app
from api.config import Settings
from api.database import Engine
from api.models import proxy
from tests.conftest import ENGINES, NO_LIMIT, Databases

MOMENTS = ("created_at", "updated_at", "at")
Fill = Callable[[], object]


@dataclass(frozen=True)
class Side:
    """An application over a database of one engine."""

    app: Flask
    bound: Engine

    def client(self) -> FlaskClient:
        """A client; from now on the models are bound to this engine."""
        proxy.initialize(self.bound)
        return self.app.test_client()


@dataclass(frozen=True)
class Both:
    """The two sides, SQLite first."""

    sides: tuple[Side, ...]

    def ask(self, path: str) -> list[tuple[int, Any]]:
        """Status and JSON of an address on each side."""
        answers = [side.client().get(path) for side in self.sides]
        return [(answer.status_code, answer.get_json()) for answer in answers]

    def same(self, path: str, status: int = 200) -> Any:
        """The JSON that both sides answer with; data and faults are expected to be the same."""
        (first, told), (second, other) = self.ask(path)
        assert (first, second) == (status, status), (path, told, other)
        for member in ("data", "errors", "detail", "facets"):
            assert timeless(told.get(member)) == timeless(other.get(member)), (path, member)
        return told


def timeless(value: Any) -> Any:
    """JSON without the moments at which its records were written."""
    if isinstance(value, list):
        return [timeless(each) for each in value]
    if isinstance(value, dict):
        return {name: timeless(each) for name, each in value.items() if name not in MOMENTS}
    return value


@contextmanager
def both_engines(databases: Databases, content: str, fill: Fill = lambda: None) -> Iterator[Both]:
    """Fresh databases with the same content on both engines, and what `fill` writes into each."""
    sides = []
    for engine in ENGINES:
        app = create_app(Settings(database_url=databases.fresh(engine, content), **NO_LIMIT))
        sides.append(Side(app, proxy.obj))
        fill()
    yield Both(tuple(sides))
    for side in sides:
        side.bound.close_all()


def text(words: str) -> str:
    """Words as the value of a parameter."""
    return quote(words, safe="")
