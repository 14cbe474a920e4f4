"""Texts of documents: registered, renewed, searched for words, held, and shown as excerpts."""

import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import jsonschema
import orjson
import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.database import snapshot
from api.documents.excerpts import LONGEST_EXCERPT
from api.documents.fates import Coded, Search
from api.documents.locating import locate, locate_nearly
from api.documents.texts import Text, read_texts, sha256_of
from api.documents.verifying import verify
from api.models import DocumentText, DocumentVersion, Revision, SpanFate
from api.resources import RESOURCES
from api.transfer.bulk import BadImport, load_folder
from api.transfer.bulk_export import export_all
from api.transfer.export import all_states
from api.transfer.yaml_text import read_yaml
from tests.conftest import WORLD
from tests.seed_files import run
from tests.test_queries import queries, recorded
from tests.writing import changed, plain, put, revisions

MakeApp = Callable[[str], Flask]
Told = Callable[..., str]
GAZETTE = WORLD / "documents" / "gazette.txt"
OLD = GAZETTE.read_bytes().decode()
ID = "doc-gazette-2001"
ARTICLE = "\r\nPeace at last\r\nSudland’s envoy said: “It holds.”\nThe Léague cheered.\n"
NEW = ("--publisher", "The Gazette", "--published", "2003-05")


@pytest.fixture
def told(world: FlaskClient) -> Told:
    """Run a command on the world; gives what it prints."""

    def ask(*arguments: str | Path, code: int = 0) -> str:
        return run(world.application, "documents", *arguments, code=code).output

    return ask


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str | bytes], Path]:
    """Write a text into a file."""

    def write(text: str | bytes) -> Path:
        path = tmp_path / "article.txt"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write


def rows(client: FlaskClient, path: str) -> dict[str, dict[str, Any]]:
    """The evidence of a record by key."""
    answer = client.get(f"/v1/{path}/evidence")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return {row["key"]: row for row in answer.get_json()["data"]}


def stored() -> tuple[int, int, int]:
    """How many versions, held texts and fates there are."""
    with snapshot():
        models = (DocumentVersion, DocumentText, SpanFate)
        return tuple(model.select().count() for model in models)


# Registering


def test_a_text_is_registered_with_publisher_hash_and_evidence(
    told: Told, world: FlaskClient, file: Any
) -> None:
    printed = told("add", file(ARTICLE), *NEW, "--language", "en", "--who", "ann", "--why", "News.")
    record = world.get("/v1/documents/doc-gazette-2003?include=evidence").get_json()["data"]
    assert (record["title"], record["language"]) == ("Peace at last", "en")
    assert (record["characters"], record["sha256"]) == (len(ARTICLE), sha256_of(ARTICLE))
    assert record["published"]["value"] == "2003-05"
    assert [(row["source"]["id"], row["role"]) for row in record["sources"]] == [
        ("src-gazette", "publisher")
    ]
    title = record["evidence"][0]
    assert (title["field"], title["start"], title["end"]) == ("/title", 2, 15)
    assert title["sha256"] == sha256_of("Peace at last")
    for part in ("doc-gazette-2003", str(len(ARTICLE)), sha256_of(ARTICLE), "revision 2"):
        assert part in printed
    with snapshot():
        revision = Revision.get(Revision.number == 2)
        version = DocumentVersion.get()
    assert (revision.who, revision.why) == ("ann", "News.")
    assert (version.document, version.version, version.who) == ("doc-gazette-2003", 1, "ann")
    assert stored() == (1, 0, 0)
    assert world.get("/v1/documents?q=peace").get_json()["data"]


def test_an_id_is_made_free_and_one_text_is_one_document(told: Told, file: Any) -> None:
    told("add", file(ARTICLE), *NEW)
    assert "it is that of doc-gazette-2003" in told("add", file(ARTICLE), *NEW, code=1)
    assert "doc-gazette-2003-2: " in told("add", file(ARTICLE + "More."), *NEW)
    named = ("--id", "doc-other", "--title", "[Other]", "--keep-text")
    assert "doc-other: [Other]" in told("add", file("Another."), *NEW, *named)
    assert stored() == (3, 1, 0)
    assert told("add", GAZETTE, *NEW, code=1).endswith(f"that of {ID}.\n")


@pytest.mark.parametrize(
    ("text", "options", "what"),
    [
        (b"caf\xe9", NEW, "is no UTF-8: byte 3"),
        ("", NEW, "is empty"),
        ("\ufeff \r\n\t", NEW, "is empty"),
        ("a\0b", NEW, "U+0000"),
        (ARTICLE, (), "needs --publisher and --published"),
        (ARTICLE, ("--id", "doc-none"), "There is no document doc-none."),
        (ARTICLE, ("--publisher", "Gazete", *NEW[2:]), "Did you mean The Gazette (src-gazette)?"),
        (ARTICLE, ("--publisher", "src-x", *NEW[2:]), "POST /v1/sources"),
        (ARTICLE, (*NEW[:2], "--published", "soon"), "/published: Not a date"),
        (ARTICLE, (*NEW, "--language", "E", "--url", "x"), "/language: Must be a language tag"),
        (ARTICLE, (*NEW, "--id", "pty-norland"), "/id: Must be an id such as doc-"),
        (ARTICLE, (*NEW, "--id", ID), f"{ID} is there already"),
        (ARTICLE, (*NEW, "--move"), "are for a new version"),
    ],
)
def test_what_cannot_be_registered_is_told_and_leaves_nothing(
    told: Told, file: Any, text: str | bytes, options: tuple[str, ...], what: str
) -> None:
    assert what in told("add", file(text), *options, code=1)
    assert (stored(), revisions()) == ((0, 0, 0), [1])


def test_a_trial_writes_nothing(told: Told, file: Any) -> None:
    printed = told("add", file(ARTICLE), *NEW, "--keep-text", "--dry-run")
    assert "doc-gazette-2003: Peace at last" in printed
    assert "nothing was written" in printed
    printed = told("add", file(OLD + "More."), "--id", ID, "--dry-run")
    assert "22 stay, 0 moved" in printed
    assert "nothing was written" in printed
    assert (stored(), revisions()) == ((0, 0, 0), [1])


# Versions

SHIFTED = OLD.replace("By Ann Writer\n", "By Ann Writer, Staff\n").replace("guests", "visitors")


def test_a_new_version_tells_the_fate_of_every_span(
    told: Told, world: FlaskClient, file: Any
) -> None:
    printed = told("add", file(SHIFTED), "--id", ID, "--why", "Reprinted.")
    assert "0 stay, 18 moved, 3 at several places, 1 vanished" in printed
    assert "moved    agr-truce-1998/evidence/doc-gazette-2001 375-379 -> 384-388\n" in printed
    assert "vanished quo-gazette-2001-353/spans/spoken-1 353-359\n" in printed
    assert "parts dropped, code them anew: title-1, byline-1, body-1, comment-1" in printed
    record = plain(ID)
    assert (record["sha256"], record["characters"]) == (sha256_of(SHIFTED), len(SHIFTED))
    assert "parts" not in record
    with snapshot():
        why = Revision.get(Revision.number == 2).why
        versions = [(each.version, each.sha256) for each in DocumentVersion.select()]
    assert why.startswith("Reprinted. Parts that do not stand in it were dropped: title-1,")
    assert versions == [(1, sha256_of(OLD)), (2, sha256_of(SHIFTED))]
    truce = rows(world, "agreements/agr-truce-1998")
    assert truce[ID]["standing"] == {"fate": "moved", "version": 2, "moved_to": 384}
    assert truce["doc-herald-2002"]["standing"] is None
    guests = rows(world, "quotes/quo-gazette-2001-353")["spans-spoken-1"]
    assert guests["standing"] == {"fate": "vanished", "version": 2, "moved_to": None}


def test_fates_are_told_anew_by_each_version(told: Told, world: FlaskClient, file: Any) -> None:
    told("add", file(SHIFTED), "--id", ID)
    printed = told("add", file(OLD), "--id", ID)
    assert "22 stay, 0 moved" in printed
    assert stored() == (3, 0, 0)
    assert rows(world, "agreements/agr-truce-1998")[ID]["standing"] == {
        "fate": "stays",
        "version": 3,
        "moved_to": None,
    }
    assert f"{ID}  3 versions" in told("list")
    assert "version 3, as before" in told("add", file(OLD), "--id", ID)
    assert revisions() == [1, 2, 3]


def test_a_hash_changed_otherwise_becomes_a_version_with_fates(
    told: Told, world: FlaskClient, file: Any
) -> None:
    told("add", file(SHIFTED), "--id", ID)
    put(changed(ID, sha256=sha256_of(OLD), characters=len(OLD)))
    printed = told("add", file(OLD), "--id", ID)
    assert "version 3, as before" in printed
    assert "22 stay, 0 moved" in printed
    assert stored() == (3, 0, 0)
    assert rows(world, "agreements/agr-truce-1998")[ID]["standing"]["fate"] == "stays"


def test_spans_that_moved_are_corrected_where_asked_for(
    told: Told, world: FlaskClient, file: Any
) -> None:
    text = OLD.replace("By Ann Writer\n", "By Ann Writer\n\nCorrected.\n").replace("guests", "us")
    printed = told("add", file(text), "--id", ID, "--move")
    assert "375-379 -> 383-387, corrected" in printed
    row = plain("agr-truce-1998")["evidence"][0]
    assert (row["start"], row["end"], row["paragraph"]) == (383, 387, 6)
    quote = plain("quo-gazette-2001-162")
    assert [span["start"] for span in quote["spans"]] == [174, 198, 232]
    standing = rows(world, "agreements/agr-truce-1998")[ID]["standing"]
    assert standing == {"fate": "stays", "version": 2, "moved_to": None}
    assert len(revisions()) == 2
    with snapshot():
        left = {each.fate for each in SpanFate.select()}
        texts = {sha256_of(each): Text(each) for each in (text, herald())}
        faults = verify(all_states(), texts).faults
    assert left == {"several", "vanished"}
    lost = ("pty-norland", "pty-sudland", "plc-isle", "quo-gazette-2001-353")
    assert all(each.startswith(lost) for each in faults), faults


def herald() -> str:
    """The other text of the world."""
    return (WORLD / "documents" / "herald.txt").read_bytes().decode()


def test_a_span_that_would_meet_another_is_left_to_a_person(told: Told, file: Any) -> None:
    second = {"key": "again", "document": ID, "start": 191, "end": 198}
    first = plain("pty-norland")["evidence"]
    put(changed("pty-norland", evidence=[*first, second | {"sha256": sha256_of("Norland")}]))
    printed = told("add", file("Only Norland is left, at Port Mid."), "--id", ID, "--move")
    assert "pty-norland/evidence/doc-gazette-2001 32-39 -> 5-12, left" in printed
    assert "pty-norland/evidence/again 191-198 -> 5-12, left" in printed
    assert "plc-port-mid/evidence/doc-gazette-2001 69-77 -> 25-33, corrected" in printed
    assert [row["start"] for row in plain("pty-norland")["evidence"]] == [32, 191]


def test_parts_are_found_by_their_words_where_the_former_text_is_held(
    told: Told, file: Any
) -> None:
    told("keep", ID, GAZETTE)
    text = f"Carl Austral is named here.\n{OLD[435:466]}\nThe end"
    printed = told("add", file(text), "--id", ID)
    assert "parts dropped, code them anew: title-1, byline-1, body-1" in printed
    assert plain(ID)["parts"] == [{"key": "comment-1", "kind": "comment", "start": 28, "end": 59}]


def test_words_that_come_to_lie_in_a_comment_are_left_to_a_person(told: Told, file: Any) -> None:
    told("keep", ID, GAZETTE)
    put(changed(ID, parts=[{"kind": "comment", "start": 240, "end": 252}]), why="On purpose.")
    printed = told("add", file("Who?\nCarl Austral"), "--id", ID, "--move")
    assert "per-carl-austral/evidence/doc-gazette-2001 240-252 -> 5-17, left" in printed


def test_parts_stay_where_they_are_only_if_they_fit(told: Told, file: Any) -> None:
    printed = told("add", file(OLD[:400]), "--id", ID, "--keep-parts", code=1)
    assert "The part body-1 ends at 434, the new text has 400 characters." in printed
    assert stored() == (0, 0, 0)
    told("add", file(f"{OLD}More."), "--id", ID, "--keep-parts")
    assert len(plain(ID)["parts"]) == 4


def test_a_record_with_a_lost_span_can_still_be_written(
    told: Told, file: Any, tmp_path: Path
) -> None:
    told("add", file(OLD[:300]), "--id", ID)
    record = plain("agr-truce-1998") | {"summary": "Changed."}
    (tmp_path / "agreements.ndjson").write_bytes(orjson.dumps(record))
    assert load_folder(tmp_path, "tester", "A test.").changed == 1
    record["evidence"][0]["end"] += 1
    (tmp_path / "agreements.ndjson").write_bytes(orjson.dumps(record))
    with pytest.raises(BadImport, match="ends at 380, the text has 300 characters"):
        load_folder(tmp_path, "tester", "A test.")


@pytest.mark.parametrize(
    ("text", "options", "what"),
    [
        ("Other.", ("--title", "x", "--url", "y"), "is added without --title, --url"),
        (herald, (), "it is that of doc-herald-2002"),
    ],
)
def test_what_is_no_new_version_is_told(
    told: Told, file: Any, text: Any, options: tuple[str, ...], what: str
) -> None:
    given = text if isinstance(text, str) else text()
    assert what in told("add", file(given), "--id", ID, *options, code=1)


def test_a_former_text_is_no_other_documents(told: Told, file: Any) -> None:
    told("add", file(SHIFTED), "--id", ID)
    assert f"it is that of {ID}" in told("add", file(OLD), *NEW, code=1)


def test_words_and_hashes_find_the_same() -> None:
    cut = [(start, start + length) for start in range(0, 400, 7) for length in (3, 9, 40)]
    spans = {Coded(start, end, sha256_of(OLD[start:end])) for start, end in cut}
    by_hash, by_words = Search(SHIFTED).fates(spans), Search(SHIFTED, OLD).fates(spans)
    assert by_hash == by_words
    assert set(Counter(fate.fate for fate in by_hash.values())) == {
        "stays", "moved", "several", "vanished",
    }  # fmt: skip


# Locating


def test_words_are_located_with_evidence_to_paste(told: Told) -> None:
    found = told("locate", ID, "Port Mid", "--file", GAZETTE)
    first, _, evidence = found.partition("\n\n")
    sha256 = sha256_of("Port Mid")
    assert first == f"start 69  end 77  paragraph 2  {sha256}"
    place = {"document": ID, "paragraph": 2, "start": 69, "end": 77, "sha256": sha256}
    assert read_yaml(evidence) == {"evidence": [place]}
    found = told("locate", ID, "Port Mid", "--file", GAZETTE, "--json")
    assert orjson.loads(found.partition("\n\n")[2]) == {"evidence": [place]}


def test_every_occurrence_is_told_and_where_it_is_not_the_article(told: Told) -> None:
    told("keep", ID, GAZETTE)
    assert told("locate", ID, "Austral").count("start ") == 1
    assert told("locate", ID, "Norland").count("  paragraph ") == 4
    assert "lies in a comment, which is not the article." in told("locate", ID, "Nobody")


def test_other_marks_and_blanks_are_seen_through(told: Told) -> None:
    told("keep", ID, GAZETTE)
    found = told("locate", ID, "Norland's  envoy Ada Boreal, 'and we")
    assert "with other quotation marks or blanks" in found
    words = "Norland's envoy Ada Boreal, “and we"
    start = OLD.index(words)
    assert f"start {start}  end {start + len(words)}  paragraph 3  {sha256_of(words)}" in found
    assert words in found


def test_exact_words_come_before_those_that_are_nearly_so() -> None:
    text = Text('He said "yes". She said “yes”.')
    assert [place.start for place in locate(text, "“yes”")] == [24]
    assert [place.start for place in locate_nearly(text, "«yes»")] == [8, 24]
    assert [place.start for place in locate(Text("aaa"), "aa")] == [0, 1]
    assert locate_nearly(text, " ") == locate(text, "") == []
    crossing = locate_nearly(Text("One\ntwo"), "One two")[0]
    assert (crossing.start, crossing.end, crossing.paragraph) == (0, 7, None)


def test_what_is_not_located_is_told(told: Told, file: Any) -> None:
    assert "is not held" in told("locate", ID, "Isle", code=1)
    assert "There is no document doc-gazete-2001. Did you mean" in told(
        "locate", "doc-gazete-2001", "Isle", code=1
    )
    given = ("--file", GAZETTE)
    assert told("locate", ID, "Atlantis", *given, code=1) == (
        f"These words do not stand in {ID}.\n"
    )
    assert "is another text, not the present" in told(
        "locate", ID, "Isle", "--file", file(ARTICLE), code=1
    )
    told("add", file(SHIFTED), "--id", ID)
    assert "is version 1, not the present" in told("locate", ID, "Isle", *given, code=1)


# Holding texts, and excerpts of them


def test_words_are_shown_only_while_the_text_is_held(told: Told, world: FlaskClient) -> None:
    path = "agreements/agr-truce-1998"
    tags = {world.get(f"/v1/{path}/evidence").headers["ETag"]}
    assert rows(world, path)[ID]["excerpt"] is None
    assert f"{ID}  1 version  467 characters  not held" in told("list")
    assert told("keep", ID, GAZETTE) == f"the text of {ID} is held.\n"
    assert told("keep", ID, GAZETTE) == f"the text of {ID} is held already.\n"
    tags.add(world.get(f"/v1/{path}/evidence").headers["ETag"])
    shown = rows(world, path)
    assert (shown[ID]["excerpt"], shown["doc-herald-2002"]["excerpt"]) == ("1998", None)
    assert shown[ID]["standing"] is None
    assert f"{ID}  1 version  467 characters  held" in told("list")
    assert told("forget", ID) == f"1 texts of {ID} are no longer held.\n"
    tags.add(world.get(f"/v1/{path}/evidence").headers["ETag"])
    assert rows(world, path)[ID]["excerpt"] is None
    assert len(tags) == len(revisions()) == 3


def test_no_words_are_shown_of_another_text_or_another_hash(
    told: Told, world: FlaskClient, file: Any
) -> None:
    assert "is another text" in told("keep", ID, file(ARTICLE), code=1)
    told("keep", ID, GAZETTE)
    first, *others = plain("agr-truce-1998")["evidence"]
    put(changed("agr-truce-1998", evidence=[first | {"sha256": "0" * 64}, *others]))
    assert rows(world, "agreements/agr-truce-1998")[ID]["excerpt"] is None
    assert rows(world, "persons/per-ada-boreal")[ID]["excerpt"] == "Ada Boreal"
    told("add", file(SHIFTED), "--id", ID)
    assert rows(world, "persons/per-ada-boreal")[ID]["excerpt"] is None
    assert "held already" in told("keep", ID, GAZETTE)
    told("add", file(SHIFTED), "--id", ID, "--keep-text", "--move")
    assert rows(world, "persons/per-ada-boreal")[ID]["excerpt"] == "Ada Boreal"


def test_a_long_excerpt_is_cut(told: Told, world: FlaskClient, file: Any) -> None:
    text = "Words. " * 100
    told("add", file(text), *NEW, "--id", "doc-long", "--title", "[Long]", "--keep-text")
    span = {"document": "doc-long", "start": 0, "end": 600, "sha256": sha256_of(text[:600])}
    put(changed("top-talks", evidence=[span]))
    assert rows(world, "topics/top-talks")["doc-long"]["excerpt"] == f"{text[:500]}…"


def test_answers_are_as_the_document_says(told: Told, world: FlaskClient, file: Any) -> None:
    told("add", file(SHIFTED), "--id", ID, "--keep-text")
    document = world.get("/v1/openapi.json").get_json()
    content = document["paths"]["/v1/quotes/{id}/evidence"]["get"]["responses"]["200"]["content"]
    schema = {
        **content["application/json"]["schema"],
        "components": document["components"],
    }
    for path in ("quotes/quo-gazette-2001-353", "agreements/agr-truce-1998", "topics/top-talks"):
        jsonschema.validate(world.get(f"/v1/{path}/evidence").get_json(), schema)


def test_excerpts_cost_one_query_and_fates_another(
    told: Told, world: FlaskClient, file: Any
) -> None:
    path = "/v1/agreements/agr-truce-1998/evidence"
    before = queries(world, path)
    told("add", file(SHIFTED), "--id", ID, "--keep-text")
    assert queries(world, path) == before + 1
    with recorded() as statements:
        assert rows(world, "topics/top-talks") == {}
    assert statements
    assert not [each for each in statements if "document_" in each or "span_fate" in each]


def test_exports_hold_no_text(told: Told, world: FlaskClient, tmp_path: Path) -> None:
    told("keep", ID, GAZETTE)
    with snapshot():
        assert DocumentText.get().text == OLD
    done = export_all(tmp_path / "exports")
    with closing(sqlite3.connect(done.folder / "parley.sqlite")) as copy:
        assert copy.execute("SELECT COUNT(*) FROM document_text").fetchone() == (0,)
    words = b"to end their long quarrel"
    assert not [path for path in done.folder.iterdir() if words in path.read_bytes()]


def test_the_real_documents_can_be_held(make_app: MakeApp, documents: Path) -> None:
    """Every span of the seeds shows its own words then."""
    app = make_app("seeds")
    texts = {sha256_of(path.read_bytes().decode()): path for path in documents.glob("*.txt")}
    with snapshot():
        states = list(all_states())
    held = [state for state in states if state["id"].startswith("doc-")]
    for state in held:
        run(app, "documents", "keep", state["id"], texts[state["sha256"]])
        printed = run(
            app, "documents", "add", texts[state["sha256"]], "--id", state["id"], "--move"
        ).output
        assert ", 0 moved, 0 at several places, 0 vanished\nno new revision." in printed
    assert len(held) == len(read_texts(documents)) == 5
    client, shown = app.test_client(), 0
    for state in states:
        for row in rows(client, f"{RESOURCES[state['object']].name}/{state['id']}").values():
            assert row["standing"] is None
            if row["start"] is not None:
                whole = row["end"] - row["start"] <= LONGEST_EXCERPT
                assert sha256_of(row["excerpt"]) == row["sha256"] or not whole
                shown += 1
    assert shown > 400
