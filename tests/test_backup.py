"""Backups: of one state, tried by restoring them, refused when damaged; a restore begins anew."""

import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from flask import Flask

from api import database
from api.app import create_app
from api.config import Settings
from api.keeping import Backup, NotKept, back_up, backups, last_verified, restore
from api.keeping.kept import MANIFEST, sha256_of
from api.keeping.places import empty_file
from tests.conftest import Databases
from tests.test_copying import rows, rows_or_none
from tests.test_upgrades import build
from tests.upgrades.keep import postgres_programs
from tests.writing import put, topic

Keep = Callable[..., Settings]


@pytest.fixture
def keep(databases: Databases, tmp_path: Path) -> Iterator[Keep]:
    """Settings over a fresh database, bound, with a folder for backups."""
    bound: list[Any] = []

    def make(engine: str, content: str = "world", **more: Any) -> Settings:
        given = {"postgres_tools": programs(), "backups": tmp_path / "backups"} | more
        settings = Settings(database_url=databases.fresh(engine, content), **given)
        bound.append(database.connect(settings))
        return settings

    yield make
    for each in bound:
        each.close_all()


def programs() -> Path | None:
    """The folder of `pg_dump` for the tests' own server; of another, those of this machine."""
    return None if os.environ.get("TEST_DATABASE_URL") else postgres_programs()


@pytest.fixture
def kept(keep: Keep, engine_name: str) -> tuple[Settings, Backup]:
    """A backup of the invented world on each engine."""
    settings = keep(engine_name)
    return settings, back_up(settings, settings.backups).backup


@pytest.fixture
def kept_file(keep: Keep) -> tuple[Settings, Backup]:
    """A backup of the invented world, of SQLite, which was not tried."""
    settings = keep("sqlite")
    return settings, back_up(settings, settings.backups, verify=False).backup


def fails(told: str, settings: Settings, *given: Any) -> None:
    """Expect a restore to be refused in one line, with nothing left where it was to be."""
    with pytest.raises(NotKept) as raised:
        restore(settings, *given)
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)


def app_over(url: str) -> tuple[Flask, Any]:
    """An application over a database, and its engine, to be closed."""
    app = create_app(Settings(database_url=url))
    return app, database.engine()


def test_a_backup_is_of_one_state_while_others_write_and_comes_back_as_it_was(
    keep: Keep, databases: Databases, engine_name: str
) -> None:
    settings, written = keep(engine_name), []

    def write_meanwhile(passed: int) -> None:
        if len(written) < 3:
            written.append(put(topic(f"meanwhile-{len(written)}")))

    before = rows(settings.database_url)
    done = back_up(settings, settings.backups, watch=write_meanwhile).backup
    assert len(written) == 3
    assert rows(settings.database_url)["topic"] == before["topic"] + 3
    assert {name: held.rows for name, held in done.manifest.tables.items()} == before
    assert (done.manifest.counter["revision"], bool(done.manifest.verified)) == (1, True)
    target = databases.fresh(engine_name, "bare")
    told = restore(settings, str(done.folder), target)
    assert rows(target) == before
    assert told.epoch != done.manifest.counter["epoch"]
    assert told.pending == []


def test_what_was_restored_answers_anew_and_can_be_written(
    kept: tuple[Settings, Backup], databases: Databases, engine_name: str
) -> None:
    settings, _ = kept
    app, bound = app_over(settings.database_url)
    path = "/v1/agreements?include=signatories,evidence"
    before = app.test_client().get(path)
    bound.close_all()
    target = databases.fresh(engine_name, "bare")
    restore(settings, "latest", target)
    app, bound = app_over(target)
    client = app.test_client()
    now = client.get(path, headers={"If-None-Match": before.headers["ETag"]})
    assert (now.status_code, now.get_json()["data"]) == (200, before.get_json()["data"])
    assert client.get("/readyz").status_code == 200
    put(topic("snow"))
    assert len(client.get("/v1/search?q=snow").get_json()["data"]) == 1
    bound.close_all()


def test_a_restore_writes_over_nothing(kept: tuple[Settings, Backup], engine_name: str) -> None:
    settings, backup = kept
    put(topic("later"))
    fails("is not empty: it holds a Parley with 29 records, revision 2", settings, "latest", None)
    assert rows(settings.database_url)["topic"] == backup.manifest.tables["topic"].rows + 1


def change_file(backup: Backup, statement: str) -> None:
    """Change the data of a backup of SQLite so that its checksum is right again."""
    with closing(sqlite3.connect(backup.file)) as connection, connection:
        connection.execute(statement)
    change_manifest(backup, bytes=backup.file.stat().st_size, sha256=sha256_of(backup.file))


def change_manifest(backup: Backup, **members: Any) -> None:
    """Change what a backup says of itself."""
    path = backup.folder / MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text()) | members))


def flip(path: Path) -> None:
    """Change one byte in the middle of a file."""
    whole = bytearray(path.read_bytes())
    whole[len(whole) // 2] ^= 1
    path.write_bytes(whole)


DAMAGES: dict[str, tuple[Callable[[Backup], Any], str]] = {
    "flipped": (lambda each: flip(each.file), "is damaged: its SHA-256 is another"),
    "cut off": (lambda each: os.truncate(each.file, 5000), "is cut off or not whole: 5000 bytes"),
    "gone": (lambda each: each.file.unlink(), "lacks its file parley.sqlite"),
    "no manifest": (lambda each: (each.folder / MANIFEST).unlink(), "holds no manifest.json"),
    "half a manifest": (lambda each: os.truncate(each.folder / MANIFEST, 99), "is not JSON"),
    "a stranger's": (lambda each: change_manifest(each, software="Other"), "not of a backup of"),
    "a later form": (lambda each: change_manifest(each, format=2), "has the format 2"),
    "a member gone": (lambda each: change_manifest(each, tables={}), "is damaged: file or tables"),
    "a path": (lambda each: change_manifest(each, file="../x"), "is damaged: file or tables"),
    "no time": (lambda each: change_manifest(each, created="x"), "is damaged: "),
    "a time of no zone": (lambda each: change_manifest(each, verified="2026-11-26"), "is damaged"),
    "no counter": (
        lambda each: change_manifest(each, counter={}),
        "is damaged: 'epoch' is missing",
    ),
    "no migrations": (lambda each: change_manifest(each, migrations=5), "is damaged: "),
    "lines in a name": (lambda each: change_manifest(each, file="a\nb"), "is damaged: a text"),
    "lines in the form": (lambda each: change_manifest(each, format="1\n"), "has the format '1"),
    "other kinds of values": (
        lambda each: change_file(each, "UPDATE topic SET name = x'ff'"),
        "the table topic, its 2 rows are others",
    ),
    "another row": (
        lambda each: change_file(each, "UPDATE topic SET name = 'War'"),
        "the table topic, its 2 rows are others",
    ),
    "a row less": (
        lambda each: change_file(each, "DELETE FROM evidence WHERE key LIKE '%1'"),
        "the table evidence,",
    ),
    "a later version": (
        lambda each: change_manifest(each, parley="9.0.0", migrations=["0099_later"]),
        "was made by Parley 9.0.0, whose migration 0099_later this version does not know",
    ),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_or_foreign_backup_is_told_and_leaves_nothing(
    kept_file: tuple[Settings, Backup], databases: Databases, name: str
) -> None:
    settings, backup = kept_file
    damage, told = DAMAGES[name]
    damage(backup)
    target = databases.fresh("sqlite", "bare")
    fails(told, settings, backup.name, target)
    path = Path(target.removeprefix("sqlite:///"))
    assert [each.name for each in path.parent.glob(f"*{path.name}*")] == []


def test_a_dump_that_is_damaged_behind_its_checksum_leaves_nothing(
    keep: Keep, databases: Databases
) -> None:
    settings = keep("postgresql")
    backup = back_up(settings, settings.backups, verify=False).backup
    os.truncate(backup.file, backup.manifest.bytes - 2000)
    change_manifest(backup, bytes=backup.file.stat().st_size, sha256=sha256_of(backup.file))
    target = databases.fresh("postgresql", "bare")
    fails("pg_restore failed: ", settings, "latest", target)
    assert rows(target) == {}
    tables = dict(json.loads((backup.folder / MANIFEST).read_text())["tables"])
    fresh = back_up(settings, settings.backups, verify=False).backup
    change_manifest(fresh, tables=tables | {"topic": {"rows": 1, "sha256": "0"}})
    fails("the table topic, 2 rows for 1", settings, fresh.name, target)
    assert rows(target) == {}


def test_what_lies_beside_a_new_file_is_not_read_as_part_of_it(
    kept_file: tuple[Settings, Backup], databases: Databases
) -> None:
    target = databases.fresh("sqlite", "bare")
    Path(f"{target.removeprefix('sqlite:///')}-wal").write_bytes(b"old")
    fails("is left of a database that stood there", kept_file[0], "latest", target)


def test_what_is_no_file_is_not_replaced_by_one(
    kept_file: tuple[Settings, Backup], tmp_path: Path
) -> None:
    settings, backup = kept_file
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    fails("is no file of a database", settings, backup.name, f"sqlite:///{pipe}")
    fails("is no file of a database", settings, backup.name, "sqlite:///:memory:")
    fails("is no file of a database", settings, backup.name, f"sqlite:///{tmp_path}")
    assert pipe.is_fifo()


def test_two_are_not_written_into_one_folder_at_once(
    kept_file: tuple[Settings, Backup], tmp_path: Path
) -> None:
    settings, backup = kept_file
    with empty_file(tmp_path / "one.db") as partial:
        partial.write_bytes(b"half")
        url = f"sqlite:///{tmp_path / 'one.db'}"
        fails("Another database is being written into", settings, backup.name, url)
        assert partial.read_bytes() == b"half"


def test_a_backup_that_cannot_be_read_hides_no_other(kept_file: tuple[Settings, Backup]) -> None:
    settings, backup = kept_file
    strange = settings.backups / "20990101T000000.000Z-ffffffff-9"
    shutil.copytree(backup.folder, strange)
    change_manifest(Backup(strange, backup.manifest), created=5, verified=5)
    assert [each.name for each in backups(settings.backups)] == [backup.name]
    assert last_verified(settings.backups) is None


def test_a_backup_of_one_engine_is_not_restored_into_the_other(
    kept_file: tuple[Settings, Backup], databases: Databases
) -> None:
    target = databases.fresh("postgresql", "bare")
    fails("take it over from there by flask --app wsgi db copy", kept_file[0], "latest", target)
    assert rows_or_none(target) == {}


def test_older_ones_go_only_after_one_that_was_tried(keep: Keep) -> None:
    settings = keep("sqlite")
    folder = settings.backups
    first, second = (back_up(settings, folder).backup.name for _ in range(2))
    untried = back_up(settings, folder, verify=False).backup.name
    assert back_up(settings, folder, keep=3).removed == []
    with pytest.raises(NotKept, match="--keep needs the trial"):
        back_up(settings, folder, keep=1, verify=False)
    assert {first, second, untried} < {each.name for each in backups(folder)}
    last = back_up(settings, folder, keep=2)
    assert set(last.removed) == {first, second, untried}
    assert next(each.name for each in backups(folder)) == last.backup.name
    assert len(backups(folder)) == 2
    back_up(settings, folder, verify=False)
    tried = last_verified(folder)
    assert tried is not None
    assert tried.name == last.backup.name


def test_one_backup_is_written_at_a_time_and_what_one_left_is_removed(keep: Keep) -> None:
    settings = keep("sqlite")
    left = settings.backups / ".partial-20260101T000000"
    left.mkdir(parents=True)

    def second(passed: int) -> None:
        back_up(settings, settings.backups)

    with pytest.raises(NotKept, match="Another backup is being written"):
        back_up(settings, settings.backups, watch=second)
    assert [each.name for each in settings.backups.iterdir()] == [".lock"]


def test_a_backup_of_an_earlier_version_says_what_is_to_be_migrated(
    keep: Keep, databases: Databases
) -> None:
    settings = keep("sqlite", "bare")
    build(settings.database_url, "0.2.0")
    back_up(settings, settings.backups)
    app = create_app(settings)
    target = databases.fresh("sqlite", "bare")
    done = app.test_cli_runner().invoke(args=["restore", "latest", "--to", target])
    assert "migrations are pending: 0010_curation" in done.output
    app, bound = app_over(target)
    assert app.test_cli_runner().invoke(args=["db", "up"]).exit_code == 0
    assert app.test_client().get("/v1/search?q=talks").get_json()["data"]
    bound.close_all()
    database.engine().close_all()


def test_the_commands_tell_what_they_did(keep: Keep) -> None:
    settings = keep("sqlite")
    commands = create_app(settings).test_cli_runner()
    assert commands.invoke(args=["backups"]).output == "no backups\n"
    late = commands.invoke(args=["backups", "--within", "24"])
    assert (late.exit_code, late.output.splitlines()[-1]) == (
        1, "Error: No backup of the last 24 hours was made and tried."
    )  # fmt: skip
    made = commands.invoke(args=["backup", "--keep", "2"])
    assert (made.exit_code, "28 records, revision 1" in made.output) == (0, True)
    listed = commands.invoke(args=["backups", "--check", "--within", "24"])
    assert (listed.exit_code, listed.output.count(", tried\n")) == (0, 1)
    flip(backups(settings.backups)[0].file)
    damaged = commands.invoke(args=["backups", "--check"])
    assert (damaged.exit_code, "is damaged" in damaged.output) == (1, True)
    database.engine().close_all()


WRAPPER = """#!/bin/sh
case "$1" in --version) ;; *) echo "$0 $* PGPASSWORD=$PGPASSWORD" >> {log};; esac
exec {program} "$@" {more}
"""


def wrapped(folder: Path, more: str) -> Path:
    """A folder with PostgreSQL's programs that tell how they were called; `more` is for pg_dump."""
    place = programs() or Path("/usr/lib/postgresql/15/bin")
    for name in ("pg_dump", "pg_restore"):
        options = more if name == "pg_dump" else ""
        text = WRAPPER.format(log=folder / "log", program=place / name, more=options)
        (folder / name).write_text(text)
        (folder / name).chmod(0o755)
    return folder


def with_password(url: str) -> str:
    """An address with a password, which the tests' own server does not ask for."""
    parts = urlsplit(url)
    user, _, host = parts.netloc.rpartition("@")
    return urlunsplit(parts._replace(netloc=f"{user.partition(':')[0]}:only-in-secret@{host}"))


def test_a_dump_that_lacks_rows_is_found_out_and_passwords_stay_out_of_command_lines(
    keep: Keep, tmp_path: Path
) -> None:
    folder = tmp_path / "programs"
    folder.mkdir()
    first = keep("postgresql", postgres_tools=wrapped(folder, "--exclude-table-data=seed_file"))
    settings = Settings(**vars(first) | {"database_url": with_password(first.database_url)})
    before = database_names(first.database_url)
    with pytest.raises(NotKept, match="the table seed_file, 0 rows for 28"):
        back_up(settings, settings.backups)
    assert backups(settings.backups) == []
    assert database_names(first.database_url) == before
    called = (folder / "log").read_text().splitlines()
    assert [Path(line.split()[0]).name for line in called] == [
        "pg_dump",
        "pg_restore",
        "pg_restore",
    ]
    for line in called:
        assert "only-in-secret" not in line.partition(" PGPASSWORD=")[0]
    assert called[0].endswith(" PGPASSWORD=only-in-secret")


def database_names(url: str) -> set[str]:
    """The databases of a server."""
    with psycopg.connect(url) as connection:
        return {name for (name,) in connection.execute("SELECT datname FROM pg_database")}


def test_a_role_that_may_make_no_database_is_told_and_tries_it_in_one_it_was_given(
    keep: Keep, databases: Databases
) -> None:
    settings, role = keep("postgresql"), f"keeper_{os.getpid()}"
    place = databases.fresh("postgresql", "bare")
    with psycopg.connect(settings.database_url, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {role} LOGIN PASSWORD 'x'")
        connection.execute(f"GRANT pg_read_all_data TO {role}")
        name = urlsplit(place).path.lstrip("/")
        connection.execute(f'ALTER DATABASE "{name}" OWNER TO {role}')
    own = {"database_url": as_role(settings.database_url, role)}
    less = Settings(**vars(settings) | own)
    with pytest.raises(NotKept, match=r"may not create databases.*CREATEDB.*--verify-in"):
        back_up(less, settings.backups)
    assert backups(settings.backups) == []
    done = back_up(less, settings.backups, verify_in=as_role(place, role))
    assert done.backup.manifest.verified
    assert rows(place) == {}
    with pytest.raises(NotKept, match="is not empty"):
        back_up(settings, settings.backups, verify_in=settings.database_url)


def as_role(url: str, role: str) -> str:
    """An address for another role."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{role}:x@{host}"))


def test_programs_that_are_missing_are_told_with_their_package(keep: Keep, tmp_path: Path) -> None:
    settings = keep("postgresql", postgres_tools=tmp_path)
    with pytest.raises(NotKept, match=r"found: none\. Install postgresql-client-\d+, or name"):
        back_up(settings, settings.backups)
    assert backups(settings.backups) == []


def test_there_is_nothing_to_keep_of_an_empty_database(keep: Keep, engine_name: str) -> None:
    settings = keep(engine_name, "bare")
    with pytest.raises(NotKept, match=r"There is no database|holds no Parley yet"):
        back_up(settings, settings.backups)
