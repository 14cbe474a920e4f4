"""A request as it is watched, and what is counted and logged of it when it is finished."""

from collections.abc import Callable
from ipaddress import ip_address, ip_network
from time import perf_counter, time
from typing import Any

import orjson

from api.access.masking import masked_bytes
from api.database.timing import Spent, account

from ..headers import REQUEST_ID_KEY, request_id_of
from ..log_lines import access, moment, visible
from .figures import DATABASE_SECONDS, KEPT, KEPT_BYTES, POOL_WAIT, REQUESTS, SECONDS
from .slow import SlowStatements

NO_ROUTE = "none"
LONGEST_PATH = 500
LONGEST_METHOD = 20
REFUSED = (401, 403, 429)
NETWORK_BITS = {4: 24, 6: 48}
OWN_REQUEST = "parley.own_request"
"""In the environment of a request that the service asks of itself, which is not watched."""
TOKEN_NAME = "parley.token_name"  # noqa: S105  # nosec B105  # the name of a place, not a token
"""In the environment of a request, the name of the token that it came with."""


class Seen:
    """A request as it is watched: its id, which Flask shares, when it began, what it spends."""

    def __init__(self, environ: dict[str, Any], began: float) -> None:
        self.method, self.path = environ["REQUEST_METHOD"], environ.get("PATH_INFO", "")
        self.is_own = OWN_REQUEST in environ
        self.began, self.id, self.environ = began, request_id_of(environ), environ
        environ[REQUEST_ID_KEY] = self.id
        if self.is_own and account.spent is not None:
            self.spent = account.spent
        else:
            self.spent = account.spent = Spent(self.id)


class Watch:
    """Notes finished requests.

    The query string is not logged: it may hold what is not ours. Nor is the caller's address: it
    says who reads about which conflict. Of requests that were refused for who asks or how often,
    the log has the network that they came from, so that something can be done about it.
    """

    def __init__(self, answers: Callable[[], Any] | None = None) -> None:
        self.known: dict[tuple[str, int, str], tuple[Any, Any, Any]] = {}
        self.answers, self.kept_bytes = answers, -1
        self.slow = SlowStatements()

    def figures_of(self, route: str, status: int, cache: str) -> tuple[Any, Any, Any]:
        """The counter and the histograms of such requests, looked up once."""
        key = route, status, cache
        if key not in self.known:
            counter, seconds = REQUESTS.labels(*key), SECONDS.labels(route)
            self.known[key] = counter, seconds, DATABASE_SECONDS.labels(route)
        return self.known[key]

    def note(self, seen: Seen, status: int, route: str | None, size: int, cache: str) -> None:
        """Count and log a request; `cache` is hit, miss or stream, `size` the bytes of its body."""
        if seen.is_own:
            return
        seconds, spent = perf_counter() - seen.began, seen.spent
        if account.spent is spent:
            account.spent = None
        counter, took, database = self.figures_of(route or NO_ROUTE, status, cache)
        counter.inc()
        took.observe(seconds)
        if spent.queries:
            database.observe(spent.seconds)
        if spent.waited:
            POOL_WAIT.observe(spent.waited)
        if cache != "hit":
            self.note_kept()
        if access.write is not None:
            line = line_of(seen, status, route, size, cache, seconds)
            access.write(masked_bytes(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE)))
        for statement in spent.slow:
            self.slow.tell(statement, seen.id, route)

    def note_kept(self) -> None:
        """Show how many answers are kept, where that has changed."""
        answers = self.answers() if self.answers is not None else None
        if answers is not None and answers.bytes != self.kept_bytes:
            self.kept_bytes = answers.bytes
            KEPT.set(len(answers.kept))
            KEPT_BYTES.set(answers.bytes)


def line_of(
    seen: Seen, status: int, route: str | None, size: int, cache: str, seconds: float
) -> dict[str, Any]:
    """What the log says of a request."""
    spent = seen.spent
    line = {
        "time": moment(time()),
        "level": "error" if status == 500 else "info",
        "message": "request",
        "request_id": seen.id,
        "method": seen.method[:LONGEST_METHOD],
        "path": visible(readable(seen.path)[:LONGEST_PATH]),
        "route": route,
        "status": status,
        "milliseconds": round(seconds * 1000, 3),
        "database_milliseconds": round(spent.seconds * 1000, 3),
        "queries": spent.queries,
        "bytes": size,
        "cache": cache,
    }
    if spent.waited:
        line["waited_milliseconds"] = round(spent.waited * 1000, 3)
    if TOKEN_NAME in seen.environ:
        line["token"] = seen.environ[TOKEN_NAME]
    if status in REFUSED:
        line["network"] = network_of(seen.environ.get("REMOTE_ADDR", ""))
    return line


def network_of(address: str) -> str | None:
    """The network of an address: 256 addresses of IPv4, a site of IPv6; None where it is none."""
    try:
        told = ip_address(address.partition("%")[0])
    except ValueError:
        return None
    told = getattr(told, "ipv4_mapped", None) or told
    return str(ip_network(f"{told}/{NETWORK_BITS[told.version]}", strict=False))


def readable(path: str) -> str:
    """A path as it was meant: a server hands on its bytes as Latin-1, whatever they are."""
    return path if path.isascii() else path.encode("latin-1", "replace").decode("utf-8", "replace")
