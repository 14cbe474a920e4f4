"""The databases of the benchmark: written as files, loaded by the project's own command, kept."""

import hashlib
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter

import orjson

from .postgres import Postgres
from .processes import DATA, ROOT, MemoryWatch, running
from .world import GENERATION, write_world

FLASK = [sys.executable, "-W", "ignore::DeprecationWarning", "-m", "flask", "--app", "wsgi"]
LONGEST_LOAD = 3 * 3600
LINES_OF_A_LOG = 15


class NotLoaded(Exception):
    """A load that failed; its text ends with what the command said."""


@dataclass(frozen=True)
class Build:
    """How a database was built: the key of what it was built by, and what that took."""

    key: str
    records: int
    quotes: int
    seconds: float
    peak: float
    at_half: float
    at_end: float

    @property
    def told(self) -> str:
        """The build in one line."""
        return (
            f"{self.records:,} records in {self.seconds:,.1f} s: "
            f"{self.records / self.seconds:,.0f} records/s, "
            f"{self.quotes / self.seconds:,.0f} quotes/s; memory {self.at_half:.0f} MB half-way, "
            f"{self.at_end:.0f} MB at the end, {self.peak:.0f} MB at most"
        )


@dataclass(frozen=True)
class Database:
    """A loaded database: its engine, size, address and how it was built."""

    engine: str
    quotes: int
    url: str
    build: Build

    @property
    def folder(self) -> Path:
        """Where its files stand."""
        return folder_of(self.quotes)

    @property
    def name(self) -> str:
        """What it is called in tables."""
        return f"{self.engine}, {self.quotes:,} quotes"


def folder_of(quotes: int) -> Path:
    """The folder of a size."""
    return DATA / str(quotes)


def sqlite_file(quotes: int) -> Path:
    """The SQLite database of a size."""
    return folder_of(quotes) / "parley.db"


def build_key() -> str:
    """What a database depends on: the generator and the migrations."""
    told = hashlib.sha256(f"{GENERATION}".encode())
    for path in sorted((ROOT / "migrations").glob("*.py")):
        told.update(path.name.encode() + path.read_bytes())
    return told.hexdigest()[:16]


def world(quotes: int) -> int:
    """Write the files of a size unless they are there; gives the number of records."""
    folder = folder_of(quotes)
    note = folder / "world.json"
    if note.exists():
        kept = orjson.loads(note.read_bytes())
        if kept["generation"] == GENERATION:
            return int(kept["records"])
    began = perf_counter()
    records = write_world(folder, quotes)
    note.write_bytes(orjson.dumps({"generation": GENERATION, "records": records}))
    print(f"generated {records:,} records in {perf_counter() - began:.1f} s", flush=True)
    return records


def database(engine: str, quotes: int, server: Postgres | None) -> Database:
    """The database of an engine and a size, built now unless it is kept from a run before."""
    records, note = world(quotes), folder_of(quotes) / f"{engine}.json"
    name = f"bench_{quotes}"
    url = server.url(name) if server else f"sqlite:///{sqlite_file(quotes)}"
    if kept := kept_build(note, name, quotes, server):
        print(f"kept: {engine}, {quotes:,} quotes; built with {kept.told}", flush=True)
        return Database(engine, quotes, url, kept)
    note.unlink(missing_ok=True)
    make_empty(quotes, name, server)
    build = load(url, quotes, records)
    finish(quotes, name, server)
    note.write_bytes(orjson.dumps(asdict(build)))
    print(f"built: {engine}, {quotes:,} quotes; {build.told}", flush=True)
    return Database(engine, quotes, url, build)


def forget(engine: str, quotes: int) -> None:
    """Let a database be built anew, as after a change of the code that writes it."""
    (folder_of(quotes) / f"{engine}.json").unlink(missing_ok=True)


def kept_build(note: Path, name: str, quotes: int, server: Postgres | None) -> Build | None:
    """How the database was built, where it is there and still what would be built."""
    there = name in server.names() if server else sqlite_file(quotes).exists()
    if not there or not note.exists():
        return None
    kept = Build(**orjson.loads(note.read_bytes()))
    return kept if kept.key == build_key() else None


def make_empty(quotes: int, name: str, server: Postgres | None) -> None:
    """Remove the database of a size; PostgreSQL gets an empty one."""
    if server:
        server.make(name)
        return
    for path in folder_of(quotes).glob("parley.db*"):
        path.unlink()


def load(url: str, quotes: int, records: int) -> Build:
    """Migrate, load the files by the project's command, and say what the load took."""
    environment, log = {"DATABASE_URL": url}, DATA / "logs" / "load.log"
    run([*FLASK, "db", "up"], environment, log)
    began = perf_counter()
    watch = run([*FLASK, "import", str(folder_of(quotes))], environment, log)
    seconds = perf_counter() - began
    return Build(build_key(), records, quotes, seconds, watch.peak, watch.at(0.5), watch.at(0.95))


def run(command: list[str], environment: dict[str, str], log: Path) -> MemoryWatch:
    """Run a command to its end, its memory watched; NotLoaded where it fails."""
    with running(command, environment, log) as process, MemoryWatch(process.pid, 0.2) as watch:
        try:
            code = process.wait(LONGEST_LOAD)
        except subprocess.TimeoutExpired:
            code = -1
    if code:
        said = log.read_text(errors="replace").splitlines()[-LINES_OF_A_LOG:]
        raise NotLoaded("\n".join([f"exit code {code} of {' '.join(command[5:])}", *said]))
    return watch


def finish(quotes: int, name: str, server: Postgres | None) -> None:
    """Bring a loaded database to rest: nothing waits for a checkpoint or for statistics."""
    if server:
        server.vacuum(name)
        return
    with closing(sqlite3.connect(sqlite_file(quotes))) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
