"""A real server process for tests that need one: started, waited for, ended by its id."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TextIO

import httpx

from tests.conftest import ROOT

PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class Server:
    """A running server."""

    url: str
    process: subprocess.Popen[str]
    output: TextIO

    def wait_until_ready(self) -> None:
        """Return when /readyz says 200; fail with the output when the process has ended."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                self.output.seek(0)
                raise RuntimeError(f"the server ended: {self.output.read()}")
            try:
                if httpx.get(f"{self.url}/readyz").status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.05)
        raise RuntimeError("the server did not become ready")


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


SERVE = ("flask", "--app", "wsgi", "serve")
MOST = "10000000"
"""Requests are counted as always, and no test asks for so many a minute."""


@contextmanager
def serve(
    database_url: str, *, wait: bool = True, command: tuple[str, ...] = SERVE, **settings: str
) -> Iterator[Server]:
    """`flask serve`, or another command, over a database, ready to answer; ended at the end."""
    port = free_port()
    environment = os.environ | {
        "DATABASE_URL": database_url,
        "PORT": str(port),
        "HOST": "127.0.0.1",
        "RATE_READS": MOST,
        "RATE_TOKEN": MOST,
        "RATE_WRITES": MOST,
        **settings,
    }
    # A file, not a pipe: a log that nobody reads would fill a pipe, and the server would wait.
    output = tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed at the end
    process = subprocess.Popen(
        [sys.executable, "-m", *(each.format(port=port) for each in command)],
        cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    server = Server(f"http://127.0.0.1:{port}", process, output)
    try:
        if wait:
            server.wait_until_ready()
        yield server
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        output.close()
