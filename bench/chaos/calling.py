"""One who asks a server over a connection of his own, and tells what became of each request."""

import select
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from time import perf_counter
from typing import Any

import orjson

SECONDS_TO_ANSWER = 30
REFUSED, CUT, LATE = "refused", "cut", "late"
"""No answer, since nobody listened, the connection broke off, or it took too long."""


@dataclass(frozen=True)
class Outcome:
    """A request: its method, when it began and ended, its status, or why there is none.

    `told_to_wait` says whether the server could not, and said when to come again, as a Problem.
    """

    method: str
    began: float
    ended: float
    status: int
    lack: str = ""
    headers: Mapping[str, str] | None = None
    body: bytes = b""
    told_to_wait: bool = False

    @property
    def seconds(self) -> float:
        """How long it took."""
        return self.ended - self.began

    @property
    def json(self) -> Any:
        """The answer."""
        return orjson.loads(self.body)

    @property
    def told(self) -> str:
        """What became of it, in a word."""
        return self.lack or str(self.status)


class Caller:
    """Asks one request after the other; `anew` over a new connection each time.

    As programs do that ask over kept connections, it looks whether the server has closed its
    connection before it asks.
    """

    def __init__(self, port: int, *, anew: bool = False) -> None:
        self.port, self.anew = port, anew
        self.held = HTTPConnection("127.0.0.1", port, timeout=SECONDS_TO_ANSWER)

    def ask(
        self, method: str, path: str, headers: Mapping[str, str], content: Any = None
    ) -> Outcome:
        """Ask once."""
        body = None if content is None else orjson.dumps(content)
        told = dict(headers) | ({"Content-Type": "application/json"} if body else {})
        began, lack, answer = perf_counter(), "", b""
        try:
            self.connect()
        except OSError:
            return Outcome(method, began, perf_counter(), 0, REFUSED)
        try:
            self.held.request(method, path, body, told)
            response = self.held.getresponse()
            answer = response.read()
        except TimeoutError:
            lack = LATE
        except (OSError, HTTPException):
            lack = CUT
        if lack or self.anew:
            self.held.close()
        if lack:
            return Outcome(method, began, perf_counter(), 0, lack)
        names = {name.lower(): value for name, value in response.getheaders()}
        waits = response.status == 503 and "retry-after" in names and is_problem(names)
        return Outcome(method, began, perf_counter(), response.status, "", names, answer, waits)

    def connect(self) -> None:
        """Have a connection that is open as far as can be seen."""
        if self.held.sock is not None and select.select([self.held.sock], [], [], 0)[0]:
            self.held.close()
        if self.held.sock is None:
            self.held.connect()

    def close(self) -> None:
        """Close the connection."""
        self.held.close()


def is_problem(headers: Mapping[str, str]) -> bool:
    """Whether an answer says itself to be a Problem."""
    return headers.get("content-type", "").startswith("application/problem+json")
