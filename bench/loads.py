"""Loading a server with wrk from a process beside it, and what came of it."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import orjson

from .processes import DATA, ROOT, MemoryWatch, settle
from .servers import Server

CONNECTIONS = 32
SCRIPT = ROOT / "bench" / "requests.lua"
OPEN_SECONDS = 60


class NoWrk(Exception):
    """wrk is not installed."""


@dataclass(frozen=True)
class Load:
    """One load: requests, the same a second, milliseconds, MB, and what went wrong in it.

    `lost` counts requests without an answer, `refused` answers that were neither 2xx nor 3xx.
    """

    requests: int
    rate: float
    p50: float
    p99: float
    memory: float
    refused: int
    lost: int


def wrk() -> str:
    """Where wrk is; NoWrk where it is not."""
    found = shutil.which("wrk")
    if not found:
        raise NoWrk("wrk is needed; on Debian: apt install wrk")
    return found


def write_paths(name: str, lines: list[str]) -> Path:
    """The file that the script reads."""
    path = DATA / "paths" / f"{name}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n")
    return path


def load(
    server: Server, paths: Path, seconds: float, *, begin: int = 0, connections: int = CONNECTIONS
) -> Load:
    """Ask for the paths in turn, from line `begin` on, for so many seconds."""
    command = [
        wrk(),
        "--threads=1",
        f"--connections={connections}",
        f"--duration={max(1, round(seconds))}s",
        f"--timeout={OPEN_SECONDS}s",
        f"--script={SCRIPT}",
        f"http://127.0.0.1:{server.port}",
        *("--", str(paths), str(begin)),
    ]
    with MemoryWatch(server.pid) as memory:
        told = subprocess.run(  # noqa: S603 - wrk with our own arguments
            command, check=True, capture_output=True, text=True, timeout=seconds + OPEN_SECONDS
        )
    settle(server.pid)
    return read(told.stdout, memory.peak)


def read(output: str, memory: float) -> Load:
    """The load that the script's line tells of."""
    line = next(line for line in output.splitlines() if line.startswith("{"))
    told = orjson.loads(line)
    return Load(
        requests=told["requests"],
        rate=told["requests"] / (told["microseconds"] / 1e6),
        p50=told["p50"] / 1000,
        p99=told["p99"] / 1000,
        memory=memory,
        refused=told["refused"],
        lost=told["lost"],
    )
