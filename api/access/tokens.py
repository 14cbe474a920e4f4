"""Bearer tokens: made, listed, revoked, found by their hash, and when each was last used."""

import hashlib
import re
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from peewee import IntegrityError

from api.database import (
    ENGINE_FAULTS,
    Busy,
    CannotWrite,
    DatabaseAway,
    TooSlow,
    asking,
    connection,
    nodes,
    snapshot,
    transaction,
)
from api.errors import nearest
from api.models import Token
from api.query.statement import PREPARED, Statement, slot
from api.store.revision import present_moment
from schemas.vocabulary.history import TOKEN_SCOPE

from .masking import PREFIX, has_token, masked

RANDOM_BYTES = 32
NAME = re.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,59}")
RESERVED = ("seeds", "import")
"""Whom the history names where the command line wrote."""
SCOPES = tuple(TOKEN_SCOPE.codes)
DEFAULT_SCOPE, DEFAULT_EXPIRY, NEVER = "write", "90d", "never"
SPAN = re.compile("([1-9][0-9]{0,3})([hdw])")
UNITS = {"h": "hours", "d": "days", "w": "weeks"}
NOTED_SECONDS = 60
"""How exactly the last use is kept: a token in steady use is written once in so many seconds."""


class BadToken(ValueError):
    """What cannot be done with a token; its text says why and what would be right."""


@dataclass(frozen=True)
class Issued:
    """A token as it is known after it was shown: never itself, nor its hash. Times are UTC."""

    name: str
    scope: str
    created_at: str
    expires_at: str | None
    last_used_at: str | None
    revoked_at: str | None

    @property
    def is_expired(self) -> bool:
        """Whether its time is over."""
        return self.expires_at is not None and self.expires_at <= present_moment()

    @property
    def state(self) -> str:
        """`active`, `expired` or `revoked`."""
        if self.revoked_at is not None:
            return "revoked"
        return "expired" if self.is_expired else "active"


COLUMNS = tuple(getattr(Token, name) for name in Issued.__dataclass_fields__)


def expiry(text: str) -> str | None:
    """When a token expires that is made now to last `90d`, `12h`, `2w`; None for `never`."""
    if text == NEVER:
        return None
    found = SPAN.fullmatch(text)
    if found is None:
        raise BadToken(
            f"The expiry {masked(text)!r} cannot be used: give hours, days or weeks, such as 12h, "
            f"90d or 2w (at most 9999), or {NEVER}."
        )
    span = timedelta(**{UNITS[found[2]]: int(found[1])})
    return present_moment(span)


def check_name(name: str) -> None:
    """BadToken unless a name can stand in the history as who wrote."""
    if has_token(name):
        raise BadToken("A token cannot be the name of one: the name stands in the history.")
    if not NAME.fullmatch(name):
        raise BadToken(
            f"The name {name!r} cannot be used: it takes 1 to 60 letters (a-z, A-Z), digits, "
            "'.', '_' and '-', and begins with a letter or digit."
        )
    if name.lower() in RESERVED:
        raise BadToken(f"The name {name!r} is that of the command line in the history.")


def create(name: str, scope: str = DEFAULT_SCOPE, expires: str = DEFAULT_EXPIRY) -> str:
    """Make a token and return it; it cannot be told again, since only its hash is kept."""
    check_name(name)
    if scope not in SCOPES:
        raise BadToken(
            f"The scope {masked(scope)!r} does not exist; there are {', '.join(SCOPES)}."
        )
    expires_at = expiry(expires)
    token = PREFIX + secrets.token_urlsafe(RANDOM_BYTES)
    try:
        with transaction():
            Token.insert(
                name=name,
                sha256=hash_of(token),
                scope=scope,
                created_at=present_moment(),
                expires_at=expires_at,
            ).execute()
    except IntegrityError as fault:
        raise BadToken(
            f"There is or was a token {name}: a name stands in the history as who wrote, and is "
            "never given twice. Take another."
        ) from fault
    return token


def listed() -> list[Issued]:
    """All tokens that were ever made, by name."""
    statement = PREPARED.get(
        "tokens", lambda: Statement(Token.select(*COLUMNS).order_by(Token.name))
    )
    with snapshot():
        return [Issued(**row) for row in statement.rows()]


def revoke(name: str) -> str:
    """Let a token allow nothing any more; returns since when, which a second time does not move."""
    own = Token.name == name
    with transaction():
        active = own & Token.revoked_at.is_null()
        Token.update(revoked_at=present_moment()).where(active).execute()
        since = Token.select(Token.revoked_at).where(own).scalar()
    if since is None:
        near = nearest(name, [each.name for each in listed()])
        hint = f"did you mean {near}?" if near else "flask token list shows all."
        raise BadToken(f"There is no token {masked(name)!r}; {hint}")
    return str(since)


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()


def find(token: str) -> Issued | None:
    """The token that was presented, whatever its state; None where it was never made."""
    statement = PREPARED.get(
        "token", lambda: Statement(Token.select(*COLUMNS).where(Token.sha256 == slot(0)))
    )
    with snapshot():
        found = statement.rows([hash_of(token)])
    return Issued(**found[0]) if found else None


def allows(scope: str, needed: str) -> bool:
    """Whether a scope allows what another does: each allows those before it."""
    return SCOPES.index(scope) >= SCOPES.index(needed)


def note_use(name: str, last_used_at: str | None) -> None:
    """Keep that a token is in use; `last_used_at` is what was read of it.

    It is called when no snapshot is open, and fails nothing: where the database cannot be written,
    or another writes just now, the next use is noted.
    """
    minute_ago = present_moment(-timedelta(seconds=NOTED_SECONDS))
    if last_used_at is not None and last_used_at >= minute_ago:
        return
    stale = Token.last_used_at.is_null() | (Token.last_used_at < minute_ago)
    with (
        suppress(Busy, CannotWrite, DatabaseAway, TooSlow, *ENGINE_FAULTS),
        asking(nodes().primary.engine),
        connection() as database,
        database.impatient(),
        transaction(),
    ):
        Token.update(last_used_at=present_moment()).where((Token.name == name) & stale).execute()
