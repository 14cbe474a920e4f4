"""Serving endpoints: query checked, one snapshot read, faults as Problems, headers everywhere."""

import logging
import re
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from time import monotonic
from typing import Any

from flask import Flask, Response, current_app, g, request

from api.database import ENGINE_FAULTS, DatabaseAway, asking, engine, nodes, snapshot
from api.database.lending import Lent

from . import refusing
from .answering import json_response
from .asking import arguments_of, check_path, refuse_without_host
from .authorizing import Caller, authorized, note_use
from .endpoint import ROUTE, Endpoint, Reply
from .files import sent
from .formats import Format, chosen, in_form
from .readiness import Migrations
from .receiving import RECEIVER, STREAM, Receiver
from .servers import HEADER, read_somewhere, require_revision
from .tags import is_known, state_of_data, tag_of
from .writing import written

# The server ends a broken stream as it ends a whole one. An open quotation mark is the end of no
# form, so that whoever reads it finds that it is not whole.
BROKEN_OFF = b'"This answer broke off here: what stands above is not whole.'
READ = "read"
log = logging.getLogger("parley")


def register(app: Flask, endpoints: Iterable[Endpoint]) -> None:
    """Serve endpoints with an application, and let every fault become a Problem."""
    add_routes(app, endpoints)
    refusing.install(app)


def add_routes(app: Flask, endpoints: Iterable[Endpoint]) -> None:
    """Give endpoints to an application."""
    migrations = app.extensions.setdefault("parley-migrations", Migrations())
    app.extensions.setdefault(RECEIVER, Receiver(app.config["PARLEY"]))
    for endpoint in endpoints:
        rule = re.sub(r"\{(\w+)\}", r"<\1>", endpoint.path)
        view = (written if endpoint.writes else served)(endpoint, migrations)
        app.add_url_rule(rule, endpoint.operation, view, methods=[endpoint.method])


def served(endpoint: Endpoint, migrations: Migrations) -> Callable[..., Response]:
    """The view function of an endpoint."""

    def view(**path: str) -> Response:
        request.environ[ROUTE] = endpoint.path
        refuse_without_host()
        environ = request.environ
        accept = "" if endpoint.files else environ.get("HTTP_ACCEPT", "")
        named = request.args.get("format", "") if environ.get("QUERY_STRING") else ""
        form = chosen(endpoint.formats, accept, named)
        check_path(endpoint, path)
        arguments = arguments_of(request, endpoint.arguments)
        if len(endpoint.formats) > 1 and not endpoint.files:
            arguments = in_form(arguments, form)
        if not endpoint.reads:
            return without_reading(endpoint, form, arguments, path)

        def from_here() -> Response:
            migrations.require()
            return read(endpoint, form, arguments, path)

        try:
            return read_somewhere(environ, from_here)
        except ENGINE_FAULTS:
            migrations.done = False
            migrations.require()
            raise

    return view


def without_reading(
    endpoint: Endpoint, form: Format, arguments: dict[str, Any], path: dict[str, str]
) -> Response:
    """The answer of an endpoint that reads for itself; tagged where the data can be read."""
    tag = None
    if needs_caller(endpoint):
        with snapshot():
            caller = caller_of(endpoint)
        note_use(caller)
    if endpoint.tagged:
        with suppress(DatabaseAway, *ENGINE_FAULTS), snapshot():
            tag = tag_of(request.environ, state_of_data())
        if tag is not None and is_known(request.environ, tag):
            return Response(status=304, headers={**endpoint.headers, "ETag": tag})
    response = respond(form, endpoint.view(arguments, **path))
    if tag is not None:
        response.headers["ETag"] = tag
    return response


def read(
    endpoint: Endpoint, form: Format, arguments: dict[str, Any], path: dict[str, str]
) -> Response:
    """The answer of an endpoint over one snapshot, which a stream keeps until it ends."""
    if form.is_stream:
        receiver().capacity.require(STREAM)
    held = snapshot()
    held.__enter__()
    caller = None
    try:
        if needs_caller(endpoint):
            caller = caller_of(endpoint)
        response, made = answered(endpoint, form, arguments, path)
        pieces = None if made is None else receiver().capacity.shared(made)
        first = next(pieces, b"") if pieces is not None else b""
    except BaseException as fault:
        held.__exit__(type(fault), fault, fault.__traceback__)
        raise
    if pieces is None:
        held.close()
        note_use(caller)
        return response
    lent = Lent(engine(), held)
    note_use(caller)
    response.response = streamed(first, pieces, lent, receiver().seconds)
    # also where nothing of it is ever asked for: HEAD, or a caller gone before its start
    response.call_on_close(lent.close)
    response.call_on_close(pieces.close)
    return response


def receiver() -> Receiver:
    """What bounds slow work in this process."""
    found: Receiver = current_app.extensions[RECEIVER]
    return found


def needs_caller(endpoint: Endpoint) -> bool:
    """Whether it is looked at who asks: a scope is needed, or a token was sent."""
    told = endpoint.closable and "HTTP_AUTHORIZATION" in request.environ
    return told or scope_of(endpoint) is not None


def scope_of(endpoint: Endpoint) -> str | None:
    """What a token must allow for an operation that reads, None where no token is needed."""
    if endpoint.scope is None and endpoint.closable and not current_app.config["PARLEY"].open_reads:
        return READ
    return endpoint.scope


def caller_of(endpoint: Endpoint) -> Caller | None:
    """Who asks, in the open snapshot; a Problem for who may not.

    While the primary is there it is asked, so that no replica believes a token that was revoked.
    """
    primary = nodes().primary
    if primary.fault is None and engine() is not primary.engine:
        with suppress(DatabaseAway), asking(primary.engine), snapshot():
            return authorized(request.environ, scope_of(endpoint))
    return authorized(request.environ, scope_of(endpoint))


def answered(
    endpoint: Endpoint, form: Format, arguments: dict[str, Any], path: dict[str, str]
) -> tuple[Response, Iterator[bytes] | None]:
    """The response, 304 where the caller has it already, and the pieces of a stream."""
    state = state_of_data()
    require_revision(request.environ, state.revision)
    g.revision = state.revision
    tag = tag_of(request.environ, state) if endpoint.tagged else None
    if tag is not None and is_known(request.environ, tag):
        told = {**endpoint.headers, "ETag": tag, HEADER: str(state.revision)}
        return Response(status=304, headers=told), None
    reply = endpoint.view(arguments, **path)
    response = respond(form, reply)
    response.headers.update(endpoint.headers)
    response.headers[HEADER] = str(state.revision)
    if tag is not None and reply.status == 200:
        response.headers["ETag"] = tag
    return response, reply.pieces


def respond(form: Format, reply: Reply) -> Response:
    """A reply as a response."""
    if reply.file is not None:
        return sent(reply.file, reply.headers)
    if reply.pieces is not None or isinstance(reply.body, bytes):
        content_type = form.content_type
        return Response(reply.body, reply.status, dict(reply.headers), content_type=content_type)
    return json_response(reply.body, reply.status, form.content_type, reply.headers)


def streamed(
    first: bytes, pieces: Generator[bytes], lent: Lent, patience: float
) -> Iterator[bytes]:
    """A stream that gives its connection back when it ends, breaks, or the caller goes away.

    Each piece may take as long as a whole answer otherwise, and twice the patience to be taken.
    """
    piece: bytes | None = first
    try:
        while piece is not None:
            given = monotonic()
            yield piece
            if monotonic() - given > 2 * patience:
                log.warning("a stream was broken off, since its caller took too little of it")
                yield BROKEN_OFF
                return
            with lent.bound():
                engine().allow(engine().statement_seconds)
                piece = next(pieces, None)
    except GeneratorExit:
        log.info("the caller of a stream went away")
        raise
    except Exception:
        log.exception("a stream broke off")
        yield BROKEN_OFF
        raise
    finally:
        lent.close()
        pieces.close()
