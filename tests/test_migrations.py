"""Migrations: they build what the models say, up and down, one process at a time."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from peewee import IntegrityError

from api import database, migrating
from api.config import ROOT
from api.models import Record, Signatory, tables
from api.models.search import POSTGRESQL_INDEX, SQLITE_INDEX
from tests.structure import Structure, structure

Make = Callable[[str], Flask]
BROKEN = """
def up(migrator, db):
    db.execute_sql('CREATE TABLE "half" ("id" INTEGER NOT NULL PRIMARY KEY)')
    db.execute_sql('INSERT INTO "record" ("number") VALUES (1)')
"""


def names() -> list[str]:
    """The names of all migrations, first to last."""
    return [name for name, _ in migrating.status()]


def run(*statements: str) -> None:
    """Change the database by hand."""
    with database.transaction():
        for statement in statements:
            database.engine().execute_sql(statement)


def migrated(make_app: Make) -> Structure:
    """The structure that the migrations give."""
    make_app("empty")
    return structure()


def created(make_app: Make) -> Structure:
    """The structure that the models give; its database stays bound."""
    make_app("bare")
    on_postgresql = isinstance(database.engine(), database.PostgresEngine)
    if on_postgresql:
        run('CREATE DOMAIN KEYTEXT AS TEXT COLLATE "C"')
    with database.transaction():
        database.engine().create_tables(tables(), safe=False)
    run(*(POSTGRESQL_INDEX if on_postgresql else SQLITE_INDEX))
    return structure()


def table_names() -> set[str]:
    """The tables of the models."""
    return {each._meta.table_name for each in tables()}


def test_migrations_and_models_give_the_same_tables(make_app: Make) -> None:
    by_migrations, by_models = migrated(make_app), created(make_app)
    assert set(by_migrations) == set(by_models) >= table_names()
    assert all(name.startswith("search_") for name in set(by_models) - table_names())


def test_migrations_and_models_give_the_same_structure(make_app: Make) -> None:
    by_migrations, by_models = migrated(make_app), created(make_app)
    for table, told in by_models.items():
        assert by_migrations[table] == told, table


def test_the_structure_tells_of_everything_that_is_compared(make_app: Make) -> None:
    told = migrated(make_app)
    signatory = told["signatory"]
    assert len(signatory["columns"]) == 10
    assert len(signatory["keys"]) == 4
    assert len(signatory["checks"]) == 3
    assert any("DEFERRABLE INITIALLY DEFERRED" in str(key) for key in told["topic"]["keys"])
    assert any("CASCADE" in str(key) for key in signatory["keys"])
    assert any("RESTRICT" in str(key) for key in signatory["keys"])


def without_check(engine_name: str) -> list[str]:
    """Statements that take a check from the table of relations."""
    if engine_name == "postgresql":
        return ['ALTER TABLE "relation" DROP CONSTRAINT "relation_type_check"']
    query = "SELECT sql FROM sqlite_master WHERE name = 'relation'"
    with database.connection() as connection:
        (statement,) = connection.execute_sql(query).fetchone()
    before, _, rest = statement.partition(' CHECK ("type" IN (')
    return ['DROP TABLE "relation"', before + rest.partition("))")[2], *indexes_of("relation")]


def indexes_of(table: str) -> list[str]:
    """The statements that make the indexes of a table, on SQLite."""
    query = (
        "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL"
    )
    with database.connection() as connection:
        return [sql for (sql,) in connection.execute_sql(query, (table,)).fetchall()]


def test_a_check_that_is_missing_is_noticed(make_app: Make, engine_name: str) -> None:
    before = created(make_app)
    run(*without_check(engine_name))
    after = structure()
    differing = [table for table in before if before[table] != after[table]]
    assert differing == ["relation"]
    assert len(before["relation"]["checks"]) == len(after["relation"]["checks"]) + 1
    assert before["relation"]["indexes"] == after["relation"]["indexes"]


@pytest.mark.parametrize(
    ("statement", "facet"),
    [
        ('DROP INDEX "signatory_role"', "indexes"),
        ('ALTER TABLE "signatory" DROP COLUMN "term_as_printed"', "columns"),
        ('ALTER TABLE "signatory" ADD COLUMN "party_2" INTEGER REFERENCES "party"', "keys"),
    ],
)
def test_other_differences_are_noticed(make_app: Make, statement: str, facet: str) -> None:
    before = created(make_app)
    run(statement)
    after = structure()
    assert before["signatory"][facet] != after["signatory"][facet]
    assert all(before[table] == after[table] for table in before if table != "signatory")


def test_every_step_goes_up_down_and_up_again(make_app: Make) -> None:
    make_app("bare")
    steps = [(migrating.up(name), structure()) for name in names()]
    assert [done for done, _ in steps] == [[name] for name in names()]
    for done, told in reversed(steps):
        assert structure() == told
        assert migrating.down() == done
    assert structure() == {}
    assert migrating.up() == names()
    assert structure() == steps[-1][1]


def test_down_to_a_target_reverts_all_back_through_it(make_app: Make) -> None:
    make_app("empty")
    assert migrating.down(names()[0]) == names()[::-1]
    assert structure() == {}
    assert migrating.pending() == names()


def test_up_twice_does_nothing_the_second_time(make_app: Make) -> None:
    make_app("bare")
    assert migrating.up() == names()
    assert migrating.up() == []
    assert migrating.pending() == []


def rows_that_stay() -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """Rows of tables that the last migration does not touch."""
    with database.snapshot():
        records = Record.select().order_by(Record.number).tuples()
        signatories = Signatory.select().order_by(Signatory.owner, Signatory.key).tuples()
        return list(records), list(signatories)


def test_data_survives_the_last_step_down_and_up(make_app: Make) -> None:
    client = make_app("world").test_client()
    before = rows_that_stay()
    last = [names()[-1]]
    assert migrating.down() == last
    assert rows_that_stay() == before
    assert migrating.up() == last
    assert rows_that_stay() == before
    assert len(before[0]) > 20
    answer = client.get("/v1/agreements/agr-truce-1998?include=signatories,names")
    assert len(answer.get_json()["data"]["signatories"]) == 2
    assert answer.get_json()["data"]["names"] == []


def test_two_processes_that_migrate_at_once_both_end_well(databases: Any, engine_name: str) -> None:
    url = databases.fresh(engine_name, "bare")
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "db", "up"]
    with ExitStack() as stack:
        started = [
            stack.enter_context(
                subprocess.Popen(
                    command,
                    cwd=ROOT,
                    env=os.environ | {"DATABASE_URL": url},
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    text=True,
                )
            )
            for _ in range(2)
        ]
        told = [process.communicate() for process in started]
    assert [process.returncode for process in started] == [0, 0], told
    done = "\n".join([*names_in_files(), ""])
    assert sorted(output for output, _ in told) == sorted([done, "nothing to do\n"])


def names_in_files() -> list[str]:
    """The names of the migrations as their files give them."""
    return sorted(path.stem for path in (ROOT / "migrations").glob("0*.py"))


@pytest.fixture
def broken_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A copy of the migrations with one more, which fails half-way."""
    folder = tmp_path / "migrations"
    shutil.copytree(ROOT / "migrations", folder)
    (folder / "0099_broken.py").write_text(BROKEN)
    monkeypatch.setattr(migrating, "DIRECTORY", folder)
    return "0099_broken"


def test_a_migration_that_fails_leaves_nothing(make_app: Make, broken_step: str) -> None:
    make_app("empty")
    before = structure()
    with pytest.raises(IntegrityError):
        migrating.up()
    assert structure() == before
    assert migrating.pending() == [broken_step]


def test_what_was_applied_before_a_failing_migration_stays(
    make_app: Make, broken_step: str
) -> None:
    make_app("bare")
    with pytest.raises(IntegrityError):
        migrating.up()
    assert migrating.pending() == [broken_step]
    assert set(structure()) >= table_names()
