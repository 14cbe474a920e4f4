"""Exports: what they hold, that they come whole or not at all, and how they are served."""

import csv
import fcntl
import hashlib
import io
import os
import pty
import re
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import orjson
import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.app import create_app
from api.config import Settings
from api.database import engine, snapshot
from api.models import Change, Counter, Record, Revision, SeedFile, Tombstone, proxy
from api.resources import RESOURCES
from api.store import merge, withdraw
from api.transfer.bulk_export import NotExported, export_all
from api.transfer.packages import packages
from tests.conftest import ROOT
from tests.seed_files import run
from tests.serving import serve
from tests.writing import changed, put, topic

Make = Callable[[str], Flask]
Json = dict[str, Any]
HOOKS = (
    "topics=top-none",
    "../../../etc/passwd",
    "..%2f..%2fconftest.py",
    "%2e%2e/%2e%2e/parley.db",
    "..\\..\\parley.db",
    "/etc/passwd",
    "LICENSE.txt%00.csv",
    "./LICENSE.txt",
    "license.txt",
)


def folder_of(app: Flask) -> Path:
    """Where an application's exports lie."""
    settings: Settings = app.config["PARLEY"]
    return settings.exports


class Export:
    """An export of the seeds, and a client of the same database."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.folder = export_all(folder_of(client.application)).folder
        self.descriptor = orjson.loads((self.folder / "datapackage.json").read_bytes())
        self.resources: list[Json] = self.descriptor["resources"]
        self.tables = [each for each in self.resources if each.get("type") == "table"]

    def bytes(self, path: str) -> bytes:
        """What a file holds."""
        return (self.folder / path).read_bytes()

    def records(self, collection: str) -> list[Json]:
        """The records of a collection."""
        return [orjson.loads(line) for line in self.bytes(f"{collection}.ndjson").splitlines()]

    def rows(self, path: str) -> list[dict[str, str]]:
        """The rows of a table."""
        text = self.bytes(path).decode()
        return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


@pytest.fixture
def exported(seeded: FlaskClient) -> Export:
    """An export of the project's own seeds, which no test changes."""
    return Export(seeded)


# What the files hold


def every_part(name: str, form: str) -> str:
    """The address of all records of a collection, with all parts that the form has room for."""
    parts = f"include={','.join(RESOURCES[name].part)}&" if form != "csv" else ""
    return f"/v1/{RESOURCES[name].name}?{parts}format={form}"


@pytest.mark.parametrize("name", RESOURCES)
@pytest.mark.parametrize("form", ["ndjson", "csv"])
def test_collections_are_as_the_api_answers_them(exported: Export, name: str, form: str) -> None:
    answer = exported.client.get(every_part(name, form))
    assert answer.status_code == 200
    assert exported.bytes(f"{RESOURCES[name].name}.{form}") == answer.get_data()


def test_every_record_is_there(exported: Export) -> None:
    found = [record["id"] for kind in RESOURCES.values() for record in exported.records(kind.name)]
    with snapshot():
        assert sorted(found) == sorted(target for (target,) in Record.select(Record.id).tuples())


def shown(value: Any) -> str:
    """A value as the cell of a table."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
    return orjson.dumps(value).decode()


def expected_cell(row: Mapping[str, Any], name: str) -> str:
    """The cell of a column for a row as JSON."""
    member, _, inner = name.partition(".")
    value = row[member]
    return shown(value[inner] if inner and value is not None else value)


@pytest.mark.parametrize("name", RESOURCES)
def test_tables_of_parts_hold_the_rows_of_all_records(exported: Export, name: str) -> None:
    kind = RESOURCES[name]
    records = exported.records(kind.name)
    parts = [part for part in kind.part.values() if part.shape is not None]
    assert len(parts) >= 5
    for part in parts:
        rows = exported.rows(f"{kind.name}.{part.name}.csv")
        told = [(record["id"], row) for record in records for row in record[part.name]]
        assert len(rows) == len(told)
        for row, (owner, wanted) in zip(rows, told, strict=True):
            names = list(row)
            assert names[:2] == ["record", "key"]
            assert row["record"] == owner
            assert [row[each] for each in names[1:]] == [
                expected_cell(wanted, each) for each in names[1:]
            ]


def test_a_list_of_references_is_ids(exported: Export) -> None:
    quotes = {record["id"]: record for record in exported.records("quotes")}
    rows = exported.rows("quotes.csv")
    assert any("|" in row["mentions"] for row in rows)
    for row in rows:
        assert row["mentions"] == "|".join(each["id"] for each in quotes[row["id"]]["mentions"])


def test_vocabularies_are_as_the_api_answers_them(exported: Export) -> None:
    told = orjson.loads(exported.bytes("vocabularies.json"))
    assert told == exported.client.get("/v1/vocabularies").get_json()["data"]


def test_the_licence_tells_how_to_cite(exported: Export) -> None:
    text = exported.bytes("LICENSE.txt").decode()
    for each in ("Creative Commons Attribution 4.0", exported.folder.name, "revision 1"):
        assert each in text


# The description


def test_every_file_is_described_and_as_described(exported: Export) -> None:
    described = {each["path"]: each for each in exported.resources}
    assert len(described) == len({each["name"] for each in exported.resources})
    there = {path.name for path in exported.folder.iterdir()} - {"datapackage.json"}
    assert set(described) == there
    for path, each in described.items():
        content = exported.bytes(path)
        assert each["bytes"] == len(content)
        assert each["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert re.fullmatch("[a-z0-9._-]+", each["name"])
        assert each["mediatype"]
        assert each["format"] == path.rpartition(".")[2]
    assert described["quotes.ndjson"]["rows"] == len(exported.records("quotes")) > 50
    assert "rows" not in described["parley.sqlite"]


def test_the_package_says_what_it_is(exported: Export) -> None:
    told = exported.descriptor
    assert told["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert (told["name"], told["version"]) == ("parley", "1")
    assert told["licenses"][0]["name"] == "CC-BY-4.0"
    assert datetime.fromisoformat(told["created"]).utcoffset() is not None


def test_rows_are_counted_and_columns_named(exported: Export) -> None:
    assert len(exported.tables) == sum(
        1 + sum(part.shape is not None for part in kind.part.values())
        for kind in RESOURCES.values()
    )
    for each in exported.tables:
        rows = exported.rows(each["path"])
        names = [field["name"] for field in each["schema"]["fields"]]
        assert each["rows"] == len(rows)
        assert exported.bytes(each["path"]).decode().partition("\r\n")[0] == ",".join(names)


CASTS: dict[str, Callable[[str], Any]] = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "list": lambda text: text.split("|"),
}


def cell_fault(field: Json, text: str) -> str | None:
    """What is wrong with a cell by the descriptor of its column; None where nothing is."""
    bounds = field.get("constraints", {})
    if text == "":
        return "is missing" if bounds.get("required") else None
    try:
        value = CASTS[field["type"]](text)
    except (ValueError, KeyError):
        return f"is no {field['type']}"
    checks: dict[str, Callable[[Any], bool]] = {
        "required": lambda _: True,
        "enum": lambda codes: value in codes,
        "pattern": lambda pattern: re.fullmatch(pattern, text) is not None,
        "maxLength": lambda most: len(text) <= most,
        "minimum": lambda least: value >= least,
        "maximum": lambda most: value <= most,
    }
    return next((name for name, bound in bounds.items() if not checks[name](bound)), None)


def faults_of(export: Export) -> Iterator[str]:
    """Whatever in the tables is not as their Table Schemas say."""
    keys: dict[str, set[tuple[str, ...]]] = {}
    for table in export.tables:
        schema, rows = table["schema"], export.rows(table["path"])
        for row in rows:
            for field in schema["fields"]:
                fault = cell_fault(field, row[field["name"]])
                if fault:
                    yield f"{table['path']}: {field['name']} {row[field['name']]!r}: {fault}"
        named = [tuple(row[each] for each in schema["primaryKey"]) for row in rows]
        keys[table["name"]] = set(named)
        if len(keys[table["name"]]) < len(named):
            yield f"{table['path']}: a primary key stands twice"
    for table in export.tables:
        for key in table["schema"].get("foreignKeys", ()):
            (column,), there = key["fields"], key["reference"].get("resource", table["name"])
            assert key["reference"]["fields"] == ["id"]
            for row in export.rows(table["path"]):
                if row[column] and (row[column],) not in keys[there]:
                    yield f"{table['path']}: {column} {row[column]} is not in {there}"


def test_every_cell_is_as_its_schema_says(exported: Export) -> None:
    assert list(faults_of(exported)) == []


def test_the_check_of_cells_notices(exported: Export) -> None:
    by_path = {each["path"]: each["schema"] for each in exported.tables}
    fields = {field["name"]: field for field in by_path["meetings.csv"]["fields"]}
    for name, text, fault in (
        ("id", "", "is missing"),
        ("id", "pty-norland", "pattern"),
        ("object", "party", "enum"),
        ("format", "chat", "enum"),
        ("is_set", "True", "is no boolean"),
        ("started.earliest", "2020-02-30", "is no date"),
        ("started.ucdp_date_prec", "6", "maximum"),
        ("started.value", "2020-1", "pattern"),
        ("title", "x" * 302, "maxLength"),
        ("revision", "one", "is no integer"),
        ("updated_at", "yesterday", "is no datetime"),
    ):
        assert cell_fault(fields[name], text) == fault, (name, text)
    assert fields["topics"] == {
        "name": "topics",
        "type": "list",
        "description": "What it is about.",
        "delimiter": "|",
        "itemType": "string",
    }
    assert {"fields": ["place.id"], "reference": {"resource": "places", "fields": ["id"]}} in (
        by_path["meetings.csv"]["foreignKeys"]
    )
    assert {"fields": ["nested_in.id"], "reference": {"fields": ["id"]}} in (
        by_path["quotes.csv"]["foreignKeys"]
    )


def test_text_that_hurts_is_written_so_that_all_holds(make_app: Make) -> None:
    client = make_app("world").test_client()
    names = ["=1+1", "-" * 300, "+47 “a” 'b'", 'one\ntwo "three", four', "@home", "Ağdam 🕊 e\u0301"]
    put(*[topic(f"hurting-{number}") | {"name": name} for number, name in enumerate(names)])
    export = Export(client)
    assert list(faults_of(export)) == []
    rows = {row["id"]: row["name"] for row in export.rows("topics.csv")}
    for number, name in enumerate(names):
        assert rows[f"top-hurting-{number}"] == shown(name)


def test_an_empty_database_is_tables_with_headers(make_app: Make) -> None:
    export = Export(make_app("empty").test_client())
    assert {each["rows"] for each in export.resources if "rows" in each} == {0}
    assert export.bytes("quotes.ndjson") == b""
    assert export.bytes("topics.names.csv") == b"record,key,text,kind,language\r\n"


# The copy in SQLite


def with_history(app: Flask) -> None:
    """Change, merge and withdraw something, so that there is history to copy."""
    put(changed("pty-norland", name="Northland"), topic("spare"), topic("one"), topic("double"))
    merge("top-double", "top-one", "One topic.", "a curator")
    withdraw("top-spare", "Nobody needs it.", "a curator")


REQUESTS = (
    *(every_part(name, "json") for name in RESOURCES),
    *(f"/v1/{kind.name}?sort=label&limit=3&count=exact" for kind in RESOURCES.values()),
    "/v1/parties/pty-norland",
    "/v1/topics/top-spare",
    "/v1/topics/top-double",
    "/v1/agreements?signed__gte=1990&facets=stage&date_match=certain",
    "/v1/meetings?attendance.party=pty-norland&format=ndjson",
    "/v1/search?q=Norland",
    "/v1/search?q=truce",
    "/v1/suggest?q=nor",
    "/v1/quotes?q=peace&sort=said",
    "/v1/timeline",
    "/v1/disputes",
    "/v1/network",
    "/v1/stats/meetings?group_by=status",
    "/v1/parties?format=csv",
    "/v1/topics?sample=3&seed=7",
)


def copied(app: Flask, folder: Path) -> Path:
    """The SQLite file of an export, copied to where it may be changed."""
    path = folder / "copy.db"
    shutil.copy(export_all(folder_of(app)).folder / "parley.sqlite", path)
    return path


def test_the_copy_answers_the_same(make_app: Make, tmp_path: Path) -> None:
    app = make_app("world")
    with_history(app)
    path = copied(app, tmp_path)
    asked = [app.test_client().get(each) for each in REQUESTS]
    wanted = [(each.status_code, each.get_data().decode()) for each in asked]
    former = engine()
    other = create_app(Settings(database_url=f"sqlite:///{path}")).test_client()
    try:
        for address, (status, text) in zip(REQUESTS, wanted, strict=True):
            answer = other.get(address)
            found = answer.get_data().decode()
            if "request_id" in text:
                found, text = (re.sub('"request_id":"[^"]*"', "", each) for each in (found, text))
            assert (answer.status_code, found) == (status, text), address
        assert other.get("/readyz").status_code == 200
    finally:
        engine().close_all()
        proxy.initialize(former)


HISTORY = (Revision, Change, Tombstone, SeedFile)


def history() -> list[list[tuple[Any, ...]]]:
    """The rows of the history, and where the counter stands."""
    counter = Counter.select(Counter.revision, Counter.number)
    with snapshot():
        found = [sorted(model.select().tuples(), key=repr) for model in HISTORY]
        return [*found, list(counter.tuples())]


def test_the_copy_has_the_history_and_an_epoch_of_its_own(make_app: Make, tmp_path: Path) -> None:
    app = make_app("world")
    with_history(app)
    path, wanted, former = copied(app, tmp_path), history(), engine()
    with snapshot():
        epoch = Counter.select(Counter.epoch).scalar()
    create_app(Settings(database_url=f"sqlite:///{path}"))
    try:
        assert history() == wanted
        assert all(wanted)
        with snapshot():
            assert Counter.select(Counter.epoch).scalar() != epoch
        put(topic("written-into-the-copy"))
    finally:
        engine().close_all()
        proxy.initialize(former)


def test_the_copy_is_one_sound_file_without_a_log(exported: Export) -> None:
    content = exported.bytes("parley.sqlite")
    assert content[18:20] == b"\x01\x01"  # the file format of a rollback journal, not of a log
    assert not list(exported.folder.glob("parley.sqlite?*"))
    address = f"file:{exported.folder / 'parley.sqlite'}?mode=ro"
    connection = sqlite3.connect(address, uri=True)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        (found,) = connection.execute(
            "SELECT count(*) FROM search_index WHERE search_index MATCH 'armenia'"
        ).fetchone()
        assert found > 5
        (day,) = connection.execute("SELECT min(earliest) FROM record").fetchone()
        assert re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", day)
    finally:
        connection.close()


# Whole or not at all


def test_what_is_written_meanwhile_is_not_in_it(make_app: Make) -> None:
    app = make_app("world")
    written: list[int] = []

    def write_once(records: int) -> None:
        if not written:
            written.append(records)
            writer = Thread(target=lambda: put(topic("late"), changed("pty-norland", name="Late")))
            writer.start()
            writer.join()

    done = export_all(folder_of(app), watch=write_once)
    assert written
    assert app.test_client().get("/v1/topics/top-late").status_code == 200
    assert done.folder.name.endswith("-1")
    for path in done.folder.iterdir():
        assert b"top-late" not in path.read_bytes(), path.name


def test_the_same_state_is_not_written_twice(make_app: Make) -> None:
    app = make_app("world")
    first = run(app, "export", "all")
    assert re.search(r"records written to .*/[0-9a-f]+-1\.$", first.output.strip())
    (folder,) = folder_of(app).glob("*-1")
    stamp = folder.stat().st_mtime_ns
    assert "it was left as it is" in run(app, "export", "all").output
    assert folder.stat().st_mtime_ns == stamp


def test_the_newest_are_kept(make_app: Make, tmp_path: Path) -> None:
    app = make_app("world")
    names = []
    for number in range(4):
        put(topic(f"number-{number}"))
        names.append(export_all(folder_of(app)).folder.name)
    there = [each.name for each in packages(folder_of(app))]
    assert there == names[:0:-1]
    bystander = folder_of(app) / "notes-1"
    bystander.mkdir()
    told = run(app, "export", "all", "--keep", "1").output
    assert [each.name for each in packages(folder_of(app))] == names[-1:]
    assert f"removed: {names[1]}" in told
    assert bystander.is_dir()
    run(app, "export", "all", "--keep", "0", code=2)
    other = tmp_path / "other"
    run(app, "export", "all", "--folder", other)
    assert [each.name for each in packages(other)] == names[-1:]


def limited(size: int) -> Callable[[], None]:
    """What lets a process write no file larger than so many bytes, as a full disk would."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def export_command(app: Flask, **options: Any) -> subprocess.CompletedProcess[str]:
    """`flask export all` in a process of its own."""
    settings: Settings = app.config["PARLEY"]
    environment = os.environ | {
        "DATABASE_URL": settings.database_url,
        "EXPORTS": str(settings.exports),
    }
    return subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", "export", "all"],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=False,
        **{"stderr": subprocess.PIPE} | options,
    )  # fmt: skip


@pytest.mark.parametrize("size", [100_000, 1_200_000], ids=["in a text", "in the copy"])
def test_a_disk_that_fills_leaves_nothing(make_app: Make, size: int) -> None:
    app = make_app("seeds")
    before = export_all(folder_of(app)).folder
    put(topic("new"))
    ended = export_command(app, preexec_fn=limited(size))
    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1, ended.stderr
    assert "The export cannot be written" in ended.stderr
    assert sorted(path.name for path in folder_of(app).iterdir()) == [".lock", before.name]
    assert [each.folder for each in packages(folder_of(app))] == [before]
    assert export_command(app).returncode == 0
    assert len(packages(folder_of(app))) == 2


def test_a_file_in_the_place_of_the_folder_is_told(make_app: Make) -> None:
    app = make_app("world")
    folder_of(app).write_text("a file")
    assert str(folder_of(app)) in run(app, "export", "all", code=1).output
    assert app.test_client().get("/v1/exports").get_json()["data"] == []


def test_what_an_interrupted_export_left_is_never_listed_and_goes(make_app: Make) -> None:
    app = make_app("world")
    done = export_all(folder_of(app)).folder
    left = folder_of(app) / f".partial-{done.name}"
    done.rename(left)
    assert packages(folder_of(app)) == []
    assert app.test_client().get("/v1/exports").get_json()["data"] == []
    assert app.test_client().get(f"/v1/exports/{left.name}/LICENSE.txt").status_code == 404
    assert export_all(folder_of(app)).fresh
    assert not left.exists()


def test_one_export_at_a_time(make_app: Make) -> None:
    app = make_app("world")
    folder_of(app).mkdir()
    with (folder_of(app) / ".lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        with pytest.raises(NotExported, match="Another export"):
            export_all(folder_of(app))
    assert export_all(folder_of(app)).fresh


def test_a_database_that_is_not_migrated_is_told(make_app: Make) -> None:
    app = make_app("bare")
    assert "Migrations are pending" in run(app, "export", "all", code=1).output
    assert packages(folder_of(app)) == []


def test_progress_is_shown_on_a_terminal_and_only_there(make_app: Make) -> None:
    app = make_app("world")
    assert export_command(app).stderr == ""
    put(topic("more"))
    ours, theirs = pty.openpty()
    try:
        ended = export_command(app, stderr=theirs)
        assert "Exporting" in os.read(ours, 10_000).decode()
    finally:
        os.close(ours)
        os.close(theirs)
    assert ended.stdout.startswith("\n") is False
    assert "Exporting" not in ended.stdout


# Served


def test_exports_are_listed_the_newest_first(make_app: Make) -> None:
    app = make_app("world")
    client = app.test_client()
    assert client.get("/v1/exports").get_json()["data"] == []
    first = export_all(folder_of(app)).folder
    put(topic("new"))
    second = export_all(folder_of(app)).folder
    answer = client.get("/v1/exports")
    told = answer.get_json()["data"]
    assert [each["name"] for each in told] == [second.name, first.name]
    assert [each["revision"] for each in told] == [2, 1]
    assert "ETag" not in answer.headers
    for export in told:
        for file in export["files"]:
            found = client.get(file["href"])
            assert found.status_code == 200
            assert len(found.get_data()) == file["bytes"]
            assert hashlib.sha256(found.get_data()).hexdigest() == file["sha256"]
            assert found.mimetype == file["media_type"]
    files = {each["path"]: each for each in told[0]["files"]}
    assert files["topics.ndjson"]["rows"] == files["topics.csv"]["rows"] > 0
    assert files["datapackage.json"]["rows"] is None


def test_a_file_is_sent_with_what_is_to_be_known_of_it(exported: Export) -> None:
    content = exported.bytes("quotes.csv")
    tag = f'"{hashlib.sha256(content).hexdigest()}"'
    for name in (exported.folder.name, "latest"):
        path = f"/v1/exports/{name}/quotes.csv"
        for accept in ("*/*", "application/json", "image/png"):
            answer = exported.client.get(path, headers={"Accept": accept})
            assert (answer.status_code, answer.get_data()) == (200, content)
        assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
        assert answer.headers["Content-Length"] == str(len(content))
        assert answer.headers["Content-Disposition"] == "attachment; filename=quotes.csv"
        assert answer.headers["ETag"] == tag
        assert answer.headers["Cache-Control"] == "no-cache"
        assert answer.headers["Content-Location"].endswith(f"{exported.folder.name}/quotes.csv")
        assert answer.headers["X-Request-Id"]
        head = exported.client.head(path)
        assert (head.status_code, head.get_data()) == (200, b"")
        assert head.headers["Content-Length"] == str(len(content))
        same = exported.client.get(path, headers={"If-None-Match": tag})
        assert (same.status_code, same.get_data()) == (304, b"")
        assert same.headers["ETag"] == tag
        other = exported.client.get(path, headers={"If-None-Match": '"another"'})
        assert (other.status_code, other.get_data()) == (200, content)


def test_ranges_are_sent(exported: Export) -> None:
    content, path = exported.bytes("parley.sqlite"), "/v1/exports/latest/parley.sqlite"
    size = len(content)
    tag = exported.client.head(path).headers["ETag"]
    for asked, start, end in (
        ("bytes=0-15", 0, 16),
        ("bytes=1000-", 1000, size),
        ("bytes=-7", size - 7, size),
        ("bytes=100000-300000", 100_000, 300_001),
        (f"bytes=10-{size * 2}", 10, size),
    ):
        for more in ({}, {"If-Range": tag}):
            answer = exported.client.get(path, headers={"Range": asked} | more)
            assert answer.status_code == 206, asked
            assert answer.get_data() == content[start:end]
            assert answer.headers["Content-Range"] == f"bytes {start}-{end - 1}/{size}"
            assert answer.headers["Content-Length"] == str(end - start)
    other = {"Range": "bytes=0-15", "If-Range": '"another"'}
    assert exported.client.get(path, headers=other).get_data() == content
    beyond = exported.client.get(path, headers={"Range": f"bytes={size}-"})
    assert beyond.status_code == 416
    assert beyond.headers["Content-Range"] == f"bytes */{size}"
    assert beyond.get_json()["type"] == "/problems/range-not-satisfiable"
    assert beyond.headers["Content-Type"] == "application/problem+json"


def test_what_is_not_there_is_told_with_what_is(exported: Export) -> None:
    answer = exported.client.get("/v1/exports/latest/quote.csv")
    assert answer.status_code == 404
    assert "Did you mean quotes.csv?" in answer.get_json()["detail"]
    assert "parley.sqlite" in answer.get_json()["detail"]
    answer = exported.client.get("/v1/exports/none-1/quotes.csv")
    assert answer.status_code == 404
    assert exported.folder.name in answer.get_json()["detail"]
    unknown = exported.client.get("/v1/exports/latest/quotes.csv?format=csv")
    assert unknown.status_code == 400


def test_where_there_is_none_it_is_told_how_to_write_one(make_app: Make) -> None:
    answer = make_app("world").test_client().get("/v1/exports/latest/quotes.csv")
    assert answer.status_code == 404
    assert "flask --app wsgi export all" in answer.get_json()["detail"]


@pytest.mark.parametrize("hook", HOOKS)
@pytest.mark.parametrize("place", ["latest/{}", "{}/LICENSE.txt", "{}"])
def test_nothing_else_is_reached(exported: Export, hook: str, place: str) -> None:
    (exported.folder.parent / "parley.db").write_text("secret")
    answer = exported.client.get(f"/v1/exports/{place.format(hook)}")
    assert answer.status_code in (400, 404), answer.get_data()
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert b"secret" not in answer.get_data()


def test_a_file_that_is_not_described_is_not_served(make_app: Make) -> None:
    app = make_app("world")
    folder = export_all(folder_of(app)).folder
    (folder / "secret.txt").write_text("secret")
    client = app.test_client()
    assert client.get("/v1/exports/latest/secret.txt").status_code == 404
    (folder / "topics.csv").unlink()
    gone = client.get("/v1/exports/latest/topics.csv")
    assert (gone.status_code, gone.get_json()["title"]) == (404, "Not found")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"resources": 1}',
        '{"version": "1", "created": "2026", "resources": [{"path": "../secret.txt",'
        ' "hash": "sha256:0", "bytes": 1, "format": "txt"}]}',
        '{"version": "1", "created": "2026", "resources": [{"path": "/etc/passwd",'
        ' "hash": "sha256:0", "bytes": 1, "format": "txt"}]}',
    ],
)
def test_a_folder_with_another_description_is_passed_over(make_app: Make, text: str) -> None:
    app = make_app("world")
    folder = folder_of(app) / "0badf00d-9"
    folder.mkdir(parents=True)
    (folder / "datapackage.json").write_text(text)
    (folder_of(app) / "secret.txt").write_text("secret")
    client = app.test_client()
    assert client.get("/v1/exports").get_json()["data"] == []
    assert client.get("/v1/exports/0badf00d-9/datapackage.json").status_code == 404


def test_files_are_not_kept_in_memory(exported: Export) -> None:
    answers = exported.client.application.wsgi_app.answers  # type: ignore[attr-defined]
    before = answers.bytes
    assert exported.client.get("/v1/exports/latest/topics.csv").get_data()
    assert exported.client.get("/v1/exports").get_data()
    assert answers.bytes == before


def test_a_real_server_sends_them(make_app: Make) -> None:
    """From a folder named by a relative path, and also to a caller that goes away."""
    app = make_app("seeds")
    folder = export_all(folder_of(app)).folder
    settings: Settings = app.config["PARLEY"]
    exports = os.path.relpath(settings.exports, ROOT)
    with serve(settings.database_url, EXPORTS=exports, THREADS="1") as server:
        path = f"{server.url}/v1/exports/latest/parley.sqlite"
        for _ in range(3):
            with httpx.stream("GET", path) as answer:
                assert next(answer.iter_raw(100))
        content = httpx.get(path).content
        assert content == (folder / "parley.sqlite").read_bytes()
        part = httpx.get(path, headers={"Range": "bytes=50000-99999"})
        assert (part.status_code, part.content) == (206, content[50_000:100_000])
        assert httpx.head(path).headers["Content-Length"] == str(len(content))
        assert httpx.get(f"{server.url}/v1/exports").json()["data"][0]["name"] == folder.name
