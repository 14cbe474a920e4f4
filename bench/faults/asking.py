"""Requests to a server of this machine over one connection, as each writer has its own."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode

import orjson

from api import database
from api.access.tokens import create
from api.config import Settings

SECONDS_TO_ANSWER = 60
REASON = {"reason": "A fault run.", "without_evidence": "An invented record."}


@dataclass(frozen=True)
class Answer:
    """What was answered; names of headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return orjson.loads(self.body)

    @property
    def told_to_wait(self) -> bool:
        """Whether the server was too busy, and said when to come again."""
        return self.status == 503 and "retry-after" in self.headers


Ask = Callable[[str, str, Any, Mapping[str, str]], Answer]
"""Asks once: method, address, what to send as JSON (None for nothing), headers."""
Connect = Callable[[], AbstractContextManager[Ask]]
"""Opens a connection to ask over."""


class Http:
    """One connection to a server on the loopback address."""

    def __init__(self, port: int) -> None:
        self.held = HTTPConnection("127.0.0.1", port, timeout=SECONDS_TO_ANSWER)

    def __call__(self, method: str, path: str, body: Any, headers: Mapping[str, str]) -> Answer:
        content = None if body is None else orjson.dumps(body)
        told = dict(headers) | ({"Content-Type": "application/json"} if content else {})
        self.held.request(method, path, content, told)
        answer = self.held.getresponse()
        names = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, names, answer.read())


@contextmanager
def http(port: int) -> Iterator[Ask]:
    """A connection to a server, closed when the block ends."""
    asking = Http(port)
    with closing(asking.held):
        yield asking


class InProcess:
    """The same of an application in this process, which has no server."""

    def __init__(self, app: Any) -> None:
        self.client = app.test_client()

    def __call__(self, method: str, path: str, body: Any, headers: Mapping[str, str]) -> Answer:
        answer = self.client.open(path, method=method, json=body, headers=dict(headers))
        names = {name.lower(): value for name, value in answer.headers.items()}
        return Answer(answer.status_code, names, answer.get_data())


@contextmanager
def in_process(app: Any) -> Iterator[Ask]:
    """The same without a server."""
    yield InProcess(app)


def written(path: str) -> str:
    """The address by which something is written, with the reason for it."""
    return f"{path}?{urlencode(REASON)}"


def all_of(ask: Ask, path: str) -> list[Any]:
    """The data of all pages of a list."""
    found: list[Any] = []
    cursor: str | None = ""
    while cursor is not None:
        told = ask("GET", f"{path}&cursor={cursor}" if cursor else path, None, {}).json
        found += told["data"]
        cursor = told["meta"]["next_cursor"]
    return found


def bearer(url: str) -> dict[str, str]:
    """The header of a new token that may write to a database."""
    bound = database.connect(Settings(database_url=url))
    token = create("faults", "write", "1d")
    bound.close_all()
    return {"Authorization": f"Bearer {token}"}
