"""Swagger UI in a real browser: it opens, tries an operation out, and asks no other host."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from selenium import webdriver
from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.support import expected_conditions as expect
from selenium.webdriver.support.ui import WebDriverWait

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
def server(databases: Databases) -> Iterator[Server]:
    """A real server over the seeds."""
    with serve(databases.fresh("sqlite", "seeds")) as running:
        yield running


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
    for selector in (".opblock-summary-control", ".try-out__btn", ".execute"):
        press(browser, f"{block} {selector}")
    answer = f"{block} .live-responses-table tbody"
    assert text_of(browser, f"{answer} .response-col_status").split()[0] == "200"
    assert "agr-almaty-declaration-1991" in text_of(browser, f"{answer} .highlight-code")
    assert urlsplit(browser.current_url).path == "/docs/"
    assert hosts_asked(browser) == {urlsplit(server.url).netloc}
    told = browser.get_log("browser")  # type: ignore[no-untyped-call]
    assert [entry for entry in told if entry["level"] in ("SEVERE", "WARNING")] == []
