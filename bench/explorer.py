"""What pages for people cost over the calls of the API that they show: `python -m bench.explorer`.

In one process, on one connection, without a cache: a page is made, then each address that it tells
under "This as an API request" is asked by itself, in turn. Medians of the processor's time in the
rounds, which SQLite's is part of, and their ratio.

    python -m bench.explorer --quotes 100000
    python -m bench.explorer --database sqlite:////elsewhere/parley.db network timeline
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from html import unescape
from re import compile as pattern
from statistics import median
from time import perf_counter, process_time
from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import NotFound

from api.app import create_app
from api.config import Settings
from schemas.objects import OBJECTS
from tests.conftest import NO_LIMIT

from .databases import NotLoaded, database
from .processes import INTERRUPTS
from .report import table
from .words import COMMON, FREQUENT

MOST_TIMES = 3
ROUNDS, FEWEST_ROUNDS = 25, 5
MOST_SECONDS = 20
WARM = 2
AS_A_BROWSER = {"Accept": "text/html"}
ASKED = pattern(r'<code id="request-\d+-url">([^<]*)</code>')
HEAD = ("Page", "Address", "kB", "Calls", "Page ms", "Calls ms", "Ratio", f"At most {MOST_TIMES}")


@dataclass(frozen=True)
class Cost:
    """What a page costs: its address, its size, its calls, milliseconds of it and of them."""

    name: str
    path: str
    size: int
    calls: int
    page: float
    api: float

    @property
    def ratio(self) -> float:
        """How many times the calls the page takes."""
        return self.page / self.api

    def cells(self) -> list[str]:
        """The cells of the table."""
        is_reached = "yes" if self.ratio <= MOST_TIMES else "**no**"
        figures = [f"{self.page:.1f}", f"{self.api:.1f}", f"{self.ratio:.2f}", is_reached]
        return [self.name, f"`{self.path}`", f"{self.size / 1000:.0f}", str(self.calls), *figures]


class NotShown(Exception):
    """A page or a call that is not answered."""


def first_ids(client: FlaskClient, collection: str, number: int = 1) -> list[str]:
    """The first records of a collection: in the invented world those that are spoken of most."""
    told = client.get(f"/v1/{collection}?limit={number}&count=none").get_json()
    return [each["id"] for each in told["data"]]


def addresses(client: FlaskClient, quotes: int) -> Iterator[tuple[str, str]]:
    """Every kind of page by name; what is asked for is what has most to show."""
    known = {kind.name: first_ids(client, kind.collection)[0] for kind in OBJECTS.values()}
    person, party, place = known["person"], known["party"], known["place"]
    other = first_ids(client, "persons", 2)[1]
    yield "front", "/"
    for family in (COMMON, FREQUENT):
        yield f"search, {family.told(quotes)}", f"/search?q={family.words(quotes)[0]}"
    for kind in OBJECTS.values():
        yield f"list, {kind.collection}", f"/{kind.collection}"
    for kind in OBJECTS.values():
        yield f"record, {kind.name}", f"/{kind.collection}/{known[kind.name]}"
    yield "quotes of a person", f"/quotes?speaker={person}&sort=said"
    yield "compare", f"/quotes/compare?speaker={person}&with={other}"
    yield "compare, nobody chosen", "/quotes/compare"
    yield "disputes", "/disputes"
    yield "exports", "/exports"
    yield "reading", f"/documents/{known['document']}/reading"
    yield "timeline", "/timeline"
    yield "timeline of a party", f"/timeline?party={party}"
    yield "timeline of a person", f"/timeline?person={person}"
    yield "network", "/network"
    yield "network of mediations", "/network?type=mediated"
    yield "network of a month", "/network?date=2010-06"
    yield "network of a party", f"/network?party={party}"
    yield "map", "/map"
    yield "map of a place", f"/map?place={place}"


def unasked(app: Flask, paths: Sequence[str]) -> set[str]:
    """The pages of the application that no address leads to."""
    adapter = app.url_map.bind("localhost")
    seen = set()
    for path in paths:
        with suppress(NotFound):
            seen.add(adapter.match(urlsplit(path).path)[0])
    known = {rule.endpoint for rule in app.url_map.iter_rules()}
    return {each for each in known if each.startswith("page.")} - {"page.file"} - seen


def seconds_of(client: FlaskClient, path: str, headers: dict[str, str] | None = None) -> float:
    """What an answer takes of the processor; raises NotShown where it is none.

    Other processes on the machine do not count, and hit long answers harder than short ones.
    """
    began = process_time()
    answer = client.get(path, headers=headers)
    took = process_time() - began
    if answer.status_code != 200:
        raise NotShown(f"not answered: {answer.status_code}")
    return took


def cost(client: FlaskClient, name: str, path: str) -> Cost:
    """Medians of a page and of its calls, in turn."""
    seconds_of(client, path, AS_A_BROWSER)
    shown = client.get(path, headers=AS_A_BROWSER)
    urls = [unescape(each) for each in ASKED.findall(shown.get_data(as_text=True))]
    if not urls:
        raise NotShown("tells no call of the API")
    pages, calls, until = [], [], perf_counter() + MOST_SECONDS
    for turn in range(WARM + ROUNDS):
        pages.append(seconds_of(client, path, AS_A_BROWSER))
        calls.append(sum(seconds_of(client, url) for url in urls))
        if turn >= WARM + FEWEST_ROUNDS and perf_counter() > until:
            break
    page, api = (median(each[WARM:]) * 1000 for each in (pages, calls))
    return Cost(name, path, len(shown.data), len(urls), page, api)


def measure(url: str, quotes: int, wanted: Sequence[str]) -> Iterator[list[str]]:
    """What the pages whose names begin with what is wanted cost, a line of the table each."""
    settings = Settings(database_url=url, cache_megabytes=0, **NO_LIMIT)
    app = create_app(settings)
    client = app.test_client()
    asked = list(addresses(client, quotes))
    if left := unasked(app, [path for _, path in asked]):
        print(f"no address here leads to {', '.join(sorted(left))}", file=sys.stderr)
    for name, path in asked:
        if not wanted or any(name.startswith(each) for each in wanted):
            print(name, file=sys.stderr, flush=True)
            try:
                yield cost(client, name, path).cells()
            except NotShown as fault:
                yield [name, f"`{path}`", *[""] * (len(HEAD) - 3), str(fault)]


def main() -> None:
    """Build the database unless it is named or kept, measure, print a table in Markdown."""
    parser = argparse.ArgumentParser(prog="python -m bench.explorer", description=__doc__)
    parser.add_argument("--quotes", type=int, default=1_000_000, help="the size (1000000)")
    parser.add_argument("--database", help="the address of a database of that size, migrated")
    parser.add_argument("pages", nargs="*", help="beginnings of names of pages; all of them")
    told = parser.parse_args()
    INTERRUPTS.install()
    url = told.database or database("sqlite", told.quotes, None).url
    print(table(HEAD, measure(url, told.quotes, told.pages)))


if __name__ == "__main__":
    try:
        main()
    except NotLoaded as fault:
        raise SystemExit(f"bench: {fault}") from None
