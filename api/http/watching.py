"""Being watched: a line of log and the figures of Prometheus for each request."""

import logging
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from time import perf_counter, time
from typing import Any

import orjson
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client import values as stored
from prometheus_client.multiprocess import MultiProcessCollector

from api.access.masking import masked, masked_bytes

from .headers import REQUEST_ID_KEY, request_id_of


class Access:
    """Where the line of each request is written: nowhere, until the service logs.

    The logging module would cost as much as a kept answer does.
    """

    write: Callable[[bytes], Any] | None = None


access = Access()
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
REQUESTS = Counter(
    "parley_requests_total", "Requests by route, status and cache.", ("route", "status", "cache")
)
SECONDS = Histogram(
    "parley_request_seconds", "How long requests took.", ("route",), buckets=BUCKETS
)
NO_ROUTE = "none"
OWN_REQUEST = "parley.own_request"
"""In the environment of a request that the service asks of itself, which is not watched."""


class Seen:
    """A request as it is watched: its id, which Flask shares, and when it began."""

    def __init__(self, environ: dict[str, Any], began: float) -> None:
        self.method, self.path = environ["REQUEST_METHOD"], environ.get("PATH_INFO", "")
        self.is_own = OWN_REQUEST in environ
        self.began, self.id = began, request_id_of(environ)
        environ[REQUEST_ID_KEY] = self.id


class Watch:
    """Notes finished requests. The query string is not logged: it may hold what is not ours."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, int, str], tuple[Any, Any]] = {}

    def figures_of(self, route: str, status: int, cache: str) -> tuple[Any, Any]:
        """The counter and the histogram of such requests, looked up once."""
        key = route, status, cache
        if key not in self.known:
            self.known[key] = REQUESTS.labels(*key), SECONDS.labels(route)
        return self.known[key]

    def note(self, seen: Seen, status: int, route: str | None, size: int, cache: str) -> None:
        """Count and log a request; `cache` is hit, miss or stream, `size` the bytes of its body."""
        if seen.is_own:
            return
        seconds = perf_counter() - seen.began
        named = route or NO_ROUTE
        counter, histogram = self.figures_of(named, status, cache)
        counter.inc()
        histogram.observe(seconds)
        if access.write is not None:
            line = {
                "time": moment(time()),
                "level": "info",
                "message": "request",
                "request_id": seen.id,
                "method": seen.method,
                "path": seen.path[:500],
                "route": route,
                "status": status,
                "milliseconds": round(seconds * 1000, 3),
                "bytes": size,
                "cache": cache,
            }
            access.write(masked_bytes(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE)))


def figures() -> bytes:
    """The figures of all processes, in the text that Prometheus reads."""
    if getattr(stored.ValueClass, "_multiprocess", False):
        registry = CollectorRegistry()
        MultiProcessCollector(registry)
        return bytes(generate_latest(registry))
    return bytes(generate_latest())


def moment(seconds: float) -> str:
    """A time of the clock in UTC, to the millisecond."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")


class JsonLines(logging.Formatter):
    """A line of JSON for each entry of the log, without any token."""

    def format(self, record: logging.LogRecord) -> str:
        told: Mapping[str, Any] = getattr(record, "told", {})
        line = {
            "time": moment(record.created),
            "level": record.levelname.lower(),
            "message": record.getMessage(),
            **told,
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return masked(orjson.dumps(line).decode())


def write_to_stderr(line: bytes) -> None:
    """Write a line of the log; a log that cannot be written spoils no answer."""
    with suppress(OSError):
        os.write(sys.stderr.fileno(), line)


def log_to_stderr() -> None:
    """Write the log of the service as lines of JSON."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logger = logging.getLogger("parley")
    logger.handlers[:] = [handler]
    logger.setLevel(logging.INFO)
    logger.propagate = False
    access.write = write_to_stderr
