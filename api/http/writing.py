"""Serving operations that write: who may, a checked body, one transaction, one answer a key."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from flask import Response, current_app, request

from api.database import snapshot
from api.store import Unit, unit
from api.transfer.taking import REFUSALS

from .answering import to_bytes
from .asking import arguments_of, check_path, refuse_without_host
from .authorizing import Caller, authorized, note_use
from .bodies import LARGEST_RECORD, bytes_of, refuse_body
from .conflicts import as_problem
from .endpoint import ROUTE, Body, Endpoint, Reply
from .formats import chosen
from .readiness import Migrations
from .repeating import Repeat, remember, repeated
from .servers import HEADER

WRITE = "write"


@dataclass
class Write:
    """What a view that writes is given: who writes, the revision it becomes, the body."""

    caller: Caller
    unit: Unit
    body: Any
    trial: bool

    @property
    def revision(self) -> int:
        """The revision that the data has with what was written so far."""
        return self.unit.number if self.unit.begun else self.unit.number - 1


def written(endpoint: Endpoint, migrations: Migrations) -> Callable[..., Response]:
    """The view function of an endpoint that writes."""

    def view(**path: str) -> Response:
        request.environ[ROUTE] = endpoint.path
        refuse_without_host()
        migrations.require()
        with snapshot():
            caller = authorized(request.environ, endpoint.scope or WRITE)
        assert caller is not None
        note_use(caller)
        form = chosen(endpoint.formats, request.environ.get("HTTP_ACCEPT", ""), "")
        check_path(endpoint, path)
        arguments = arguments_of(request, endpoint.arguments)
        content = content_of(endpoint.body)
        repeat = Repeat.of(request, caller.name, content)
        body = endpoint.body.read(content) if endpoint.body else None
        with problems():
            reply = answered(endpoint, caller, arguments, body, repeat, path)
        return Response(
            reply.body, reply.status, dict(reply.headers), content_type=form.content_type
        )

    return view


def content_of(body: Body | None) -> bytes:
    """The bytes of the body of this request, none where the operation takes none."""
    if body is None:
        refuse_body(request)
        return b""
    most = current_app.config["PARLEY"].import_megabytes << 20 if body.lines else LARGEST_RECORD
    return bytes_of(request, body, most)


def answered(
    endpoint: Endpoint,
    caller: Caller,
    arguments: Mapping[str, Any],
    body: Any,
    repeat: Repeat | None,
    path: Mapping[str, str],
) -> Reply:
    """The answer, made in the transaction that writes; that of before to a request that repeats."""
    trial = bool(arguments.get("dry_run"))
    with unit(caller.name, reason_of(arguments), trial=trial) as revision:
        if repeat and (former := repeated(repeat)):
            return former
        reply = endpoint.view(arguments, Write(caller, revision, body, trial), **path)
        present = revision.number if revision.begun and not trial else revision.number - 1
        headers = {**reply.headers, HEADER: str(present)}
        reply = Reply(to_bytes(reply.body), reply.status, headers)
        if repeat and not trial:
            remember(repeat, reply)
    return reply


def reason_of(arguments: Mapping[str, Any]) -> str:
    """The reason that the history gives, with that for having no evidence."""
    reason, bare = arguments["reason"], arguments.get("without_evidence")
    return f"{reason} (Without evidence: {bare})" if bare else str(reason)


@contextmanager
def problems() -> Iterator[None]:
    """Let what the store refuses become a Problem."""
    try:
        yield
    except REFUSALS as fault:
        raise as_problem(fault) from fault
