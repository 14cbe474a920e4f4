"""What operations that write records share: parameters, faults, finding what stands, answering."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import g
from marshmallow import Schema

from api.errors import (
    BAD_REQUEST,
    CONFLICT,
    CONTENT_TOO_LARGE,
    FORBIDDEN,
    INVALID_RECORD,
    KEY_REUSED,
    LENGTH_REQUIRED,
    NOT_FOUND,
    PRECONDITION_FAILED,
    PRECONDITION_REQUIRED,
    REQUEST_TIMEOUT,
    UNAUTHORIZED,
    UNSUPPORTED_MEDIA_TYPE,
    WITHDRAWN,
    Moved,
    Problem,
)
from api.http.answering import base_url, envelope
from api.http.endpoint import Reply
from api.http.matching import require_match, tag_of_record
from api.http.writing import Write
from api.models import Record
from api.query.arguments import shape_parameters
from api.query.listing import tree_for
from api.query.resource import Resource
from api.resources import READER
from api.transfer.lines import Faults
from api.transfer.taking import Taking
from schemas.fields import Field, Text
from schemas.objects import address
from schemas.query import Truth

from .finding import number_of
from .one_record import about_one, picker_of

Plain = dict[str, Any]
LONGEST_REASON = 1000
WRITING: dict[str, Field] = {
    "reason": Text(
        "Why it is done: the history tells it.",
        maximum=LONGEST_REASON,
        required=True,
        example="The date was misread.",
        error_messages={"required": "Say why it is done: the history tells it to others."},
    ),
    "dry_run": Truth(
        "Check everything, answer as if it were done, and write nothing.", example="false"
    ),
}
UNSOURCED: dict[str, Field] = {
    "without_evidence": Text(
        "Why a record that is written has no evidence; without it, it must have some.",
        maximum=LONGEST_REASON,
        example="A topic claims nothing.",
    )
}
OF_WRITES = (BAD_REQUEST, UNAUTHORIZED, FORBIDDEN, CONFLICT, INVALID_RECORD, KEY_REUSED)
OF_ONE = (*OF_WRITES, NOT_FOUND, WITHDRAWN)
OF_BODIES = (REQUEST_TIMEOUT, LENGTH_REQUIRED, CONTENT_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE)
JSON = ("application/json",)
NOTHING_CHANGED = "Nothing was changed: all that can be written is as it was."
ONLY_TRIED = "Nothing was written: dry_run only tries."


def arguments_for(resource: Resource, doing: str, *further: Mapping[str, Field]) -> Schema:
    """The schema of the query string of an operation that writes a record and answers it."""
    name = f"{doing}{resource.object.capitalize()}"
    return arguments_of_writing(name, *further, shape_parameters(resource))


def arguments_of_writing(name: str, *further: Mapping[str, Field]) -> Schema:
    """The schema of the query string of an operation that writes."""
    fields = dict(WRITING)
    for each in further:
        fields |= each
    return Schema.from_dict(dict(fields), name=f"{name}Query")()


def changing_one(
    resource: Resource, below: str = "", *, body: bool = True, conditional: bool = True
) -> dict[str, Any]:
    """What operations that change one record share."""
    about = about_one(resource, below)
    del about["example"]
    return {
        **about,
        "scope": "write",
        "conditional": conditional,
        "problems": (
            *OF_ONE,
            *(OF_BODIES if body else ()),
            *((PRECONDITION_FAILED, PRECONDITION_REQUIRED) if conditional else ()),
        ),
        "redirects": {307: about["redirects"][307]},
    }


def article(name: str) -> str:
    """A name with its article."""
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def find(resource: Resource, id: str) -> int:
    """The number of the record to write; a Problem where it is gone or never was."""
    try:
        return number_of(resource, id)
    except Moved as moved:
        if moved.status != 308:
            raise
        members = {"merged_into": moved.target, "href": address(moved.target)}
        raise Problem(CONFLICT, moved.detail, members=members) from moved


def matched(resource: Resource, id: str) -> int:
    """The number of the record to change, which the writer knows as it is; else a Problem."""
    number = find(resource, id)
    require_match(Record.select(Record.revision).where(Record.number == number).scalar())
    return number


def save(write: Write, value: Plain, arguments: Mapping[str, Any]) -> None:
    """Write one record within the revision; raises BadImport with all that is wrong."""
    bare = bool(arguments.get("without_evidence"))
    Taking(write.unit, Faults(), bare=bare).take([(0, value)])


def record_reply(
    write: Write,
    resource: Resource,
    id: str,
    arguments: Mapping[str, Any],
    *,
    status: int = 200,
    warnings: Sequence[str] = (),
) -> Reply:
    """The record as it stands now, with the ETag for its next change."""
    g.revision = write.revision
    path = address(id)
    warnings = [*warnings, *([] if write.unit.begun else [NOTHING_CHANGED])]
    warnings += [ONLY_TRIED] if write.trial else []
    record = picker_of(resource, arguments)(
        READER.by_id(resource, id, tree_for(resource, arguments))
    )
    # what was only tried has no state that a later write could be held against
    headers = {} if write.trial else {"ETag": tag_of_record(path, g.revision)}
    if status == 201 and not write.trial:
        headers["Location"] = path
    body = envelope(record, g.revision, warnings=warnings, address=f"{base_url()}{path}")
    return Reply(body, status, headers)
