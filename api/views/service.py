"""Whether the service is alive, and whether it can serve."""

from typing import Any

from api import migrating
from api.database import DatabaseAway, snapshot
from api.errors import Problem, unavailable
from api.http.endpoint import Endpoint, Reply
from api.http.formats import FIGURES
from api.http.shapes import TEXT, WHOLE, object_shape
from api.http.watching import figures
from api.models import Counter


def alive(arguments: dict[str, Any]) -> Reply:
    """The process answers."""
    return Reply({"status": "ok"})


def ready(arguments: dict[str, Any]) -> Reply:
    """The database answers and is migrated; a Problem says which is not so."""
    try:
        waiting = migrating.pending()
        if waiting:
            told = f"Migrations are pending: {', '.join(waiting)}. Run: flask db up"
            raise not_ready("migrations", told)
        with snapshot():
            revision = Counter.select(Counter.revision).scalar()
    except DatabaseAway as error:
        raise not_ready("database", str(error)) from error
    checks = {"database": "ok", "migrations": "ok"}
    return Reply({"status": "ok", "revision": revision, "checks": checks})


def not_ready(check: str, detail: str) -> Problem:
    """The Problem of a check that failed."""
    problem = unavailable(detail)
    problem.members["failed"] = check
    return problem


def measured(arguments: dict[str, Any]) -> Reply:
    """The figures of all processes of this server."""
    return Reply(figures())


CHECKS = object_shape("The checks.", {"database": TEXT, "migrations": TEXT})


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
                "The database answers and no migration is pending; "
                "otherwise 503, and `failed` says which."
            ),
            view=ready,
            answer=object_shape("Ready.", {"status": TEXT, "revision": WHOLE, "checks": CHECKS}),
            reads=False,
            closable=False,
            tagged=False,
            example="/readyz",
        ),
        Endpoint(
            path="/metrics",
            operation="getMetrics",
            tag="service",
            summary="The figures that Prometheus reads",
            description="Requests by route, status and cache, and how long they took.",
            view=measured,
            answer=TEXT,
            reads=False,
            closable=False,
            tagged=False,
            formats=(FIGURES,),
        ),
    ]
