"""Databases of earlier versions migrate to today's and answer what they answered then.

They are kept in tests/upgrades/, each as SQL that its own version wrote, beside its own answers.
"""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from typing import Any

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient

from api import database
from api.app import create_app
from api.config import Settings
from api.version import VERSION
from tests.conftest import ROOT, Databases
from tests.structure import Structure, structure
from tests.writing import put, topic

KEPT = ROOT / "tests" / "upgrades"
VERSIONS = sorted(path.name for path in KEPT.iterdir() if (path / "answers.json").exists())
MOMENTS = ("created_at", "updated_at", "at", "accessed", "registered_at")


def build(url: str, version: str) -> None:
    """Build the database that a version left behind."""
    if url.startswith("sqlite"):
        script = (KEPT / version / "sqlite.sql").read_text()
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            connection.executescript(f"PRAGMA synchronous = off; BEGIN; {script} COMMIT;")
    else:
        script = (KEPT / version / "postgresql.sql").read_text()
        with psycopg.connect(url) as connection:
            connection.execute(script)


@pytest.fixture(params=VERSIONS)
def upgraded(
    request: pytest.FixtureRequest, databases: Databases, engine_name: str
) -> Iterator[tuple[str, Flask]]:
    """A version, and an application over its database, migrated by today's code."""
    url = databases.fresh(engine_name, "bare")
    build(url, request.param)
    app = create_app(Settings(database_url=url))
    bound = database.engine()
    told = app.test_cli_runner().invoke(args=["db", "up"])
    assert told.exit_code == 0, told.output
    yield request.param, app
    bound.close_all()


def lacks(before: Any, now: Any, where: str = "") -> list[str]:
    """Where an answer of today lacks something that was answered before, or says otherwise.

    Members may have come since; none may have gone or changed, but for moments.
    """
    if isinstance(before, dict) and isinstance(now, dict):
        return [
            fault for name, value in before.items() if name not in MOMENTS
            for fault in (lacks(value, now[name], f"{where}/{name}") if name in now
                          else [f"{where}/{name} is gone"])
        ]  # fmt: skip
    if isinstance(before, list) and isinstance(now, list) and len(before) == len(now):
        pairs = enumerate(zip(before, now, strict=True))
        return [fault for n, (one, two) in pairs for fault in lacks(one, two, f"{where}/{n}")]
    return [] if before == now else [f"{where}: {str(before)[:300]} → {str(now)[:300]}"]


def test_a_kept_database_migrates_answers_as_it_did_and_goes_on(
    upgraded: tuple[str, Flask], databases: Databases, engine_name: str
) -> None:
    version, app = upgraded
    kept = json.loads((KEPT / version / "answers.json").read_text())
    client = app.test_client()
    faults = []
    for address, before in kept.items():
        answer = client.get(address)
        now = {"status": answer.status_code, **answer.get_json()}
        faults += [f"{address}{fault}" for fault in lacks(before, now)]
    assert faults == []
    assert len(kept) >= 19
    assert_it_goes_on(client)
    assert structure() == fresh(databases, engine_name)


def assert_it_goes_on(client: FlaskClient) -> None:
    """Records can be written and found."""
    put(topic("snow"))
    assert client.get("/v1/search?q=snow").get_json()["data"][0]["record"]["id"] == "top-snow"
    assert client.get("/v1/topics/top-snow/history").get_json()["data"][0]["who"] == "tester"
    assert client.get("/readyz").status_code == 200


@cache
def fresh(databases: Databases, engine_name: str) -> Structure:
    """The structure of a database that today's code makes."""
    bound = database.connect(Settings(database_url=databases.fresh(engine_name, "empty")))
    told = structure()
    bound.close_all()
    return told


def test_every_released_version_is_kept() -> None:
    released = re.findall(r"^## (\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert set(released) - {VERSION} <= set(VERSIONS)
    assert len(VERSIONS) >= 3
