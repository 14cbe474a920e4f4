"""Search text: always what a rebuild would give, whatever was written, merged or withdrawn."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from api import migrating
from api.database import PostgresEngine, engine, snapshot, transaction
from api.models import Record, SearchText
from api.query.searchable import folded, words_of
from api.query.shape import State
from api.resources import RESOURCES
from api.serve import make_ready
from api.store import fill_search, merge, rebuild_search, withdraw
from api.store.labels import HINT_FOLLOWS
from api.transfer.export import all_states
from schemas.folding import fold, words
from schemas.pointing import Stub
from tests.seed_files import run
from tests.writing import changed, plain, put, topic

Make = Callable[[str], Flask]
Texts = dict[int, tuple[Any, ...]]
CHECK = "INSERT INTO search_index (search_index) VALUES ('integrity-check')"
VECTORS = "SELECT record, vector::text, search_vector(names, body)::text FROM search_text"


def texts() -> Texts:
    """All search text by the number of its record."""
    with snapshot():
        rows = SearchText.select().order_by(SearchText.record).tuples()
        return {number: tuple(rest) for number, *rest in rows}


def expect_search_text_as_rebuilt() -> None:
    """What is searched in is what a rebuild gives, and the index is that of the text."""
    before = texts()
    check_index()
    rebuild_search()
    assert texts() == before
    check_index()
    with snapshot():
        assert sorted(before) == sorted(row.number for row in Record.select(Record.number))


def check_index() -> None:
    """The index over the search text holds its words and no others."""
    with transaction():
        if isinstance(engine(), PostgresEngine):
            rows = engine().execute_sql(VECTORS).fetchall()
            assert all(indexed == told for _, indexed, told in rows)
        else:
            engine().execute_sql(
                "INSERT INTO search_index (search_index) VALUES ('integrity-check')"
            )


def found(word: str) -> set[str]:
    """The labels of the records in which a word stands."""
    query = "SELECT rowid FROM search_index WHERE search_index MATCH ?"
    if isinstance(engine(), PostgresEngine):
        query = "SELECT record FROM search_text WHERE vector @@ to_tsquery('simple', %s)"
    with snapshot():
        numbers = [number for (number,) in engine().execute_sql(query, (word,)).fetchall()]
        return {row.id for row in Record.select(Record.id).where(Record.number.in_(numbers))}


def test_what_is_loaded_can_be_found(world: FlaskClient) -> None:
    assert {"pty-norland", "quo-gazette-2001-162"} <= found("norland")
    expect_search_text_as_rebuilt()


def test_what_is_written_replaces_what_was_found(world: FlaskClient) -> None:
    put(changed("pty-sudland", name="Austria"), topic("afterwards"))
    assert (found("afterwards"), found("austria")) == ({"top-afterwards"}, {"pty-sudland"})
    put(changed("pty-sudland", name="Sudland"))
    assert found("austria") == set()
    expect_search_text_as_rebuilt()


def test_a_mediator_is_found_by_its_partys_new_name(world: FlaskClient) -> None:
    put(changed("pty-lake-league", name="Sealeague"))
    assert found("sealeague") >= {"pty-lake-league", "mdr-lake-league"}
    expect_search_text_as_rebuilt()


def test_a_hint_follows_the_label_that_it_shows(world: FlaskClient) -> None:
    put(topic("peace"), topic("truce", broader="top-peace"))
    put(changed("top-peace", name="Concord"), changed("con-isle", name="Dispute"))
    hints = {row[0]: row[-1] for row in texts().values()}
    assert (hints["topic"], hints["mediator"]) == ("Concord", "Dispute")
    expect_search_text_as_rebuilt()


def test_a_merge_leaves_what_a_rebuild_gives(world: FlaskClient) -> None:
    names = [*plain("pty-norland")["names"], {"text": "Borealia", "kind": "alias"}]
    put(changed("pty-norland", names=names))
    merge("pty-lake-league", "pty-norland", "The same.", "tester")
    merge("per-ada-boreal", "per-carl-austral", "The same.", "tester")
    assert found("borealia") == {"pty-norland"}
    assert "mdr-lake-league" in found("norland")
    expect_search_text_as_rebuilt()


def test_merged_rows_take_their_words_along(world: FlaskClient) -> None:
    rows = [
        {"party": party, "role": "host", "capacity_as_printed": told}
        for party, told in (("pty-norland", "firstling"), ("pty-lake-league", "secondling"))
    ]
    put(changed("mtg-port-mid", attendance=rows))
    merge("pty-lake-league", "pty-norland", "The same.", "tester")
    expect_search_text_as_rebuilt()


def test_what_is_withdrawn_is_found_no_longer(world: FlaskClient) -> None:
    put(topic("afterwards"))
    withdraw("top-afterwards", "A slip.", "tester")
    assert found("afterwards") == set()
    expect_search_text_as_rebuilt()


def forget() -> None:
    """Lose the search text of all records but a few, as a database from before there was any."""
    with transaction():
        SearchText.delete().where(SearchText.record > 3).execute()


def test_what_is_missing_is_filled(world: FlaskClient) -> None:
    before = texts()
    forget()
    assert fill_search() == len(before) - 3
    assert (texts(), fill_search()) == (before, 0)
    check_index()


def test_migrating_fills_what_is_missing(make_app: Make) -> None:
    app = make_app("world")
    before = texts()
    target = next(name for name, _ in migrating.status() if name.endswith("_search"))
    migrating.down(target)
    assert "search text written" not in run(app, "db", "up", "0006_shared").output
    told = run(app, "db", "up").output
    assert told.endswith(f"search text written for {len(before)} records\n")
    assert texts() == before


def test_a_start_fills_what_is_missing(make_app: Make) -> None:
    app = make_app("world")
    before = texts()
    forget()
    make_ready(app.config["PARLEY"])
    assert texts() == before


def test_all_is_written_anew_on_demand(make_app: Make) -> None:
    app = make_app("world")
    before = texts()
    with transaction():
        SearchText.update(names="¶ nothing ¶", shown="").execute()
    told = run(app, "db", "reindex").output
    assert told == f"search text written for {len(before)} records\n"
    assert texts() == before
    check_index()


def shown_by_hint(state: State) -> set[Stub]:
    """The records whose labels the hint of a record shows."""
    shown: set[Any] = set()

    def label_of(stub: Any) -> str:
        shown.add(stub)
        return str(stub.label)

    RESOURCES[state["object"]].hint(state, label_of)
    return shown


def test_every_label_that_a_hint_shows_is_followed(make_app: Make) -> None:
    make_app("world")
    put(topic("peace"), topic("truce", broader="top-peace"))
    with snapshot():
        states = list(all_states())
    shown = {state["object"]: shown_by_hint(state) for state in states if shown_by_hint(state)}
    assert shown.keys() == HINT_FOLLOWS.keys()
    for state in states:
        followed = {state.get(name) for name in HINT_FOLLOWS.get(state["object"], ())}
        assert shown_by_hint(state) <= followed, state["id"]


def test_words_are_counted(world: FlaskClient) -> None:
    for row in texts().values():
        _, counted, names, body, _, _ = row
        assert counted >= len(names.replace("¶", "").split()) + len(body.split()) > 0


@given(st.text())
def test_folding_piece_by_piece_is_folding(text: str) -> None:
    assert folded(text) == fold(text)
    assert words_of(text) == words(text)


@pytest.mark.parametrize("text", ["İstanbul ΣΊΣΥΦΟΣ", "Ağdam ẞ ﬁn Ǆ", "한국 é é ½ ①"])
def test_folding_piece_by_piece_holds_for_hard_letters(text: str) -> None:
    assert folded(text) == fold(text)
