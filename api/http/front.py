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

from api.access.masking import has_token_in_address
from api.database import Engine

from .endpoint import ROUTE
from .files import FROM_DISK
from .headers import COMMON_HEADERS, PREFLIGHT_HEADERS, PRIVATE_HEADERS
from .leaking import refusal
from .tags import State, asked, begins, is_known, tag_of
from .watching import Seen, Watch

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
LARGEST_SHARE = 16
KEPT_ABOUT = 400


@dataclass(frozen=True)
class Kept:
    """A finished answer, and its tag, which names the state of the data that it shows."""

    tag: str
    headers: Headers
    body: bytes
    route: str

    @property
    def size(self) -> int:
        """About how many bytes it takes beside its key."""
        headers = sum(len(name) + len(value) for name, value in self.headers)
        return len(self.body) + headers + KEPT_ABOUT


class Answers:
    """Finished answers by what was asked; those unused for longest go when they fill their room."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes, self.bytes = most_bytes, 0
        self.kept: OrderedDict[str, Kept] = OrderedDict()
        self.lock = Lock()

    def get(self, key: str) -> Kept | None:
        """The answer to a question, of whatever state of the data."""
        with self.lock:
            found = self.kept.get(key)
            if found is not None:
                self.kept.move_to_end(key)
            return found

    def put(self, key: str, answer: Kept) -> None:
        """Keep an answer, if it is not too large a share of the room."""
        size = len(key) + answer.size
        if size * LARGEST_SHARE > self.most_bytes:
            return
        with self.lock:
            former = self.kept.pop(key, None)
            self.bytes += size - (len(key) + former.size if former else 0)
            self.kept[key] = answer
            while self.bytes > self.most_bytes:
                oldest, gone = self.kept.popitem(last=False)
                self.bytes -= len(oldest) + gone.size


class Front:
    """A WSGI application before another.

    Without `open_reads` no answer is kept, since none is for all.
    """

    def __init__(
        self,
        behind: Callable[..., Iterable[bytes]],
        database: Engine,
        most_bytes: int,
        *,
        open_reads: bool,
    ) -> None:
        self.behind, self.database, self.open_reads = behind, database, open_reads
        self.answers, self.watch = Answers(most_bytes), Watch()

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        seen = Seen(environ, perf_counter())
        if has_token_in_address(environ):
            return self.refuse(environ, seen, start_response)
        if environ["REQUEST_METHOD"] in ("GET", "HEAD") and self.is_for_all(environ):
            known = self.known(environ, seen, start_response)
            if known is not None:
                return known
        return self.asked_behind(environ, seen, start_response)

    def is_for_all(self, environ: Environ) -> bool:
        """Whether the answer to a request does not depend on who asks."""
        return self.open_reads and "HTTP_AUTHORIZATION" not in environ

    def common(self, environ: Environ) -> Headers:
        """The headers that the answer to a request has unless it says otherwise."""
        return COMMON if self.is_for_all(environ) else PRIVATE

    def refuse(self, environ: Environ, seen: Seen, start_response: Any) -> Iterable[bytes]:
        """The answer to a request with a token in its address."""
        headers, body = refusal(seen)
        headers += [*self.common(environ), (REQUEST_ID_HEADER, seen.id)]
        start_response("400 BAD REQUEST", headers)
        self.watch.note(seen, 400, None, len(body), "miss")
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]

    def known(self, environ: Environ, seen: Seen, start_response: Any) -> Iterable[bytes] | None:
        """The answer that is kept, or that the caller has; None where it must be made.

        The state of the data is looked at only where there is something to compare it with.
        """
        kept = self.answers.get(asked(environ))
        given = environ.get("HTTP_IF_NONE_MATCH")
        if kept is None and not given:
            return None
        state = self.database.peeking.state()
        if state is None:
            return None
        if kept is not None and not kept.tag.startswith(begins(State(*state))):
            kept = None
        tag = kept.tag if kept else tag_of(environ, State(*state))
        if given and is_known(environ, tag):
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

    def asked_behind(self, environ: Environ, seen: Seen, start_response: Any) -> Iterable[bytes]:
        """The answer that Flask makes, kept if it may be."""
        told: list[Any] = []

        def begin(status: str, headers: Headers, *rest: Any) -> Any:
            present = {name for name, _ in headers}
            common = self.common(environ)
            headers = headers + [each for each in common if each[0] not in present]
            if environ["REQUEST_METHOD"] == "OPTIONS":
                headers += PREFLIGHT
            told[:] = [status, headers]
            return start_response(status, [*headers, (REQUEST_ID_HEADER, seen.id)], *rest)

        body = self.behind(environ, begin)
        status, headers = told
        route = environ.get(ROUTE)
        whole_is_small = FROM_DISK not in environ and len_of(headers) is not None
        if isinstance(body, (list, tuple)) or whole_is_small:
            whole = joined(body)
            if (
                environ["REQUEST_METHOD"] == "GET"
                and status[:3] == "200"
                and self.is_for_all(environ)
            ):
                self.keep(environ, headers, whole, route)
            self.watch.note(seen, int(status[:3]), route, len(whole), "miss")
            return [whole]
        return Watched(
            body, lambda sent: self.watch.note(seen, int(status[:3]), route, sent, "stream")
        )

    def keep(self, environ: Environ, headers: Headers, body: bytes, route: str | None) -> None:
        """Keep an answer that its tag tells to be that of a state of the data."""
        tag = next((value for name, value in headers if name == "ETag"), "")
        epoch, _, rest = tag.partition(".")
        revision, _, given = rest.partition(".")
        if given and tag == tag_of(environ, State(epoch[1:], int(revision))):
            self.answers.put(asked(environ), Kept(tag, headers, body, route or ""))


class Watched:
    """A stream, noted when it has ended or broken off, or is closed before that, even unbegun."""

    def __init__(self, body: Any, note: Callable[[int], None]) -> None:
        self.body, self.pieces, self.note = body, iter(body), note
        self.sent, self.closed = 0, False

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
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
PRIVATE: Headers = list((COMMON_HEADERS | PRIVATE_HEADERS).items())
PREFLIGHT: Headers = list(PREFLIGHT_HEADERS.items())
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
