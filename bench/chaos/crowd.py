"""Very many connections that say nothing or little: `python -m bench.chaos.crowd PORT NUMBER SEED`.

Each kind does one thing that holds a server up; whoever is turned away comes again. It says `there`
when all are connected, and ends when its standard input does. The token comes as `CROWD_TOKEN`.
"""

import asyncio
import os
import resource
import socket
import sys
from collections import Counter
from collections.abc import Callable, Coroutine
from contextlib import suppress
from random import Random
from typing import Any

DRIP_SECONDS = 1.0
SMALL_BUFFER = 4096
PAUSE = 5.0
STREAM = "/v1/quotes?format=ndjson&include=evidence"
KINDS = (
    ("silent", 0.45), ("headers", 0.30), ("body", 0.08), ("body with a token", 0.05),
    ("body of a GET", 0.02), ("stream", 0.10),
)  # fmt: skip


class Crowd:
    """All of them, and how often each was turned away."""

    def __init__(self, port: int, number: int, seed: int, token: str) -> None:
        self.port, self.number, self.token = port, number, token
        self.random = Random(seed)  # noqa: S311 - who does what
        self.there: set[int] = set()
        self.all_there = asyncio.Event()
        self.turned_away: Counter[str] = Counter()

    async def run(self) -> None:
        """Come, and stay until the end of the input."""
        names, weights = zip(*KINDS, strict=True)
        kinds = self.random.choices(names, weights, k=self.number)
        tasks = [asyncio.create_task(self.stay(place, kind)) for place, kind in enumerate(kinds)]
        await self.all_there.wait()
        print("there", flush=True)
        await asyncio.to_thread(sys.stdin.read)
        for each in tasks:
            each.cancel()
        print(dict(self.turned_away), flush=True)

    async def stay(self, place: int, kind: str) -> None:
        """Be there as one kind, again and again."""
        await asyncio.sleep(self.random.random() * 2)
        while True:
            with suppress(OSError, EOFError):
                held = socket.socket()
                held.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_BUFFER)
                held.setblocking(False)
                await asyncio.get_running_loop().sock_connect(held, ("127.0.0.1", self.port))
                wire = await asyncio.open_connection(sock=held, limit=SMALL_BUFFER)
                self.there.add(place)
                if len(self.there) == self.number:
                    self.all_there.set()
                try:
                    await BEHAVIOUR[kind](self, *wire)
                finally:
                    wire[1].close()
            self.turned_away[kind] += 1
            await asyncio.sleep(PAUSE * (1 + self.random.random()))

    async def silent(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Say nothing."""
        await reader.read(1)

    async def headers(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Send headers without end."""
        await self.drip(reader, writer, b"GET /v1/topics HTTP/1.1\r\nHost: x\r\n", b"X-A: b\r\n")

    async def body(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Send a body slowly, without a token."""
        await self.drip(reader, writer, request("POST", ""), b" ")

    async def known(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Send a body slowly, as one who may write."""
        told = f"Authorization: Bearer {self.token}\r\n"
        await self.drip(reader, writer, request("POST", told), b" ")

    async def odd(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Send a slow body with a GET."""
        await self.drip(reader, writer, request("GET", ""), b" ")

    async def stream(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Ask for everything, and take a few bytes a second."""
        writer.write(f"GET {STREAM} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        while await reader.read(64):
            await asyncio.sleep(DRIP_SECONDS)

    async def drip(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, first: bytes, more: bytes
    ) -> None:
        """Send something, and then a little each second, until the other side has had enough."""
        writer.write(first)
        ended = asyncio.create_task(closed(reader))
        try:
            while not ended.done():
                await asyncio.wait([ended], timeout=DRIP_SECONDS)
                writer.write(more)
                await writer.drain()
        finally:
            ended.cancel()


async def closed(reader: asyncio.StreamReader) -> None:
    """Wait until the other side has closed the connection."""
    with suppress(OSError):
        while await reader.read(SMALL_BUFFER):
            pass


def request(method: str, header: str) -> bytes:
    """The head of a request whose body is to come."""
    return (
        f"{method} /v1/topics?reason=x&without_evidence=x HTTP/1.1\r\nHost: 127.0.0.1\r\n{header}"
        "Content-Type: application/json\r\nContent-Length: 4000\r\n\r\n{"
    ).encode()


Behaviour = Callable[[Crowd, asyncio.StreamReader, asyncio.StreamWriter], Coroutine[Any, Any, None]]
BEHAVIOUR: dict[str, Behaviour] = {
    "silent": Crowd.silent, "headers": Crowd.headers, "body": Crowd.body,
    "body with a token": Crowd.known, "body of a GET": Crowd.odd, "stream": Crowd.stream,
}  # fmt: skip


def main() -> None:
    """Come with as many as the command line says."""
    port, number, seed = map(int, sys.argv[1:])
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    asyncio.run(Crowd(port, number, seed, os.environ.get("CROWD_TOKEN", "")).run())


if __name__ == "__main__":
    main()
