"""The page of a record: all that the API has of it, its evidence in its place, its disputes."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from api.pages.elsewhere import page_elsewhere
from api.pages.members import members_of
from api.pages.values import WAYS
from api.pages.wording import DEFAULT, catalogue
from api.resources import RESOURCES
from api.store import merge, withdraw
from schemas import SCHEMAS
from schemas.base import Rows
from schemas.objects import OBJECTS
from schemas.pointing import CIRCUMSTANCES
from schemas.vocabulary import VOCABULARIES
from tests.conftest import WORLD, Databases, shared_client
from tests.page_reading import ReadPage
from tests.seed_files import run
from tests.test_pages import page
from tests.writing import changed, plain, put, state

GAZETTE = WORLD / "documents" / "gazette.txt"
TRUCE, PAPER = "/agreements/agr-truce-1998", "doc-gazette-2001"
EVIL = '<script>alert("1")</script>'
ARTICLE = re.compile('<article class="record.*?</article>', re.DOTALL)
TAG = re.compile("<[^>]*>")


def own(text: str) -> str:
    """What a page says of its record: neither frame nor requests."""
    found = ARTICLE.search(text)
    assert found
    return found[0]


def words(html: str) -> str:
    """What stands in HTML, as it is read."""
    return " ".join(unescape(TAG.sub(" ", html)).split())


def section(text: str, part: str) -> str:
    """A section of a page, by its class."""
    found = re.search(rf'<section class="[^"]*{part}.*?</section>', text, re.DOTALL)
    assert found, f"no {part}"
    return found[0]


def stubs_in(value: Any) -> Iterator[dict[str, Any]]:
    """All references in an answer; a date's anchor is one by its id."""
    if isinstance(value, dict):
        if "href" in value:
            yield value
        for name, inner in value.items():
            if name == "anchor" and inner:
                yield {"id": inner}
            yield from stubs_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from stubs_in(inner)


def told_by(schema: Any, record: dict[str, Any]) -> Iterator[str]:
    """All words of a record that its page has to show, codes by their labels."""
    for name, kind in members_of(schema).items():
        value = record.get(name)
        if value is None or name in ("object", "evidence", "created_at", "updated_at"):
            continue
        if kind.form == "rows":
            rows = schema().fields[name].row_schema
            for row in value:
                yield from told_by(rows, {**row, "key": None})
        elif kind.form == "code":
            terms = VOCABULARIES[kind.vocabulary].terms
            yield next(term.label for term in terms if term.code == value)
        elif kind.form == "date":
            yield from filter(None, [value["verbatim"]])
        elif kind.form not in ("pointer", "language") and isinstance(value, str):
            yield value


@pytest.fixture
def seeds(databases: Databases) -> FlaskClient:
    """A client of the project's own seeds, on one engine."""
    return shared_client(databases, "sqlite", "seeds")


@pytest.fixture
def isle(make: Callable[..., FlaskClient]) -> FlaskClient:
    """A client of the invented world on one engine, for what is the same on both."""
    return make()


@pytest.mark.parametrize("object_", OBJECTS)
def test_a_page_tells_all_that_the_api_has(seeds: FlaskClient, object_: str) -> None:
    resource = RESOURCES[object_]
    included = ",".join(resource.part)
    listed = seeds.get(f"/v1/{resource.name}?limit=200&include={included}").get_json()["data"]
    assert listed
    for record in listed:
        text = page(seeds, f"/{resource.name}/{record['id']}")
        shown, read = ReadPage(text), words(own(text))
        assert shown.records[0] == record["id"]
        assert f"<h1>{record['label']}</h1>" in unescape(text)
        assert {each["id"] for each in stubs_in(record)} <= linked(shown)
        assert [key for key in evidence_of(record) if f"evidence.{key}" not in shown.ids] == []
        told = [" ".join(each.split()) for each in told_by(SCHEMAS[object_], record)]
        assert [each for each in told if each not in read] == []
        inner = [link[1:] for link in shown.links if link.startswith("#")]
        assert [link for link in inner if link not in shown.ids] == []


def linked(shown: ReadPage) -> set[str]:
    """The ids of all records whose pages, or texts, a page leads to."""
    paths = (urlsplit(link).path.split("/") for link in shown.links)
    return {path[2] for path in paths if len(path) > 2}


def evidence_of(record: dict[str, Any]) -> list[str]:
    """The keys of all evidence of a record; the spans of a quote are evidence themselves."""
    spans = [f"spans-{row['key']}" for row in record.get("spans", ())]
    return [*spans, *(row["key"] for row in record["evidence"])]


def test_every_member_has_a_name_and_no_name_is_left_over() -> None:
    named = {key.partition(".")[2] for key in catalogue(DEFAULT) if key.startswith("fields.")}
    schemas = [schema().fields for schema in SCHEMAS.values()]
    rows = [
        each.row_schema().fields
        for fields in schemas
        for each in fields.values()
        if isinstance(each, Rows)
    ]
    assert named == {name for fields in (*schemas, *rows) for name in fields} | set(CIRCUMSTANCES)


def test_every_form_has_its_way() -> None:
    kinds = [kind for schema in SCHEMAS.values() for kind in members_of(schema).values()]
    inner = [each for kind in kinds for each in kind.members.values()]
    assert {kind.form for kind in (*kinds, *inner)} == {*WAYS, "text"}


def test_who_wants_json_gets_the_whole_record(reader: FlaskClient) -> None:
    answer = reader.get(f"{TRUCE}?revision=1&lang=en", headers={"Accept": "application/json"})
    assert answer.status_code == 303
    record = reader.get(answer.headers["Location"]).get_json()
    assert record["meta"]["as_of"] == 1
    assert record["data"]["evidence"] and record["data"]["signatories"]


def test_the_paragraph_is_shown_with_the_words_marked(isle: FlaskClient) -> None:
    run(isle.application, "documents", "keep", PAPER, GAZETTE)
    told = section(page(isle, TRUCE), "evidence")
    assert "<blockquote>The truce of <mark>1998</mark>, signed by both, has held" in told
    assert f'href="/documents/{PAPER}/reading?at=375#s375"' in told
    assert words(told).count("paragraph 5, characters 375–379") == 1
    assert "<mark>1999" not in told


def test_what_later_versions_did_to_the_words_is_told(isle: FlaskClient, tmp_path: Path) -> None:
    newer = tmp_path / "newer.txt"
    newer.write_text(GAZETTE.read_bytes().decode().replace("Ann Writer", "A. Writer", 1))
    run(isle.application, "documents", "add", newer, "--id", PAPER)
    told = words(section(page(isle, TRUCE), "evidence"))
    assert (
        "In version 2 of the document the same words stand elsewhere, from character 374." in told
    )


def test_documents_that_differ_stand_side_by_side(world: FlaskClient) -> None:
    told = section(page(world, TRUCE), "disputes")
    assert words(told).startswith("Documents differ")
    assert re.findall('datetime="([^"]+)"', told) == ["1998", "1999"]
    assert re.findall('href="#([^"]+)"', told) == [
        "evidence.doc-gazette-2001",
        "evidence.doc-herald-2002",
    ]
    put(changed("agr-truce-1998", settled=[{"field": "/signed", "reason": "Both may be."}]))
    assert "Settled: Both may be." in words(section(page(world, TRUCE), "disputes"))
    assert 'class="panel disputes"' not in page(world, "/parties/pty-norland")


def test_a_field_is_named_in_words(reader: FlaskClient) -> None:
    told = section(page(reader, "/mediators/mdr-lake-league"), "evidence")
    assert "Mediations: Talks at Port Mid – Host" in words(told)


def test_spoken_words_stand_as_printed_and_others_as_ours(reader: FlaskClient) -> None:
    spoken = page(reader, "/quotes/quo-gazette-2001-162")
    quoted = re.search("<blockquote>(.*?)</blockquote>", spoken, re.DOTALL)
    assert quoted
    assert words(quoted[1]) == "We came in good faith, […] and we shall stay."
    figure = re.search('<figure class="utterance">(.*?)</figure>', spoken, re.DOTALL)
    assert figure and "Norland's envoy" in words(figure[1])
    reported = page(reader, "/quotes/quo-gazette-2001-240")
    assert "in our words: Norland keeps soldiers there." in words(own(reported))


def test_the_past_is_shown_as_such(world: FlaskClient) -> None:
    put(changed("agr-truce-1998", title="Truce of the Isle", evidence=[]))
    past, present = page(world, f"{TRUCE}?revision=1"), page(world, TRUCE)
    assert "<h1>Truce over the Isle</h1>" in past
    assert "as it stood after revision 1" in words(own(past))
    assert f'<a href="{TRUCE}">See it as it stands today</a>' in past
    assert 'id="evidence.doc-herald-2002"' in past
    assert "<h1>Truce of the Isle</h1>" in present
    assert "as it stood" not in words(own(present))
    assert "No evidence of its own" in words(own(present))
    assert "revision is 2" in page(world, f"{TRUCE}?revision=3", 400)
    assert "fields" in page(world, f"{TRUCE}?fields=id", 400)


def test_a_withdrawn_record_is_gone_with_the_reason_and_its_past_stays(world: FlaskClient) -> None:
    withdraw("evt-garrison", "Told by nobody.", "tester")
    assert "Told by nobody." in page(world, "/events/evt-garrison", 410)
    assert "as it stood after revision 1" in words(page(world, "/events/evt-garrison?revision=1"))
    assert "Did you mean" in page(world, "/events/evt-warr", 404)


def test_other_ids_lead_to_the_page(world: FlaskClient) -> None:
    merge("pty-sudland", "pty-norland", "One and the same.", "tester")
    wikidata = [{"scheme": "wikidata", "value": "Q1"}]
    put(changed("pty-lake-league", identifiers=wikidata))
    for path, status, target in (
        ("pty-sudland", 308, "pty-norland"),
        ("wikidata:Q1", 307, "pty-lake-league"),
    ):
        answer = world.get(f"/parties/{path}?lang=hy", headers={"Accept": "text/html"})
        assert (answer.status_code, answer.headers["Location"]) == (
            status,
            f"/parties/{target}?lang=hy",
        )


def test_markup_in_a_record_is_text(isle: FlaskClient) -> None:
    address = {"scheme": "url", "value": f"javascript:{EVIL}"}
    party = {**plain("pty-norland"), "id": "pty-evil", "name": EVIL, "identifiers": [address]}
    printed = {"capacity_as_printed": EVIL, "term_as_printed": EVIL}
    said = {"stated": EVIL, "value": EVIL, "note": EVIL, "locator": EVIL, "stance": "disputes"}
    agreement = {
        "title": EVIL,
        "summary": EVIL,
        "signed": {"value": "1999", "verbatim": EVIL},
        "signatories": [{"party": "pty-evil", "role": "party", **printed}],
        "names": [{"text": EVIL, "kind": "alias"}],
        "figures": [{"measure": "killed", "low": 1, "verbatim": EVIL, "unit": EVIL}],
        "evidence": [{"document": PAPER, "field": "/signed", **said}],
        "settled": [{"field": "/signed", "reason": EVIL}],
    }
    put(state(**party))
    put(state(id="agr-evil", type="truce", **agreement))
    for path, times in (("/parties/pty-evil", 3), ("/agreements/agr-evil", 17)):
        text = page(isle, path)
        assert "<script>alert" not in text and 'href="javascript' not in text
        assert unescape(own(text)).count(EVIL) >= times
        assert "\\u003cscript\\u003ealert" in text


def test_a_row_that_is_about_another_row_leads_to_it(isle: FlaskClient) -> None:
    former = plain("mdr-lake-league")["positions"]
    positions = [{**row, "mediation": "mtg-port-mid"} for row in former]
    put(changed("mdr-lake-league", positions=positions))
    told = page(isle, "/mediators/mdr-lake-league")
    link = re.search('<a href="#row.mediations.mtg-port-mid">(.*?)</a>', told)
    assert link and words(link[1]) == "Talks at Port Mid – Host"
    assert 'id="row.mediations.mtg-port-mid"' in told


@pytest.mark.parametrize(
    ("path", "further"),
    [
        ("/persons/per-ada-boreal", "/quotes?speaker={}&sort=said /timeline?person={}"),
        ("/persons/per-ada-boreal", "/network?person={}"),
        ("/parties/pty-norland", "/quotes?party={}&sort=said /timeline?party={}"),
        ("/parties/pty-norland", "/network?party={}"),
        ("/places/plc-port-mid", "/map?place={}"),
        ("/documents/doc-gazette-2001", "/documents/{}/reading"),
        (TRUCE, "/quotes?about={}&sort=said"),
    ],
)
def test_one_can_look_further(reader: FlaskClient, path: str, further: str) -> None:
    found = ReadPage(page(reader, path)).links
    target = path.rpartition("/")[2]
    assert [link for link in further.format(target, target).split() if link not in found] == []


@pytest.mark.parametrize(
    ("scheme", "value", "address"),
    [
        ("wikidata", "Q399", "https://www.wikidata.org/wiki/Q399"),
        ("ucdp-actor", "114", "https://ucdp.uu.se/actor/114"),
        ("ucdp-conflict", "388", "https://ucdp.uu.se/conflict/388"),
        ("pax-agreement", "1", "https://www.peaceagreements.org/view/1"),
        ("doi", "10.1177/0022", "https://doi.org/10.1177/0022"),
        ("doi", '10.1177/a"b', "https://doi.org/10.1177/a%22b"),
        ("url", "https://example.org/a", "https://example.org/a"),
        ("url", "javascript:alert(1)", None),
        ("wikidata", "Q399/../../evil", None),
        ("ucdp-dyad", "862", None),
        ("gw", "371", None),
        ("iso3166-1-a3", "ARM", None),
    ],
)
def test_an_identifier_leads_to_its_page(scheme: str, value: str, address: str | None) -> None:
    assert page_elsewhere({"scheme": scheme, "value": value}) == address
