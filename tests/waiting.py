"""Waiting for what other processes and threads do."""

import time
from collections.abc import Callable
from contextlib import suppress

import httpx

from tests.serving import PATIENCE_SECONDS


def until(holds: Callable[[], object], what: str = "it comes to hold") -> None:
    """Return when something holds; fail where that does not come, or no server can be reached."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        with suppress(httpx.TransportError):
            if holds():
                return
        time.sleep(0.05)
    raise AssertionError(f"waited in vain: {what}")
