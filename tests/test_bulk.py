"""Bulk loading: a folder of NDJSON through all checks, as one revision or not at all."""

import gzip
import hashlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import orjson
import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.database import snapshot
from api.models import Change, Counter, Record, SearchText
from api.resources import READER, RESOURCES
from api.store import plain_state, withdraw
from api.transfer import ahead, intake, lines, placing
from api.transfer.bulk import BadImport, load_folder
from api.transfer.export import all_states
from api.transfer.underway import Bulk, Imported
from schemas.objects import OBJECTS, object_of
from tests.seed_files import run
from tests.test_search_text import expect_search_text_as_rebuilt
from tests.writing import changed, changes, plain, put, revisions

Make = Callable[[str], Flask]
Plain = dict[str, Any]


def quote(start: int, text: str = "We shall stay.", **members: Any) -> Plain:
    """A quote of the article below."""
    told = {"start": start, "end": start + len(text), "text": text, "sha256": sha256(text)}
    return {
        "id": f"quo-article-{start}",
        "document": "doc-article",
        "kind": "direct",
        "act": "state",
        "speaker": "per-ada",
        "attribution": "named",
        "spans": [{"key": "spoken-1", "role": "spoken", **told}],
    } | members


def sha256(text: str) -> str:
    """The hash of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def standing(field: str, **members: Any) -> Plain:
    """Evidence for a field, in the article."""
    place = {"document": "doc-article", "start": 10, "end": 20, "sha256": "0" * 64}
    return {"key": "article", "field": field} | place | members


ARTICLE: Plain = {
    "id": "doc-article",
    "title": "An article",
    "sha256": "a" * 64,
    "characters": 500,
    "sources": [{"key": "src-paper", "source": "src-paper", "role": "publisher"}],
    "parts": [{"key": "comment-1", "kind": "comment", "start": 400, "end": 500}],
}
ADA: Plain = {"id": "per-ada", "name": "Ada Boreal"}
NORLAND: Plain = {"id": "pty-norland", "name": "Norland", "kind": "state"}
SMALL: dict[str, list[Plain]] = {
    "sources": [{"id": "src-paper", "name": "The Paper", "kind": "newspaper"}],
    "documents": [ARTICLE],
    "parties": [NORLAND],
    "persons": [ADA],
    "quotes": [quote(100), quote(200)],
}


def write(folder: Path, records: Mapping[str, Iterable[Any]]) -> Path:
    """Write files of a folder; what is bytes stands in its line as it is."""
    folder.mkdir(exist_ok=True)
    for collection, told in records.items():
        made = [each if isinstance(each, bytes) else orjson.dumps(each) for each in told]
        (folder / f"{collection}.ndjson").write_bytes(b"".join(line + b"\n" for line in made))
    return folder


def load(folder: Path, records: Mapping[str, Iterable[Any]], **options: Any) -> Imported:
    """Write files and load them."""
    return load_folder(write(folder, records), "tester", "A test.", **options)


def faults(folder: Path, records: Mapping[str, Iterable[Any]]) -> list[str]:
    """The faults of files, which leave the database as it was."""
    before = contents()
    with pytest.raises(BadImport) as refused:
        load(folder, records)
    assert contents() == before
    assert refused.value.number == len(refused.value.faults)
    return [str(fault) for fault in refused.value.faults]


def contents() -> tuple[dict[str, Plain], int, tuple[int, int], int]:
    """All that the database holds: records, changes, the counter, search texts."""
    with snapshot():
        states = {state["id"]: plain_state(state) for state in all_states()}
        counter = Counter.get()
        counted = counter.revision, counter.number
        return states, Change.select().count(), counted, SearchText.select().count()


def lines_of(states: Iterable[Plain], form: Callable[[Plain], Plain]) -> dict[str, list[Plain]]:
    """States as the lines of files, in the order of the states."""
    found: dict[str, list[Plain]] = {}
    for state in states:
        found.setdefault(RESOURCES[object_of(state["id"]) or ""].name, []).append(form(state))
    return found


def as_answered(state: Plain) -> Plain:
    """A record with all its parts as the API answers it."""
    return orjson.loads(orjson.dumps(RESOURCES[state["object"]].schema.dump(state)))


@pytest.mark.parametrize("form", [plain_state, as_answered])
def test_what_was_exported_is_loaded_the_same(make_app: Make, tmp_path: Path, form: Any) -> None:
    make_app("seeds")
    with snapshot():
        records = lines_of(all_states(), form)
    before, _, _, _ = contents()
    make_app("empty")
    done = load(tmp_path / "all", records)
    after, _, (revision, number), _ = contents()
    assert after == before
    assert (done.added, done.changed, done.unchanged) == (len(before), 0, 0)
    assert (done.revision, revision, number) == (1, 1, len(before))
    assert {action for action, _ in changes(1).values()} == {"add"}
    expect_search_text_as_rebuilt()


def test_loading_twice_changes_nothing(make_app: Make, tmp_path: Path) -> None:
    make_app("empty")
    load(tmp_path, SMALL)
    before = contents()
    done = load(tmp_path, SMALL)
    assert (done.added, done.changed, done.unchanged, done.revision) == (0, 0, 6, None)
    assert contents() == before


def test_records_that_are_there_are_compared_and_changed(
    world: FlaskClient, tmp_path: Path
) -> None:
    former = plain("pty-sudland")
    told = {"parties": [former | {"country": "SWE"}, plain("pty-norland")]}
    done = load(tmp_path, told)
    assert (done.added, done.changed, done.unchanged, done.revision) == (0, 1, 1, 2)
    assert changes(2) == {"pty-sudland": ("change", former)}
    assert plain("pty-sudland")["country"] == "SWE"


def test_steps_and_the_order_of_lines_do_not_matter(
    make_app: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "LINES_A_STEP", 2)
    monkeypatch.setattr(ahead, "NUMBERS_KEPT", 1)
    monkeypatch.setattr(placing, "DOCUMENTS_KEPT", 1)
    make_app("seeds")
    with snapshot():
        records = lines_of(all_states(), plain_state)
    before, _, _, _ = contents()
    make_app("empty")
    load(tmp_path / "all", {name: told[::-1] for name, told in records.items()})
    assert contents()[0] == before
    expect_search_text_as_rebuilt()


def test_files_may_be_compressed(make_app: Make, tmp_path: Path) -> None:
    make_app("empty")
    write(tmp_path, SMALL)
    text = (tmp_path / "quotes.ndjson").read_bytes()
    (tmp_path / "quotes.ndjson").unlink()
    (tmp_path / "quotes.ndjson.gz").write_bytes(gzip.compress(text))
    assert load_folder(tmp_path, "tester", "A test.").added == 6


def test_a_record_may_be_named_before_it_comes(
    make_app: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "LINES_A_STEP", 1)
    make_app("empty")
    ahead_of_all = {
        "topics": [
            {"id": "top-talks", "name": "Talks", "broader": "top-peace"},
            {"id": "top-peace", "name": "Peace"},
        ],
        "agreements": [
            {
                "id": "agr-truce",
                "title": "Truce",
                "type": "truce",
                "signed": {"value": "1998", "anchor": "mtg-port"},
                "states": [{"key": "agreed-1", "state": "agreed", "quote": "quo-article-200"}],
                "evidence": [standing("/signed", quote="quo-article-100")],
                "relations": [{"key": "next", "type": "follows", "to": "agr-second"}],
            },
            {"id": "agr-second", "title": "Second", "type": "truce"},
        ],
        "meetings": [{"id": "mtg-port", "title": "Port", "format": "talks", "status": "held"}],
        "quotes": [
            quote(100, nested_in="quo-article-200", mentions=["quo-article-200"]),
            quote(200),
        ],
    }
    assert load(tmp_path, SMALL | ahead_of_all).added == 11
    truce = plain("agr-truce")
    assert truce["states"][0]["quote"] == "quo-article-200"
    assert truce["signed"] == {"value": "1998", "anchor": "mtg-port"}
    assert plain("quo-article-100")["nested_in"] == "quo-article-200"
    with snapshot():
        assert SearchText.get(SearchText.hint == "Peace").names == "¶ talks ¶"
        numbers = [number for (number,) in Record.select(Record.number).tuples()]
    assert sorted(numbers) == list(range(1, 12))
    expect_search_text_as_rebuilt()


def test_a_trial_writes_nothing(make_app: Make, tmp_path: Path) -> None:
    make_app("empty")
    done = load(tmp_path, SMALL, dry_run=True)
    assert (done.added, done.revision) == (6, None)
    assert contents() == ({}, 0, (0, 0), 0)


FAULTS: list[tuple[dict[str, list[Any]], list[str]]] = [
    (
        {"parties": [NORLAND, {"id": "pty-x", "name": 3, "kind": "state", "more": 1}]},
        ["parties.ndjson:2: /name: Must be text.", "parties.ndjson:2: /more: Unknown field."],
    ),
    (
        {"quotes": [quote(100), quote(200) | {"spans": [{"role": "clause", "start": 1}]}]},
        [
            "quotes.ndjson:2: /spans/0/end: Missing data for required field.",
            "quotes.ndjson:2: /spans/0/sha256: Missing data for required field.",
        ],
    ),
    ({"parties": [b"{", NORLAND, b"[]"]}, ["parties.ndjson:1: is not JSON: ", "must be a record"]),
    ({"parties": [b"", NORLAND, b" ", b"1"]}, ["parties.ndjson:4: must be a record"]),
    (
        {"parties": [NORLAND, ADA | {"kind": "state"}]},
        ["parties.ndjson:2: /id: Must be an id such as pty-a-name."],
    ),
    (
        {"parties": [NORLAND, NORLAND]},
        ["parties.ndjson:2: /id: pty-norland stands in line 1 too."],
    ),
    (
        {"persons": [ADA, {"id": "per-carl", "name": "Carl", "positions": [
            {"key": "envoy", "party": "pty-nowhere", "title": "envoy"}]}]},
        ["persons.ndjson:2: /positions/envoy/party: refers to pty-nowhere, which is neither"],
    ),
    (
        {"topics": [{"id": "top-talks", "name": "Talks", "broader": "top-nowhere"}]},
        ["topics.ndjson:1: /broader: refers to top-nowhere, which is neither"],
    ),
    (
        {"documents": [ARTICLE, ARTICLE | {"id": "doc-copy"}]},
        ["documents.ndjson:2: has the same sha256 as doc-article."],
    ),
    (
        {"parties": [NORLAND | {"identifiers": [
            {"key": "a", "scheme": "wikidata", "value": "Q1"}]}, NORLAND | {
            "id": "pty-twin", "identifiers": [{"key": "a", "scheme": "wikidata", "value": "Q1"}]}]},
        ["parties.ndjson:2: has the same exact identifier as pty-norland."],
    ),
    (
        {
            "conflicts": [{"id": "con-war", "name": "War"}],
            "mediators": [
                {"id": f"mdr-{name}", "party": "pty-norland", "conflict": "con-war"}
                for name in ("one", "two")
            ],
        },
        ["mediators.ndjson:2: has the same party, person, conflict and process as mdr-one."],
    ),
    (
        {"persons": [ADA | {"evidence": [standing("/age")]}]},
        ["persons.ndjson:1: /evidence/article/field: /age names nothing in the record."],
    ),
    (
        {"persons": [ADA | {"names": [
            {"key": key, "text": "Ada", "kind": "alias"} for key in ("a", "b")]}]},
        ["persons.ndjson:1: /names/b: has the same text and kind as another row of names."],
    ),
    (
        {"quotes": [quote(390), quote(495)]},
        [
            "quotes.ndjson:1: /spans/spoken-1: lies in a comment, which is not the article.",
            "quotes.ndjson:2: /spans/spoken-1: ends at 509, the text has 500 characters.",
            "quotes.ndjson:2: /spans/spoken-1: lies in a comment, which is not the article.",
        ],
    ),
    (
        {"sources": [SMALL["sources"][0] | {"evidence": [standing("/name", end=600)]}]},
        [
            "sources.ndjson:1: /evidence/article: ends at 600, the text has 500 characters.",
            "sources.ndjson:1: /evidence/article: lies in a comment, which is not the article.",
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("records", "told"), FAULTS)
def test_a_fault_is_told_with_its_line_and_nothing_is_written(
    make_app: Make, tmp_path: Path, records: dict[str, list[Any]], told: list[str]
) -> None:
    make_app("empty")
    found = faults(tmp_path, SMALL | records)
    assert len(found) == len(told), found
    for expected in told:
        assert any(expected in each for each in found), found


@pytest.mark.parametrize("step", [1, 1000])
def test_all_faults_of_all_files_are_told_at_once(
    make_app: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    monkeypatch.setattr(lines, "LINES_A_STEP", step)
    make_app("empty")
    records = SMALL | {
        "documents": [ARTICLE | {"characters": "500"}, ARTICLE | {"id": "doc-other"}],
        "persons": [ADA | {"name": None}, {"id": "per-carl", "name": "Carl"}],
        "quotes": [
            quote(100),
            quote(100),
            quote(300, kind="hint"),
            quote(310, speaker="per-carl", via="per-nobody"),
            quote(320, document="doc-other"),
            quote(490, document="doc-other", nested_in="quo-article-300"),
        ],
    }
    places = [told.partition(": ")[0] for told in faults(tmp_path, records)]
    assert places == [
        "documents.ndjson:1",
        "persons.ndjson:1",
        *("quotes.ndjson:2", "quotes.ndjson:3", "quotes.ndjson:4"),
        *("quotes.ndjson:6", "quotes.ndjson:6"),
    ]


@pytest.mark.parametrize("step", [1, 1000])
def test_an_id_stands_once_also_where_it_is_there_already(
    world: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    monkeypatch.setattr(lines, "LINES_A_STEP", step)
    told = faults(tmp_path, {"parties": [plain("pty-norland"), NORLAND, NORLAND]})
    assert len(told) == 2


def test_keys_that_records_of_the_database_have_are_taken(
    world: FlaskClient, tmp_path: Path
) -> None:
    known = {"key": "wikidata-1", "scheme": "wikidata", "value": "Q7"}
    put(changed("pty-norland", identifiers=[known]))
    other = plain("mdr-lake-league") | {"id": "mdr-other", "mediations": [], "positions": []}
    told = faults(
        tmp_path,
        {
            "documents": [ARTICLE | {"sha256": plain("doc-gazette-2001")["sha256"], "sources": []}],
            "parties": [NORLAND | {"id": "pty-twin", "identifiers": [known]}],
            "mediators": [other | {"evidence": []}],
        },
    )
    assert told == [
        "documents.ndjson:1: has the same sha256 as doc-gazette-2001.",
        "parties.ndjson:1: has the same exact identifier as pty-norland.",
        "mediators.ndjson:1: has the same party, person, conflict and process as mdr-lake-league.",
    ]


def test_an_id_that_was_withdrawn_is_not_used_again(make_app: Make, tmp_path: Path) -> None:
    make_app("empty")
    load(tmp_path, {"topics": [{"id": "top-talks", "name": "Talks"}]})
    withdraw("top-talks", "A slip.", "tester")
    told = faults(tmp_path, {"topics": [{"id": "top-talks", "name": "Talks"}]})
    assert told == [f"topics.ndjson:1: /id: top-talks {intake.GONE}"]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("treaties.ndjson", b"", "treaties.ndjson: is no <collection>.ndjson"),
        ("parties.ndjson.gz", b"", "parties.ndjson.gz: stands beside parties.ndjson; keep one."),
        ("quotes.ndjson.gz", b"no", "quotes.ndjson.gz: cannot be read on from here"),
        ("quotes.ndjson.gz", gzip.compress(b"{}\n" * 9)[:-9], "cannot be read on from here"),
        ("quotes.ndjson", b'{"id": "\xff"}\n', "quotes.ndjson:1: is not JSON"),
        ("quotes.ndjson", b'{"id": "\\ud800"}\n', "quotes.ndjson:1: is not JSON"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(
    make_app: Make, tmp_path: Path, name: str, text: bytes, told: str
) -> None:
    make_app("empty")
    write(tmp_path, {"parties": [NORLAND]})
    (tmp_path / name).write_bytes(text)
    assert any(told in each for each in faults(tmp_path, {}))


def test_a_line_may_not_be_endless(
    make_app: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "LONGEST_LINE", 100)
    make_app("empty")
    told = faults(tmp_path, {"parties": [NORLAND, b'{"id": "' + b"a" * 350 + b'"}', b"[]"]})
    assert told == [
        "parties.ndjson:2: is longer than 100 bytes.",
        "parties.ndjson:3: must be a record, a JSON object.",
    ]


def test_an_empty_folder_is_a_fault(make_app: Make, tmp_path: Path) -> None:
    make_app("empty")
    assert "holds no <collection>.ndjson" in faults(tmp_path, {})[0]


def test_many_faults_are_counted_and_not_all_told(
    make_app: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "MOST_TOLD", 3)
    app = make_app("empty")
    write(tmp_path, {"parties": [b"{}"] * 4})
    result = run(app, "import", tmp_path, code=1)
    assert result.stderr.count("parties.ndjson:") == 3
    assert result.stderr.endswith("12 faults, the first 3 above; nothing was changed.\n")


def test_nothing_that_is_remembered_grows_with_the_files(
    make_app: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "LINES_A_STEP", 10)
    monkeypatch.setattr(ahead, "NUMBERS_KEPT", 20)
    kept: list[Bulk] = []
    most: list[int] = []

    class Watched(Bulk):
        def __init__(self, *given: Any) -> None:
            super().__init__(*given)
            kept.append(self)

    def sizes(read: int) -> None:
        (bulk,) = kept
        numbers, extents = bulk.numbers, bulk.extents
        assert not (bulk.revision.changes or numbers.promised or extents.waiting or bulk.unnamed)
        most.append(len(numbers.kept) + len(extents.kept) + len(bulk.seen))

    monkeypatch.setattr("api.transfer.bulk.Bulk", Watched)
    make_app("empty")
    persons = [{"id": f"per-p{each}", "name": f"P {each}"} for each in range(300)]
    quotes = [quote(each, speaker=f"per-p{each}") for each in range(300)]
    load(tmp_path, SMALL | {"persons": persons, "quotes": quotes}, watch=sizes)
    assert len(most) > 60
    assert max(most) < 60


def test_the_command_tells_what_it_did(make_app: Make, tmp_path: Path) -> None:
    app = make_app("empty")
    write(tmp_path / "small", SMALL)
    trial = run(app, "import", tmp_path / "small", "--dry-run")
    assert trial.output == "6 added, 0 changed, 0 unchanged: nothing was written.\n"
    told = run(app, "import", tmp_path / "small", "--why", "To try.", "--who", "me")
    assert told.output == "6 added, 0 changed, 0 unchanged; revision 1.\n"
    again = run(app, "import", tmp_path / "small")
    assert again.output == "0 added, 0 changed, 6 unchanged; no new revision.\n"
    assert revisions() == [1]


def test_every_object_has_its_place_in_the_order() -> None:
    assert sorted(lines.ORDER) == sorted(OBJECTS)
    assert READER.resources.keys() == OBJECTS.keys()
