"""The export of all quotes in one request: first byte, memory over idle, duration."""

from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from time import perf_counter

from .processes import MEGABYTE, MemoryWatch, resident, settle
from .servers import Server

PATH = "/v1/quotes?format=ndjson"
MOST_SECONDS = 300
CHUNK = 1 << 18


@dataclass(frozen=True)
class Export:
    """Milliseconds to the first byte, MB over idle at most, lines and seconds, or a note."""

    first_byte: float = 0
    memory: float = 0
    lines: int = 0
    seconds: float = 0
    note: str = ""


def export(server: Server) -> Export:
    """Read the whole export, at most five minutes long."""
    server.get("/v1/quotes?limit=1")
    settle(server.pid)
    idle = resident(server.pid) / MEGABYTE
    began = perf_counter()
    with closing(HTTPConnection("127.0.0.1", server.port, timeout=60)) as connection:
        try:
            connection.request("GET", PATH)
            answer = connection.getresponse()
            if answer.status != 200:
                return Export(note=f"not answered: {answer.status}")
            lines = answer.read(1).count(b"\n")
            first = perf_counter() - began
            with MemoryWatch(server.pid) as memory:
                while part := answer.read(CHUNK):
                    lines += part.count(b"\n")
                    if perf_counter() - began > MOST_SECONDS:
                        break
        except (OSError, HTTPException) as fault:
            return Export(note=f"not answered: {fault}")
    seconds = perf_counter() - began
    note = f"stopped after {MOST_SECONDS} s" if seconds > MOST_SECONDS else ""
    return Export(first * 1000, memory.peak - idle, lines, seconds, note)
