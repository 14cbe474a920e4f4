"""Errors: every fault of a request becomes a Problem (RFC 9457) naming what is wrong and right."""

import difflib
from dataclasses import dataclass, field
from typing import Any

PROBLEMS = "/problems"
REGISTERED = "https://iana.org/assignments/http-problem-types#"


@dataclass(frozen=True)
class ProblemType:
    """A kind of problem: its name, its title, its status, and whether others know the name too."""

    name: str
    title: str
    status: int
    is_registered: bool = False

    @property
    def uri(self) -> str:
        """What names it in an answer."""
        return f"{REGISTERED}{self.name}" if self.is_registered else f"{PROBLEMS}/{self.name}"


UNKNOWN_PARAMETER = ProblemType("unknown-parameter", "Unknown parameter", 400)
INVALID_PARAMETER = ProblemType("invalid-parameter", "Invalid parameter", 400)
INVALID_CURSOR = ProblemType("invalid-cursor", "Invalid cursor", 400)
BAD_REQUEST = ProblemType("bad-request", "Bad request", 400)
UNAUTHORIZED = ProblemType("unauthorized", "Unauthorized", 401)
FORBIDDEN = ProblemType("forbidden", "Forbidden", 403)
NOT_FOUND = ProblemType("not-found", "Not found", 404)
METHOD_NOT_ALLOWED = ProblemType("method-not-allowed", "Method not allowed", 405)
NOT_ACCEPTABLE = ProblemType("not-acceptable", "Not acceptable", 406)
REQUEST_TIMEOUT = ProblemType("request-timeout", "Request timeout", 408)
CONFLICT = ProblemType("conflict", "Conflict", 409)
WITHDRAWN = ProblemType("withdrawn", "Withdrawn", 410)
HISTORY_GONE = ProblemType("history-gone", "History gone", 410)
LENGTH_REQUIRED = ProblemType("length-required", "Length required", 411)
PRECONDITION_FAILED = ProblemType("precondition-failed", "Precondition failed", 412)
CONTENT_TOO_LARGE = ProblemType("content-too-large", "Content too large", 413)
URL_TOO_LONG = ProblemType("url-too-long", "URL too long", 414)
UNSUPPORTED_MEDIA_TYPE = ProblemType("unsupported-media-type", "Unsupported media type", 415)
RANGE_NOT_SATISFIABLE = ProblemType("range-not-satisfiable", "Range not satisfiable", 416)
INVALID_RECORD = ProblemType("invalid-record", "Invalid record", 422)
KEY_REUSED = ProblemType("idempotency-key-reused", "Idempotency-Key used for another request", 422)
PRECONDITION_REQUIRED = ProblemType("precondition-required", "Precondition required", 428)
QUOTA_EXCEEDED = ProblemType("quota-exceeded", "Quota exceeded", 429, is_registered=True)
"""Its name is that of draft-ietf-httpapi-ratelimit-headers-10, as is its member."""
HEADERS_TOO_LARGE = ProblemType("headers-too-large", "Headers too large", 431)
INTERNAL = ProblemType("internal-error", "Internal error", 500)
UNAVAILABLE = ProblemType("unavailable", "Service unavailable", 503)

PROBLEM_TYPES = (
    UNKNOWN_PARAMETER,
    INVALID_PARAMETER,
    INVALID_CURSOR,
    BAD_REQUEST,
    UNAUTHORIZED,
    FORBIDDEN,
    NOT_FOUND,
    METHOD_NOT_ALLOWED,
    NOT_ACCEPTABLE,
    REQUEST_TIMEOUT,
    CONFLICT,
    HISTORY_GONE,
    WITHDRAWN,
    LENGTH_REQUIRED,
    PRECONDITION_FAILED,
    CONTENT_TOO_LARGE,
    URL_TOO_LONG,
    UNSUPPORTED_MEDIA_TYPE,
    RANGE_NOT_SATISFIABLE,
    INVALID_RECORD,
    KEY_REUSED,
    PRECONDITION_REQUIRED,
    QUOTA_EXCEEDED,
    HEADERS_TOO_LARGE,
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
