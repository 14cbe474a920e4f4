"""Headers: the request's id in and out, and what every answer says of caching, CORS and safety."""

import re
import secrets
from collections.abc import Mapping
from itertools import count
from typing import Any

from api.access.masking import has_token
from api.config import Settings

Headers = list[tuple[str, str]]
REQUEST_ID = re.compile("[A-Za-z0-9._-]{1,64}")
START = secrets.token_hex(6)
COUNTED = count(1)
REQUEST_ID_KEY = "parley.request_id"
REQUEST_ID_HEADER = "X-Request-Id"
ALLOW_ORIGIN = "Access-Control-Allow-Origin"
BARE_POLICY = "default-src 'none'; frame-ancestors 'none'"
COMMON_HEADERS = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": BARE_POLICY,
    "Vary": "Accept",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}
PRIVATE_HEADERS = {"Cache-Control": "private, no-cache", "Vary": "Accept, Authorization"}
"""What an answer says instead that depends on who asks."""
EXPOSED_HEADERS = {
    "Access-Control-Expose-Headers": (
        "ETag, Link, X-Request-Id, Retry-After, Location, Allow, WWW-Authenticate, Accept-Patch, "
        "Idempotent-Replayed, Parley-Revision, RateLimit, RateLimit-Policy"
    )
}
PREFLIGHT_HEADERS = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE",
    "Access-Control-Allow-Headers": (
        "Accept, Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, "
        "Parley-Revision, X-Request-Id"
    ),
    "Access-Control-Max-Age": "86400",
}
ONE_YEAR = 31_536_000
TRANSPORT_HEADERS = {"Strict-Transport-Security": f"max-age={ONE_YEAR}"}
"""For this host alone: what else lives under the domain is not ours to decide."""


class AnswerHeaders:
    """The headers of all answers, as the operator has set them.

    `public` are those of an answer that is the same for all, `private` those of one that depends on
    who asks; what depends on the site that asks stands in neither, so that answers can be kept.
    """

    def __init__(self, settings: Settings) -> None:
        self.origins = frozenset(each.lower() for each in settings.cors_origins)
        self.is_open = "*" in self.origins
        common = COMMON_HEADERS | (EXPOSED_HEADERS if self.origins else {})
        if self.is_open:
            common |= {ALLOW_ORIGIN: "*", "Cross-Origin-Resource-Policy": "cross-origin"}
        else:
            common |= {"Cross-Origin-Resource-Policy": "same-origin"}
        if settings.public_url.startswith("https://"):
            common |= TRANSPORT_HEADERS
        self.public = self.by_origin(common)
        self.private = self.by_origin(common | PRIVATE_HEADERS)

    def by_origin(self, headers: dict[str, str]) -> Headers:
        """Headers that also say whether the answer depends on the site that asks."""
        if self.origins and not self.is_open:
            headers = headers | {"Vary": f"{headers['Vary']}, Origin"}
        return list(headers.items())

    def for_site(self, environ: Mapping[str, Any]) -> Headers:
        """What the answer to this request says to the site whose page asks."""
        found: Headers = []
        if not self.is_open:
            origin = environ.get("HTTP_ORIGIN", "")
            if origin.lower() not in self.origins:
                return found
            found.append((ALLOW_ORIGIN, origin))
        if environ["REQUEST_METHOD"] == "OPTIONS":
            found += PREFLIGHT_HEADERS.items()
        return found


def request_id_of(environ: Mapping[str, Any]) -> str:
    """The id of a request: the caller's if it is a sensible one, else one that nobody else has."""
    given = environ.get("HTTP_X_REQUEST_ID")
    if given and REQUEST_ID.fullmatch(given) and not has_token(given):
        return given
    return f"{START}-{next(COUNTED):x}"
