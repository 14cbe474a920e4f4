"""The figures that Prometheus reads: what all workers counted, and how the data stands now."""

import platform
import time
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from flask import current_app
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric

from api.database import (
    ENGINE_FAULTS,
    Busy,
    DatabaseAway,
    Node,
    PostgresEngine,
    TooSlow,
    engine,
    nodes,
    snapshot,
)
from api.errors import Problem
from api.http.endpoint import Endpoint, Reply
from api.http.formats import FIGURES
from api.http.shapes import TEXT
from api.http.tags import state_of_data
from api.http.watching import figures
from api.keeping.kept import last_verified
from api.query.tallies import records_by_kind
from api.version import VERSION

from .service import ready

RECORDS_EVERY_SECONDS = 15
DEGRADED = "degraded"
FAULTS = (Problem, DatabaseAway, Busy, TooSlow, *ENGINE_FAULTS)


class Records:
    """How many records there are of each kind, counted anew when the data has changed.

    That reads an index of all records, so it is done at most every 15 seconds.
    """

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}
        self.counted_at, self.state = -float(RECORDS_EVERY_SECONDS), ("", -1)

    def by_kind(self) -> dict[str, int]:
        """The numbers, of a few seconds ago at most; raises what a database away raises."""
        with snapshot():
            state = state_of_data()
            late = time.monotonic() - self.counted_at >= RECORDS_EVERY_SECONDS
            if state.epoch != self.state[0] or (state != self.state and late):
                self.counts = records_by_kind()
                self.counted_at, self.state = time.monotonic(), state
        return self.counts


class Now:
    """What is looked at when Prometheus asks: readiness, servers of the database, records."""

    def __init__(self) -> None:
        self.records = Records()

    def collect(self) -> Iterator[Metric]:
        """The figures; those of a database that does not answer are left out."""
        status = readiness()
        kind = "postgresql" if isinstance(engine(), PostgresEngine) else "sqlite"
        told = {"version": VERSION, "python": platform.python_version(), "database": kind}
        yield InfoMetricFamily("parley_build", "What runs here.", value=told)
        yield GaugeMetricFamily(
            "parley_ready", "Whether /readyz says 200.", value=status is not None
        )
        yield GaugeMetricFamily(
            "parley_degraded", "Whether /readyz says degraded.", value=status == DEGRADED
        )
        yield from of_backups()
        yield from of_servers()
        if status is not None:
            yield from self.of_records()

    def of_records(self) -> Iterator[Metric]:
        """How many records there are."""
        try:
            counts = self.records.by_kind()
        except FAULTS:
            return
        told = "Records that stand, by kind."
        gauge = GaugeMetricFamily("parley_records", told, labels=["kind"])
        for kind, number in counts.items():
            gauge.add_metric([kind], number)
        yield gauge


def readiness() -> str | None:
    """What this process would say of itself, None where it cannot serve."""
    try:
        status: str = ready({}).body["status"]
    except FAULTS:
        return None
    return status


def of_backups() -> Iterator[Metric]:
    """When the newest backup that was tried was made; nothing where there is none to be seen."""
    newest = last_verified(current_app.config["PARLEY"].backups)
    if newest is not None:
        yield GaugeMetricFamily(
            "parley_backup_time_seconds",
            "When the newest backup that was tried was made, in seconds since 1970.",
            value=datetime.fromisoformat(newest.manifest.created).timestamp(),
        )


def of_servers() -> Iterator[Metric]:
    """Of each server of the database: whether it answers, its revision, how far it lies behind."""
    up = GaugeMetricFamily(
        "parley_database_up", "Whether a server of the database can be used.", labels=["server"]
    )
    revision = GaugeMetricFamily(
        "parley_revision", "The revision that a server shows.", labels=["server"]
    )
    lag = GaugeMetricFamily(
        "parley_replica_lag_seconds",
        "For how long a replica has lacked what the primary has.",
        labels=["server"],
    )
    for node in nodes():
        shown = revision_of(node)
        up.add_metric([node.name], shown is not None)
        if shown is not None:
            revision.add_metric([node.name], shown)
        if node.lag_seconds is not None:
            lag.add_metric([node.name], node.lag_seconds)
    yield from (up, revision, lag)


def revision_of(node: Node) -> int | None:
    """The revision that a server was last seen to show, None for one that cannot be used."""
    if node.fault is not None or node.sight is None or not node.sight.epoch:
        return None
    return node.sight.revision


def endpoints() -> list[Endpoint]:
    """The figures."""
    now = Now()

    def measured(arguments: dict[str, Any]) -> Reply:
        return Reply(figures(now))

    return [
        Endpoint(
            path="/metrics",
            operation="getMetrics",
            tag="service",
            summary="The figures that Prometheus reads",
            description=(
                "What all workers counted, and how the data stands now: `docs/watching.md` tells "
                "what each figure means, and which to be woken by."
            ),
            view=measured,
            answer=TEXT,
            reads=False,
            closable=False,
            tagged=False,
            formats=(FIGURES,),
        ),
    ]
