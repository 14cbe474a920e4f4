"""Requests that come twice: one with the same Idempotency-Key is answered as the first was.

The first answer is kept in the transaction that it tells of, and writers wait for each other, so
two at the same time are one. What was refused is not kept: it changed nothing, and may come again.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import timedelta

import orjson
from flask import Request

from api.errors import BAD_REQUEST, KEY_REUSED, Problem, fault
from api.models import RepeatableReply
from api.store.revision import present_moment

from .endpoint import Reply

KEY = re.compile("[\x21-\x7e]{1,255}")
HEADER = "Idempotency-Key"
REPLAYED = "Idempotent-Replayed"
KEPT_HOURS = 24


@dataclass(frozen=True)
class Repeat:
    """A request that may come twice: whose it is, and the hashes of its key and of itself."""

    token: str
    key: str
    request: str

    @classmethod
    def of(cls, request: Request, token: str, content: bytes) -> "Repeat | None":
        """What a request says of itself; None without the header, a Problem for a bad key."""
        given = request.environ.get("HTTP_IDEMPOTENCY_KEY")
        if given is None:
            return None
        if KEY.fullmatch(given) is None:
            told = f"{HEADER} must be 1 to 255 printable ASCII characters without blanks."
            raise Problem(BAD_REQUEST, told, [fault("header", HEADER, told)])
        address = f"{request.method}\n{request.path}\n".encode() + request.query_string + b"\n"
        return cls(token, digest(given.encode()), digest(address + content))


def digest(content: bytes) -> str:
    """The SHA-256 of bytes in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def repeated(repeat: Repeat) -> Reply | None:
    """What a request was answered before; a Problem where its key was another request's.

    To be called with the counter locked.
    """
    row = RepeatableReply.get_or_none(
        RepeatableReply.token == repeat.token,
        RepeatableReply.key == repeat.key,
        RepeatableReply.expires_at > present_moment(),
    )
    if row is None:
        return None
    if row.request != repeat.request:
        told = (
            f"This {HEADER} was used for another request. Use a new key for each request; "
            f"a key is kept for {KEPT_HOURS} hours."
        )
        raise Problem(KEY_REUSED, told, [fault("header", HEADER, told)])
    headers = {**orjson.loads(row.headers), REPLAYED: "true"}
    return Reply(row.body.encode(), row.status, headers)


def remember(repeat: Repeat, reply: Reply) -> None:
    """Keep an answer with what it tells of, and drop those that have expired."""
    RepeatableReply.delete().where(
        (RepeatableReply.expires_at <= present_moment())
        | ((RepeatableReply.token == repeat.token) & (RepeatableReply.key == repeat.key))
    ).execute()
    RepeatableReply.insert(
        token=repeat.token,
        key=repeat.key,
        request=repeat.request,
        status=reply.status,
        headers=orjson.dumps(dict(reply.headers)).decode(),
        body=reply.body.decode(),
        expires_at=present_moment(timedelta(hours=KEPT_HOURS)),
    ).execute()
