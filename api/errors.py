"""Errors: every fault of a request becomes a Problem (RFC 9457) naming what is wrong and right."""

import difflib
from dataclasses import dataclass, field
from typing import Any

PROBLEMS = "/problems"


@dataclass(frozen=True)
class ProblemType:
    """A kind of problem: its name, its title and its status."""

    name: str
    title: str
    status: int


UNKNOWN_PARAMETER = ProblemType("unknown-parameter", "Unknown parameter", 400)
INVALID_PARAMETER = ProblemType("invalid-parameter", "Invalid parameter", 400)
INVALID_CURSOR = ProblemType("invalid-cursor", "Invalid cursor", 400)
BAD_REQUEST = ProblemType("bad-request", "Bad request", 400)
NOT_FOUND = ProblemType("not-found", "Not found", 404)
METHOD_NOT_ALLOWED = ProblemType("method-not-allowed", "Method not allowed", 405)
NOT_ACCEPTABLE = ProblemType("not-acceptable", "Not acceptable", 406)
WITHDRAWN = ProblemType("withdrawn", "Withdrawn", 410)
URL_TOO_LONG = ProblemType("url-too-long", "URL too long", 414)
RANGE_NOT_SATISFIABLE = ProblemType("range-not-satisfiable", "Range not satisfiable", 416)
INTERNAL = ProblemType("internal-error", "Internal error", 500)
UNAVAILABLE = ProblemType("unavailable", "Service unavailable", 503)

PROBLEM_TYPES = (
    UNKNOWN_PARAMETER,
    INVALID_PARAMETER,
    INVALID_CURSOR,
    BAD_REQUEST,
    NOT_FOUND,
    METHOD_NOT_ALLOWED,
    NOT_ACCEPTABLE,
    WITHDRAWN,
    URL_TOO_LONG,
    RANGE_NOT_SATISFIABLE,
    INTERNAL,
    UNAVAILABLE,
)


@dataclass
class Problem(Exception):
    """A request that cannot be answered; `errors` names each fault, `members` adds members."""

    type: ProblemType
    detail: str
    errors: list[dict[str, Any]] = field(default_factory=list)
    members: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.detail


@dataclass
class Moved(Exception):
    """A record that is to be asked for under another id: for now (307) or for good (308)."""

    status: int
    target: str
    detail: str


def fault(
    where: str, name: str, detail: str, *, value: str | None = None, near: str | None = None
) -> dict[str, Any]:
    """One entry of `errors`: where, which member, what is wrong, what may be meant.

    `where` is `query`, `path` or `body`.
    """
    made: dict[str, Any] = {"in": where, "name": name, "detail": detail}
    if value is not None:
        made["value"] = value
    if near is not None:
        made["did_you_mean"] = near
    return made


def nearest(given: str, known: tuple[str, ...] | list[str]) -> str | None:
    """The known word that is nearest to the given one, if any is near."""
    found = difflib.get_close_matches(given[:200].casefold(), known, n=1, cutoff=0.5)
    return found[0] if found else None


def invalid(
    name: str, detail: str, *, value: str | None = None, near: str | None = None
) -> Problem:
    """A query parameter whose value cannot be used."""
    return Problem(
        INVALID_PARAMETER,
        f"The parameter {name} cannot be used as given: {detail}",
        [fault("query", name, detail, value=value, near=near)],
    )


def unavailable(detail: str, seconds: int = 2) -> Problem:
    """The service cannot answer now and says when to ask again."""
    return Problem(UNAVAILABLE, detail, headers={"Retry-After": str(seconds)})
