"""Checking seeds: all faults of a folder at once, each with its file and member, nothing loaded."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from seed_files import add, change, files, run

from api.transfer.check import check
from api.transfer.files import read_seeds
from tests.conftest import ROOT, WORLD

MakeApp = Callable[[str], Flask]
SPAN = "start: 31\n    end: 35"


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """A copy of the seeds of the invented world."""
    return shutil.copytree(WORLD / "seeds", tmp_path / "seeds")


def told(folder: Path) -> list[tuple[str, str]]:
    """File and member of each fault."""
    return sorted((fault.file, fault.member) for fault in check(read_seeds(folder)).faults)


def details(folder: Path) -> str:
    """All faults as they are printed."""
    return "\n".join(map(str, check(read_seeds(folder)).faults))


def break_everything(seeds: Path) -> dict[tuple[str, str], str]:
    """One fault of each kind; what must be told of each, by file and member."""
    change(
        seeds / "parties/pty-lake-league.yml",
        "evidence:",
        "relations:\n  - key: top-war\n    type: about\n    to: top-war\nevidence:",
    )
    change(seeds / "persons/per-ada-boreal.yml", "field: /names/ada-boreal", "field: /names/ada")
    change(seeds / "conflicts/con-isle.yml", "key: pty-sudland", "key: pty-norland")
    add(seeds, "topics/top-a.yml", "id: top-a\nname: A\ncolour: red\n")
    add(seeds, "topics/top-b.yml", "id: pty-b\nname: B\n")
    add(seeds, "topics/top-c.yml", "id: top-talks\nname: C\n")
    add(seeds, "topics/top-d.yml", "id: top-other\nname: D\n")
    add(seeds, "topics/top-e.yaml", "id: top-e\nname: E\n")
    add(seeds, "topics/top-f.yml", "- id: top-f\n  name: F\n")
    add(seeds, "topics/top-g.yml", "id: top-g\nname: G\nname: H\n")
    add(seeds, "wars/war-a.yml", "id: war-a\nname: A\n")
    add(seeds, "parties/pty-c.yml", "id: pty-c\nname: C\nkind: kingdom\n")
    evidence = f"evidence:\n  - document: doc-herald-2002\n    {SPAN}\n"
    add(seeds, "events/evt-b.yml", f"id: evt-b\nname: B\nkind: war\n{evidence}")
    copy = (seeds / "documents/doc-herald-2002.yml").read_text().replace("doc-herald-2002", "doc-z")
    add(seeds, "documents/doc-z.yml", copy)
    return {
        ("parties/pty-lake-league.yml", "pty-lake-league/relations/top-war/to"): "no file holds",
        (
            "persons/per-ada-boreal.yml",
            "per-ada-boreal/evidence/doc-gazette-2001/field",
        ): "/names/ada names nothing in the record.",
        (
            "conflicts/con-isle.yml",
            "con-isle/parties/pty-norland",
        ): "has the same key as",
        ("topics/top-a.yml", "top-a/colour"): "Unknown field.",
        ("topics/top-b.yml", "pty-b/id"): "Must be an id such as top-a-name.",
        ("topics/top-c.yml", "/id"): "top-talks belongs in topics/top-talks.yml",
        ("topics/top-c.yml, topics/top-talks.yml", "/id"): "top-talks occurs 2 times",
        ("topics/top-d.yml", "/id"): "top-other belongs in topics/top-other.yml",
        ("topics/top-e.yaml", ""): "is no seed file: they are <collection>/<id>.yml",
        ("topics/top-f.yml", ""): "must hold a record",
        ("topics/top-g.yml", ""): "line 3: the member name stands twice",
        ("wars/war-a.yml", ""): "is no seed file",
        ("parties/pty-c.yml", "pty-c/kind"): "Must be one of: state, former_state",
        ("events/evt-b.yml", "evt-b/evidence/0/start"): "A span needs document, start, end and",
        ("documents/doc-z.yml", "doc-z"): "has the same sha256 as doc-herald-2002",
    }


def test_the_seeds_have_no_fault() -> None:
    for folder in (WORLD / "seeds", ROOT / "seeds"):
        assert told(folder) == []


def test_all_faults_are_listed_at_once(seeds: Path) -> None:
    expected = break_everything(seeds)
    faults = check(read_seeds(seeds)).faults
    assert sorted((fault.file, fault.member) for fault in faults) == sorted(expected)
    for fault in faults:
        assert expected[fault.file, fault.member] in fault.detail


@pytest.mark.parametrize("command", ["check", "load"])
def test_the_command_prints_all_and_changes_nothing(
    make_app: MakeApp, seeds: Path, command: str
) -> None:
    expected = break_everything(seeds)
    app = make_app("empty")
    result = run(app, "seeds", command, "--folder", seeds, code=1)
    for (file, member), detail in expected.items():
        assert f"{file}: {member}: " in result.output if member else f"{file}: " in result.output
        assert detail in result.output
    assert f"{len(expected)} faults; nothing was changed." in result.output
    answer = app.test_client().get("/v1/parties").get_json()
    assert (answer["data"], answer["meta"]["revision"]) == ([], 0)


def test_a_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    assert "there is no such folder" in details(tmp_path / "nowhere")


def test_a_faulty_record_is_not_told_as_missing_too(seeds: Path) -> None:
    change(seeds / "parties/pty-norland.yml", "kind: state", "kind: kingdom")
    assert told(seeds) == [("parties/pty-norland.yml", "pty-norland/kind")]


@pytest.mark.parametrize(
    ("file", "old", "new", "member"),
    [
        ("agreements/agr-truce-1998", "to: evt-war", "to: evt-peace", "relations/evt-war/to"),
        ("agreements/agr-truce-1998", "field: /signed\n", "field: /signature\n", "evidence/"),
        ("agreements/agr-truce-1998", "field: /signed\n", "field: /signed/value\n", "evidence/"),
        ("events/evt-war", "field: /figures/killed-1", "field: /figures/killed-2", "evidence/"),
        ("events/evt-war", "field: /figures/killed-1", "field: /figures/killed-1/x", "evidence/"),
        ("events/evt-war", "/figures/killed-1", "/figures/killed-1/best/x", "evidence/"),
        ("meetings/mtg-port-mid", "anchor: doc-gazette-2001", "anchor: doc-x", "started/anchor"),
        (
            "mediators/mdr-lake-league",
            "    party: pty-s",
            "    mediation: x\n    party: pty-s",
            "pos",
        ),
        ("quotes/doc-gazette-2001", "    - top-talks\n", "    - top-x\n", "topics/top-x"),
        (
            "quotes/doc-gazette-2001",
            "    - top-talks\n",
            "    - top-talks\n" * 2,
            "topics",
        ),
    ],
)
def test_a_fault_names_its_member(seeds: Path, file: str, old: str, new: str, member: str) -> None:
    change(seeds / f"{file}.yml", old, new)
    found = told(seeds)
    assert found
    assert all(member in where for _, where in found)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (
            "parties/pty-lake-league",
            "text: the League\n    kind: alias",
            "text: Lake League\n    kind: as_printed",
        ),
        (
            "parties/pty-norland",
            "scheme: wikidata\n    value: Q20\n    match: close",
            "scheme: url\n    value: https://norland.example/a\n    match: close",
        ),
        (
            "events/evt-war",
            "key: pty-sudland\n    party: pty-sudland",
            "key: pty-sudland\n    party: pty-norland",
        ),
        ("documents/doc-gazette-2001", "start: 18\n    end: 31", "start: 0\n    end: 17"),
        (
            "quotes/doc-gazette-2001",
            "role: attribution\n      paragraph: 4\n      start: 240\n      end: 252",
            "role: clause\n      paragraph: 4\n      start: 240\n      end: 331",
        ),
        ("places/plc-isle", "longitude: 4\n", ""),
    ],
    ids=["name", "identifier", "event-party", "document-part", "quote-span", "coordinates"],
)
def test_what_the_tables_refuse_is_a_fault_and_no_crash(
    make_app: MakeApp, seeds: Path, file: str, old: str, new: str
) -> None:
    change(seeds / f"{file}.yml", old, new)
    result = run(make_app("empty"), "seeds", "load", "--folder", seeds, code=1)
    assert f"{file}.yml: " in result.output


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("id: top-old\nwithdrawn: ''\n", "withdrawn: Must not be empty"),
        ("id: top-old\nwithdrawn: 3\n", "withdrawn: Must be text"),
        ("id: top-old\nmerged_into: top-peace\n", "merged_into needs a reason"),
        ("id: pty-old\nwithdrawn: Wrong.\n", "belongs in the folder of the object"),
        ("id: top-new\nwithdrawn: Wrong.\n", "belongs in topics/top-new.yml"),
        ("id: top-old\nname: Old\nwithdrawn: Wrong.\n", "/name: Unknown field"),
        ("id: top-old\n1: a\nb: c\nwithdrawn: Wrong.\n", "/1: Unknown field"),
        ("id: top-old\nmerged_into: top-x\nreason: Same.\n", "top-x"),
        ("id: top-old\nmerged_into: pty-norland\nreason: Same.\n", "of the same object"),
        ("id: top-old\nmerged_into: top-old\nreason: Same.\n", "top-old"),
        ("id: top-old\nmerged_into: [top-peace]\nreason: Same.\n", "merged_into"),
        ("id: top-old\nwithdrawn: Wrong.\nmerged_into: top-peace\nreason: Same.\n", "top-old"),
    ],
)
def test_a_file_that_retires_wrongly_is_a_fault(seeds: Path, text: str, detail: str) -> None:
    add(seeds, "topics/top-old.yml", text)
    assert "topics/top-old.yml: " in details(seeds)
    assert detail in details(seeds)


def test_format_leaves_faulty_seeds_alone(make_app: MakeApp, seeds: Path) -> None:
    add(seeds, "topics/top-peace.yml", "name: Peace # all\nid: top-peace\ncolour: red\n")
    before = files(seeds)
    run(make_app("empty"), "seeds", "format", "--folder", seeds, code=1)
    assert files(seeds) == before
