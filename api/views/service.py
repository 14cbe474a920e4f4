"""Whether the service is alive, and whether it can serve."""

import logging
from typing import Any

from api import migrating
from api.database import DatabaseAway, look_around, nodes, snapshot, state_of
from api.errors import Problem, unavailable
from api.http.endpoint import Endpoint, Reply
from api.http.leaving import LEAVING
from api.http.servers import read_somewhere
from api.http.shapes import TEXT, WHOLE, nullable, object_shape
from api.models import Counter, Revision
from api.store.revision import present_moment

OK = "ok"
log = logging.getLogger("parley")


def alive(arguments: dict[str, Any]) -> Reply:
    """The process answers."""
    return Reply({"status": OK})


def ready(arguments: dict[str, Any]) -> Reply:
    """Whether data can be read, and what is not as it should be; a Problem where it cannot."""
    if LEAVING.is_set():
        raise not_ready("process", "This process is about to end, and answers what it was asked.")
    database = nodes()
    look_around(database)
    try:
        revision, clock = read_somewhere({}, read_state)
    except DatabaseAway as error:
        raise not_ready("database", str(error)) from error
    noted.note(clock)
    checks = {"database": state_of(database, database.primary), "migrations": OK, "clock": clock}
    replicas = [
        {
            "name": each.name,
            "state": state_of(database, each),
            "revision": each.sight.revision if each.sight else None,
            "lag_seconds": None if each.lag_seconds is None else round(each.lag_seconds, 3),
        }
        for each in database.replicas
    ]
    told = [*checks.values(), *(each["state"] for each in replicas)]
    status = OK if set(told) == {OK} else "degraded"
    body = {"status": status, "revision": revision, "checks": checks, "replicas": replicas}
    return Reply(body)


def read_state() -> tuple[int, str]:
    """The revision of the data, and what is to be said of the clock; raises DatabaseAway."""
    waiting = migrating.pending()
    if waiting:
        told = f"Migrations are pending: {', '.join(waiting)}. Run: flask db up"
        raise not_ready("migrations", told)
    with snapshot():
        revision = Counter.select(Counter.revision).scalar()
        last = Revision.select(Revision.at).where(Revision.number == revision).scalar()
    now = present_moment()
    if last and now < last:
        return revision, f"it shows {now}, before the last revision was written ({last})"
    return revision, OK


class Noted:
    """What was last logged of the clock: only a change is."""

    is_right = True

    def note(self, clock: str) -> None:
        """Log what is to be said of the clock, unless that was said before."""
        if (clock == OK) != self.is_right:
            self.is_right = clock == OK
            log.log(logging.INFO if self.is_right else logging.WARNING, "clock: %s", clock)


noted = Noted()


def not_ready(check: str, detail: str) -> Problem:
    """The Problem of a check that failed."""
    problem = unavailable(detail)
    problem.members["failed"] = check
    return problem


CHECKS = object_shape(
    "The checks: `ok`, or what is wrong. Of the database: whether it can be written.",
    {"database": TEXT, "migrations": TEXT, "clock": TEXT},
)
REPLICA = object_shape(
    "A replica: whether it is read from, and how far it lies behind.",
    {
        "name": TEXT,
        "state": TEXT,
        "revision": nullable(WHOLE),
        "lag_seconds": nullable({"type": "number"}),
    },
)
READY = object_shape(
    "Ready; `degraded` where data can be read, but not all is as it should be.",
    {
        "status": TEXT,
        "revision": WHOLE,
        "checks": CHECKS,
        "replicas": {"type": "array", "items": REPLICA},
    },
)


def endpoints() -> list[Endpoint]:
    """Health and readiness."""
    return [
        Endpoint(
            path="/healthz",
            operation="getHealth",
            tag="service",
            summary="Is the process alive?",
            view=alive,
            answer=object_shape("Alive.", {"status": TEXT}),
            reads=False,
            closable=False,
            tagged=False,
            example="/healthz",
        ),
        Endpoint(
            path="/readyz",
            operation="getReadiness",
            tag="service",
            summary="Can it serve?",
            description=(
                "Data can be read and no migration is pending; otherwise 503, and `failed` says "
                "which. What else is amiss (nothing can be written, a replica lies behind, the "
                "clock was set back) is told by `status` and `checks`."
            ),
            view=ready,
            answer=READY,
            reads=False,
            closable=False,
            tagged=False,
            example="/readyz",
        ),
    ]
