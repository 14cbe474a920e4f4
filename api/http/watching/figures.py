"""The figures of Prometheus: what each process counts, and how those of all are put together."""

import os
import time
from pathlib import Path
from typing import Any

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client import values as stored
from prometheus_client.multiprocess import MultiProcessCollector

from api.database.timing import watchers

from .retired import retire, together

disable_created_metrics()  # several processes have none, so one is not to have them either
OWN = CollectorRegistry()
"""The figures of this process alone."""
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
FEW_BUCKETS = (0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10)
REQUESTS = Counter(
    "parley_requests_total",
    "Requests by route, status and cache.",
    ("route", "status", "cache"),
    registry=OWN,
)
SECONDS = Histogram(
    "parley_request_seconds", "How long requests took.", ("route",), buckets=BUCKETS, registry=OWN
)
DATABASE_SECONDS = Histogram(
    "parley_database_seconds",
    "How long the statements of a request took together, of requests that ran any.",
    ("route",),
    buckets=FEW_BUCKETS,
    registry=OWN,
)
SLOW = Counter(
    "parley_slow_statements_total", "Statements that took SLOW_MILLISECONDS or more.", registry=OWN
)
POOL_WAIT = Histogram(
    "parley_pool_wait_seconds",
    "How long requests waited for a connection, of those that had to.",
    buckets=FEW_BUCKETS,
    registry=OWN,
)
POOL = Gauge(
    "parley_pool_connections",
    "Connections of the pools of all workers, those in use and all that are open.",
    ("pool", "state"),
    multiprocess_mode="livesum",
    registry=OWN,
)
POOL_MOST = Gauge(
    "parley_pool_connections_most",
    "Connections that the pools of all workers may have.",
    ("pool",),
    multiprocess_mode="livesum",
    registry=OWN,
)
KEPT = Gauge(
    "parley_kept_answers",
    "Finished answers that are kept, in all workers.",
    multiprocess_mode="livesum",
    registry=OWN,
)
KEPT_BYTES = Gauge(
    "parley_kept_bytes",
    "Room that kept answers take, in all workers.",
    multiprocess_mode="livesum",
    registry=OWN,
)
WORKERS = Gauge("parley_workers", "Workers that run.", multiprocess_mode="livesum", registry=OWN)
STARTS = Counter("parley_worker_starts_total", "Workers that were started.", registry=OWN)
STARTED = Gauge(
    "parley_start_time_seconds",
    "When the oldest of the workers that run was started, in seconds since 1970.",
    multiprocess_mode="livemin",
    registry=OWN,
)


class Pools:
    """The gauges of each pool; one is only set where its number is another."""

    def __init__(self) -> None:
        self.gauges: dict[str, tuple[Any, Any, Any]] = {}
        self.shown: dict[str, tuple[int, int, int]] = {}

    def note(self, database: Any) -> None:
        """Show how a pool stands."""
        name, numbers = database.pool_name, database.pool
        if name not in self.gauges:
            used, opened = POOL.labels(name, "used"), POOL.labels(name, "open")
            self.gauges[name] = used, opened, POOL_MOST.labels(name)
            self.shown[name] = (-1, -1, -1)
        for gauge, number, shown in zip(self.gauges[name], numbers, self.shown[name], strict=True):
            if number != shown:
                gauge.set(number)
        self.shown[name] = numbers


watchers.pool = Pools().note


def begin() -> None:
    """Show that this worker runs; what workers that are gone have counted is taken over."""
    WORKERS.set(1)
    STARTS.inc()
    STARTED.set(time.time())
    if folder := shared_folder():
        with together(folder):
            retire(folder)


def shared_folder() -> Path | None:
    """Where the workers of this server put their figures together, None for a single process."""
    if not getattr(stored.ValueClass, "_multiprocess", False):
        return None
    return Path(os.environ["PROMETHEUS_MULTIPROC_DIR"])


def figures(*collectors: Any) -> bytes:
    """The figures of all processes, in the text that Prometheus reads.

    Collectors add what is looked at only now.
    """
    folder = shared_folder()
    if folder is None:
        return bytes(generate_latest(OWN)) + now(collectors)
    with together(folder):
        retire(folder)
        counted = CollectorRegistry()
        MultiProcessCollector(counted, str(folder))
        told = bytes(generate_latest(counted))
    return told + now(collectors)


def now(collectors: tuple[Any, ...]) -> bytes:
    """The figures of collectors."""
    registry = CollectorRegistry()
    for each in collectors:
        registry.register(each)
    return bytes(generate_latest(registry))
