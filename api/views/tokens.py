"""The tokens, for those who administer them."""

from dataclasses import asdict
from typing import Any

from flask import g

from api.access.tokens import listed
from api.errors import FORBIDDEN, UNAUTHORIZED
from api.http.answering import envelope
from api.http.endpoint import Endpoint, Reply
from api.http.shapes import TEXT, item_of, nullable, object_shape
from schemas.vocabulary.history import TOKEN_SCOPE

MOMENT = {"type": "string", "format": "date-time"}
TOKEN = object_shape(
    "A token that was made; neither it nor its hash is ever told.",
    {
        "name": {**TEXT, "description": "Whom the history names where this token wrote."},
        "scope": {
            **TEXT,
            "enum": list(TOKEN_SCOPE.codes),
            "description": "What it allows; each allows those before it.",
        },
        "created_at": MOMENT,
        "expires_at": {**nullable(MOMENT), "description": "Null: never."},
        "last_used_at": {**nullable(MOMENT), "description": "To the minute; null: never."},
        "revoked_at": {**nullable(MOMENT), "description": "Null: it is not revoked."},
    },
)


def all_of_them(arguments: dict[str, Any]) -> Reply:
    """All tokens that were ever made."""
    return Reply(envelope([asdict(each) for each in listed()], g.revision))


def endpoints() -> list[Endpoint]:
    """All tokens."""
    return [
        Endpoint(
            path="/v1/tokens",
            operation="listTokens",
            tag="tokens",
            summary="List the tokens",
            description="Tokens are made and revoked on the command line: `flask token`.",
            view=all_of_them,
            answer=item_of({"type": "array", "items": TOKEN}),
            problems=(UNAUTHORIZED, FORBIDDEN),
            scope="admin",
            tagged=False,
        )
    ]
