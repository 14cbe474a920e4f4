"""Limits: how much a caller may ask for in a minute, and what is told of it.

A caller is an address or a token. A token counts for itself once this process has seen it
accepted; until then its requests count for the address that they come from. So tokens that were
made up give nobody another share, and no request is refused or let through by reading the database.

The windows are fixed, a minute long, and begin at a moment of their own for each caller. What is
told is then exact: after `t` seconds the whole quota is there again. One count answers it, where a
moving window needs a note of each request, and a sliding one two questions to Redis.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address
from time import time
from typing import Any
from zlib import crc32

from api.config import Settings
from api.errors import QUOTA_EXCEEDED, Problem

from .authorizing import token_in
from .counting import Counts, counts_at
from .headers import Headers
from .watching.requests import OWN_REQUEST, TOKEN_NAME

WINDOW = 60
NOT_LIMITED = frozenset(("/healthz", "/readyz", "/metrics"))
READS = frozenset(("GET", "HEAD", "OPTIONS"))
NETWORK = 64
"""How many bits of an IPv6 address name a caller: who has one of them has all of its network."""
UNKNOWN = "unknown"
TOKEN = "parley.token"  # noqa: S105  # nosec B105  # the name of a place in the environment


@dataclass(frozen=True)
class Policy:
    """A quota: its name in the headers, how many a minute, and of what, as callers are told."""

    name: str
    quota: int
    told: str

    @property
    def header(self) -> str:
        """The policy as `RateLimit-Policy` tells it."""
        return f'"{self.name}";q={self.quota};w={WINDOW}'


class Limiter:
    """Counts requests by caller and tells each what is left."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time) -> None:
        self.counts: Counts = counts_at(settings.redis_url)
        self.clock, self.accepted = clock, set[str]()
        address = Policy("address", settings.rate_reads, "requests a minute from one address")
        token = Policy("token", settings.rate_token, "requests a minute with one token")
        writes = Policy("writes", settings.rate_writes, "writes a minute")
        self.by_address, self.by_token = set_ones(address), set_ones(token)
        self.writes_by_address = set_ones(address, writes)
        self.writes_by_token = set_ones(token, writes)

    def count(self, environ: dict[str, Any]) -> tuple[Headers, Problem | None]:
        """Count a request: the headers that tell what is left, and a Problem if it was too much."""
        if environ.get("PATH_INFO") in NOT_LIMITED or OWN_REQUEST in environ:
            return [], None
        reads = environ["REQUEST_METHOD"] in READS
        token = hash_of_token(environ)
        if token in self.accepted:
            caller, policies = token, self.by_token if reads else self.writes_by_token
        else:
            caller = caller_at(environ.get("REMOTE_ADDR", ""))
            policies = self.by_address if reads else self.writes_by_address
        return self.counted(caller, policies) if policies else ([], None)

    def counted(self, caller: str, policies: tuple[Policy, ...]) -> tuple[Headers, Problem | None]:
        """Count a request of a caller against each policy."""
        now = self.clock() + crc32(caller.encode()) % WINDOW
        window, gone = divmod(int(now), WINDOW)
        left = {
            policy: policy.quota - self.counts.incr(f"{policy.name}:{caller}:{window}", WINDOW)
            for policy in policies
        }
        seconds = WINDOW - gone
        told = ", ".join(f'"{each.name}";r={max(0, r)};t={seconds}' for each, r in left.items())
        headers = [
            ("RateLimit-Policy", ", ".join([each.header for each in policies])),
            ("RateLimit", told),
        ]
        exceeded = [policy for policy, rest in left.items() if rest < 0]
        return headers, too_much(exceeded, seconds) if exceeded else None

    def learn(self, environ: dict[str, Any], status: str) -> None:
        """Learn from an answer whether the token that came with the request is accepted."""
        token = environ.get(TOKEN)
        if token is None:
            return
        if TOKEN_NAME in environ:
            self.accepted.add(token)
        elif status.startswith("401"):
            self.accepted.discard(token)


def set_ones(*policies: Policy) -> tuple[Policy, ...]:
    """Those of some policies that set a limit."""
    return tuple(policy for policy in policies if policy.quota)


def hash_of_token(environ: dict[str, Any]) -> str | None:
    """The hash of the token that a request presents, which stands for it from then on."""
    given = environ.get("HTTP_AUTHORIZATION")
    token = token_in(given) if given else None
    if token is None:
        return None
    told: str = environ.setdefault(TOKEN, hashlib.sha256(token.encode()).hexdigest())
    return told


@lru_cache(maxsize=4096)
def caller_at(address: str) -> str:
    """Whom an address counts for: itself, of IPv6 its network of 64 bits."""
    try:
        found: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return UNKNOWN
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is None:
            return f"{IPv6Address(int(found) >> NETWORK << NETWORK)}/{NETWORK}"
        found = found.ipv4_mapped
    return str(found)


def too_much(exceeded: list[Policy], seconds: int) -> Problem:
    """The Problem of a request beyond a quota."""
    quotas = " and ".join(f"{each.quota} {each.told}" for each in exceeded)
    return Problem(
        QUOTA_EXCEEDED,
        f"This is more than {quotas}. Ask again in {seconds} s.",
        members={"violated-policies": [each.name for each in exceeded]},
        headers={"Retry-After": str(seconds), "Cache-Control": "no-store"},
    )
