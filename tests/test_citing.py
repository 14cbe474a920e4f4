"""Beside a record: how it is cited, as what machines read it, what refers to it, its history."""

import json
import re
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient

from api.pages import linked
from api.pages.about import DIFFERENCES_SHOWN, LONGEST_VALUE
from api.pages.citing import Citation, escaped, key_of
from api.pages.linked.terms import day
from api.resources import RESOURCES
from tests.test_pages import RECORD, page, requests_of
from tests.writing import changed, put

DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
CODE = re.compile(r'<code id="cite-([a-z]+)">(.*?)</code>', re.DOTALL)
GROUP = re.compile(
    r'<li class="of-[a-z]+">(.*?</h3>.*?)</li>\s*(?=<li class="of-|</ul>\s*</section>)', re.DOTALL
)
FIELD = re.compile(r"^  ([a-z]+) = \{(.*)\},$", re.MULTILINE)
CSL_MEMBERS = {"id", "type", "title", "author", "container-title", "version", "issued", "URL"}
"""The members used of those that the CSL schema has; it allows no others."""
EVERY_ONE = {"@context", "@type", "@id", "name", "identifier"}


def linked_data(text: str) -> Any:
    """The JSON-LD of a page."""
    (found,) = DATA.findall(text)
    return json.loads(found)


def citations(text: str) -> dict[str, str]:
    """The citations on a page, by form."""
    return {name: unescape(lines) for name, lines in CODE.findall(text)}


def records(client: FlaskClient, name: str) -> list[dict[str, Any]]:
    """All records of a collection, with all their parts."""
    include = ",".join(RESOURCES[name].part)
    return list(client.get(f"/v1/{RESOURCES[name].name}?limit=200&include={include}").json["data"])


def told_of(client: FlaskClient, name: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """All records of a collection, each with its JSON-LD."""
    found = records(client, name)
    with client.application.test_request_context("/"):
        return [(record, linked.of_record(record)) for record in found]


def unknowns(value: Any) -> list[Any]:
    """What says nothing in JSON-LD: null, empty text, empty lists and objects."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [value] if not value else [each for inner in value for each in unknowns(inner)]
    return [value] if value in (None, "") else []


@pytest.mark.parametrize("name", RESOURCES)
def test_each_record_is_told_to_machines(seeded: FlaskClient, name: str) -> None:
    told = told_of(seeded, name)
    assert told
    for record, data in told:
        assert data.keys() >= EVERY_ONE
        assert data["@id"] == f"http://localhost/{RESOURCES[name].name}/{record['id']}"
        assert record["id"] in (data["identifier"], data["identifier"][0])
        assert data["name"] == record["label"]
        assert unknowns(data) == []
    shown = linked_data(page(seeded, told[0][1]["@id"].removeprefix("http://localhost")))
    assert shown == told[0][1]


def test_what_did_not_happen_is_not_told_as_if_it_had(seeded: FlaskClient) -> None:
    statuses = set()
    for record, data in told_of(seeded, "meeting"):
        status = record["status"]
        statuses.add(status)
        assert ("disambiguatingDescription" in data) == (status != "held")
        assert "attendee" not in data or status == "held"
        assert "startDate" not in data or status in ("held", "planned")
        assert (data["@type"] == "Claim") == (status == "alleged")
    assert {"held", "postponed", "alleged"} <= statuses
    for record, data in told_of(seeded, "event"):
        claimed = record["status"] in ("alleged", "denied")
        assert (data["@type"] == "Claim") == claimed
        assert "startDate" not in data or not claimed


def test_a_meeting_put_off_tells_when_it_was_to_be(seeded: FlaskClient) -> None:
    told = {record["id"]: data for record, data in told_of(seeded, "meeting")}
    data = told["mtg-washington-ministers-2023-06-14"]
    assert data["eventStatus"] == "https://schema.org/EventPostponed"
    assert data["previousStartDate"] == "2023-06-14"
    assert data["location"]["name"] == "Washington, DC"


def test_only_spoken_words_are_quoted_and_only_sure_places_pointed_at(seeded: FlaskClient) -> None:
    for record, data in told_of(seeded, "quote"):
        words = [span["text"] for span in record["spans"] if span["text"]]
        assert data.get("text", "") == " … ".join(words)
        assert ("text" in data) == (record["kind"] != "reported")
    precise = {record["precision"]: "geo" in data for record, data in told_of(seeded, "place")}
    assert precise == {"exact": True, "region": False, "country": False}


def test_other_datasets_names_of_a_thing_are_told_only_where_it_is_the_same(
    reader: FlaskClient,
) -> None:
    rows = [
        {"scheme": "wikidata", "value": "Q1", "match": "exact"},
        {"scheme": "wikidata", "value": "Q2", "match": "broad"},
    ]
    record = reader.get("/v1/topics/top-peace").json["data"] | {"identifiers": rows}
    with reader.application.test_request_context("/"):
        data = linked.of_record(record)
    assert data["sameAs"] == "https://www.wikidata.org/wiki/Q1"
    assert [each["value"] for each in data["identifier"][1:]] == ["Q1"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2023-06-14", "2023-06-14"),
        ("2023-06", "2023-06"),
        ("1991", "1991"),
        ("2022-10-04/2022-11-06", "2022"),
        ("2023-05-14/2023-05-31", "2023-05"),
        ("2020/2022-03", None),
        ("../2023-05-17", None),
        ("2023-05-17/..", None),
    ],
)
def test_a_date_is_told_as_far_as_it_is_sure(value: str, expected: str | None) -> None:
    assert day({"value": value}) == expected


def test_a_citation_names_what_can_be_read_again(world: FlaskClient) -> None:
    before = citations(page(world, "/topics/top-peace"))
    (item,) = json.loads(before["csl"])
    assert item.keys() == CSL_MEMBERS
    assert (item["title"], item["type"], item["version"]) == ("Peace", "dataset", "1")
    assert item["URL"] == "http://localhost/topics/top-peace?revision=1"
    changed_at = world.get("/v1/topics/top-peace").json["data"]["updated_at"]
    assert item["issued"]["date-parts"] == [[int(part) for part in changed_at[:10].split("-")]]
    assert before["plain"].startswith(f"Peace ({changed_at[:4]}). Parley: ")
    assert before["plain"].endswith(f" Revision 1. {item['URL']}")

    put(changed("top-peace", name="Peace & quiet"))
    assert "Peace</h1>" in page(world, item["URL"].removeprefix("http://localhost"))
    as_json = {"Accept": "application/json"}
    answer = world.get(item["URL"], follow_redirects=True, headers=as_json)
    assert answer.json["data"]["name"] == "Peace"
    past = citations(page(world, "/topics/top-peace?revision=1"))
    assert past == before
    after = citations(page(world, "/topics/top-peace"))
    assert r"  title = {{Peace \& quiet}}," in after["bibtex"]
    assert json.loads(after["csl"])[0]["version"] == "2"


def test_an_entry_of_bibtex_can_be_read_whatever_the_title() -> None:
    title = r"50% of {A & B_1 ~ C^2 \ $3 #4 Ժողով «é»"
    entry = Citation(
        key_of("Parley", "top-Ä b", "r1"), title, 1, "http://h/a_b?revision=1"
    ).bibtex()
    first, *_, last = entry.split("\n")
    assert (first, last) == ("@misc{parley-top-b-r1,", "}")
    fields = dict(FIELD.findall(entry))
    assert fields.keys() == {"author", "title", "howpublished", "note", "url"}
    assert all(each.count("{") == each.count("}") for each in fields.values())
    assert fields["url"] == "http://h/a_b?revision=1"
    plain = re.sub(r"\\(text[a-z]+\{\}|[&%$#_])", "", fields["title"][1:-1])
    assert not set(plain) & set(r"&%$#_{}~^\ ".strip())
    assert "Ժողով «é»" in plain
    assert escaped("a\n b") == "a b"


def test_the_front_page_tells_how_to_cite_all_of_it(reader: FlaskClient) -> None:
    text = page(reader, "/")
    told, data = citations(text), linked_data(text)
    (item,) = json.loads(told["csl"])
    changed_at = max(
        row["updated_at"] for row in reader.get("/v1/stats").json["data"] if row["updated_at"]
    )
    assert item.keys() == CSL_MEMBERS - {"container-title"}
    assert item["URL"] == data["@id"] == "http://localhost/"
    assert data["dateModified"] == changed_at[:10]
    assert told["plain"] == data["creditText"]
    assert f"  year = {{{changed_at[:4]}}}," in told["bibtex"]
    assert data["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert reader.get(data["distribution"]["contentUrl"]).status_code == 200
    assert unknowns(data) == []


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_a_database_without_records_has_no_year(make_app: Any) -> None:
    told = citations(page(make_app("empty").test_client(), "/"))
    assert "year" not in told["bibtex"]
    assert "issued" not in json.loads(told["csl"])[0]


def test_a_page_shows_what_refers_to_the_record(seeded: FlaskClient) -> None:
    text = page(seeded, "/persons/per-sergey-lavrov?lang=en")
    groups = seeded.get("/v1/persons/per-sergey-lavrov/referrers").json["data"]
    shown = GROUP.findall(text)
    assert len(shown) == len(groups)
    for html, group in zip(shown, groups, strict=True):
        assert RECORD.findall(html) == [record["id"] for record in group["records"]]
        assert f"– {group['total']['value']}<" in html
    (said,) = [each for each in groups if each["member"] == "speaker"]
    (way,) = re.findall(r'<p><a href="([^"]+)">All 23</a>', text)
    assert unescape(way) == f"{said['href'].removeprefix('/v1')}&lang=en"
    followed = page(seeded, unescape(way))
    assert seeded.get(said["href"]).json["meta"]["total"]["value"] == 23
    assert set(RECORD.findall(followed)) >= {record["id"] for record in said["records"]}


def test_a_record_of_the_past_does_not_tell_what_refers_to_it(seeded: FlaskClient) -> None:
    text = page(seeded, "/persons/per-sergey-lavrov?revision=1")
    assert 'class="referrers"' not in text
    assert not any(url.endswith("/referrers") for url in requests_of(text))


def test_a_history_tells_what_differs_and_leads_to_the_record_as_it_stood(
    world: FlaskClient,
) -> None:
    long = "x" * 200
    names = [{"text": f"Name {n}", "kind": "alias"} for n in range(DIFFERENCES_SHOWN + 2)]
    put(changed("top-peace", name="Peace <now>"), why="Too short.")
    put(changed("top-peace", name=long, names=names))
    text = page(world, "/topics/top-peace")
    assert "<del>Peace</del>" in text
    assert "<ins>Peace &lt;now&gt;</ins>" in text
    assert "tester: Too short." in text
    assert f"<ins>{'x' * (LONGEST_VALUE - 1)}…</ins>" in text
    assert "and 3 more differences" in text
    assert 'href="/v1/topics/top-peace/history"' in text
    assert [int(each) for each in re.findall(r'href="/topics/top-peace\?revision=(\d)"', text)] == [
        3,
        2,
        1,
    ]
    assert "Peace &lt;now&gt;</h1>" in page(world, "/topics/top-peace?revision=2")
