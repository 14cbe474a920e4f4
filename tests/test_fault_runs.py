"""The fault runs in small: nothing is lost or half done, and what would break that is found."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.database import SqliteEngine, connection, engine, transaction
from api.models import Change, Record, Revision, SearchText
from api.store import revision as units
from api.views import recording
from bench.faults.asking import bearer as bearer_of
from bench.faults.asking import http, in_process
from bench.faults.child import NotDone, killed
from bench.faults.kills import Rounds
from bench.faults.plan import Findings
from bench.faults.repeats import Same
from bench.faults.result import TITLE, keep, section
from bench.faults.soundness import before, look
from bench.faults.witness import Witness
from bench.faults.writers import Race
from tests.conftest import Databases
from tests.curating import bearer
from tests.serving import serve
from tests.writing import everything

SEED, QUOTES = 7, 60


@pytest.fixture
def rounds(databases: Databases, engine_name: str, tmp_path: Path) -> Iterator[Rounds]:
    """Rounds of kills over a small database of their own."""
    made = Rounds(databases.fresh(engine_name, "world"), tmp_path, SEED, QUOTES)
    yield made
    made.witness.close()


def faults_of(rounds: Rounds) -> list[str]:
    """All that rounds of kills have found."""
    return [fault for tally in rounds.tallies.values() for fault in tally.faults]


def test_many_writers_on_one_record_lose_nothing(databases: Databases, engine_name: str) -> None:
    url = databases.fresh(engine_name, "world")
    headers = bearer_of(url)
    with serve(url, WORKERS="2", THREADS="4") as server:
        port = int(server.url.rpartition(":")[2])
        race = Race(partial(http, port), headers, writers=8, times=3)
        race.run()
        same = Same(partial(http, port), headers, senders=8)
        same.run()
    assert [*race.faults, *same.faults] == []
    assert race.statuses[200] == 24
    assert race.statuses[412] >= 7
    assert same.statuses[201] == 8


def test_a_guard_that_lets_all_write_is_found_to_lose_updates(
    make_app: Callable[[str], Flask], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app("world")
    monkeypatch.setattr(recording, "require_match", lambda revision: None)
    race = Race(partial(in_process, app), bearer(), writers=4, times=2)
    race.run()
    assert race.statuses[412] == 0
    assert any(fault.startswith("lost updates: the number") for fault in race.faults)


def test_a_writer_that_is_killed_leaves_all_or_nothing(rounds: Rounds) -> None:
    rounds.run(10)
    assert faults_of(rounds) == []
    assert [tally.kills for tally in rounds.tallies.values()] == [2] * 5


def test_a_work_in_pieces_is_found_half_done(
    rounds: Rounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def in_pieces() -> Iterator[None]:
        with connection():
            yield

    work, *_ = rounds.works
    rounds.round(work, None)
    assert faults_of(rounds) == []
    monkeypatch.setattr(units, "transaction", in_pieces)
    for share in (0.5, 0.7, 0.6, 0.8, 0.4, 0.9):
        if not faults_of(rounds):
            rounds.round(work, rounds.tallies[work.name].length * share)
    assert any("as they were never to be" in fault for fault in faults_of(rounds))


def spoil_revision() -> None:
    """Take a revision out of the count."""
    Revision.insert(number=3, at="", who="", why="").execute()


def spoil_record() -> None:
    """Let a record stand in a revision that did not touch it."""
    Record.update(revision=1).where(Record.id == "evt-counted").execute()


def spoil_search() -> None:
    """Let a search text be old."""
    SearchText.update(body="old").where(SearchText.object == "event").execute()


def spoil_index() -> None:
    """Let the index of SQLite lack what its texts say."""
    if isinstance(engine(), SqliteEngine):
        engine().execute_sql("INSERT INTO search_index (search_index) VALUES ('delete-all')")
    else:
        SearchText.delete().where(SearchText.object == "event").execute()


@pytest.mark.parametrize("spoil", [spoil_revision, spoil_record, spoil_search, spoil_index])
def test_what_is_not_sound_is_found(world: FlaskClient, spoil: Callable[[], None]) -> None:
    added = {"id": "evt-counted", "name": "Counted", "kind": "war"}
    told = {"reason": "A test.", "without_evidence": "None."}
    world.post("/v1/events", json=added, query_string=told, headers=bearer())
    assert look().faults == []
    with transaction():
        spoil()
    assert look().faults


def test_keys_that_lead_nowhere_are_found(world: FlaskClient, engine_name: str) -> None:
    if engine_name == "postgresql":
        pytest.skip("PostgreSQL lets nobody break a key")
    with connection() as database:
        database.execute_sql("PRAGMA foreign_keys = 0")
        database.execute_sql("DELETE FROM revision WHERE number = 1")
        database.execute_sql("PRAGMA foreign_keys = 1")
    told = look().faults
    assert any(fault.startswith("record.revision refers") for fault in told)
    assert any(fault.startswith("foreign_key_check") for fault in told)


def test_a_history_that_lacks_a_change_is_found(world: FlaskClient) -> None:
    states = everything()
    assert before(states, 0) == ({}, [])
    with transaction():
        Change.delete().where(Change.record == "pty-norland").execute()
    assert before(states, 0) == ({"pty-norland": states["pty-norland"]}, [])


def test_an_answer_that_is_kept_too_long_is_found(databases: Databases, engine_name: str) -> None:
    witness = Witness(databases.fresh(engine_name, "world"))
    witness.ask()
    assert witness.faults() == []
    with transaction():
        Record.update(label="Other").where(Record.object == "topic").execute()
    assert any(fault.startswith("/v1/topics") for fault in witness.faults())
    witness.close()


def test_a_work_that_fails_by_itself_is_told() -> None:
    def fail() -> None:
        raise LookupError("no such work")

    with pytest.raises(NotDone, match="no such work"):
        killed(fail, None)
    assert killed(lambda: None, None).during is False


def test_the_latest_result_of_each_run_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "FAULTS.md"
    keep([section("One", Findings([{"kills": "1"}]), ["before"])], path)
    keep([section("Other", Findings([{"kills": "2"}], ["lost"]), ["now"])], path)
    keep([section("One", Findings([{"kills": "3"}]), ["now"])], path)
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"{TITLE}\n\n## One\n\n- now\n\n| kills |\n| --- |\n| 3 |\n\nNo fault")
    assert text.endswith("## Other\n\n- now\n\n| kills |\n| --- |\n| 2 |\n\n- lost\n")
