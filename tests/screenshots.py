"""Pictures of every kind of page, to be looked at: three widths, light and dark, full height.

    python -m tests.screenshots            all of them, into build/screenshots
    python -m tests.screenshots network    those of pages that are called so
    python -m tests.screenshots readme     the two of README.md, into docs/images

A server of its own shows the seeds, with the texts that can be held.
"""

import base64
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium.webdriver.remote.webdriver import WebDriver

from tests.browsing import CHROMIUM, DRIVER, chromium, opened, run, show_as
from tests.conftest import ROOT, fill
from tests.pages_to_see import KINDS, PageToSee, explorer

PICTURES = ROOT / "build" / "screenshots"
README = ROOT / "docs" / "images"
OF_README = (
    PageToSee("timeline", "/timeline?date__gte=2020"),
    PageToSee("network", "/network?limit=60"),
)
DRAWN = """
const [first, last] = ["svg.picture", ".legend"].map(each =>
  document.querySelector(each).getBoundingClientRect());
const height = last.bottom - first.top + 16;
return { x: 0, y: first.top - 5 + scrollY, width: innerWidth, height };
"""
WIDTHS = (360, 1280, 2560)
SCREEN_HEIGHT = {360: 740, 1280: 800, 2560: 1300}
HIGHEST = 16_000
README_BYTES = 200_000


def shown_height(browser: WebDriver) -> int:
    """The height of the whole page, as far as a picture may have it."""
    return min(HIGHEST, run(browser, "return document.documentElement.scrollHeight;"))


def look_at(browser: WebDriver, url: str, page: PageToSee) -> None:
    """Open a page; a picture of a fault in its place is not written."""
    if (status := opened(browser, f"{url}{page.path}")) != page.status:
        raise SystemExit(f"{page.path} answers {status}, not {page.status}.")


def capture(browser: WebDriver, path: Path, clip: dict[str, float]) -> None:
    """Write a picture of a part of the page."""
    wanted = {"format": "png", "captureBeyondViewport": True, "clip": {**clip, "scale": 1}}
    told = browser.execute_cdp_cmd("Page.captureScreenshot", wanted)  # type: ignore[attr-defined]
    path.write_bytes(base64.b64decode(told["data"]))


def pictures(browser: WebDriver, url: str, page: PageToSee) -> Iterator[Path]:
    """The pictures of a page at each width, light and dark, written one after the other."""
    for width in WIDTHS:
        for theme in ("light", "dark"):
            show_as(browser, width, dark=theme == "dark", height=SCREEN_HEIGHT[width])
            look_at(browser, url, page)
            path = PICTURES / f"{page.name}-{width}-{theme}.png"
            whole = {"x": 0, "y": 0, "width": width, "height": shown_height(browser)}
            capture(browser, path, whole)
            yield path


def readme_picture(browser: WebDriver, url: str, page: PageToSee) -> Path:
    """The picture of a page for the README, from what it draws; in a file that loads fast."""
    show_as(browser, 1280)
    look_at(browser, url, page)
    path = README / f"{page.name}.png"
    capture(browser, path, run(browser, DRAWN))
    if path.stat().st_size > README_BYTES:
        raise SystemExit(f"{path.name} has {path.stat().st_size:,} bytes, over {README_BYTES:,}.")
    return path


@contextmanager
def looking() -> Iterator[tuple[WebDriver, str]]:
    """A Chromium, and the address of a server over the seeds."""
    with tempfile.TemporaryDirectory(prefix="parley-screenshots-") as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'parley.db'}"
        fill(url, "seeds")
        with explorer(url) as server, chromium(folder) as browser:
            yield browser, server.url


def chosen(names: list[str]) -> list[PageToSee]:
    """The pages that are called so, all of them where nothing is named."""
    if unknown := set(names) - {page.name for page in KINDS}:
        known = ", ".join(page.name for page in KINDS)
        raise SystemExit(f"no page is called {', '.join(sorted(unknown))}; there are {known}.")
    return [page for page in KINDS if not names or page.name in names]


def written(browser: WebDriver, url: str, names: list[str]) -> Iterator[Path]:
    """The pictures that are asked for, written one after the other."""
    if names == ["readme"]:
        for page in OF_README:
            yield readme_picture(browser, url, page)
        return
    for page in chosen(names):
        yield from pictures(browser, url, page)


def main() -> None:
    """Write what the command line names and print where it is."""
    if not (CHROMIUM and DRIVER):
        raise SystemExit("Chromium is needed: apt install chromium chromium-driver")
    names = sys.argv[1:]
    if names != ["readme"]:
        chosen(names)
    for folder in (PICTURES, README):
        folder.mkdir(parents=True, exist_ok=True)
    with looking() as (browser, url):
        for path in written(browser, url, names):
            print(path.relative_to(ROOT), flush=True)


if __name__ == "__main__":
    main()
