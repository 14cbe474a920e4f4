"""The walk of a reader through the explorer in a real browser, with scripts and without them.

search → person → what they said → one quote → its evidence → its document at that place → the
timeline of one party → the network of that party → a place on the map → the same as a request.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support import expected_conditions as expect

from tests.browsing import (
    chromium,
    complaints,
    hosts_asked,
    needs_chromium,
    one,
    opened,
    run,
    text_of,
    type_into,
    wait_until,
    waiting,
)
from tests.conftest import Databases
from tests.page_reading import ids_in
from tests.pages_to_see import LAVROV, RUSSIA, explorer, holds_texts
from tests.serving import Server

pytestmark = needs_chromium

QUOTE, DOCUMENT, MOSCOW = "quo-upi-2023-1758", "doc-upi-2023", "plc-moscow"
SHOWN = (
    "return [...document.querySelectorAll('main [data-record]')].map(each => each.dataset.record);"
)
READ_THERE = "return document.querySelector(':target').closest('.words, tr').textContent;"
IN_VIEW = """
const place = document.querySelector(":target").getBoundingClientRect();
return place.bottom > 0 && place.top < innerHeight;
"""


@pytest.fixture(scope="module")
def server(databases: Databases) -> Iterator[Server]:
    """A real server over the seeds, with the texts that can be held."""
    with explorer(databases.fresh("sqlite", "seeds")) as running:
        yield running


class Reader:
    """Who walks: a browser with or without scripts, and the server that is looked at."""

    def __init__(self, browser: WebDriver, server: Server, has_scripts: bool) -> None:
        self.browser, self.server, self.has_scripts = browser, server, has_scripts

    @property
    def path(self) -> str:
        """The path of the page."""
        return urlsplit(self.browser.current_url).path

    @property
    def query(self) -> dict[str, str]:
        """The parameters of the page."""
        return {
            name: each[0]
            for name, each in parse_qs(urlsplit(self.browser.current_url).query).items()
        }

    @property
    def heading(self) -> str:
        """What the page is called."""
        return text_of(self.browser, "h1")

    def shown(self) -> list[str]:
        """The ids of the records on the page, in its order."""
        return list(run(self.browser, SHOWN))

    def recorded(self, selector: str) -> set[str]:
        """The ids of the records that elements of one kind stand for."""
        found = self.browser.find_elements(By.CSS_SELECTOR, f"main {selector}[data-record]")
        return {str(each.get_attribute("data-record")) for each in found}

    def follow(self, selector: str) -> None:
        """Click a link with the mouse, or send a form, and wait for the page that comes."""
        self.leave(one(self.browser, selector), lambda element: element.click())

    def leave(self, element: WebElement, act: Any) -> None:
        """Do what leads to another page, and wait until it is there."""
        here = one(self.browser, "html")
        act(element)
        waiting(self.browser).until(expect.staleness_of(here))
        one(self.browser, "footer")

    def choose(self, field: str, words: str, name: str) -> None:
        """Type into a field and choose one of what is offered, by the keyboard alone."""
        type_into(self.browser, f"#{field}", words)
        options = f"#{field}-suggestions [role=option]"
        wait_until(self.browser, lambda: name in self.texts(options))
        for _ in self.texts(options):
            one(self.browser, f"#{field}").send_keys(Keys.ARROW_DOWN)
            if self.chosen(field) == name:
                return
        raise AssertionError(f"{name} cannot be chosen")

    def narrow(self, field: str, name: str, target: str) -> None:
        """Fill in a record and send the form: by its name where that is offered, else by its id."""
        if self.has_scripts:
            self.choose(f"field-{field}", name.lower(), name)
            one(self.browser, f"#field-{field}").send_keys(Keys.ENTER)
            wait_until(
                self.browser,
                lambda: one(self.browser, f"#field-{field}").get_attribute("value") == target,
            )
        else:
            type_into(self.browser, f"#field-{field}", target)
        self.follow("form.filters button[type=submit]")

    def chosen(self, field: str) -> str:
        """What is chosen now of what is offered."""
        active = one(self.browser, f"#{field}").get_attribute("aria-activedescendant")
        return self.texts(f"#{active}")[0]

    def texts(self, selector: str) -> list[str]:
        """The first lines of all that a selector names."""
        found = self.browser.find_elements(By.CSS_SELECTOR, selector)
        return [each.text.split("\n")[0] for each in found]

    def requests(self) -> dict[str, Any]:
        """What the API answers to the addresses under "This as an API request", in their order."""
        if one(self.browser, "#request").get_attribute("open") is None:
            one(self.browser, "#request > summary").click()
        answers = {url: httpx.get(url) for url in self.texts("[id^=request-][id$=-url]")}
        assert {each.status_code for each in answers.values()} == {200}
        return {url: each.json() for url, each in answers.items()}

    def request(self) -> Any:
        """The first of them: what the page is about."""
        return next(iter(self.requests().values()))


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def reader(request: pytest.FixtureRequest, server: Server, tmp_path: Path) -> Iterator[Reader]:
    """A reader at the front page."""
    with chromium(tmp_path, scripts=request.param) as browser:
        assert opened(browser, f"{server.url}/") == 200
        assert (one(browser, "#find").get_attribute("role") == "combobox") == request.param
        yield Reader(browser, server, request.param)


def find_the_person(reader: Reader) -> None:
    """Search, by a suggestion where there are scripts, else by the list of hits."""
    if reader.has_scripts:
        reader.choose("find", "lavr", "Lavrov")
        reader.leave(one(reader.browser, "#find"), lambda field: field.send_keys(Keys.ENTER))
    else:
        type_into(reader.browser, "#find", "Lavrov")
        reader.leave(one(reader.browser, "#find"), lambda field: field.send_keys(Keys.ENTER))
        assert (reader.path, reader.query) == ("/search", {"q": "Lavrov"})
        reader.follow(f"[data-record={LAVROV}] > a")
    assert reader.path == f"/persons/{LAVROV}"
    assert reader.heading == "Sergey Lavrov"


def read_what_they_said(reader: Reader) -> None:
    """The quotes of the person, in the order of time."""
    reader.follow(".onward a[href^='/quotes?']")
    assert reader.query == {"speaker": LAVROV, "sort": "said"}
    answered = reader.request()["data"]
    said = [each["said"]["earliest"] or each["said"]["latest"] for each in answered]
    assert said == sorted(said)
    assert reader.shown() == [each["id"] for each in answered]


def look_at_a_quote(reader: Reader) -> dict[str, Any]:
    """One quote and what it stands on: the words in the document, or else where they stand."""
    reader.follow(f"[data-record={QUOTE}] a[href^='/quotes/{QUOTE}']")
    quote = reader.request()["data"]
    spoken = next(each for each in quote["spans"] if each["role"] == "spoken")
    assert reader.path == f"/quotes/{QUOTE}"
    assert spoken["text"] in text_of(reader.browser, "main blockquote")
    assert (spoken["text"] in reader.texts(".evidence mark")) == holds_texts()
    return spoken


def read_the_document(reader: Reader, spoken: dict[str, Any]) -> None:
    """The document at the place of the words: marked where the text is held, else in a table."""
    reader.follow(f".evidence a[href^='/documents/'][href$='#s{spoken['start']}']")
    assert reader.path == f"/documents/{DOCUMENT}/reading"
    assert run(reader.browser, IN_VIEW)
    assert QUOTE in reader.shown()
    told = run(reader.browser, READ_THERE)
    words = spoken["text"] if holds_texts() else str(spoken["start"])
    assert words in told
    assert reader.browser.find_elements(By.CSS_SELECTOR, "main table") == [] or not holds_texts()
    assert set(reader.shown()) <= ids_in(reader.request())


def look_at_the_timeline(reader: Reader) -> None:
    """Everything in order, then what one party has a part in."""
    reader.follow("nav a[href='/timeline']")
    everything = set(reader.shown())
    reader.narrow("party", "Russia", RUSSIA)
    assert (reader.path, reader.query) == ("/timeline", {"party": RUSSIA})
    answered = [each["record"]["id"] for each in reader.request()["data"]]
    assert set(reader.shown()) == set(answered) < everything
    assert reader.recorded("svg a") == set(answered)


def look_at_the_network(reader: Reader) -> None:
    """What ties one party to others, as a picture and as a table of the same."""
    reader.follow("nav a[href='/network']")
    reader.narrow("party", "Russia", RUSSIA)
    assert (reader.path, reader.query["party"]) == ("/network", RUSSIA)
    answered = reader.request()["data"]
    assert all(RUSSIA in (each["source"], each["target"]) for each in answered["edges"])
    nodes = {each["id"] for each in answered["nodes"]}
    behind = {each for edge in answered["edges"] for each in edge["records"]}
    assert reader.recorded("svg a") == reader.recorded("table.actors tr") == nodes
    assert nodes < set(reader.shown()) <= nodes | behind


def look_at_a_place(reader: Reader) -> None:
    """A circle on the map, and what happened there; the same as requests to the API."""
    reader.follow("nav a[href='/map']")
    marks = reader.browser.find_elements(By.CSS_SELECTOR, f"main svg a[href*='place={MOSCOW}']")
    seen = next(each for each in marks if each.is_displayed())
    reader.leave(seen, lambda mark: mark.click())
    assert (reader.path, reader.query) == ("/map", {"place": MOSCOW})
    happened = [
        each["id"]
        for url, answer in reader.requests().items()
        if urlsplit(url).path in ("/v1/meetings", "/v1/events")
        for each in answer["data"]
    ]
    assert len(happened) > 1
    assert reader.shown() == happened


def test_a_reader_walks_through_it(reader: Reader) -> None:
    find_the_person(reader)
    read_what_they_said(reader)
    read_the_document(reader, look_at_a_quote(reader))
    look_at_the_timeline(reader)
    look_at_the_network(reader)
    look_at_a_place(reader)
    assert complaints(reader.browser) == []
    assert hosts_asked(reader.browser) == {urlsplit(reader.server.url).netloc}
