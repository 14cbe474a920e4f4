"""The process above the server: starts each worker, starts anew what ended, and ends all in time.

It knows nothing of the application, so that it is small and waits for nothing. Each worker is a
granian of its own on the same port: one that is killed twice in a row takes no other with it, as
it would where granian keeps them all. A socket joins this process to each worker. The worker says
READY and at its end EMPTY; that this side is closed tells it to leave, even where this process was
killed.
"""

import os
import shutil
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

import orjson

READY, EMPTY = b"r", b"e"
JOINED = "PARLEY_SUPERVISED"
"""The variable that tells a worker the number of its end of the socket."""
DRAIN_SECONDS = 6.0
PATIENCE_SECONDS = 8.5
SHORT_LIFE_SECONDS = 5
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 5.0
A_MOMENT, A_WHILE = 0.02, 0.5
ASKED_TO_END = (signal.SIGTERM, signal.SIGINT)
HEEDED = (*ASKED_TO_END, signal.SIGCHLD)


@dataclass
class Worker:
    """One place among the workers: the process that holds it, None while there is none."""

    number: int
    pid: int | None = None
    joint: socket.socket | None = None
    heard: bytes = b""
    began: float = 0
    pause: float = FIRST_PAUSE
    due: float = 0

    @property
    def is_ready(self) -> bool:
        """Whether it has loaded the application, after which it may be answering."""
        return self.pid is not None and READY in self.heard

    @property
    def is_empty(self) -> bool:
        """Whether it answers nobody any more, or never did."""
        return not self.is_ready or EMPTY in self.heard

    def start(self, command: list[str]) -> None:
        """Start the process, in a group of its own, with its end of a new socket."""
        self.joint, theirs = socket.socketpair()
        self.joint.setblocking(False)
        theirs.set_inheritable(True)
        environment = {**os.environ, JOINED: str(theirs.fileno())}
        self.heard, self.began = b"", time.monotonic()
        try:
            self.pid = os.posix_spawn(command[0], command, environment, setpgroup=0, setsigmask=())
        except OSError as fault:
            log("error", f"worker {self.number} could not be started ({fault.strerror})")
            self.note_end()
        finally:
            theirs.close()

    def listen(self) -> None:
        """Take in what it has said."""
        if self.joint is not None:
            with suppress(OSError):
                self.heard += self.joint.recv(64)

    def let_leave(self) -> None:
        """Tell it to answer what is asked and to have its callers go elsewhere."""
        if self.joint is not None:
            with suppress(OSError):
                self.joint.shutdown(socket.SHUT_WR)

    def send(self, number: int) -> None:
        """Send its process a signal; SIGKILL goes to all that came from it, too."""
        if self.pid is not None:
            with suppress(ProcessLookupError):
                (os.killpg if number == signal.SIGKILL else os.kill)(self.pid, number)

    def note_end(self) -> None:
        """Note that its process has ended, and end what that left behind."""
        self.send(signal.SIGKILL)
        self.pid = None
        if self.joint is not None:
            self.joint.close()
            self.joint = None
        now = time.monotonic()
        if now - self.began > SHORT_LIFE_SECONDS:
            self.pause, self.due = FIRST_PAUSE, now
        else:
            self.pause, self.due = min(self.pause * 2, LONGEST_PAUSE), now + self.pause


class Supervisor:
    """All workers of a server, each started by the same command."""

    def __init__(self, command: list[str], workers: int) -> None:
        self.command, self.served = command, False
        self.workers = [Worker(place + 1) for place in range(workers)]

    def run(self) -> int:
        """Keep the workers until a signal asks to end; 1 where none has come to serve."""
        while True:
            for each in self.missing():
                if time.monotonic() >= each.due:
                    each.start(self.command)
            told = signal.sigtimedwait(HEEDED, A_WHILE if not self.missing() else A_MOMENT)
            self.look()
            if told is not None and told.si_signo in ASKED_TO_END:
                self.end()
                return 0
            if self.missing() and not self.served:
                self.end()
                return 1

    def missing(self) -> list[Worker]:
        """The places that no process holds."""
        return [each for each in self.workers if each.pid is None]

    def look(self) -> None:
        """Hear what workers said, and notice which have ended."""
        for each in self.workers:
            each.listen()
        self.served = self.served or any(each.is_ready for each in self.workers)
        for pid, status in ended_children():
            for each in self.workers:
                if each.pid == pid:
                    each.note_end()
                    log("error", f"worker {each.number} ended ({told_of(status)})")

    def end(self) -> None:
        """Let workers answer what they were asked; what does not end in time is killed."""
        began = time.monotonic()
        for each in self.workers:
            each.let_leave()
        self.wait(began + DRAIN_SECONDS, lambda each: each.is_empty)
        for each in self.workers:
            each.send(signal.SIGTERM if each.is_ready else signal.SIGKILL)
        self.wait(began + PATIENCE_SECONDS, lambda each: each.pid is None)
        for each in self.workers:
            if each.pid is not None:
                log("warning", f"worker {each.number} did not end in time and was killed")
                each.send(signal.SIGKILL)
        self.wait(time.monotonic() + A_WHILE, lambda each: each.pid is None)

    def wait(self, until: float, is_done: Callable[[Worker], bool]) -> None:
        """Wait until it is so of all workers, or too late, or SIGINT came a second time."""
        while not all(is_done(each) for each in self.workers) and time.monotonic() < until:
            told = signal.sigtimedwait(HEEDED, A_MOMENT)
            if told is not None and told.si_signo == signal.SIGINT:
                return
            for each in self.workers:
                each.listen()
            for pid, _ in ended_children():
                for each in self.workers:
                    if each.pid == pid:
                        each.note_end()


def ended_children() -> Iterator[tuple[int, int]]:
    """The children that have ended, also such as others left to this process, with their status."""
    with suppress(ChildProcessError):
        while (found := os.waitpid(-1, os.WNOHANG))[0]:
            yield found


def told_of(status: int) -> str:
    """How a process ended, in words."""
    if os.WIFSIGNALED(status):
        return f"killed by {signal.Signals(os.WTERMSIG(status)).name}"
    return f"exit code {os.waitstatus_to_exitcode(status)}"


def log(level: str, message: str) -> None:
    """Write a line of the log, as the workers write theirs."""
    moment = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime())
    line = {"time": f"{moment}.000+00:00", "level": level, "message": message}
    with suppress(OSError):
        os.write(sys.stderr.fileno(), orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))


def main(given: list[str]) -> int:
    """Keep so many workers, each by a command; the folder of their figures goes with them."""
    folder, workers, *command = given
    signal.pthread_sigmask(signal.SIG_BLOCK, HEEDED)
    try:
        return Supervisor(command, int(workers)).run()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
