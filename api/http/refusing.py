"""Faults as Problems: of views, of requests that Flask refuses, of the database, of our own."""

import logging
from collections.abc import Mapping
from typing import Any

from flask import Flask, Response, current_app, request
from werkzeug.exceptions import HTTPException

from api.access.masking import masked_bytes
from api.database import Busy, CannotWrite, DatabaseAway, TooSlow, engine
from api.errors import (
    INTERNAL,
    METHOD_NOT_ALLOWED,
    NOT_FOUND,
    Moved,
    Problem,
    ProblemType,
    fault,
    nearest,
    unavailable,
)
from schemas.folding import slug
from schemas.objects import address

from .answering import json_response, to_bytes
from .headers import REQUEST_ID_KEY
from .tags import API

PROBLEM_TYPE = "application/problem+json"
PROBLEM_PAGE = "parley-problem-page"
"""The extension that makes a page for people of a Problem."""
RETRY_TOO_SLOW = 30
LONGEST_INSTANCE = 2000
log = logging.getLogger("parley")


def install(app: Flask) -> None:
    """Let every fault become a Problem."""
    app.register_error_handler(Problem, answer_problem)
    app.register_error_handler(Moved, answer_moved)
    app.register_error_handler(HTTPException, answer_http)
    app.register_error_handler(DatabaseAway, answer_away)
    app.register_error_handler(Busy, answer_busy)
    app.register_error_handler(CannotWrite, answer_cannot_write)
    app.register_error_handler(TooSlow, answer_too_slow)
    app.register_error_handler(Exception, answer_unexpected)


def request_id() -> str:
    """The id of the request, which the front has given it."""
    return str(request.environ.get(REQUEST_ID_KEY, "-"))


def answer_problem(problem: Problem) -> Response:
    """A Problem as an answer; as a page where the address is one for people, who ask for pages."""
    show = current_app.extensions.get(PROBLEM_PAGE)
    if show is not None and asks_for_page(request.environ):
        page: Response = show(problem)
        return page
    body = problem_bytes(problem, request.full_path.rstrip("?"), request_id())
    return Response(body, problem.type.status, dict(problem.headers), content_type=PROBLEM_TYPE)


def asks_for_page(environ: Mapping[str, Any]) -> bool:
    """Whether a request is that of a browser for something outside the API."""
    is_page = not f"{environ.get('PATH_INFO', '')}/".startswith(API)
    return is_page and "text/html" in environ.get("HTTP_ACCEPT", "")


def problem_bytes(problem: Problem, instance: str, request_id: str) -> bytes:
    """A Problem as JSON; a token that a caller put somewhere is not repeated."""
    kind: ProblemType = problem.type
    body: dict[str, Any] = {
        "type": kind.uri,
        "title": kind.title,
        "status": kind.status,
        "detail": problem.detail,
        "instance": instance[:LONGEST_INSTANCE],
        "request_id": request_id,
        "errors": problem.errors,
        **problem.members,
    }
    return masked_bytes(to_bytes(body))


def answer_moved(moved: Moved) -> Response:
    """Where a record is to be asked for: the same address with the other id, and the same query."""
    rule = request.url_rule.rule if request.url_rule else "<id>"
    query = request.query_string.decode("latin-1")
    path = f"{request.script_root}{rule.replace('<id>', moved.target)}"
    location = f"{path}?{query}" if query else path
    body = {"id": moved.target, "href": address(moved.target), "detail": moved.detail}
    return json_response(body, moved.status, "application/json", {"Location": location})


def answer_http(error: HTTPException) -> Response:
    """What Flask itself refuses: no such address, no such method, a request it cannot read."""
    if error.code in (301, 302, 307, 308) and error.response is not None:
        return error.get_response()  # type: ignore[return-value]
    if error.code == 404:
        return answer_problem(no_such_address())
    if error.code == 405:
        allowed = ", ".join(
            sorted(getattr(error, "valid_methods", None) or ["GET", "HEAD", "OPTIONS"])
        )
        detail = f"{request.method[:40]} is not possible here; possible are {allowed}."
        return answer_problem(Problem(METHOD_NOT_ALLOWED, detail, headers={"Allow": allowed}))
    kind = ProblemType(slug(error.name), error.name, error.code or 400)
    return answer_problem(Problem(kind, error.description or "The request cannot be read."))


def no_such_address() -> Problem:
    """The Problem of an address that does not exist, with the nearest that does."""
    known = sorted(rule.rule for rule in current_app.url_map.iter_rules() if "<" not in rule.rule)
    near = nearest(request.path, known)
    return Problem(
        NOT_FOUND,
        f"There is no address {request.path[:200]}.",
        [fault("path", "", "unknown", near=near)],
    )


def answer_away(error: DatabaseAway) -> Response:
    """The database cannot be reached."""
    log.warning("request %s: %s (%s)", request_id(), error, error.__cause__)
    return answer_problem(unavailable(str(error)))


def answer_busy(error: Busy) -> Response:
    """Others write, and it took too long to wait for them."""
    log.warning("request %s: %s", request_id(), error)
    return answer_problem(unavailable(f"{error} Nothing was written; send it again."))


def answer_cannot_write(error: CannotWrite) -> Response:
    """The disk of the database is full, or it can only be read."""
    log.error("request %s: %s", request_id(), error)
    told = f"{error} Nothing was written; send it again later."
    return answer_problem(unavailable(told, seconds=RETRY_TOO_SLOW))


def answer_too_slow(error: TooSlow) -> Response:
    """A statement ran too long and was stopped."""
    log.warning("request %s: a statement was stopped: %s", request_id(), request.path[:500])
    seconds = engine().statement_seconds
    told = f"This took longer than {seconds} s and was stopped. Ask for less, or later."
    return answer_problem(unavailable(told, seconds=RETRY_TOO_SLOW))


def answer_unexpected(error: Exception) -> Response:
    """A fault of ours: the log tells what, the answer only its number."""
    log.exception("request %s failed", request_id())
    return answer_problem(
        Problem(INTERNAL, "Something went wrong here; the log has it under this request_id.")
    )
