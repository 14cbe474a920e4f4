"""Bounds: what runs too long is stopped, what is built to hurt is refused with the bound named."""

import csv
import io
import json
from collections.abc import Iterator

import httpx
import pytest
from flask.testing import FlaskClient

from api.app import create_app
from api.config import Settings
from api.database import TooSlow, engine, snapshot
from api.http.asking import MOST_PARAMETERS
from api.http.serving import BROKEN_OFF
from api.models import Counter, proxy
from api.query.arguments import MAXIMUM_LIMIT, MOST_INCLUDED
from api.query.facets import MOST_FACETS
from api.query.listing import ROWS_A_CHUNK
from api.resources import RESOURCES
from schemas.query import MAXIMUM_VALUES
from schemas.wording import LONGEST_QUESTION, MOST_TERMS
from tests.conftest import Databases
from tests.engines import text
from tests.serving import serve
from tests.slow import endless, with_slow_views
from tests.writing import put, state

SECONDS = 0.2


@pytest.fixture
def hurried(databases: Databases, engine_name: str) -> Iterator[FlaskClient]:
    """A client of the invented world with slow views, whose statements may take little time."""
    app = with_slow_views(create_app(Settings(database_url=databases.fresh(engine_name, "world"))))
    bound = proxy.obj
    bound.statement_seconds = SECONDS
    yield app.test_client()
    bound.close_all()


@pytest.mark.parametrize("path", ["/v1/slow", "/v1/slow-at-once", "/v1/slow-behind-the-first-row"])
def test_a_statement_that_takes_too_long_is_503(hurried: FlaskClient, path: str) -> None:
    for _ in range(engine()._max_connections + 1):
        answer = hurried.get(path)
        problem = answer.get_json()
        assert answer.status_code == problem["status"] == 503
        assert answer.mimetype == "application/problem+json"
        assert problem["type"] == "/problems/unavailable"
        assert f"longer than {SECONDS} s" in problem["detail"]
        assert int(answer.headers["Retry-After"]) > 0
        assert "step" not in answer.get_data(as_text=True)
    assert len(engine()._in_use) == 0
    assert hurried.get("/v1/agreements").status_code == 200


def test_a_stream_that_takes_too_long_has_no_clean_end(hurried: FlaskClient) -> None:
    for _ in range(engine()._max_connections + 1):
        answer = hurried.get("/v1/slow-later")
        assert answer.status_code == 200
        read: list[bytes] = []
        with pytest.raises(Exception, match=r"interrupted|statement timeout"):
            for piece in answer.iter_encoded():
                read.append(piece)
        assert read == [b"1,first\n", b"1,second\n", BROKEN_OFF]
    assert len(engine()._in_use) == 0
    assert hurried.get("/v1/agreements").status_code == 200


GRANIAN = ("granian", "--interface", "wsgi", "--port", "{port}", "--factory", "tests.slow:app")


def test_who_reads_a_stream_that_broke_off_finds_that_it_is_not_whole(
    databases: Databases, engine_name: str
) -> None:
    url = databases.fresh(engine_name, "world")
    with serve(url, command=GRANIAN, STATEMENT_SECONDS="1") as server:
        told = httpx.get(f"{server.url}/v1/slow-later", timeout=60).text
        assert httpx.get(f"{server.url}/v1/slow", timeout=60).status_code == 503
        assert httpx.get(f"{server.url}/v1/agreements").status_code == 200
    assert told.startswith("1,first\n1,second\n")
    with pytest.raises(csv.Error, match="unexpected end of data"):
        list(csv.reader(io.StringIO(told), strict=True))
    with pytest.raises(json.JSONDecodeError):
        json.loads(told.splitlines()[-1])


def test_a_snapshot_says_that_it_took_too_long(hurried: FlaskClient) -> None:
    with pytest.raises(TooSlow), snapshot():
        endless()
    with snapshot():
        assert Counter.get().revision == 1


def test_a_connection_that_was_stopped_writes_again(hurried: FlaskClient) -> None:
    assert hurried.get("/v1/slow").status_code == 503
    put(*(state(id=f"top-{number}", name=f"Topic {number}") for number in range(2000)))
    whole = hurried.get("/v1/topics?format=ndjson").get_data()
    assert whole.count(b"\n") > 2000 > ROWS_A_CHUNK


FIFTY_ONE = ",".join(f"pty-{number}" for number in range(MAXIMUM_VALUES + 1))
INCLUDED = list(RESOURCES["quote"].includes)[: MOST_INCLUDED + 1]
SEVENTEEN = " ".join(f"word{number}" for number in range(MOST_TERMS + 1))
VALUES = f"at most {MAXIMUM_VALUES} values"
HURTING = [
    ("quotes", f"include={','.join(INCLUDED)}", "include", f"at most {MOST_INCLUDED} values"),
    ("quotes", "include=occasion.process.conflict.parties.party", "include", "Must be one of"),
    ("quotes", "include=*", "include", "Must be one of"),
    ("quotes", f"party={FIFTY_ONE}", "party", VALUES),
    ("quotes", f"party={','.join(['x'] * 100)}", "party", VALUES),
    ("quotes", f"id={FIFTY_ONE.replace('pty', 'quo')}", "id", VALUES),
    ("quotes", f"said={','.join(['2020'] * 100)}", "said", VALUES),
    ("quotes", f"fields={','.join(['id'] * 100)}", "fields", VALUES),
    ("quotes", f"q={'a' * 5000}", "q", f"at most {LONGEST_QUESTION} characters"),
    ("quotes", f"q={text(SEVENTEEN)}", "q", f"at most {MOST_TERMS} words"),
    ("quotes", f"q={text('“' + 'a ' * 17 + '”')}", "q", f"at most {MOST_TERMS} words"),
    ("quotes", f"q={text(SEVENTEEN.replace(' ', ' -'))}", "q", f"at most {MOST_TERMS} words"),
    ("quotes", "q=*", "q", "no letter and no digit"),
    ("quotes", f"q={text('a* b* c*')}", "q", "at least 2 letters or digits"),
    ("quotes", f"q={text('-a*')}", "q", "at least 2 letters or digits"),
    ("quotes", f"q={text('(((((.*)+)+)+$')}", "q", "no letter and no digit"),
    ("quotes", "facets=act,kind,speaker,document,attribution,via", "facets", f"most {MOST_FACETS}"),
    ("quotes", "facets=*", "facets", "Must be one of"),
    ("quotes", "limit=201", "limit", f"to {MAXIMUM_LIMIT}"),
    ("quotes", "sample=201", "sample", f"to {MAXIMUM_LIMIT}"),
    ("quotes", f"seed={2**31}", "seed", f"to {2**31 - 1}"),
    ("quotes", f"cursor={'a' * 1001}", "cursor", "at most 1000 characters"),
    ("quotes", f"party={'a' * 301}", "party", "at most 300 characters"),
    ("quotes", f"party={text('a ' * 17)}b", "party", f"at most {MOST_TERMS} words"),
    ("persons", f"name={text('a ' * 17)}b", "name", f"at most {MOST_TERMS} words"),
    ("persons", f"name={'a' * 301}", "name", "at most 300 characters"),
    ("parties", f"identifier=url:{'a' * 600}", "identifier", "at most 520 characters"),
    ("search", f"q={'a' * 5000}", "q", f"at most {LONGEST_QUESTION} characters"),
    ("search", "q=a&limit=201", "limit", f"to {MAXIMUM_LIMIT}"),
    ("search", f"q=a&object={','.join(['party'] * 51)}", "object", VALUES),
    ("suggest", f"q={'a' * 301}", "q", f"at most {LONGEST_QUESTION} characters"),
    ("suggest", "q=a&limit=21", "limit", "from 1 to 20"),
    ("stats/quotes", "group_by=act,kind,speaker", "group_by", "at most 2 values"),
    ("network", "limit=1001", "limit", "from 1 to 1000"),
    ("timeline", f"date={','.join(['2020'] * 51)}", "date", VALUES),
]


@pytest.mark.parametrize(
    ("collection", "query", "name", "told"), HURTING, ids=[f"{e[0]}?{e[1][:20]}" for e in HURTING]
)
def test_what_is_built_to_hurt_is_told_the_bound(
    reader: FlaskClient, collection: str, query: str, name: str, told: str
) -> None:
    answer = reader.get(f"/v1/{collection}?{query}")
    assert answer.status_code == 400, answer.get_data()[:500]
    (fault,) = answer.get_json()["errors"]
    assert fault["name"] == name
    assert told in fault["detail"]
    assert len(answer.get_data()) < 10_000


@pytest.mark.parametrize(
    "question", ["(a+)+$", ".*", "a{1,1000}", "[a-z]*", "%25", "_", "a%25b", "\\w+", "^a$", "a|b|c"]
)
def test_text_like_a_regular_expression_is_text(reader: FlaskClient, question: str) -> None:
    answer = reader.get(f"/v1/search?q={text(question)}")
    assert answer.status_code in (200, 400)
    if answer.status_code == 400:
        assert answer.get_json()["errors"][0]["name"] == "q"


def test_the_most_that_may_be_asked_is_answered(seeded: FlaskClient) -> None:
    """At the bounds themselves, all at once."""
    included = [each for each in RESOURCES["quote"].includes if "." in each][:MOST_INCLUDED]
    words = " ".join(["peace*"] * (MOST_TERMS - 1)) + " -zebra"
    parties = ",".join(["pty-russia"] * MAXIMUM_VALUES)
    path = (
        f"/v1/quotes?limit={MAXIMUM_LIMIT}&include={','.join(included)}&q={text(words)}"
        f"&party={parties}&facets=act,kind,speaker,document,targets&count=exact&said__gte=1900"
    )
    answer = seeded.get(path)
    assert answer.status_code == 200, answer.get_data()[:500]
    assert answer.get_json()["data"]


def test_more_parameters_than_there_can_be_are_refused(reader: FlaskClient) -> None:
    query = "&".join(f"a{number}" for number in range(MOST_PARAMETERS))
    assert reader.get(f"/v1/agreements?{query}").get_json()["type"].endswith("unknown-parameter")
    answer = reader.get(f"/v1/agreements?{query}&")
    assert answer.status_code == 400
    assert f"at most {MOST_PARAMETERS}" in answer.get_json()["detail"]
