"""Swagger UI in a real browser: it opens, tries an operation out, and asks no other host."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from selenium import webdriver
from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.support import expected_conditions as expect
from selenium.webdriver.support.ui import WebDriverWait

from api.access.tokens import create
from api.config import Settings
from api.database import connect
from tests.conftest import Databases
from tests.serving import Server, serve

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
PATIENCE_SECONDS = 60
ARGUMENTS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--window-size=1280,1600",
)  # fmt: skip

pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="Debian's chromium and chromium-driver are not installed"
)


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
    """A headless Chromium that writes down its console and its requests."""
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for argument in (*ARGUMENTS, f"--user-data-dir={tmp_path / 'profile'}"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options, Service(DRIVER))
    yield driver
    driver.quit()


def hosts_asked(browser: WebDriver) -> set[str]:
    """The hosts that pages asked for anything."""
    found = set()
    for entry in browser.get_log("performance"):  # type: ignore[no-untyped-call]
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            address = urlsplit(message["params"]["request"]["url"])
            if address.scheme in ("http", "https"):
                found.add(address.netloc)
    return found


def press(browser: WebDriver, selector: str) -> None:
    """Click what a selector names, as soon as it is there."""
    wait = WebDriverWait(browser, PATIENCE_SECONDS)
    found = wait.until(expect.presence_of_element_located((By.CSS_SELECTOR, selector)))
    browser.execute_script("arguments[0].click()", found)  # type: ignore[no-untyped-call]


def text_of(browser: WebDriver, selector: str) -> str:
    """The text of what a selector names, as soon as there is any."""
    passing = (NoSuchElementException, StaleElementReferenceException)
    wait = WebDriverWait(browser, PATIENCE_SECONDS, ignored_exceptions=passing)
    return str(wait.until(lambda each: each.find_element(By.CSS_SELECTOR, selector).text.strip()))


def test_an_operation_can_be_tried_out(server: Server, browser: WebDriver) -> None:
    browser.get(f"{server.url}/")
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


def complaints(browser: WebDriver) -> list[dict[str, str]]:
    """What the page wrote to its console."""
    told = browser.get_log("browser")  # type: ignore[no-untyped-call]
    return [entry for entry in told if entry["level"] in ("SEVERE", "WARNING")]


def type_into(browser: WebDriver, selector: str, text: str) -> None:
    """Write a text into a field in the place of what stands there, as soon as it is there."""
    wait = WebDriverWait(browser, PATIENCE_SECONDS)
    field = wait.until(expect.element_to_be_clickable((By.CSS_SELECTOR, selector)))
    field.send_keys(Keys.CONTROL, "a")
    field.send_keys(text, Keys.TAB)  # the page heeds what was typed when the field is left


def test_who_authorizes_writes_from_the_page(
    server: Server, token: str, browser: WebDriver
) -> None:
    browser.get(f"{server.url}/docs/")
    press(browser, ".auth-wrapper .authorize")
    type_into(browser, ".auth-container input", token)
    press(browser, ".auth-container button.authorize")
    press(browser, ".auth-container button.btn-done")
    block = "#operations-topics-addTopic"
    press(browser, "#operations-tag-topics")
    for selector in (".opblock-summary-control", ".try-out__btn"):
        press(browser, f"{block} {selector}")
    type_into(browser, f"{block} tr[data-param-name=reason] input", "Tried in the browser.")
    press(browser, f"{block} .execute")
    answer = f"{block} .live-responses-table tbody"
    assert text_of(browser, f"{answer} .response-col_status").split()[0] == "201"
    assert "top-an-example" in text_of(browser, f"{answer} .highlight-code")
    assert token not in browser.current_url
    assert complaints(browser) == []
    assert httpx.get(f"{server.url}/v1/topics/top-an-example").status_code == 200
