"""The machine and the parts that the figures belong to."""

import os
import platform
import sqlite3
from importlib.metadata import version
from pathlib import Path

from .postgres import Postgres


def processor() -> str:
    """The model of the processor."""
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def memory() -> str:
    """The memory of the machine."""
    told = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    return f"{told:.0f} GB"


def describe(server: Postgres | None, datasette: str | None) -> list[str]:
    """What the machine is and what runs on it, a line each."""
    parts = [f"Python {platform.python_version()}", f"SQLite {sqlite3.sqlite_version}"]
    if server:
        parts.append(f"PostgreSQL {server.version()} as it comes")
    parts += [f"{name} {version(name)}" for name in ("granian", "flask", "peewee")]
    if datasette:
        parts.append(f"Datasette {datasette}")
    return [
        f"{os.cpu_count()} cores of {processor()}, {memory()}, {platform.system()} "
        f"{platform.release().partition('-')[0]}",
        ", ".join(parts),
    ]
