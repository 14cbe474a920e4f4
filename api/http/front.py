"""The front of the application: finished answers kept, common headers, requests counted and logged.

It stands before Flask. A kept answer is given only while the data is as it shows it, which the
database is asked for every request: a write by any process is seen by all at once.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from time import perf_counter
from typing import Any

from api.access.masking import decoded, masked
from api.config import Settings
from api.database import Engine
from api.errors import Problem

from . import servers
from .bounds import Bounds
from .endpoint import ROUTE
from .files import FROM_DISK
from .headers import REQUEST_ID_HEADER, AnswerHeaders, Headers
from .kept import Answers, Kept
from .leaking import leaked
from .limiting import Limiter
from .proxies import Proxies
from .refusing import LONGEST_INSTANCE, PROBLEM_TYPE, problem_bytes
from .tags import State, asked, begins, is_known, is_of_api, tag_of
from .watching import Seen, Watch
from .watching.requests import readable

Environ = dict[str, Any]


class Front:
    """A WSGI application before another.

    Without `open_reads` no answer is kept, since none is for all.
    """

    def __init__(
        self, behind: Callable[..., Iterable[bytes]], database: Engine, settings: Settings
    ) -> None:
        self.behind, self.database, self.open_reads = behind, database, settings.open_reads
        self.answers, self.watch = (
            Answers(settings.cache_megabytes << 20),
            Watch(lambda: self.answers),
        )
        self.headers, self.proxies = AnswerHeaders(settings), Proxies(settings)
        self.limiter, self.bounds = Limiter(settings), Bounds(settings)

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        began = perf_counter()
        self.proxies.see_through(environ)
        seen = Seen(environ, began)
        own, problem = self.limiter.count(environ)
        own += [*self.headers.for_site(environ), (REQUEST_ID_HEADER, seen.id)]

        def begin(status: str, headers: Headers, *rest: Any) -> Any:
            return start_response(status, headers + own, *rest)

        problem = problem or self.bounds.problem(environ) or leaked(environ)
        if problem is not None:
            return self.refuse(problem, environ, seen, begin)
        if environ["REQUEST_METHOD"] in ("GET", "HEAD") and self.is_for_all(environ):
            known = self.known(environ, seen, begin)
            if known is not None:
                return known
        return self.asked_behind(environ, seen, begin)

    def is_for_all(self, environ: Environ) -> bool:
        """Whether the answer to a request does not depend on who asks."""
        return self.open_reads and "HTTP_AUTHORIZATION" not in environ

    def usual(self, environ: Environ, given: Headers) -> Headers:
        """The headers of an answer, with those that it has unless it says otherwise."""
        usual = self.headers.public if self.is_for_all(environ) else self.headers.private
        present = {name for name, _ in given}
        varied = [
            (name, varying(value, usual) if name == "Vary" else value) for name, value in given
        ]
        return varied + [each for each in usual if each[0] not in present]

    def refuse(
        self, problem: Problem, environ: Environ, seen: Seen, start_response: Any
    ) -> Iterable[bytes]:
        """The answer to a request that comes no further; a token in its address is not logged."""
        path = masked(decoded(readable(seen.path)[:LONGEST_INSTANCE]))
        seen.path = path.encode("utf-8", "replace").decode("latin-1")
        body = problem_bytes(problem, path, seen.id)
        headers = [*problem.headers.items(), ("Content-Type", PROBLEM_TYPE)]
        headers.append(("Content-Length", str(len(body))))
        status = problem.type.status
        start_response(f"{status} {problem.type.title}", self.usual(environ, headers))
        self.watch.note(seen, status, None, len(body), "miss")
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]

    def known(self, environ: Environ, seen: Seen, start_response: Any) -> Iterable[bytes] | None:
        """The answer that is kept, or that the caller has; None where it must be made.

        The state of the data is looked at only where there is something to compare it with. Pages
        have headers of their own, which only a kept one tells here.
        """
        kept = self.answers.get(asked(environ))
        given = environ.get("HTTP_IF_NONE_MATCH")
        if kept is None and not (given and is_of_api(environ)):
            return None
        state = self.database.nodes.state(self.at_least(environ))
        if state is None:
            return None
        if kept is not None and not kept.tag.startswith(begins(State(*state))):
            kept = None
        tag = kept.tag if kept else tag_of(environ, State(*state))
        if given and is_known(environ, tag):
            headers = kept.headers if kept else [*self.headers.public, ("ETag", tag), shown(state)]
            headers = [each for each in headers if each[0] not in OF_A_BODY]
            return self.give(seen, "304 NOT MODIFIED", headers, b"", kept, start_response)
        if kept is None:
            return None
        body = b"" if environ["REQUEST_METHOD"] == "HEAD" else kept.body
        return self.give(seen, "200 OK", kept.headers, body, kept, start_response)

    def at_least(self, environ: Environ) -> int:
        """The revision that must be shown; one beyond all where it cannot be told here."""
        try:
            return servers.at_least(environ)
        except Problem:
            return sys.maxsize

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
        start_response(status, headers)
        self.watch.note(seen, int(status[:3]), kept.route if kept else None, len(body), "hit")
        return [body]

    def asked_behind(self, environ: Environ, seen: Seen, start_response: Any) -> Iterable[bytes]:
        """The answer that Flask makes, kept if it may be."""
        told: list[Any] = []

        def begin(status: str, headers: Headers, *rest: Any) -> Any:
            told[:] = [status, self.usual(environ, headers)]
            return start_response(*told, *rest)

        body = self.behind(environ, begin)
        status, headers = told
        self.limiter.learn(environ, status)
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


def varying(value: str, usual: Headers) -> str:
    """What an answer depends on, with what all answers depend on."""
    names = [value, *(each for name, each in usual if name == "Vary")]
    return ", ".join(dict.fromkeys(each.strip() for name in names for each in name.split(",")))


OF_A_BODY = ("Content-Type", "Content-Length", "Link")


def shown(state: tuple[str, int]) -> tuple[str, str]:
    """The header that tells which revision an answer shows."""
    return servers.HEADER, str(state[1])


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
