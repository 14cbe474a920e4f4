"""Proxies: counted, not believed; who asks, and under which address the service is reached.

Each proxy adds what it saw to the end of `X-Forwarded-For`, `-Proto` and `-Host`. As many values
from the end as there are proxies were written by them; what stands before is the caller's word.
"""

import logging
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from api.config import Settings

ADDRESS, SCHEME, HOST = "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST"
SCHEMES = ("http", "https")
LONGEST = 300
UNCOUNTED = (
    "Requests come with X-Forwarded-For, and TRUSTED_PROXIES is 0: all that a proxy forwards count "
    "as one caller. Set TRUSTED_PROXIES to the number of proxies before this service."
)
PORT = re.compile(r"(?:([0-9.]+)|\[([0-9a-fA-F:.]+)\]):[0-9]+")
"""An address with a port, which some proxies add."""
log = logging.getLogger("parley")


class Proxies:
    """Puts into a request what the trusted proxies say of it, and the public address if one is set.

    It is done once, before anything else looks: links, kept answers and limits go by it.
    """

    def __init__(self, settings: Settings) -> None:
        self.trusted, self.has_warned = settings.trusted_proxies, False
        public = urlsplit(settings.public_url)
        self.scheme, self.host = public.scheme, public.netloc
        self.name = public.hostname or ""
        self.port = str(public.port or (443 if public.scheme == "https" else 80))

    def see_through(self, environ: dict[str, Any]) -> None:
        """Set the address of the caller, the scheme and the host of a request."""
        if self.trusted:
            self.believe(environ)
        elif ADDRESS in environ and not self.has_warned:
            self.has_warned = True
            log.warning(UNCOUNTED)
        if self.host:
            environ["wsgi.url_scheme"], environ["HTTP_HOST"] = self.scheme, self.host
            environ["SERVER_NAME"], environ["SERVER_PORT"] = self.name, self.port

    def believe(self, environ: dict[str, Any]) -> None:
        """Take over what the outermost of the trusted proxies saw."""
        if address := self.told(environ, ADDRESS):
            environ["REMOTE_ADDR"] = without_port(address)
        if (scheme := self.told(environ, SCHEME)) in SCHEMES:
            environ["wsgi.url_scheme"] = scheme
        if host := self.told(environ, HOST):
            environ["HTTP_HOST"] = host

    def told(self, environ: Mapping[str, Any], name: str) -> str:
        """What the outermost trusted proxy wrote into a header; empty where they wrote none.

        One with fewer values than there are proxies did not come through all of them.
        """
        values = environ.get(name, "").rsplit(",", self.trusted)
        given = len(values) - (len(values) > self.trusted)
        value: str = values[-self.trusted].strip() if given >= self.trusted else ""
        return value if len(value) <= LONGEST else ""


def without_port(address: str) -> str:
    """An address without the port that some proxies add to it."""
    found = PORT.fullmatch(address)
    return (found[1] or found[2]) if found else address
