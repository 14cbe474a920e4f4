"""Every kind of page for everybody: axe-core, keyboard, narrow and wide windows, light and dark."""

import gzip
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import httpx
import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver

from tests.browsing import (
    asked_of,
    chromium,
    complaints,
    needs_chromium,
    one,
    opened,
    press,
    run,
    show_as,
    wait_until,
)
from tests.conftest import Databases
from tests.pages_to_see import KINDS, PageToSee, explorer
from tests.serving import Server

pytestmark = needs_chromium

AXE = (files("selenium_axe_python") / "axe-core" / "axe.min.js").read_text("utf-8")
FINDINGS = """
const [options, done] = arguments;
axe.run(document, { resultTypes: ["violations"], ...options }).then(found => done(
  found.violations.flatMap(each => each.nodes.map(node => ({
    impact: node.impact, rule: each.id, at: node.target.join(" "), says: node.failureSummary,
  })))
), fault => done([{ impact: "critical", rule: "axe", at: "", says: String(fault) }]));
"""
SERIOUS = ("serious", "critical")
BY_COLOUR = {"runOnly": ["color-contrast"]}
BY_WIDTH = {"runOnly": ["target-size", "scrollable-region-focusable"]}
"""The rules that may find something else in the dark, and in a narrow window."""
FIRST_PAGE_BYTES = 150_000
UNFOLD = """
for (const each of document.querySelectorAll(arguments[0])) each.open = true;
"""
FOLDED, REQUESTS = "details:not(#request)", "#request"
"""What is folded: what is a page's own, and the requests, which are alike on all pages."""
TOO_WIDE = """
const width = document.documentElement.clientWidth, root = document.scrollingElement;
if (root.scrollWidth <= width) return [];
const scrolls = each => each !== root && each !== document.body &&
  getComputedStyle(each).overflowX !== "visible";
const isHeld = each => each && (scrolls(each) || isHeld(holder(each)));
const holder = each =>
  getComputedStyle(each).position === "absolute" ? each.offsetParent : each.parentElement;
return [`the page by ${root.scrollWidth - width}`, ...[...document.body.querySelectorAll("*")]
  .filter(each => each.getBoundingClientRect().right > width + 0.5 && !isHeld(holder(each)))
  .map(each => `${each.tagName} ${each.className} ${each.textContent.trim().slice(0, 40)}`)];
"""
LISTEN = """
const seen = ["outline", "boxShadow", "borderColor", "backgroundColor", "stroke", "strokeWidth",
  "fill", "textDecoration", "textDecorationThickness"];
const drawn = element => element instanceof SVGElement ? element.querySelectorAll("*") : [];
const look = element => [element, ...drawn(element)].slice(0, 12).map(each => {
  const style = getComputedStyle(each);
  return seen.map(name => style[name]).join();
}).join("|");
const usable = [...document.querySelectorAll(
  "a[href], button, input, select, textarea, summary, [tabindex]"
)].filter(each => each.tabIndex >= 0 && !each.disabled && each.checkVisibility({
  visibilityProperty: true }) && each.getClientRects().length);
const told = each => each.outerHTML.slice(0, 160);
window.walked = { expected: usable.map(told), reached: [], unmarked: [] };
const looks = new Map();
addEventListener("focusin", event => {
  walked.reached.push(usable.indexOf(event.target));
  looks.set(event.target, look(event.target));
});
addEventListener("focusout", event => {
  if (looks.get(event.target) === look(event.target)) walked.unmarked.push(told(event.target));
});
"""
REACHED = """
const marks = [...document.querySelectorAll("svg[data-picture] a.mark")].filter(each =>
  each.checkVisibility({ visibilityProperty: true }));
const stops = marks.filter(each => each.tabIndex === 0), waiting = [...stops];
const reached = new Set(waiting);
for (let from; (from = waiting.shift());)
  for (const key of arguments) {
    from.focus();
    from.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    const led = document.activeElement;
    if (!reached.has(led)) { reached.add(led); waiting.push(led); }
  }
return [stops.length, marks.length, reached.size, marks.every(each => reached.has(each))];
"""
"""How many marks Tab stops at, how many there are, how many the keys lead to from there."""

ARROWS = ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown")

each_kind = pytest.mark.parametrize("page", KINDS, ids=lambda page: page.name)


@pytest.fixture(scope="module")
def server(databases: Databases) -> Iterator[Server]:
    """A real server over the seeds, with the texts that can be held."""
    with explorer(databases.fresh("sqlite", "seeds")) as running:
        yield running


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebDriver]:
    """One Chromium for all."""
    with chromium(tmp_path_factory.mktemp("chromium")) as driver:
        driver.set_script_timeout(60)
        yield driver


def findings(browser: WebDriver, **options: Any) -> list[dict[str, str]]:
    """What axe-core finds in the page as it is shown now."""
    if not run(browser, "return typeof axe === 'object';"):
        run(browser, AXE)
    return list(browser.execute_async_script(FINDINGS, options))  # type: ignore[no-untyped-call]


def grave(found: list[dict[str, str]]) -> list[dict[str, str]]:
    """The serious and critical ones; the others are printed, to be read."""
    for each in found:
        if each["impact"] not in SERIOUS:
            print(each)
    return [each for each in found if each["impact"] in SERIOUS]


def walked(browser: WebDriver) -> tuple[list[str], list[str], list[str]]:
    """What Tab should reach in order, what it reaches, what looks the same with the focus."""
    run(browser, LISTEN)
    steps = len(run(browser, "return walked.expected;"))
    ActionChains(browser, duration=0).send_keys(Keys.TAB * (steps + 1)).perform()
    told = run(browser, "return walked;")
    reached = [told["expected"][place] for place in told["reached"] if place >= 0]
    return told["expected"], reached[:steps], told["unmarked"]


@each_kind
def test_axe_finds_nothing_serious(server: Server, browser: WebDriver, page: PageToSee) -> None:
    show_as(browser, 1280)
    assert opened(browser, f"{server.url}{page.path}") == page.status
    run(browser, UNFOLD, FOLDED)
    assert grave(findings(browser)) == []
    show_as(browser, 1280, dark=True)
    assert grave(findings(browser, **BY_COLOUR)) == []
    show_as(browser, 360)
    assert grave(findings(browser, **BY_WIDTH)) == []


def test_axe_finds_nothing_serious_in_requests(server: Server, browser: WebDriver) -> None:
    show_as(browser, 1280)
    assert opened(browser, f"{server.url}/") == 200
    run(browser, UNFOLD, REQUESTS)
    assert grave(findings(browser)) == []
    show_as(browser, 1280, dark=True)
    assert grave(findings(browser, **BY_COLOUR)) == []


@each_kind
def test_no_page_scrolls_sideways(server: Server, browser: WebDriver, page: PageToSee) -> None:
    assert opened(browser, f"{server.url}{page.path}") == page.status
    run(browser, UNFOLD, FOLDED)
    for width in (360, 2560):
        show_as(browser, width)
        assert run(browser, TOO_WIDE) == [], width


@each_kind
def test_the_keyboard_reaches_everything_in_order(
    server: Server, browser: WebDriver, page: PageToSee
) -> None:
    show_as(browser, 1280)
    assert opened(browser, f"{server.url}{page.path}") == page.status
    expected, reached, unmarked = walked(browser)
    assert reached == expected
    assert unmarked == []


@pytest.mark.parametrize("path", ["/timeline", "/map", "/network"])
def test_a_picture_is_one_stop_and_keys_lead_to_all_of_it(
    server: Server, browser: WebDriver, path: str
) -> None:
    show_as(browser, 1280)
    opened(browser, f"{server.url}{path}")
    for width in (1280, 360):
        show_as(browser, width)
        wait_until(browser, lambda: run(browser, REACHED)[0] == 1)
        for keys in (ARROWS, ("Home", "PageDown"), ("End", "PageUp")):
            _, marks, reached, is_all = run(browser, REACHED, *keys)
            assert is_all, (width, keys, marks, reached)
            assert marks == reached > 1


def test_a_mark_that_keys_lead_to_shows_the_focus(server: Server, browser: WebDriver) -> None:
    show_as(browser, 1280)
    opened(browser, f"{server.url}/timeline")
    run(browser, LISTEN)
    run(browser, "document.querySelector('a.mark[tabindex=\"0\"]').focus();")
    keys = [Keys.ARROW_RIGHT, Keys.ARROW_DOWN, Keys.END, Keys.ARROW_LEFT, Keys.HOME]
    ActionChains(browser, duration=0).send_keys(*keys, Keys.TAB).perform()
    told = run(browser, "return walked;")
    assert len(told["reached"]) == len(keys) + 2
    assert told["unmarked"] == []


def test_a_picture_lets_go_of_a_touch_that_is_taken_away(
    server: Server, browser: WebDriver
) -> None:
    show_as(browser, 1280)
    opened(browser, f"{server.url}/map")
    picture = one(browser, "svg[data-picture]")
    for _ in range(3):
        press(browser, ".picture-bar button")
    run(browser, "arguments[0].scrollIntoView({ block: 'center' });", picture)
    seen = [picture.get_dom_attribute("viewBox")]
    drag = ActionChains(browser, duration=0).move_to_element_with_offset(picture, -300, 100)
    drag.click_and_hold().move_by_offset(9, 0).perform()
    seen.append(picture.get_dom_attribute("viewBox"))
    end = "arguments[0].dispatchEvent(new PointerEvent('pointercancel', { pointerId: 1 }));"
    run(browser, end, picture)
    ActionChains(browser, duration=0).move_by_offset(9, 0).perform()
    seen.append(picture.get_dom_attribute("viewBox"))
    ActionChains(browser).release().perform()
    assert seen[0] != seen[1] == seen[2]


@each_kind
def test_no_page_complains(server: Server, browser: WebDriver, page: PageToSee) -> None:
    complaints(browser)
    assert opened(browser, f"{server.url}{page.path}") == page.status
    told = [each for each in complaints(browser) if "status of 40" not in each["message"]]
    assert told == []


def test_the_first_page_is_light(server: Server, browser: WebDriver) -> None:
    asked_of(browser)
    browser.get(f"{server.url}/")
    loaded = {each: len(gzip.compress(httpx.get(each).content)) for each in asked_of(browser)}
    assert any(".css" in each for each in loaded)
    assert any(".js" in each for each in loaded)
    assert sum(loaded.values()) < FIRST_PAGE_BYTES


def test_the_checks_notice_a_missing_label_and_a_pale_text(
    server: Server, browser: WebDriver
) -> None:
    show_as(browser, 1280)
    browser.get(f"{server.url}/")
    run(browser, "document.querySelector('label[for=find]').remove();")
    for each in ("placeholder", "aria-label", "role"):
        run(browser, f"document.querySelector('#find').removeAttribute('{each}');")
    run(browser, "document.querySelector('.lead').style.color = '#bbb';")
    assert {"label", "color-contrast"} <= {each["rule"] for each in grave(findings(browser))}


def test_the_checks_notice_what_is_too_wide(server: Server, browser: WebDriver) -> None:
    show_as(browser, 360)
    browser.get(f"{server.url}/")
    run(browser, "document.querySelector('main').style.width = '420px';")
    assert len(run(browser, TOO_WIDE)) > 1


def test_the_checks_notice_what_tab_jumps_over_and_what_shows_no_focus(
    server: Server, browser: WebDriver
) -> None:
    show_as(browser, 1280)
    browser.get(f"{server.url}/")
    run(browser, "document.querySelector('.counts a').tabIndex = 1;")
    run(browser, "document.styleSheets[0].insertRule('.brand { outline: none !important; }');")
    expected, reached, unmarked = walked(browser)
    assert reached != expected
    assert len(unmarked) == 1
    assert 'class="brand"' in unmarked[0]


def test_the_checks_notice_a_style_that_the_policy_forbids(
    server: Server, browser: WebDriver
) -> None:
    browser.get(f"{server.url}/")
    run(
        browser, "document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">red</p>');"
    )
    wait_until(browser, lambda: any("style" in each["message"] for each in complaints(browser)))
