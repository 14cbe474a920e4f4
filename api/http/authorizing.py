"""Who asks: the bearer token of a request and what it allows (RFC 6750)."""

import re
from dataclasses import dataclass
from typing import Any

from api.access import tokens
from api.errors import FORBIDDEN, UNAUTHORIZED, Problem

from .watching.requests import TOKEN_NAME

BEARER = re.compile("Bearer +([A-Za-z0-9._~+/-]+=*)", re.IGNORECASE)
CHALLENGE = 'Bearer realm="parley"'
HOW = "Send it as: Authorization: Bearer <token>."


@dataclass(frozen=True)
class Caller:
    """Who asks, by the name of the token, and what the token allows."""

    name: str
    scope: str
    last_used_at: str | None = None


def authorized(environ: dict[str, Any], scope: str | None) -> Caller | None:
    """The caller of a request, None for one without a token where no scope is needed.

    Raises a Problem: 401 without a token that is valid, 403 where it does not allow the scope. A
    header that is given is always looked at. It takes one SELECT, in the open snapshot if there is
    one.
    """
    given = environ.get("HTTP_AUTHORIZATION")
    if given is None:
        if scope is None:
            return None
        told = f"This needs a token of the scope {scope}. {HOW}"
        raise Problem(UNAUTHORIZED, told, headers={"WWW-Authenticate": CHALLENGE})
    caller = caller_of(given)
    environ[TOKEN_NAME] = caller.name
    if scope is not None and not tokens.allows(caller.scope, scope):
        told = f"This needs a token of the scope {scope}; this one has the scope {caller.scope}."
        challenge = f'{CHALLENGE}, error="insufficient_scope", scope="{scope}"'
        raise Problem(FORBIDDEN, told, headers={"WWW-Authenticate": challenge})
    return caller


def caller_of(header: str) -> Caller:
    """The caller whom an Authorization header names; a Problem where it names none.

    One answer for tokens that were revoked and tokens that never were: it tells nothing of what
    exists. Who has an expired token has known it to be ours, and is told.
    """
    token = token_in(header)
    if token is None:
        raise invalid_token("The Authorization header is not: Bearer <token>.")
    found = tokens.find(token)
    if found is None or found.state == "revoked":
        raise invalid_token("The token is not valid.")
    if found.is_expired:
        raise invalid_token("The token has expired.")
    return Caller(found.name, found.scope, found.last_used_at)


def token_in(header: str) -> str | None:
    """The token that an Authorization header holds, None where it is of another form."""
    presented = BEARER.fullmatch(header.strip())
    return presented[1] if presented else None


def invalid_token(told: str) -> Problem:
    """The Problem of a header that gives no valid token."""
    challenge = f'{CHALLENGE}, error="invalid_token", error_description="{told}"'
    return Problem(UNAUTHORIZED, told, headers={"WWW-Authenticate": challenge})


def note_use(caller: Caller | None) -> None:
    """Keep when a token was last used, once a minute; for when the snapshot has ended."""
    if caller is not None:
        tokens.note_use(caller.name, caller.last_used_at)
