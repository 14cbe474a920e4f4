"""The front of the application: finished answers kept, common headers, requests counted and logged.

It stands before Flask. A kept answer is given only while the data is as it shows it, which the
database is asked for every request: a write by any process is seen by all at once.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from threading import Lock
from time import perf_counter
from typing import Any

from api.database import Engine

from .files import FROM_DISK
from .headers import COMMON_HEADERS
from .serving import ROUTE
from .tags import State, asked, begins, is_known, tag_of
from .turns import Turns
from .watching import Seen, Watch

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
LARGEST_SHARE = 16
KEPT_ABOUT = 400


@dataclass(frozen=True)
class Kept:
    """A finished answer, and the state of the data that it shows."""

    state: State
    headers: Headers
    body: bytes
    route: str

    @property
    def size(self) -> int:
        """About how many bytes it takes."""
        return len(self.body) + KEPT_ABOUT


class Answers:
    """Finished answers by what was asked; those unused for longest go when they fill their room."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes, self.bytes = most_bytes, 0
        self.kept: OrderedDict[str, Kept] = OrderedDict()
        self.lock = Lock()

    def get(self, key: str, state: State) -> Kept | None:
        """The answer to a question, if it shows this state."""
        with self.lock:
            found = self.kept.get(key)
            if found is None or found.state != state:
                return None
            self.kept.move_to_end(key)
            return found

    def put(self, key: str, answer: Kept) -> None:
        """Keep an answer, if it is not too large a share of the room."""
        if answer.size * LARGEST_SHARE > self.most_bytes:
            return
        with self.lock:
            former = self.kept.pop(key, None)
            self.bytes += answer.size - (former.size if former else 0)
            self.kept[key] = answer
            while self.bytes > self.most_bytes:
                _, gone = self.kept.popitem(last=False)
                self.bytes -= gone.size


class Front:
    """A WSGI application before another."""

    def __init__(
        self, behind: Callable[..., Iterable[bytes]], database: Engine, most_bytes: int
    ) -> None:
        self.behind, self.database = behind, database
        self.answers, self.watch = Answers(most_bytes), Watch()
        self.turns = Turns(needed=database.takes_turns)

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        seen = Seen(environ, perf_counter())
        with self.turns.turn():
            return self.answer(environ, seen, start_response)

    def answer(self, environ: Environ, seen: Seen, start_response: Any) -> Iterable[bytes]:
        """The answer to one request: kept, or made."""
        state = self.state(environ)
        if state is not None:
            known = self.known(environ, state, seen, start_response)
            if known is not None:
                return known
        return self.asked_behind(environ, state, seen, start_response)

    def state(self, environ: Environ) -> State | None:
        """The present state of the data, for a request whose answer may be kept."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return None
        if not environ.get("PATH_INFO", "").startswith("/v1/") or "HTTP_AUTHORIZATION" in environ:
            return None
        found = self.database.peeking.state()
        return State(*found) if found else None

    def known(
        self, environ: Environ, state: State, seen: Seen, start_response: Any
    ) -> Iterable[bytes] | None:
        """The answer that is kept, or that the caller has; None where it must be made."""
        kept = self.answers.get(asked(environ), state)
        if "HTTP_IF_NONE_MATCH" in environ and is_known(environ, tag := tag_of(environ, state)):
            headers = kept.headers if kept else [*COMMON, ("ETag", tag)]
            headers = [each for each in headers if each[0] not in OF_A_BODY]
            return self.give(seen, "304 NOT MODIFIED", headers, b"", kept, start_response)
        if kept is None:
            return None
        body = b"" if environ["REQUEST_METHOD"] == "HEAD" else kept.body
        return self.give(seen, "200 OK", kept.headers, body, kept, start_response)

    def give(
        self,
        seen: Seen,
        status: str,
        headers: Headers,
        body: bytes,
        kept: Kept | None,
        start_response: Any,
    ) -> Iterable[bytes]:
        """An answer without Flask."""
        start_response(status, [*headers, (REQUEST_ID_HEADER, seen.id)])
        self.watch.note(seen, int(status[:3]), kept.route if kept else None, len(body), "hit")
        return [body]

    def asked_behind(
        self, environ: Environ, state: State | None, seen: Seen, start_response: Any
    ) -> Iterable[bytes]:
        """The answer that Flask makes, kept if it may be."""
        told: list[Any] = []

        def begin(status: str, headers: Headers, *rest: Any) -> Any:
            present = {name for name, _ in headers}
            headers = headers + [each for each in COMMON if each[0] not in present]
            told[:] = [status, headers]
            return start_response(status, [*headers, (REQUEST_ID_HEADER, seen.id)], *rest)

        body = self.behind(environ, begin)
        status, headers = told
        route = environ.get(ROUTE)
        whole_is_small = FROM_DISK not in environ and len_of(headers) is not None
        if isinstance(body, (list, tuple)) or whole_is_small:
            whole = joined(body)
            if state is not None and environ["REQUEST_METHOD"] == "GET" and status[:3] == "200":
                self.keep(environ, state, headers, whole, route)
            self.watch.note(seen, int(status[:3]), route, len(whole), "miss")
            return [whole]
        return Watched(
            body,
            self.turns,
            lambda sent: self.watch.note(seen, int(status[:3]), route, sent, "stream"),
        )

    def keep(
        self, environ: Environ, state: State, headers: Headers, body: bytes, route: str | None
    ) -> None:
        """Keep an answer that has the tag of this state."""
        if dict(headers).get("ETag", "").startswith(begins(state)):
            self.answers.put(asked(environ), Kept(state, headers, body, route or ""))


class Watched:
    """A stream, noted when it has ended or broken off, or is closed before that, even unbegun."""

    def __init__(self, body: Any, turns: Turns, note: Callable[[int], None]) -> None:
        self.body, self.pieces, self.turns, self.note = body, iter(body), turns, note
        self.sent, self.closed = 0, False

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            with self.turns.turn():
                piece: bytes = next(self.pieces)
        except BaseException:
            self.close()
            raise
        self.sent += len(piece)
        return piece

    def close(self) -> None:
        """End what is streamed, however little of it was asked for."""
        if self.closed:
            return
        self.closed = True
        if hasattr(self.body, "close"):
            self.body.close()
        self.note(self.sent)


OF_A_BODY = ("Content-Type", "Content-Length", "Link")
COMMON: Headers = list(COMMON_HEADERS.items())
REQUEST_ID_HEADER = "X-Request-Id"


def len_of(headers: Headers) -> str | None:
    """The length that an answer says it has."""
    return next((value for name, value in headers if name.lower() == "content-length"), None)


def joined(body: Any) -> bytes:
    """The pieces of an answer whose length is known."""
    try:
        return b"".join(body)
    finally:
        if hasattr(body, "close"):
            body.close()
