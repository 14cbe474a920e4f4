"""Swagger UI in a real browser: it opens, tries an operation out, and asks no other host."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver

from api.access.tokens import create
from api.config import Settings
from api.database import connect
from tests.browsing import (
    chromium,
    complaints,
    hosts_asked,
    needs_chromium,
    press,
    text_of,
    type_into,
)
from tests.conftest import Databases
from tests.serving import Server, serve

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def url(databases: Databases) -> str:
    """The address of a database with the seeds."""
    return databases.fresh("sqlite", "seeds")


@pytest.fixture(scope="module")
def server(url: str) -> Iterator[Server]:
    """A real server over the seeds."""
    with serve(url) as running:
        yield running


@pytest.fixture(scope="module")
def token(url: str) -> str:
    """A token of that database, which may write."""
    bound = connect(Settings(database_url=url))
    made = create("browser")
    bound.close_all()
    return made


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[WebDriver]:
    """A Chromium of each test's own: one of them leaves a token in the page."""
    with chromium(tmp_path) as driver:
        yield driver


def test_an_operation_can_be_tried_out(server: Server, browser: WebDriver) -> None:
    browser.get(f"{server.url}/docs/")
    block = "#operations-agreements-listAgreements"
    press(browser, "#operations-tag-agreements")
    for selector in (".opblock-summary-control", ".try-out__btn", ".execute"):
        press(browser, f"{block} {selector}")
    answer = f"{block} .live-responses-table tbody"
    assert text_of(browser, f"{answer} .response-col_status").split()[0] == "200"
    assert "agr-almaty-declaration-1991" in text_of(browser, f"{answer} .highlight-code")
    assert urlsplit(browser.current_url).path == "/docs/"
    assert hosts_asked(browser) == {urlsplit(server.url).netloc}
    assert complaints(browser) == []


def test_who_authorizes_writes_from_the_page(
    server: Server, token: str, browser: WebDriver
) -> None:
    browser.get(f"{server.url}/docs/")
    press(browser, ".auth-wrapper .authorize")
    # The page heeds what was typed when the field is left.
    type_into(browser, ".auth-container input", token, Keys.TAB)
    press(browser, ".auth-container button.authorize")
    press(browser, ".auth-container button.btn-done")
    block = "#operations-topics-addTopic"
    press(browser, "#operations-tag-topics")
    for selector in (".opblock-summary-control", ".try-out__btn"):
        press(browser, f"{block} {selector}")
    type_into(
        browser, f"{block} tr[data-param-name=reason] input", "Tried in the browser.", Keys.TAB
    )
    press(browser, f"{block} .execute")
    answer = f"{block} .live-responses-table tbody"
    assert text_of(browser, f"{answer} .response-col_status").split()[0] == "201"
    assert "top-an-example" in text_of(browser, f"{answer} .highlight-code")
    assert token not in browser.current_url
    assert complaints(browser) == []
    assert httpx.get(f"{server.url}/v1/topics/top-an-example").status_code == 200
