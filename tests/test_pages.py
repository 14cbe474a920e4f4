"""Pages: made from the API's answers, in the reader's language, with faults told as pages."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.pages import wording
from schemas.objects import OBJECTS
from tests.writing import changed, plain, put

Make = Callable[[str], Flask]
PAGES = Path(wording.__file__).parent
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
RECORD = re.compile('data-record="([^"]+)"')
REQUEST = re.compile(r'id="request-\d+-url">([^<]*)<')
KEY = re.compile(r"""\bt\("([a-z_]+\.[^"]+)"(?! ~)|(?:self\.)?text\("([a-z_]+\.[^"{]+)\"""")
LISTS = [f"/{kind.collection}" for kind in OBJECTS.values()]
SHOWN = (
    "/", "/search?q=agreement", "/quotes?sort=-said", "/quotes/compare", "/disputes",
    "/documents/doc-herald-2002/reading", *LISTS,
)  # fmt: skip


def page(client: FlaskClient, path: str, status: int = 200, **headers: str) -> str:
    """A page as a browser is given it."""
    answer = client.get(path, headers={**BROWSER, **headers})
    text = answer.get_data(as_text=True)
    assert answer.status_code == status, text
    assert answer.content_type == "text/html; charset=utf-8"
    return text


def requests_of(text: str) -> list[str]:
    """The addresses of the API that a page says it shows."""
    return [unescape(each) for each in REQUEST.findall(text)]


def ids_in(value: Any) -> Iterator[str]:
    """The ids of all records and references in an answer."""
    if isinstance(value, dict):
        if "id" in value and "label" in value:
            yield value["id"]
        for inner in value.values():
            yield from ids_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from ids_in(inner)


def listed_in(data: Any) -> set[str]:
    """The records that an answer is a list of."""
    rows = data["spans"] if isinstance(data, dict) else data
    found = {(row.get("record") or row).get("id") for row in rows}
    return {each for each in found if each}


@pytest.mark.parametrize("path", SHOWN)
def test_a_page_shows_what_the_requests_it_names_answer(reader: FlaskClient, path: str) -> None:
    text = page(reader, path)
    answered = [reader.get(url).get_json() for url in requests_of(text)]
    shown = set(RECORD.findall(text))
    assert answered
    assert shown <= {found for answer in answered for found in ids_in(answer["data"])}
    assert listed_in(answered[0]["data"]) <= shown


@pytest.mark.parametrize("path", SHOWN)
def test_a_page_holds_no_code_and_no_style_of_its_own(reader: FlaskClient, path: str) -> None:
    text = page(reader, path)
    policy = reader.get(path, headers=BROWSER).headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy and "unsafe" not in policy
    scripts = re.findall("<script([^>]*)>", text)
    assert all("src=" in each or "application/ld+json" in each for each in scripts)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text)
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//(?!localhost)', text)


@pytest.mark.parametrize("path", ["/quotes?kind=direct", "/disputes", "/search?q=peace", "/"])
def test_who_wants_json_is_sent_to_the_api(reader: FlaskClient, path: str) -> None:
    first = requests_of(page(reader, path))[0]
    answer = reader.get(path, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.headers["Location"]) == (303, first)
    assert reader.get(first).is_json


def test_another_form_of_a_list_is_the_apis(reader: FlaskClient) -> None:
    answer = reader.get("/agreements?format=csv", headers=BROWSER)
    assert answer.headers["Location"].endswith("/v1/agreements?format=csv")


def test_the_api_never_answers_a_page(reader: FlaskClient) -> None:
    for path in ("/v1/agreements", "/v1/nothing", "/v1/agreements?stge=x", "/v1"):
        answer = reader.get(path, headers=BROWSER)
        assert answer.is_json or answer.content_type == "application/problem+json"
    assert reader.get("/v1/agreements", headers={"Accept": "text/html"}).status_code == 406


def test_what_a_form_sends_becomes_a_clean_address(reader: FlaskClient) -> None:
    path = "/quotes?speaker=&kind=direct&kind=partial&said__gte=2001&q=a+%26+b"
    answer = reader.get(path, headers=BROWSER)
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/quotes?kind=direct,partial&said__gte=2001&q=a+%26+b"
    assert reader.get("/quotes?speaker=", headers=BROWSER).headers["Location"] == "/quotes"


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/agreements?stge=ceasefire", 400, "stage"),
        ("/quotes?kind=direkt", 400, "direct"),
        ("/timelin", 404, "/timelin"),
        ("/quotes?speaker=per-nobody", 400, "per-nobody"),
        ("/quotes?lang=english", 400, "language"),
    ],
)
def test_a_fault_is_told_as_a_page(reader: FlaskClient, path: str, status: int, told: str) -> None:
    text = page(reader, path, status)
    assert told in text
    answer = reader.get(path)
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/persons/a%0d%0aX:1?x=", 400),
        ("/persons/%2e%2e?x=", 400),
        ("/quotes?q=%FF&act=", 400),
        ("/quotes?fields=id", 400),
        ("/quotes?" + "act=state&" * 300, 400),
    ],
)
def test_what_no_form_sends_is_refused_and_not_cleaned(
    reader: FlaskClient, path: str, status: int
) -> None:
    assert reader.get(path, headers=BROWSER).status_code == status


def test_who_accepts_nothing_in_particular_keeps_no_page_for_who_wants_json(make: Any) -> None:
    client = make()
    assert client.get("/parties").content_type == "text/html; charset=utf-8"
    for _ in range(2):
        answer = client.get("/parties", headers={"Accept": "application/json"})
        assert answer.status_code == 303


def test_what_a_reader_types_is_escaped(reader: FlaskClient) -> None:
    evil = "<script>alert(1)</script>"
    for path in ("/search?q=", "/quotes?q=", "/quotes?speaker=", "/nothing"):
        text = reader.get(f"{path}{evil}", headers=BROWSER).get_data(as_text=True)
        assert evil not in text
        assert "alert(1)" not in text or "&lt;script&gt;" in text


def test_names_are_shown_in_the_readers_language(make_app: Make) -> None:
    client = make_app("world").test_client()
    name = {"key": "hy", "text": "Գետափնյա", "kind": "official", "language": "hy"}
    put(changed("pty-norland", names=[*plain("pty-norland").get("names", []), name]))
    unnamed, named = page(client, "/parties"), page(client, "/parties?lang=hy")
    assert "Գետափնյա" not in unnamed
    assert '<span lang="hy">Գետափնյա</span>' in named
    assert 'href="/timeline?lang=hy"' in named
    by_header = page(client, "/parties", **{"Accept-Language": "hy-AM, en;q=0.5"})
    assert "Գետափնյա" in by_header
    assert "Գետափնյա" not in page(client, "/parties")


def test_a_page_is_kept_by_language_and_revision(make_app: Make) -> None:
    client = make_app("world").test_client()
    first = client.get("/parties", headers=BROWSER)
    tag = first.headers["ETag"]
    again = client.get("/parties", headers={**BROWSER, "If-None-Match": tag})
    assert again.status_code == 304
    for name in ("Content-Security-Policy", "Vary"):
        assert again.headers[name] == first.headers[name]
    other = client.get("/parties", headers={**BROWSER, "Accept-Language": "hy"})
    assert other.headers["ETag"] != tag
    assert "Accept-Language" in first.headers["Vary"]


def test_files_are_named_by_what_they_hold(reader: FlaskClient) -> None:
    for address in re.findall(r'(?:src|href)="(/files/[^"]+)"', page(reader, "/")):
        answer = reader.get(address)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
    assert reader.get("/files/parley.css").status_code == 404
    assert reader.get("/files/../page.py").status_code == 404


def test_every_text_of_a_template_is_in_the_catalogue() -> None:
    texts = wording.catalogue(wording.DEFAULT)
    sources = [*PAGES.glob("templates/*.html"), *PAGES.glob("*.py")]
    named = {
        next(filter(None, found)) for path in sources for found in KEY.findall(path.read_text())
    }
    assert len(named) > 50
    begun = {each for each in named if each.endswith(".")}
    assert sorted(named - begun - texts.keys()) == []


def test_every_text_is_text() -> None:
    for key, value in wording.catalogue(wording.DEFAULT).items():
        forms = list(value.values()) if isinstance(value, dict) else [value]
        assert all(type(each) is str and each for each in forms), key


def test_a_language_without_texts_is_read_in_english() -> None:
    assert wording.wording("hy") is wording.wording("xx")
    assert wording.wording("hy").language == wording.DEFAULT


def test_a_page_that_is_not_kept_has_its_own_headers_unchanged(
    make: Callable[..., FlaskClient],
) -> None:
    client = make(cache_megabytes=0, cors_origins=("https://lake.example",))
    first = client.get("/parties", headers=BROWSER)
    again = client.get("/parties", headers={**BROWSER, "If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code) == (200, 304)
    assert "script-src 'self'" in again.headers["Content-Security-Policy"]
    assert {"Accept", "Accept-Language", "Origin"} <= set(again.headers["Vary"].split(", "))


def test_no_text_is_left_over() -> None:
    texts = wording.catalogue(wording.DEFAULT)
    sources = "\n".join(
        path.read_text() for path in (*PAGES.glob("templates/*.html"), *PAGES.glob("**/*.py"))
    )
    begun = set(re.findall(r'"([a-z_]+\.[a-z_.]*\.|[a-z_]+\.)"', sources))
    begun |= set(re.findall(r'f"([a-z_]+\.(?:[a-z_]+\.)*)\{', sources))
    left = [
        key
        for key in texts
        if f'"{key}"' not in sources and not any(key.startswith(each) for each in begun)
    ]
    assert len(begun) < 40
    assert left == []
