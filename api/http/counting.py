"""Counting requests: in this process, or in a Redis that all processes share while it answers."""

import logging
from threading import Lock
from time import monotonic
from typing import Protocol

from limits.storage import RedisStorage
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from api.config import BadSetting

PREFIX = "parley"
MOST_KEYS = 50_000
PATIENCE_SECONDS = 0.1
SECONDS_LEFT_ALONE = 3
GONE = (
    "Redis does not answer (%s): each process counts requests by itself until it does, so a caller "
    "may ask for as much of each."
)
BACK = "Redis answers again: all processes count requests together."
log = logging.getLogger("parley")


class Counts(Protocol):
    """Counts by key. A key is of one window of time and is not asked for after it."""

    def incr(self, key: str, expiry: int) -> int:
        """Count one more and tell how many; it may be forgotten after `expiry` seconds."""


class InProcess:
    """Counts in the memory of this process, for at most twice as many keys as `most`.

    Two tables take turns: the older is dropped after each window, or when the younger is full. A
    flood of callers so makes it forget, and never grow.
    """

    def __init__(self, most: int = MOST_KEYS) -> None:
        self.most, self.turn, self.lock = most, 0.0, Lock()
        self.young: dict[str, int] = {}
        self.old: dict[str, int] = {}

    def incr(self, key: str, expiry: int) -> int:
        """Count one more and tell how many."""
        with self.lock:
            count = self.young.get(key)
            if count is None:
                count = self.old.get(key, 0)
                self.make_room(expiry)
            self.young[key] = count + 1
            return count + 1

    def make_room(self, expiry: int) -> None:
        """Drop the older table when its time is over or the younger is full."""
        now = monotonic()
        if now >= self.turn or len(self.young) >= self.most:
            self.old, self.young, self.turn = self.young, {}, now + expiry


class Shared:
    """Counts in Redis or Valkey; in this process while that does not answer.

    One that hangs costs a request a moment's patience. Then it is left alone for some seconds, and
    after them one request tries again for all.
    """

    def __init__(self, url: str) -> None:
        try:
            self.redis = RedisStorage(
                url,
                key_prefix=PREFIX,
                socket_timeout=PATIENCE_SECONDS,
                socket_connect_timeout=PATIENCE_SECONDS,
                retry=Retry(NoBackoff(), 0),  # type: ignore[arg-type] # handed on to redis
            )
        except ValueError as fault:
            raise BadSetting(f"REDIS_URL cannot be used: {fault}.") from None
        self.own, self.lock = InProcess(), Lock()
        self.is_gone, self.next_try = False, 0.0

    def incr(self, key: str, expiry: int) -> int:
        """Count one more and tell how many."""
        if self.is_gone and not self.is_time_to_try():
            return self.own.incr(key, expiry)
        try:
            count = self.redis.incr(key, expiry)
        except (RedisError, OSError) as fault:
            self.note_gone(fault)
            return self.own.incr(key, expiry)
        if self.is_gone:
            self.note_back()
        return count

    def is_time_to_try(self) -> bool:
        """Whether this request is to ask a Redis that was gone; then no other does so soon."""
        with self.lock:
            now = monotonic()
            if now < self.next_try:
                return False
            self.next_try = now + SECONDS_LEFT_ALONE
            return True

    def note_gone(self, fault: Exception) -> None:
        """Leave Redis alone for a while; the log says it once."""
        with self.lock:
            self.next_try = monotonic() + SECONDS_LEFT_ALONE
            was_gone, self.is_gone = self.is_gone, True
        if not was_gone:
            log.warning(GONE, fault)

    def note_back(self) -> None:
        """Count in Redis again; the log says it once."""
        with self.lock:
            was_gone, self.is_gone = self.is_gone, False
        if was_gone:
            log.warning(BACK)


def counts_at(url: str) -> Counts:
    """The counts that all processes share, or those of this one where no address is given."""
    return Shared(url) if url else InProcess()
