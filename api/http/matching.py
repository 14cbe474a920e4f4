"""If-Match: whether the record still is as its writer has seen it (RFC 9110, 13.1.1)."""

import re
from typing import Any

from flask import request

from api.errors import PRECONDITION_FAILED, PRECONDITION_REQUIRED, Problem, fault

from .tags import ASKED, State, state_of_data, tag_of

TAG = re.compile('(?:W/)?"([0-9a-f]+)\\.([0-9]{1,18})\\.[0-9a-f]+"')
"""Also as a proxy that compresses makes it weak: revisions are compared, and not bytes."""
HEADER = "If-Match"


def require_match(revision: int) -> None:
    """Raise a Problem unless the tags that are given know a record at its present revision.

    A tag names the state of the data in which the record was read: it holds while the record's
    revision is not newer.
    """
    given = request.environ.get("HTTP_IF_MATCH", "").strip()
    if not given:
        told = "Send the ETag with which the record was read as If-Match."
        raise Problem(PRECONDITION_REQUIRED, told, [fault("header", HEADER, told)])
    if given == "*":
        return
    state = state_of_data()
    tags = [TAG.fullmatch(each.strip()) for each in given.split(",")]
    if any(
        tag and tag[1] == state.epoch and revision <= int(tag[2]) <= state.revision for tag in tags
    ):
        return
    told = f"The record was changed in revision {revision}; read it again and send its new ETag."
    if not any(tags):
        told = (
            "This is no ETag with which a record was read as it is now. Send the ETag as it came, "
            "with its quotation marks."
        )
    raise Problem(
        PRECONDITION_FAILED,
        told,
        [fault("header", HEADER, told, value=given[:200])],
        members={"revision": revision},
    )


def tag_of_record(address: str, revision: int) -> str:
    """The ETag with which a record is read at its own address after a write."""
    environ: dict[str, Any] = {
        **{name: value for name, value in request.environ.items() if name != ASKED},
        "PATH_INFO": address,
        "QUERY_STRING": "",
    }
    return tag_of(environ, State(state_of_data().epoch, revision))
