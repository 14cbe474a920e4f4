"""A real Chromium for tests: started, asked what it complained of and whom it asked, waited for."""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from selenium import webdriver
from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support import expected_conditions as expect
from selenium.webdriver.support.ui import WebDriverWait

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
PATIENCE_SECONDS = 60
ARGUMENTS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--hide-scrollbars", "--window-size=1280,1600",
)  # fmt: skip
NO_SCRIPTS = {"profile.managed_default_content_settings.javascript": 2}

needs_chromium = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="Debian's chromium and chromium-driver are not installed"
)


@contextmanager
def chromium(folder: Path, *, scripts: bool = True) -> Iterator[WebDriver]:
    """A headless Chromium that writes down its console and its requests; ended at the end."""
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for argument in (*ARGUMENTS, f"--user-data-dir={folder / 'profile'}"):
        options.add_argument(argument)
    if not scripts:
        options.add_experimental_option("prefs", NO_SCRIPTS)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options, Service(DRIVER))
    try:
        yield driver
    finally:
        driver.quit()


def asked_of(browser: WebDriver) -> list[str]:
    """The addresses that pages asked for since this was asked last."""
    found = []
    for entry in browser.get_log("performance"):  # type: ignore[no-untyped-call]
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            address = message["params"]["request"]["url"]
            if urlsplit(address).scheme in ("http", "https"):
                found.append(address)
    return found


def hosts_asked(browser: WebDriver) -> set[str]:
    """The hosts that pages asked for anything."""
    return {urlsplit(each).netloc for each in asked_of(browser)}


def complaints(browser: WebDriver) -> list[dict[str, str]]:
    """What pages wrote to the console; what the policy forbids stands there too."""
    told = browser.get_log("browser")  # type: ignore[no-untyped-call]
    return [entry for entry in told if entry["level"] in ("SEVERE", "WARNING")]


def run(browser: WebDriver, script: str, *arguments: Any) -> Any:
    """What a script gives, run beside the page's own."""
    return browser.execute_script(script, *arguments)  # type: ignore[no-untyped-call]


def opened(browser: WebDriver, url: str) -> int:
    """Open a page; gives the status it was answered with."""
    browser.get(url)
    script = "return performance.getEntriesByType('navigation')[0].responseStatus;"
    return int(run(browser, script))


def waiting(browser: WebDriver) -> "WebDriverWait[WebDriver]":
    """Patience with a page that changes under our hands."""
    passing = (NoSuchElementException, StaleElementReferenceException)
    return WebDriverWait(browser, PATIENCE_SECONDS, 0.05, passing)


def wait_until(browser: WebDriver, holds: Callable[[], Any]) -> Any:
    """What a function gives as soon as it is something."""
    return waiting(browser).until(lambda _: holds())


def one(browser: WebDriver, selector: str) -> WebElement:
    """What a selector names, as soon as it is there."""
    found = expect.presence_of_element_located((By.CSS_SELECTOR, selector))
    return waiting(browser).until(found)


def press(browser: WebDriver, selector: str) -> None:
    """Click what a selector names, wherever on the page it stands, as soon as it is there."""
    run(browser, "arguments[0].click()", one(browser, selector))


def text_of(browser: WebDriver, selector: str) -> str:
    """The text of what a selector names, as soon as there is any."""
    return str(
        wait_until(browser, lambda: browser.find_element(By.CSS_SELECTOR, selector).text.strip())
    )


def type_into(browser: WebDriver, selector: str, text: str, *then: str) -> None:
    """Write a text into a field in the place of what stands there, as soon as it is there."""
    found = expect.element_to_be_clickable((By.CSS_SELECTOR, selector))
    field = waiting(browser).until(found)
    field.send_keys(Keys.CONTROL, "a")
    field.send_keys(text, *then)


def show_as(browser: WebDriver, width: int, *, dark: bool = False, height: int = 1600) -> None:
    """Show pages at a width, in light or dark, and without transitions."""
    features = [
        {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
        {"name": "prefers-reduced-motion", "value": "reduce"},
    ]
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    command = browser.execute_cdp_cmd  # type: ignore[attr-defined]
    command("Emulation.setEmulatedMedia", {"features": features})
    command("Emulation.setDeviceMetricsOverride", size)
