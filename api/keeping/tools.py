"""PostgreSQL's own programs `pg_dump` and `pg_restore`: found, run, and their faults told."""

import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from .places import NotKept, first_line

INSTALLED = "/usr/lib/postgresql"
VERSION = re.compile(r"\(PostgreSQL\) (\d+)")
TRANSACTION_TIMEOUT_SINCE = 17
"""Newer programs set what older servers do not know."""
NOT_OURS = re.compile(r" (SCHEMA - public|EXTENSION - |COMMENT - (EXTENSION|SCHEMA) |ACL )")
COUNTED = re.compile(r" TABLE DATA public counter ")


@dataclass(frozen=True)
class Tools:
    """A folder with `pg_dump` and `pg_restore` of one version."""

    folder: Path
    major: int

    def dump(self, url: str, snapshot: str, path: Path) -> None:
        """Write what a snapshot of a database shows into a file."""
        self.run("pg_dump", url, "--format=custom", f"--snapshot={snapshot}", f"--file={path}")

    def restore(self, path: Path, url: str, *, but_counter: bool) -> None:
        """Write a file into an empty database, in one transaction; without the counter's row."""
        with NamedTemporaryFile("w", suffix=".list") as wanted:
            wanted.writelines(self.contents(path, but_counter=but_counter))
            wanted.flush()
            self.run(
                "pg_restore", url, "--no-owner", "--no-privileges", "--single-transaction",
                "--exit-on-error", f"--use-list={wanted.name}", str(path),
            )  # fmt: skip

    def contents(self, path: Path, *, but_counter: bool) -> Iterator[str]:
        """The lines of what a file holds, but what belongs to a server and not to Parley."""
        for line in self.run("pg_restore", None, "--list", str(path)).splitlines(keepends=True):
            if not NOT_OURS.search(line) and not (but_counter and COUNTED.search(line)):
                yield line

    def run(self, program: str, url: str | None, *arguments: str) -> str:
        """What a program prints; NotKept with what it says where it fails.

        The password goes by the environment: others can read a command line.
        """
        environment, target = dict(os.environ), []
        if url is not None:
            parts: dict[str, Any] = dict(conninfo_to_dict(url))
            if password := parts.pop("password", None):
                environment["PGPASSWORD"] = str(password)
            target = [f"--dbname={make_conninfo(**parts)}"]
        command = [str(self.folder / program), *arguments[:-1], *target, arguments[-1]]
        done = subprocess.run(  # noqa: S603  # nosec B603  # a program that was looked for
            command, env=environment, capture_output=True, text=True, errors="replace", check=False
        )
        if done.returncode:
            raise NotKept(f"{program} failed: {told_by(done.stderr)}")
        return done.stdout


def told_by(errors: str) -> str:
    """The line of a program's errors that says what is wrong."""
    lines = [line for line in errors.splitlines() if "error:" in line]
    return first_line(lines[0].partition("error:")[2] if lines else errors)


def find_tools(server: int, given: Path | None) -> Tools:
    """The programs for a server of a major version: the oldest that will do; raises NotKept.

    They are looked for in the folder of the settings, on the path, and where Debian has them.
    """
    found = sorted(installed(given), key=lambda each: each.major)
    for each in found:
        if each.major >= server and not server < TRANSACTION_TIMEOUT_SINCE <= each.major:
            return each
    newest = TRANSACTION_TIMEOUT_SINCE - 1 if server < TRANSACTION_TIMEOUT_SINCE else None
    wanted = f"{server}" if newest in (None, server) else f"{server} to {newest}"
    there = ", ".join(f"{each.major} in {each.folder}" for each in found) or "none"
    raise NotKept(
        f"The server is PostgreSQL {server} and needs pg_dump and pg_restore of version {wanted}"
        f"{' or newer' if newest is None else ''}; found: {there}. Install "
        f"postgresql-client-{server}, or name the folder that holds them by POSTGRES_TOOLS."
    )


def installed(given: Path | None) -> Iterator[Tools]:
    """All versions of the programs on this machine."""
    if given is not None:
        folders = [given]
    else:
        folders = [Path(each) for each in os.environ.get("PATH", "").split(os.pathsep) if each]
        folders += Path(INSTALLED).glob("*/bin")
    for folder in folders:
        if all((folder / program).is_file() for program in ("pg_dump", "pg_restore")):
            told = subprocess.run(  # noqa: S603  # nosec B603  # a program that was looked for
                [folder / "pg_dump", "--version"], capture_output=True, text=True, check=False
            ).stdout
            if version := VERSION.search(told):
                yield Tools(folder, int(version[1]))
