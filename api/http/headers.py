"""Headers: the request's id in and out, and what every answer says of caching, CORS and safety."""

import re
import secrets
from collections.abc import Mapping
from itertools import count
from typing import Any

from api.access.masking import has_token

REQUEST_ID = re.compile("[A-Za-z0-9._-]{1,64}")
START = secrets.token_hex(6)
COUNTED = count(1)
REQUEST_ID_KEY = "parley.request_id"
BARE_POLICY = "default-src 'none'; frame-ancestors 'none'"
COMMON_HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "ETag, Link, X-Request-Id, Retry-After, Location, Allow, WWW-Authenticate, Accept-Patch, "
        "Idempotent-Replayed"
    ),
    "Cache-Control": "no-cache",
    "Content-Security-Policy": BARE_POLICY,
    "Vary": "Accept",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
PRIVATE_HEADERS = {"Cache-Control": "private, no-cache", "Vary": "Accept, Authorization"}
"""What an answer says instead that depends on who asks."""
PREFLIGHT_HEADERS = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE",
    "Access-Control-Allow-Headers": (
        "Accept, Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, "
        "X-Request-Id"
    ),
    "Access-Control-Max-Age": "86400",
}


def request_id_of(environ: Mapping[str, Any]) -> str:
    """The id of a request: the caller's if it is a sensible one, else one that nobody else has."""
    given = environ.get("HTTP_X_REQUEST_ID")
    if given and REQUEST_ID.fullmatch(given) and not has_token(given):
        return given
    return f"{START}-{next(COUNTED):x}"
