"""Tokens in addresses: refused before all else, and repeated nowhere."""

from collections.abc import Mapping
from typing import Any

from api.access.masking import has_token_in_address
from api.errors import BAD_REQUEST, Problem

TOLD = (
    "A token stands in this address. Tokens belong in the Authorization header. This one should be "
    "revoked, since addresses are kept in logs."
)


def leaked(environ: Mapping[str, Any]) -> Problem | None:
    """The Problem of a token in the address."""
    return Problem(BAD_REQUEST, TOLD) if has_token_in_address(environ) else None
