"""What stands before everything in a worker: its connections bounded in time, its leaving orderly.

Python is asked only when a request has been read, so the kernel watches the connections: one whose
caller takes nothing of an answer, or is gone, is ended. When the worker is to leave, each answer
asks for its connection to be closed, so that no request is sent on one that is closing.
"""

import os
import signal
import socket
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from threading import Event, Lock, Thread, get_ident
from time import monotonic, sleep
from typing import Any

from api.supervisor import EMPTY, JOINED, PATIENCE_SECONDS, READY

from . import connections
from .running import PEER, RUNNING, Running

LEAVING = Event()
"""Set from the moment on at which this worker is to leave."""
DRAIN_SECONDS, LAST_SECONDS, QUIET_SECONDS = 1.0, 4.0, 0.2
A_MOMENT = 0.02
CLOSE = ("Connection", "close")
Application = Callable[..., Iterable[bytes]]


class Gate:
    """A WSGI application before another."""

    def __init__(self, behind: Application, patience: int) -> None:
        self.behind, self.patience = behind, patience
        self.last, self.bounded, self.lock = monotonic(), False, Lock()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        thread = get_ident()
        if thread in RUNNING:  # asked of itself, within the answer to another
            return self.behind(environ, start_response)
        self.last = now = monotonic()
        if not self.bounded:
            self.bound_connections()
        environ[PEER] = peer = environ["REMOTE_ADDR"]
        RUNNING[thread] = Running(peer, now)
        begin = closing(start_response) if LEAVING.is_set() else start_response
        try:
            return self.behind(environ, begin)
        finally:
            del RUNNING[thread]

    def bound_connections(self) -> None:
        """Give what listens the bounds, which each connection then takes over; once."""
        with self.lock:
            for each in () if self.bounded else connections.listening():
                connections.bound(each, self.patience)
            self.bounded = True

    def empty(self) -> None:
        """Wait until nobody asks any more, or it cannot be waited longer.

        At first new connections are taken in, so that callers have time to go elsewhere; then none,
        and as each answer closes its connection, the requests come to an end. The server is stopped
        only then: what is asked while it stops, it neither answers nor refuses.
        """
        self.wait(DRAIN_SECONDS)
        connections.refuse_more()
        self.wait(LAST_SECONDS)

    def wait(self, seconds: float) -> None:
        """Wait until nothing is being asked and was not for a moment, at most for so long."""
        until = monotonic() + seconds
        while monotonic() < until:
            sleep(A_MOMENT)
            is_quiet = monotonic() - self.last > QUIET_SECONDS
            if is_quiet and not RUNNING and not connections.waiting():
                return


def closing(start_response: Any) -> Any:
    """A `start_response` whose answers ask for the connection to be closed."""

    def begin(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        return start_response(status, [*headers, CLOSE], *rest)

    return begin


def is_supervised() -> bool:
    """Whether this is a worker of a server, and no command."""
    return JOINED in os.environ


def end_at_once() -> None:
    """Let SIGTERM end this process while it loads: granian's worker inherits a deaf ear."""
    if is_supervised():
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def heed(gate: Gate) -> None:
    """Say that this worker is ready, and leave when the supervisor closes its end."""
    given = os.environ.get(JOINED)
    if given is not None:
        joint = socket.socket(fileno=int(given))
        joint.sendall(READY)
        Thread(target=leave, args=(joint, gate), name="leaving", daemon=True).start()


def leave(joint: socket.socket, gate: Gate) -> None:
    """Wait until this worker is to leave, and see to it that it does."""
    with suppress(OSError):
        while joint.recv(64):
            pass
    LEAVING.set()
    began = monotonic()
    gate.empty()
    try:
        joint.sendall(EMPTY)
    except OSError:
        os.kill(os.getpid(), signal.SIGTERM)
    sleep(max(0, began + PATIENCE_SECONDS - monotonic()))
    sys.stderr.flush()
    os._exit(1)
