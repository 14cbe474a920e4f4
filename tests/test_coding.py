"""What was taken from a document, in its order, and the paragraph around a span of evidence."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from api.database import engine, snapshot
from api.documents.coding import Coding, coding_of, trimmed
from api.documents.excerpts import LONGEST_CONTEXT, Cited, surroundings
from api.documents.fates import Coded
from api.documents.stretches import MOST_PARAGRAPHS, before, packed, stretch_of, unpacked
from api.documents.texts import Text, sha256_of
from api.errors import Problem
from api.models import Document, Record
from api.query.cursors import digest, encode
from schemas.pointing import Stub
from tests.conftest import ENGINES, WORLD, Databases, shared_client
from tests.engines import both_engines, timeless
from tests.seed_files import run
from tests.test_queries import parameters, queries, recorded
from tests.writing import changed, plain, put

ID = "doc-gazette-2001"
GAZETTE = WORLD / "documents" / "gazette.txt"
OLD = GAZETTE.read_bytes().decode()
CODING = f"/v1/documents/{ID}/coding"
TRUCE = "/v1/agreements/agr-truce-1998/evidence"
NEW = ("--publisher", "The Gazette", "--published", "2003-05")
Json = dict[str, Any]
SQLITE = pytest.mark.parametrize("engine_name", ["sqlite"])


@pytest.fixture(scope="module")
def clients(databases: Databases) -> Iterator[dict[str, Callable[[], FlaskClient]]]:
    """By engine a client of the world with one of its two texts held; nobody writes there."""
    with both_engines(databases, "world") as both:
        for side in both.sides:
            run(side.client().application, "documents", "keep", ID, GAZETTE)
        yield dict(zip(ENGINES, (side.client for side in both.sides), strict=True))


@pytest.fixture
def reading(clients: dict[str, Callable[[], FlaskClient]], engine_name: str) -> FlaskClient:
    """A client that only reads of the world with one of its texts held, on each engine."""
    return clients[engine_name]()


@pytest.fixture
def held(world: FlaskClient) -> FlaskClient:
    """A client of the world, with one of its two texts held."""
    run(world.application, "documents", "keep", ID, GAZETTE)
    return world


def page(client: FlaskClient, query: str = "", document: str = ID) -> Json:
    """A page of the coding of a document."""
    answer = client.get(f"/v1/documents/{document}/coding?{query}")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return dict(answer.get_json())


def coding(client: FlaskClient, query: str = "", document: str = ID) -> Json:
    """The data of a page of the coding of a document."""
    return dict(page(client, query, document)["data"])


def walk(client: FlaskClient, query: str, document: str = ID) -> Iterator[Json]:
    """The data of all pages, each by the link of the one before."""
    told = page(client, query, document)
    yield told["data"]
    while "next" in told["links"]:
        told = client.get(told["links"]["next"]).get_json()
        yield told["data"]


def placed(span: Json) -> tuple[int, int]:
    """What spans are ordered by before all else."""
    return span["start"], -span["end"]


def by_hand(content: str, paragraph: Json, spans: list[Json]) -> list[list[int]]:
    """What is uncovered of a paragraph, code point by code point."""
    taken = {at for span in spans if span["fits"] for at in range(span["start"], span["end"])}
    found, stretch = [], []
    for at in range(paragraph["start"], paragraph["end"] + 1):
        if at < paragraph["end"] and at not in taken:
            stretch.append(at)
        elif stretch:
            words = [at for at in stretch if unicodedata.category(content[at])[0] not in "CPZ"]
            if words:
                found.append([words[0], words[-1] + 1])
            stretch = []
    return found


# The coding of a document


def test_a_document_is_told_with_what_was_taken_from_it(reading: FlaskClient) -> None:
    told = coding(reading)
    assert told["document"]["label"] == "Talks on the Isle"
    assert (told["held"], told["characters"], told["start"], told["end"]) == (True, 467, 0, 467)
    assert [each["text"] for each in told["paragraphs"]] == OLD.splitlines()
    assert [each["number"] for each in told["paragraphs"]] == list(range(8))
    assert all(OLD[e["start"] : e["end"]] == e["text"] for e in told["paragraphs"])
    spans = told["spans"]
    assert [placed(span) for span in spans] == sorted(map(placed, spans))
    assert len(spans) == told["summary"]["spans"] == 22
    quoted = [span for span in spans if span["record"]["id"] == "quo-gazette-2001-162"]
    assert [(OLD[s["start"] : s["end"]], s["field"], s["role"]) for s in quoted] == [
        ("We came in good faith,", "/spans/spoken-1", "spoken"),
        ("said Norland's envoy Ada Boreal", "/spans/attribution-1", "attribution"),
        ("and we shall stay.", "/spans/spoken-2", "spoken"),
    ]
    rows = reading.get("/v1/quotes/quo-gazette-2001-162/evidence").get_json()["data"]
    shared = ("field", "key", "basis", "stance", "start", "end", "paragraph", "standing")
    as_evidence = [{name: row[name] for name in shared} for row in rows]
    assert [{name: span[name] for name in shared} for span in quoted] == as_evidence
    year = next(span for span in spans if span["start"] == 375)
    assert (year["record"]["id"], year["field"], year["role"]) == (
        "agr-truce-1998",
        "/signed",
        None,
    )
    assert (year["fits"], year["standing"]) == (True, None)


def test_what_no_record_covers_is_told(reading: FlaskClient) -> None:
    told = coding(reading)
    paragraphs = told["paragraphs"]
    for each in paragraphs:
        assert each["uncovered"] == by_hand(OLD, each, told["spans"])
    assert paragraphs[3]["uncovered"] == []
    assert [OLD[start:end] for start, end in paragraphs[4]["uncovered"]] == ["Norland calls them"]
    assert paragraphs[7]["uncovered"] == [[445, 465]]
    assert [each["number"] for each in paragraphs if not each["covered"]] == [0, 1, 6, 7]
    assert told["summary"]["paragraphs"] == 8
    assert told["summary"]["uncovered_paragraphs"] == 4
    assert told["summary"]["records"] == dict(
        Counter(
            kind for kind, _ in {(s["record"]["object"], s["record"]["id"]) for s in told["spans"]}
        )
    )


def test_without_the_text_there_are_spans_and_no_paragraphs(held: FlaskClient) -> None:
    known = coding(held)["spans"]
    run(held.application, "documents", "forget", ID)
    told = coding(held)
    assert (told["held"], told["paragraphs"], told["characters"]) == (False, None, 467)
    assert told["spans"] == [span | {"fits": None} for span in known]
    assert told["summary"]["paragraphs"] is told["summary"]["uncovered_paragraphs"] is None
    assert told["summary"]["spans"] == 22


@pytest.mark.parametrize("limit", [1, 4, 1000])
def test_pages_hold_every_span_once_and_whole_paragraphs(reading: FlaskClient, limit: int) -> None:
    whole, pages = coding(reading), list(walk(reading, f"limit={limit}"))
    assert [span for each in pages for span in each["spans"]] == whole["spans"]
    assert all(len(each["spans"]) <= limit for each in pages)
    assert [each["summary"] for each in pages] == [whole["summary"]] * len(pages)
    bounds = [(each["start"], each["end"]) for each in pages]
    assert (bounds[0][0], bounds[-1][1]) == (0, 467)
    assert all(first[1] >= second[0] for first, second in pairwise(bounds))
    shown = Counter(each["number"] for told in pages for each in told["paragraphs"])
    for each in whole["paragraphs"]:
        inside = [s for s in whole["spans"] if each["start"] <= s["start"] < each["end"]]
        assert shown[each["number"]] == 1 or len(inside) > limit
    parts = {each["number"]: each for told in pages for each in told["paragraphs"]}
    assert [parts[number] for number in range(8)] == whole["paragraphs"]


def test_spans_are_paged_without_the_text(reader: FlaskClient) -> None:
    for limit in (1, 3):
        pages = list(walk(reader, f"limit={limit}"))
        assert [span for each in pages for span in each["spans"]] == coding(reader)["spans"]
        assert {len(each["spans"]) for each in pages[:-1]} == {limit}
        assert [each["end"] for each in pages[:-1]] == [
            each["spans"][0]["start"] for each in pages[1:]
        ]


def test_a_page_begins_where_it_is_asked_to(reading: FlaskClient) -> None:
    told = page(reading, "start=200")
    assert told["data"]["start"] == told["data"]["paragraphs"][0]["start"] == 161
    assert told["data"]["spans"][0]["start"] == 162
    assert told["meta"]["total"]["value"] == len(told["data"]["spans"]) < 22
    walked = list(walk(reading, "start=200&limit=2"))
    assert [span for each in walked for span in each["spans"]] == told["data"]["spans"]
    past = page(reading, "start=9999")["data"]
    assert (past["paragraphs"], past["spans"], past["start"]) == ([], [], 9999)
    other = coding(reading, "start=100", "doc-herald-2002")  # which is not held
    assert (other["start"], other["paragraphs"]) == (100, None)
    assert [span["start"] for span in other["spans"]] == [120, 137, 164]


def test_a_page_has_so_many_paragraphs_at_most(world: FlaskClient, tmp_path: Path) -> None:
    lines = [f"Line {number}." for number in range(2 * MOST_PARAGRAPHS + 1)]
    (tmp_path / "long.txt").write_text("\n\n".join(lines))
    held = ("--id", "doc-long", "--title", "[Long]", "--keep-text")
    run(world.application, "documents", "add", tmp_path / "long.txt", *NEW, *held)
    pages = list(walk(world, "", "doc-long"))
    assert [len(each["paragraphs"]) for each in pages] == [MOST_PARAGRAPHS, MOST_PARAGRAPHS, 1]
    assert [each["text"] for told in pages for each in told["paragraphs"]] == lines
    assert pages[0]["summary"]["uncovered_paragraphs"] == len(lines)


def test_a_span_that_does_not_fit_covers_nothing(held: FlaskClient, tmp_path: Path) -> None:
    row = plain("agr-truce-1998")["evidence"][0] | {"sha256": "0" * 64, "start": 435, "end": 440}
    put(changed("agr-truce-1998", evidence=[row]))
    told = coding(held)
    span = next(each for each in told["spans"] if each["start"] == 435)
    assert (span["fits"], told["paragraphs"][6]["covered"]) == (False, False)
    new = tmp_path / "new.txt"
    new.write_text(OLD.replace("guests", "us"))
    run(held.application, "documents", "add", new, "--id", ID, "--keep-text")
    spans = {(each["start"], each["end"]): each for each in coding(held)["spans"]}
    assert spans[353, 359]["standing"] == {"fate": "vanished", "version": 2, "moved_to": None}
    assert spans[353, 359]["fits"] is False
    assert spans[362, 433]["standing"] == {"fate": "moved", "version": 2, "moved_to": 358}
    assert spans[240, 252]["standing"] == {"fate": "stays", "version": 2, "moved_to": None}
    assert spans[240, 252]["fits"] is True


@pytest.mark.parametrize(
    ("query", "status", "what"),
    [
        ("cursor=abc", 400, "not one that this service gave"),
        ("limit=0", 400, "from 1 to 1000"),
        ("limit=1001", 400, "from 1 to 1000"),
        ("start=-1", 400, "Must be a whole number"),
        ("from=1", 400, "from"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    reader: FlaskClient, query: str, status: int, what: str
) -> None:
    answer = reader.get(f"{CODING}?{query}")
    assert (answer.status_code, what in answer.get_data(as_text=True)) == (status, True)


def test_a_cursor_belongs_to_its_document_and_start(reader: FlaskClient) -> None:
    cursor = page(reader, "limit=1")["meta"]["next_cursor"]
    assert coding(reader, f"cursor={cursor}")["spans"] == coding(reader)["spans"][1:]
    for other in (f"{ID}/coding?start=3&cursor=", "doc-herald-2002/coding?cursor="):
        answer = reader.get(f"/v1/documents/{other}{cursor}")
        assert (answer.status_code, "another query" in answer.get_json()["detail"]) == (400, True)
    made = encode(digest(f"coding {ID}", {"start": 0}), 0, [1, 2, 3], None)
    assert reader.get(f"{CODING}?cursor={made}").status_code == 400
    assert reader.get("/v1/documents/doc-gazete-2001/coding").status_code == 404
    assert reader.get("/v1/documents/agr-truce-1998/coding").status_code == 404


@pytest.mark.parametrize("keys", [None, [1], ["1", 2, 3, ""], [-1, 2, 3, ""], [1, 2, 3, 4]])
def test_a_place_is_read_as_it_was_written_or_not_at_all(keys: Any) -> None:
    place = 5, -9, 12, "spoken-1"
    assert unpacked(packed(place)) == place
    assert before(4) < unpacked(packed(before(5))) < (5, -(2**31 - 1), 1, "")
    with pytest.raises(Problem):
        unpacked(keys)


def test_the_coding_costs_the_same_for_any_number_of_spans(reading: FlaskClient) -> None:
    path = f"{CODING}"
    assert (
        queries(reading, f"{path}?limit=1") == queries(reading, path) == 5
    )  # revision, id, and three
    assert queries(reading, "/v1/documents/doc-herald-2002/coding") == 5


def test_spans_of_a_document_are_found_by_indexes(databases: Databases) -> None:
    shared_client(databases, "sqlite", "world")
    with snapshot():
        number = Record.get(Record.id == ID).number
        with recorded() as statements:
            assert len(coding_of(number, shown=True).spans) == 22
        assert len(statements) == 3
        for each in statements:
            plan = engine().execute_sql(f"EXPLAIN QUERY PLAN {each}", parameters(each))
            steps = [row[3] for row in plan.fetchall()]
            assert not [step for step in steps if step.startswith("SCAN")], steps


def test_both_engines_tell_the_same(clients: dict[str, Callable[[], FlaskClient]]) -> None:
    for path in (f"{CODING}?limit=2", f"{CODING}?start=200&limit=3", f"{TRUCE}?context=true"):
        first, second = (timeless(client().get(path).get_json()) for client in clients.values())
        assert first == second
        assert first["data"]


@SQLITE
def test_answers_are_as_the_document_says(reading: FlaskClient) -> None:
    document = reading.get("/v1/openapi.json").get_json()
    for path, request in (
        ("/v1/documents/{id}/coding", f"{CODING}?limit=2"),
        ("/v1/documents/{id}/coding", "/v1/documents/doc-herald-2002/coding"),
        ("/v1/agreements/{id}/evidence", f"{TRUCE}?context=true"),
    ):
        content = document["paths"][path]["get"]["responses"]["200"]["content"]
        shape = content["application/json"]["schema"] | {"components": document["components"]}
        jsonschema.validate(reading.get(request).get_json(), shape)


@SQLITE
def test_the_real_documents_are_told_whole(
    make_app: Callable[[str], Flask], documents: Path
) -> None:
    app = make_app("seeds")
    texts = {sha256_of(path.read_bytes().decode()): path for path in documents.glob("*.txt")}
    with snapshot():
        query = Document.select(Record.id, Document.sha256).join(
            Record, on=(Document.record == Record.number)
        )
        known = dict(query.tuples())
    client, spans = app.test_client(), 0
    for target, sha256 in known.items():
        run(app, "documents", "keep", target, texts[sha256])
        content = texts[sha256].read_bytes().decode()
        told = coding(client, "limit=1000", target)
        assert all(span["fits"] for span in told["spans"])
        assert [(p["start"], p["end"]) for p in told["paragraphs"]] == Text(content).paragraphs
        for each in told["paragraphs"]:
            assert each["uncovered"] == by_hand(content, each, told["spans"])
        pages = list(walk(client, "limit=20", target))
        assert [span for each in pages for span in each["spans"]] == told["spans"]
        spans += len(told["spans"])
    assert (len(known), spans > 400) == (5, True)


# The paragraph around a span


def test_evidence_shows_the_paragraph_around_its_span_where_asked_for(held: FlaskClient) -> None:
    assert all("context" not in row for row in held.get(TRUCE).get_json()["data"])
    first, other = held.get(f"{TRUCE}?context=true").get_json()["data"]
    words = "The truce of 1998, signed by both, has held since then, the League said."
    assert first["context"] == {"start": 362, "end": 434, "text": words}
    assert other["context"] is None  # the other text is not held
    rows = plain("agr-truce-1998")["evidence"]
    put(changed("agr-truce-1998", evidence=[rows[0] | {"sha256": "0" * 64}, *rows[1:]]))
    assert held.get(f"{TRUCE}?context=true").get_json()["data"][0]["context"] is None
    topic = held.get("/v1/sources/src-gazette/evidence?context=true").get_json()["data"]
    assert [row["context"] for row in topic if row["start"] is None] == [None] * len(topic)
    assert queries(held, f"{TRUCE}?context=true") == queries(held, TRUCE)


def test_a_span_over_several_paragraphs_shows_them_all() -> None:
    text = Text("First line.\n\nSecond one.\nThird.\n")
    assert shown(text, 6, 20) == "First line.\n\nSecond one."
    assert shown(text, 11, 13) == "\n\n"
    assert shown(text, 13, 19) == "Second one."


def shown(text: Text, start: int, end: int) -> str:
    """What is shown around a span."""
    return str(surroundings(text, coded(text, start, end))["text"])


def coded(text: Text, start: int, end: int) -> Coded:
    """A span of a text."""
    return Coded(start, end, sha256_of(text.content[start:end]))


@settings(max_examples=60, deadline=None)
@given(st.data(), st.sampled_from(["Words of any kind. ", "longer—", "一二三", "a  b\t"]))
def test_a_long_paragraph_is_shortened_around_the_span(data: st.DataObject, words: str) -> None:
    content = f"Before it.\n{words * (4000 // len(words))}\nBehind it."
    start = data.draw(st.integers(11, 3800))
    end = data.draw(
        st.integers(start + 1, min(start + data.draw(st.sampled_from([9, 1600])), 3900))
    )
    told = surroundings(Text(content), coded(Text(content), start, end))
    assert told["text"] == content[told["start"] : told["end"]]
    assert 0 < len(told["text"]) <= LONGEST_CONTEXT
    assert told["start"] <= start
    assert told["end"] >= end or (told["start"], end - start > LONGEST_CONTEXT) == (start, True)
    assert "\n" not in told["text"]
    long_word = not any(each.isspace() for each in words)
    if told["end"] >= end and not long_word:
        assert len(told["text"]) > LONGEST_CONTEXT - 2 * len(words)
        for border in (told["start"] - 1, told["end"]):
            assert content[border].isspace() or border in (start - 1, end)


def test_what_is_uncovered_begins_where_a_span_ends() -> None:
    text = Text("abcdef\nghi")
    rows = [{"start": start, "end": end, "fits": True} for start, end in ((1, 3), (2, 4), (5, 8))]
    told = Coding(Stub("doc-a", "document", "A"), 10, Cited(text, 1), rows)
    assert told.covered == [(1, 4), (5, 8)]
    assert list(told.uncovered(0, 6)) == [(0, 1), (4, 5)]
    assert list(told.uncovered(7, 10)) == [(8, 10)]


def test_only_blanks_and_punctuation_are_left_out_of_what_is_uncovered() -> None:
    assert trimmed("“ and —”", 0, 8) == (2, 5)
    assert trimmed("\ufeff, $5\r", 0, 6) == (3, 5)
    assert trimmed("…»\u2028", 0, 3) is None


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_any_coding_is_walked_from_end_to_end(data: st.DataObject) -> None:
    """Spans anywhere, also between paragraphs and beyond the text, of one place or of many."""
    content = data.draw(st.text("ab \n", max_size=40))
    starts = data.draw(st.lists(st.integers(0, 45), max_size=25))
    limit = data.draw(st.integers(1, 6))
    text = Text(content) if data.draw(st.booleans()) else None
    rows = [
        {"start": start, "end": start + 1, "number": number, "key": "a", "fits": True}
        for number, start in enumerate(sorted(starts))
    ]
    told = Coding(Stub("doc-a", "document", "A"), len(content), Cited(text, 1), rows)
    place, spans, paragraphs = before(0), [], set()
    for _ in range(200):
        stretch = stretch_of(told, place, limit)
        assert len(stretch.spans) <= limit
        spans += stretch.spans
        paragraphs |= set(stretch.paragraphs)
        if stretch.behind is None:
            break
        assert stretch.behind > place
        place = unpacked(packed(stretch.behind))
    assert spans == rows
    assert paragraphs == set(range(len(told.paragraphs)))


def test_an_operator_can_leave_it_at_excerpts(make: Callable[..., FlaskClient]) -> None:
    client = make(show_texts=False)
    run(client.application, "documents", "keep", ID, GAZETTE)
    told = coding(client)
    assert (told["held"], told["paragraphs"]) == (False, None)
    assert told["spans"]
    rows = client.get(f"{TRUCE}?context=true").get_json()["data"]
    of_it = [row for row in rows if row["document"]["id"] == ID]
    assert all(row["context"] is None for row in rows)
    assert all(row["excerpt"] for row in of_it)
