"""Every page, read without a browser: it shows what it must, all of it from the API, and no link
leads nowhere."""

from collections import Counter
from collections.abc import Iterator
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from flask.testing import FlaskClient

from api.app import create_app
from api.config import Settings
from api.models import proxy
from tests.conftest import NO_LIMIT, Databases
from tests.page_reading import ReadPage, ids_in, skipped_headings
from tests.pages_to_see import PAGES, PageToSee, hold_texts

AS_A_BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


@pytest.fixture(scope="module")
def client(databases: Databases) -> Iterator[FlaskClient]:
    """A client of the seeds with the texts that can be held."""
    url = databases.fresh("sqlite", "seeds")
    hold_texts(url)
    app = create_app(Settings(database_url=url, exports=databases.folder / "none", **NO_LIMIT))
    bound = proxy.obj
    yield app.test_client()
    bound.close_all()


def read(client: FlaskClient, page: PageToSee) -> ReadPage:
    """A page as a browser gets it."""
    answer = client.get(page.path, headers=AS_A_BROWSER)
    assert answer.status_code == page.status
    assert answer.mimetype == "text/html"
    return ReadPage(answer.get_data(as_text=True))


def test_no_page_is_left_out(client: FlaskClient) -> None:
    adapter = client.application.url_map.bind("localhost")
    seen = {adapter.match(urlsplit(page.path).path)[0] for page in PAGES if page.status == 200}
    rules = {rule.endpoint for rule in client.application.url_map.iter_rules()}
    assert {each for each in rules if each.startswith("page.")} - {"page.file"} == seen


@each_page
def test_a_page_shows_what_it_must(client: FlaskClient, page: PageToSee) -> None:
    assert set(page.shows) <= set(read(client, page).records)


@each_page
def test_what_a_page_shows_stands_in_what_it_asks(client: FlaskClient, page: PageToSee) -> None:
    shown = read(client, page)
    answered: set[str] = set()
    for question in shown.questions:
        answer = client.get(question)
        assert answer.status_code == 200, question
        answered |= ids_in(answer.get_json())
    assert set(shown.records) <= answered
    assert shown.questions or page.status != 200


@each_page
def test_a_page_is_well_made(client: FlaskClient, page: PageToSee) -> None:
    shown = read(client, page)
    assert shown.unclosed == []
    assert [name for name, times in shown.ids.items() if times > 1] == []
    assert shown.tags["h1"] == 1
    assert skipped_headings(shown.headings) == []
    assert all(shown.tags[each] for each in ("main", "header", "footer", "nav"))


MOST_ALIKE = 4


def links_of(client: FlaskClient) -> dict[str, str]:
    """Links on all pages with a page that each is on; of those that are alike, the first few."""
    alike: Counter[tuple[str, int, str, bool]] = Counter()
    found: dict[str, str] = {}
    for page in PAGES:
        for link in read(client, page).links:
            target = urlsplit(urljoin(page.path, link))
            if target.scheme or target.geturl() in found:
                continue
            steps, given = target.path.split("/"), sorted(parse_qs(target.query))
            kind = steps[1], len(steps), ",".join(given), bool(target.fragment)
            alike[kind] += 1
            if alike[kind] <= MOST_ALIKE:
                found[target.geturl()] = page.name
    return found


def test_no_link_leads_nowhere(client: FlaskClient) -> None:
    wrong = {page.path for page in PAGES if page.status != 200}
    astray = {}
    for link, page in links_of(client).items():
        path, _, fragment = link.partition("#")
        answer = client.get(path, headers=AS_A_BROWSER)
        is_found = answer.status_code == 200 or path in wrong
        if fragment:
            is_found &= fragment in ReadPage(answer.get_data(as_text=True)).ids
        if not is_found:
            astray[link] = page, answer.status_code
    assert astray == {}
