"""Loading seeds and writing them again: once, changed, kept, retired, byte for byte."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from seed_files import add, change, files, run

from api.resources import RESOURCES
from api.store import merge, restore, write
from api.transfer.yaml_text import read_yaml
from tests.conftest import ROOT, WORLD

MakeApp = Callable[[str], Flask]
WITHDRAWN = "id: evt-garrison\nwithdrawn: It was told twice.\n"
MERGED = "id: top-peace\nmerged_into: top-talks\nreason: The same topic.\n"


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """A copy of the seeds of the invented world."""
    return shutil.copytree(WORLD / "seeds", tmp_path / "seeds")


def ask(app: Flask, path: str, status: int = 200) -> Any:
    """The answer to a path, of which a status is expected."""
    answer = app.test_client().get(path)
    assert answer.status_code == status, answer.get_data(as_text=True)
    return answer.get_json()


def revision(app: Flask) -> int:
    """The revision that the database stands at."""
    return int(ask(app, "/v1/topics")["meta"]["revision"])


def load(app: Flask, seeds: Path, *options: str, code: int = 0) -> str:
    """Load a folder by the command; gives what it prints."""
    return run(app, "seeds", "load", "--folder", seeds, *options, code=code).output


def rename_as_others(seeds: Path, name: str) -> None:
    """Let somebody else than the seeds rename a topic, over whatever file there is."""
    value = {**read_yaml((WORLD / "seeds/topics/top-peace.yml").read_text()), "name": name}
    write(
        [{**RESOURCES["topic"].schema.load(value), "object": "topic"}], "editor", "A better name."
    )


def merge_topics(seeds: Path) -> None:
    """Let the files say that one topic is the other."""
    add(seeds, "topics/top-peace.yml", MERGED)
    change(seeds / "topics/top-talks.yml", "broader: top-peace\n", "")


def test_the_first_load_is_the_first_revision(make_app: MakeApp, seeds: Path) -> None:
    app = make_app("empty")
    assert "28 added, 0 changed" in load(app, seeds)
    assert revision(app) == 1
    assert ask(app, "/v1/parties")["meta"]["total"]["value"] == 4


def test_loading_twice_changes_nothing(make_app: MakeApp, seeds: Path) -> None:
    app = make_app("world")
    before = ask(app, "/v1/parties/pty-norland")
    assert "0 added, 0 changed" in load(app, seeds)
    assert "no new revision" in load(app, seeds)
    assert revision(app) == 1
    assert ask(app, "/v1/parties/pty-norland") == before


def test_a_file_written_otherwise_and_saying_the_same_changes_nothing(
    make_app: MakeApp, seeds: Path
) -> None:
    app = make_app("world")
    change(seeds / "topics/top-peace.yml", "name: Peace", "name:  'Peace'")
    load(app, seeds)
    assert revision(app) == 1


def test_a_changed_file_is_one_more_revision(make_app: MakeApp, seeds: Path) -> None:
    app = make_app("world")
    change(seeds / "topics/top-peace.yml", "name: Peace", "name: Lasting peace")
    change(seeds / "parties/pty-norland.yml", "name: Norland", "name: Republic of Norland")
    add(seeds, "topics/top-new.yml", "id: top-new\nname: New\n")
    assert "1 added, 2 changed, 0 unchanged, 0 withdrawn" in load(app, seeds)
    assert revision(app) == 2
    assert ask(app, "/v1/topics/top-peace")["data"]["name"] == "Lasting peace"
    assert ask(app, "/v1/topics/top-peace")["data"]["revision"] == 2
    assert ask(app, "/v1/topics/top-talks")["data"]["revision"] == 1


def test_what_others_changed_is_left_and_listed(make_app: MakeApp, seeds: Path) -> None:
    app = make_app("world")
    rename_as_others(seeds, "Concord")
    change(seeds / "topics/top-peace.yml", "name: Peace", "name: Lasting peace")
    change(seeds / "topics/top-talks.yml", "name: Talks", "name: Negotiations")
    for _ in range(2):
        told = load(app, seeds)
        assert "kept as it is, since others changed it: top-peace" in told
        assert ask(app, "/v1/topics/top-peace")["data"]["name"] == "Concord"
        assert ask(app, "/v1/topics/top-talks")["data"]["name"] == "Negotiations"
        assert revision(app) == 3


def test_overwrite_writes_what_others_changed(make_app: MakeApp, seeds: Path) -> None:
    app = make_app("world")
    rename_as_others(seeds, "Concord")
    change(seeds / "topics/top-peace.yml", "name: Peace", "name: Lasting peace")
    told = load(app, seeds, "--overwrite")
    assert "1 changed" in told
    assert "kept" not in told
    assert ask(app, "/v1/topics/top-peace")["data"]["name"] == "Lasting peace"
    assert "no new revision" in load(app, seeds)


def test_a_record_that_others_added_first_is_left(make_app: MakeApp, seeds: Path) -> None:
    app = make_app("world")
    topic = {"id": "top-new", "name": "Of others"}
    write([{**RESOURCES["topic"].schema.load(topic), "object": "topic"}], "editor", "New.")
    add(seeds, "topics/top-new.yml", "id: top-new\nname: Of the seeds\n")
    assert "others changed it: top-new" in load(app, seeds)
    assert ask(app, "/v1/topics/top-new")["data"]["name"] == "Of others"


def test_a_file_withdraws(make_app: MakeApp, seeds: Path) -> None:
    app = make_app("world")
    add(seeds, "events/evt-garrison.yml", WITHDRAWN)
    assert "1 withdrawn, 0 merged; revision 2." in load(app, seeds)
    assert "It was told twice." in ask(app, "/v1/events/evt-garrison", 410)["detail"]
    assert "0 withdrawn, 0 merged; no new revision." in load(app, seeds)
    assert revision(app) == 2


def test_a_file_merges(make_app: MakeApp, seeds: Path) -> None:
    app = make_app("world")
    merge_topics(seeds)
    assert "1 changed, 0 unchanged, 0 withdrawn, 1 merged; revision 2." in load(app, seeds)
    moved = app.test_client().get("/v1/topics/top-peace")
    assert moved.status_code == 308
    assert moved.headers["Location"].endswith("/v1/topics/top-talks")
    assert "no new revision" in load(app, seeds)
    assert revision(app) == 2


def test_what_others_retired_or_restored_is_left_and_listed(make_app: MakeApp, seeds: Path) -> None:
    app = make_app("world")
    add(seeds, "events/evt-garrison.yml", WITHDRAWN)
    load(app, seeds)
    restore("evt-garrison", "It was told.", "curator")
    merge("top-peace", "top-talks", "The same.", "curator")
    told = load(app, seeds)
    assert "evt-garrison" in told
    assert "top-peace" in told
    assert ask(app, "/v1/events/evt-garrison")["data"]["id"] == "evt-garrison"
    assert revision(app) == 4


def test_an_id_that_was_withdrawn_is_not_used_again(make_app: MakeApp, seeds: Path) -> None:
    app = make_app("world")
    before = (seeds / "events/evt-garrison.yml").read_text()
    add(seeds, "events/evt-garrison.yml", WITHDRAWN)
    load(app, seeds)
    add(seeds, "events/evt-garrison.yml", before.replace("Soldiers", "Many soldiers"))
    change(seeds / "topics/top-peace.yml", "name: Peace", "name: Lasting peace")
    told = load(app, seeds, code=1)
    assert "events/evt-garrison.yml: evt-garrison: was withdrawn or merged" in told
    assert ask(app, "/v1/topics/top-peace")["data"]["name"] == "Peace"
    assert revision(app) == 2


def test_the_former_file_of_a_withdrawn_record_is_refused_too(
    make_app: MakeApp, seeds: Path
) -> None:
    app = make_app("world")
    before = (seeds / "events/evt-garrison.yml").read_text()
    add(seeds, "events/evt-garrison.yml", WITHDRAWN)
    load(app, seeds)
    add(seeds, "events/evt-garrison.yml", before)
    assert "evt-garrison: was withdrawn or merged" in load(app, seeds, code=1)


def test_records_that_refer_to_each_other_are_withdrawn_together(
    make_app: MakeApp, seeds: Path
) -> None:
    app = make_app("world")
    change(seeds / "quotes/doc-gazette-2001.yml", "  topics:\n    - top-talks\n", "")
    for name in ("top-peace", "top-talks"):
        add(seeds, f"topics/{name}.yml", f"id: {name}\nwithdrawn: Too vague.\n")
    load(app, seeds)
    assert ask(app, "/v1/topics")["data"] == []


def test_withdrawing_what_others_refer_to_is_a_fault(make_app: MakeApp, seeds: Path) -> None:
    app = make_app("world")
    add(seeds, "topics/top-peace.yml", "id: top-peace\nwithdrawn: Too vague.\n")
    (seeds / "topics/top-talks.yml").unlink()
    change(seeds / "quotes/doc-gazette-2001.yml", "  topics:\n    - top-talks\n", "")
    assert "top-peace is referred to by top-talks" in load(app, seeds, code=1)
    assert revision(app) == 1


def test_a_deleted_file_withdraws_nothing(make_app: MakeApp, seeds: Path) -> None:
    app = make_app("world")
    (seeds / "events/evt-garrison.yml").unlink()
    load(app, seeds)
    assert ask(app, "/v1/events/evt-garrison")["data"]["name"] == "Soldiers on the Isle"
    assert revision(app) == 1


@pytest.mark.parametrize("content", ["world", "seeds"])
def test_load_and_export_give_back_every_byte(
    make_app: MakeApp, tmp_path: Path, content: str
) -> None:
    folder = ROOT / "seeds" if content == "seeds" else WORLD / "seeds"
    run(make_app(content), "export", "seeds", tmp_path / "exported")
    assert files(tmp_path / "exported") == files(folder)


@pytest.mark.parametrize("content", ["world", "empty"])
def test_retired_records_are_exported_too(
    make_app: MakeApp, seeds: Path, tmp_path: Path, content: str
) -> None:
    """Also from seeds that were retired before this database was made: their ids stay taken."""
    app = make_app(content)
    add(seeds, "events/evt-garrison.yml", WITHDRAWN)
    merge_topics(seeds)
    run(app, "seeds", "check", "--folder", seeds)
    load(app, seeds)
    run(app, "export", "seeds", tmp_path / "exported")
    assert files(tmp_path / "exported") == files(seeds)
    assert ask(app, "/v1/events/evt-garrison", 410)


def test_the_export_of_a_withdrawn_quote_has_no_fault(
    make_app: MakeApp, seeds: Path, tmp_path: Path
) -> None:
    app = make_app("world")
    quotes = (seeds / "quotes/doc-gazette-2001.yml").read_text()
    add(seeds, "quotes/doc-gazette-2001.yml", quotes[: quotes.index("- id: quo-gazette-2001-362")])
    add(seeds, "quotes/quo-gazette-2001-362.yml", "id: quo-gazette-2001-362\nwithdrawn: No.\n")
    load(app, seeds)
    run(app, "export", "seeds", tmp_path / "exported")
    run(app, "seeds", "check", "--folder", tmp_path / "exported")


def test_format_writes_the_one_way(make_app: MakeApp, seeds: Path) -> None:
    app = make_app("empty")
    add(seeds, "topics/top-peace.yml", 'name: "Peace"\nid: top-peace\nbroader: null\n')
    quotes = (seeds / "quotes/doc-gazette-2001.yml").read_text().split("- id")
    add(seeds, "quotes/doc-gazette-2001.yml", "- id" + "- id".join(reversed(quotes[1:])))
    told = run(app, "seeds", "check", "--folder", seeds, code=1).output
    assert told.count("is not written in the one way") == 2
    assert "2 files written." in run(app, "seeds", "format", "--folder", seeds).output
    assert files(seeds) == files(WORLD / "seeds")
    run(app, "seeds", "check", "--folder", seeds)
    assert "0 files written." in run(app, "seeds", "format", "--folder", seeds).output
