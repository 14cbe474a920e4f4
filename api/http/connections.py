"""The connections of this process as the kernel knows them: bounded in time, or ended.

The server reads a request in one go and without end, and tells Python no more of a connection than
the address at its other end. So the kernel is asked which connections have gone unanswered.
"""

import ctypes
import socket
import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

OPEN_FILES = Path("/proc/self/fd")
IS_LISTENING = (socket.SOL_SOCKET, socket.SO_ACCEPTCONN)
IDLE_SECONDS, PROBE_SECONDS, PROBES = 30, 10, 3
MOST_UNSENT = 128 * 1024
"""Bytes of an answer that the kernel takes before its caller: what nobody reads is not made."""
ESTABLISHED = 1
TCP_INFO = (socket.IPPROTO_TCP, socket.TCP_INFO)
WAITING = struct.Struct("=24xI")
"""Of what the kernel tells of a listening socket: how many connections wait in its queue."""
SO_ATTACH_FILTER = 26
INSTRUCTION, PROGRAM = struct.Struct("=HBBI"), struct.Struct("@HP")
NO_SYN = ((0x30, 0, 0, 13), (0x45, 0, 1, 0x02), (0x06, 0, 0, 0), (0x06, 0, 0, 0xFFFFFFFF))
"""A filter of the kernel (BPF): load the flags of a segment, drop it if SYN is set, or keep it."""
STATE_AND_LAST_SENT = struct.Struct("=B43xI")
"""The state of a connection, and how many milliseconds ago it was last sent anything."""


def sockets() -> Iterator[socket.socket]:
    """The internet sockets of this process, each lent for its turn.

    No handle is copied: to close a copy of one on the database's file would release the locks that
    SQLite holds on it, and with them whatever another thread is writing.
    """
    for each in OPEN_FILES.glob("*"):
        try:
            found = socket.socket(fileno=int(each.name))
        except OSError:
            continue
        try:
            if found.family in (socket.AF_INET, socket.AF_INET6):
                yield found
        finally:
            found.detach()


def listening() -> Iterator[socket.socket]:
    """The sockets on which this process takes connections in; others may close meanwhile."""
    for each in sockets():
        with suppress(OSError):
            if each.getsockopt(*IS_LISTENING):
                yield each


def refuse_more() -> None:
    """Let no new connection begin; those that have begun, and wait, are still taken in.

    A shorter queue would not do: one connection always finds room in it. To stop listening would
    break off those that wait.
    """
    code = ctypes.create_string_buffer(b"".join(INSTRUCTION.pack(*each) for each in NO_SYN))
    program = PROGRAM.pack(len(NO_SYN), ctypes.addressof(code))
    for each in listening():
        with suppress(OSError):
            each.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, program)


def waiting() -> int:
    """How many connections wait to be taken in."""
    told = (each.getsockopt(*TCP_INFO, WAITING.size) for each in listening())
    return sum(WAITING.unpack(each)[0] for each in told)


def bound(listener: socket.socket, patience: int) -> None:
    """Let connections end whose callers take nothing for so many seconds, or are gone.

    What holds of a listening socket holds of each connection that it takes in from then on.
    """
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, MOST_UNSENT)
    for option, value in (
        (socket.TCP_USER_TIMEOUT, patience * 1000),
        (socket.TCP_KEEPIDLE, IDLE_SECONDS),
        (socket.TCP_KEEPINTVL, PROBE_SECONDS),
        (socket.TCP_KEEPCNT, PROBES),
    ):
        listener.setsockopt(socket.IPPROTO_TCP, option, value)


def hang_up(address: str, seconds: float) -> None:
    """Read no more from the callers at an address who got no byte for so long."""
    ports = {each.getsockname()[1] for each in listening()}
    for each in sockets():
        with suppress(OSError):
            told = each.getsockopt(*TCP_INFO, STATE_AND_LAST_SENT.size)
            state, last_sent = STATE_AND_LAST_SENT.unpack(told)
            is_ours = each.getsockname()[1] in ports and each.getpeername()[0] == address
            if state == ESTABLISHED and is_ours and last_sent >= seconds * 1000:
                each.shutdown(socket.SHUT_RD)
