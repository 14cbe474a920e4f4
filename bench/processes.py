"""Processes that the benchmark starts: their ports, their memory, and their end."""

import os
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from types import TracebackType
from typing import BinaryIO

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "bench" / ".data"
PAGE = os.sysconf("SC_PAGE_SIZE")
TICK = os.sysconf("SC_CLK_TCK")
MEGABYTE = 1 << 20
SECONDS_TO_END = 3


def free_port() -> int:
    """A port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def family(pid: int) -> list[int]:
    """A process and all that come from it."""
    found, waiting = [], [pid]
    while waiting:
        each = waiting.pop()
        found.append(each)
        for told in Path(f"/proc/{each}/task").glob("*/children"):
            with suppress(OSError):
                waiting += map(int, told.read_text().split())
    return found


def resident(pid: int) -> int:
    """Bytes of memory that a process and all that come from it hold."""
    total = 0
    for each in family(pid):
        with suppress(OSError, IndexError):
            total += int(Path(f"/proc/{each}/statm").read_text().split()[1]) * PAGE
    return total


def processor_seconds(pid: int) -> float:
    """Seconds that a process and all that come from it have computed."""
    total = 0
    for each in family(pid):
        with suppress(OSError, IndexError):
            told = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
            total += int(told[11]) + int(told[12])
    return total / TICK


class MemoryWatch:
    """Samples the memory of a process and its children while the block runs."""

    def __init__(self, pid: int, every: float = 0.1) -> None:
        self.pid, self.every = pid, every
        self.samples: list[int] = []
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.watch, daemon=True)

    def watch(self) -> None:
        """Sample until the block is over."""
        while not self.over.is_set():
            self.samples.append(resident(self.pid))
            self.over.wait(self.every)

    def __enter__(self) -> "MemoryWatch":
        self.thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.over.set()
        self.thread.join()

    @property
    def peak(self) -> float:
        """The most that was held, in MB."""
        return max(self.samples, default=0) / MEGABYTE

    def at(self, share: float) -> float:
        """What was held after a share of the time, in MB."""
        return self.samples[int(share * (len(self.samples) - 1))] / MEGABYTE


class Interrupts:
    """What asks the run to end (Ctrl-C, SIGTERM); it waits while a process is started or ended."""

    def __init__(self) -> None:
        self.held = self.waiting = False

    def install(self) -> None:
        """Listen from now on."""
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, self.stop)

    def stop(self, number: int, frame: object) -> None:
        """End the run, now or as soon as it may end."""
        self.waiting = self.held
        if not self.held:
            raise SystemExit("bench: stopped")

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Let nothing end the run within the block."""
        self.held = True
        try:
            yield
        finally:
            self.held = False
        if self.waiting:
            self.waiting = False
            raise SystemExit("bench: stopped")


INTERRUPTS = Interrupts()


@contextmanager
def running(
    command: Sequence[str], environment: Mapping[str, str], log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """A process in the project's folder that is ended, with its children, when the block is."""
    log.parent.mkdir(parents=True, exist_ok=True)
    process = None
    with log.open("wb") as output:
        try:
            with INTERRUPTS.hold():
                process = start(command, environment, output)
            yield process
        finally:
            if process:
                with INTERRUPTS.hold():
                    end(process)


def start(
    command: Sequence[str], environment: Mapping[str, str], output: BinaryIO
) -> subprocess.Popen[bytes]:
    """Start a process in a session of its own, so that Ctrl-C reaches us alone."""
    return subprocess.Popen(  # noqa: S603 - our own commands
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process, and each of its children that is left after it."""
    if process.poll() is not None:
        return
    children = family(process.pid)[1:]
    process.terminate()
    try:
        process.wait(SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for each in children:
        with suppress(ProcessLookupError):
            os.kill(each, signal.SIGKILL)


def settle(pid: int, most: float = 10) -> None:
    """Wait until a server has done what was still asked of it, at most so many seconds."""
    until = monotonic() + most
    while monotonic() < until:
        before = processor_seconds(pid)
        sleep(0.1)
        if processor_seconds(pid) - before < 0.02:
            return
