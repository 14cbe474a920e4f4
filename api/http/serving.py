"""Serving endpoints: query checked, one snapshot read, faults as Problems, headers everywhere."""

import logging
import re
import secrets
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask, Response, current_app, g, request
from peewee import DatabaseError
from werkzeug.exceptions import HTTPException

from api import migrating
from api.database import DatabaseAway, snapshot
from api.errors import (
    BAD_REQUEST,
    INTERNAL,
    METHOD_NOT_ALLOWED,
    NOT_FOUND,
    PROBLEMS,
    Moved,
    Problem,
    ProblemType,
    fault,
    nearest,
    unavailable,
)
from api.models import Counter
from schemas.folding import slug
from schemas.objects import address

from .answering import json_response
from .asking import arguments_of, check_accept, check_path
from .endpoint import Endpoint, Reply

PROBLEM_TYPE = "application/problem+json"
REQUEST_ID = re.compile("[A-Za-z0-9._-]{1,64}")
EXPOSED = "Link, X-Request-Id, Retry-After, Location, Allow"
SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
BARE_POLICY = "default-src 'none'; frame-ancestors 'none'"
log = logging.getLogger("parley")


class Migrations:
    """Whether the database is migrated: asked until it is, then known."""

    def __init__(self) -> None:
        self.done = False

    def require(self) -> None:
        """Raise a Problem while migrations are pending."""
        if self.done:
            return
        waiting = migrating.pending()
        if waiting:
            raise unavailable(f"Migrations are pending: {', '.join(waiting)}. Run: flask db up")
        self.done = True


def register(app: Flask, endpoints: Iterable[Endpoint]) -> None:
    """Serve endpoints with an application, and let every fault become a Problem."""
    add_routes(app, endpoints)
    app.before_request(identify)
    app.after_request(add_headers)
    app.register_error_handler(Problem, answer_problem)
    app.register_error_handler(Moved, answer_moved)
    app.register_error_handler(HTTPException, answer_http)
    app.register_error_handler(DatabaseAway, answer_away)
    app.register_error_handler(Exception, answer_unexpected)


def add_routes(app: Flask, endpoints: Iterable[Endpoint]) -> None:
    """Give endpoints to an application."""
    migrations = app.extensions.setdefault("parley-migrations", Migrations())
    for endpoint in endpoints:
        rule = re.sub(r"\{(\w+)\}", r"<\1>", endpoint.path)
        view = served(endpoint, migrations)
        app.add_url_rule(rule, endpoint.operation, view, methods=["GET"])


def served(endpoint: Endpoint, migrations: Migrations) -> Callable[..., Response]:
    """The view function of an endpoint."""

    def view(**path: str) -> Response:
        check_accept(request, endpoint.media_type)
        check_path(endpoint, path)
        arguments = arguments_of(request, endpoint.arguments)
        if not endpoint.reads:
            return respond(endpoint, endpoint.view(arguments, **path))
        migrations.require()
        try:
            with snapshot():
                g.revision = Counter.select(Counter.revision).scalar()
                return respond(endpoint, endpoint.view(arguments, **path))
        except DatabaseError:
            migrations.done = False
            migrations.require()
            raise

    return view


def respond(endpoint: Endpoint, reply: Reply) -> Response:
    """A reply as a response."""
    return json_response(reply.body, reply.status, endpoint.media_type, reply.headers)


def identify() -> None:
    """Give the request an id, the caller's if it is a sensible one; refuse one without a host."""
    given = request.headers.get("X-Request-Id", "")
    g.request_id = given if REQUEST_ID.fullmatch(given) else secrets.token_hex(8)
    if not request.host:
        raise Problem(BAD_REQUEST, "The Host header is missing or is no host.")


def add_headers(response: Response) -> Response:
    """Headers that every answer has: the request id, CORS for reads, safety."""
    response.headers["X-Request-Id"] = request_id()
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = EXPOSED
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
        response.headers["Access-Control-Allow-Headers"] = "Accept, X-Request-Id"
        response.headers["Access-Control-Max-Age"] = "86400"
    response.vary.add("Accept")
    response.headers.setdefault("Cache-Control", "no-cache")
    response.headers.setdefault("Content-Security-Policy", BARE_POLICY)
    for name, value in SECURITY_HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def request_id() -> str:
    """The id of the request, also where it failed before it got one."""
    return str(g.get("request_id") or "-")


def answer_problem(problem: Problem) -> Response:
    """A Problem as an answer."""
    kind: ProblemType = problem.type
    body: dict[str, Any] = {
        "type": f"{PROBLEMS}/{kind.name}",
        "title": kind.title,
        "status": kind.status,
        "detail": problem.detail,
        "instance": request.full_path.rstrip("?")[:2000],
        "request_id": request_id(),
        "errors": problem.errors,
        **problem.members,
    }
    return json_response(body, kind.status, PROBLEM_TYPE, problem.headers)


def answer_moved(moved: Moved) -> Response:
    """Where a record is to be asked for: the same address with the other id, and the same query."""
    rule = request.url_rule.rule if request.url_rule else "<id>"
    query = request.query_string.decode("latin-1")
    location = rule.replace("<id>", moved.target) + (f"?{query}" if query else "")
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
        detail = f"{request.method} is not possible here; possible are {allowed}."
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


def answer_unexpected(error: Exception) -> Response:
    """A fault of ours: the log tells what, the answer only its number."""
    log.exception("request %s failed", request_id())
    return answer_problem(
        Problem(INTERNAL, "Something went wrong here; the log has it under this request_id.")
    )
