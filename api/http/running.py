"""The requests that this process is answering, so that it is known which of them are slow."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import get_ident

PEER = "parley.peer"
"""In the environment of a request: the address at the other end of its connection, proxy or not."""


@dataclass
class Running:
    """A request: whose connection it came on, since when, whether its body is awaited."""

    peer: str
    began: float
    is_sending: bool = False


RUNNING: dict[int, Running] = {}
"""By the identity of the thread that answers."""


@contextmanager
def awaiting_a_body() -> Iterator[None]:
    """Note of the request that this thread answers that its body is awaited."""
    running = RUNNING.get(get_ident())
    if running is None:
        yield
        return
    running.is_sending = True
    try:
        yield
    finally:
        running.is_sending = False
