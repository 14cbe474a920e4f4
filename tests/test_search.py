"""Search: the same hits in the same order on both engines, whatever is asked."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.resources import RESOURCES
from api.store import merge, withdraw
from schemas.wording import LONGEST_QUESTION, MOST_TERMS
from tests.conftest import Databases
from tests.engines import Both, both_engines, text
from tests.writing import changed, put, state

Make = Callable[[str], Flask]
LONG = "w" * 70
NAMES = {
    "un": "U.N. monitors",
    "un-word": "UN monitors",
    "date": "Statement of 2020-11-09",
    "other-date": "Statement of 09 and 11 in 2020",
    "agdam": "Ağdam",
    "agdam-road": "The AGDAM road",
    "marks": "“Joint statement” of the sides",
    "no-phrase": "Statement, not joint",
    "envoy": "Norland’s envoy",
    "mediation": "Mediation by the lake",
    "medicine": "Medicine and media",
    "long": f"{LONG}end",
    "digits": "Resolution 1325 with 1e5 and a1",
    "armenian": "Հայաստանի Հանրապետություն",
    "cyrillic": "Соединённые Штаты, СОВЕТ",
    "georgian": "საქართველოს პარლამენტი",
    "arabic": "السلام عليكم",
    "mixed": "Ереван yerevan Երևան",
    "emoji": "Dove 🕊 of peace",
    "syntax": "Near and or not names body to be",
    "markup": "<script>alert(1)</script> & “talks”",
}
FOUND = {
    "U.N.": {"un"},
    "u.n": {"un"},
    "un": {"un-word"},
    "monitors": {"un", "un-word"},
    "2020-11-09": {"date"},
    "2020": {"date", "other-date"},
    "Ağdam": {"agdam", "agdam-road"},
    "agdam": {"agdam", "agdam-road"},
    "“over a heron by the lake”": set(),
    "“joint statement”": {"marks"},
    '"Joint Statement': {"marks"},
    "„statement joint“": set(),
    "joint statement": {"marks", "no-phrase"},
    "statement -joint": {"date", "other-date"},
    'statement -"joint statement"': {"date", "other-date", "no-phrase"},
    "-joint statement -09": set(),
    "Norland's": {"envoy"},
    "norland’s envoy": {"envoy"},
    "medi*": {"mediation", "medicine"},
    "medi": set(),
    "“medi*”": set(),
    "and me*": {"medicine"},
    LONG: {"long"},
    f"{LONG}other": {"long"},
    f"{LONG[:59]}*": {"long"},
    LONG[:59]: set(),
    "1325": {"digits"},
    "1e5 a1": {"digits"},
    "13*": {"digits"},
    "հայաստանի": {"armenian"},
    "соединенные штаты": {"cyrillic"},
    "Совет*": {"cyrillic"},
    "საქართველოს": {"georgian"},
    "السلام": {"arabic"},
    "ЕРЕВАН Երևան Yerevan": {"mixed"},
    "dove 🕊 peace": {"emoji"},
    "🕊 dove": {"emoji"},
    "lake league": {"two-names", "told"},
    "“league norland”": set(),
    "“lake league” “norland union”": {"two-names"},
    "heron": {"told", "often"},
    "“so heron league”": {"often"},
    "“heron league”": {"often"},
    "lake": {"mediation", "two-names", "told", "short"},
    "NEAR(to be)": set(),
    "NEAR (to be)": {"syntax"},
    "near AND or": {"syntax"},
    "to OR be": {"syntax"},
    "NOT names": {"syntax"},
    "names:": {"syntax"},
    "names:to": set(),
    "{names body} : to": {"syntax"},
    "^near": {"syntax"},
    "near + and": {"syntax"},
    "near & and": {"syntax"},
    "near | and": {"syntax"},
    "near ! and": {"syntax"},
    "near <-> and": {"syntax"},
    "ne:*": {"syntax"},
    "'near' '": {"syntax"},
    "near \\ and ' or": {"syntax"},
    "to; DROP TABLE search_text": set(),
    "%": None,
    '"""': None,
    "<script>": {"markup"},
    "script alert": {"markup"},
    "-near": None,
    "-near -“to be”": None,
    "... !? *": None,
    "🕊": None,
    "m*": None,
    "lake m*": None,
    "¶": None,
    "lake\0": None,
    "lake\x1b": None,
    "w" * 10_000: None,
    " ".join(["lake"] * MOST_TERMS): {"mediation", "two-names", "told", "short"},
    "u.n." * 20: None,
}
"""Questions by the topics and other records that they find; None for what is no question."""


def corpus() -> None:
    """A few records, invented to be hard to find."""
    topics = [state(id=f"top-{key}", name=name) for key, name in NAMES.items()]
    other = {"key": "other", "text": "Norland Union", "kind": "alias"}
    party = state(id="pty-two-names", name="Lake League", kind="igo", names=[other])
    told = state(id="con-told", name="Quarrel over a heron", summary="By the lake, at the league.")
    often = state(id="con-often", name="Said often", summary=f"{'so ' * 300}heron league")
    short = state(id="con-short", name="Ox", summary="Lake!")
    put(*topics, party, told, often, short)


@pytest.fixture(scope="module")
def both(databases: Databases) -> Iterator[Both]:
    """The corpus on both engines; no test here writes into it."""
    with both_engines(databases, "empty", corpus) as sides:
        yield sides


def keys(answer: Any) -> list[str]:
    """The ids of hits, in order and without what they begin with."""
    return [hit["record"]["id"].partition("-")[2] for hit in answer["data"]]


@pytest.mark.parametrize("question", FOUND, ids=lambda question: ascii(question[:30]))
def test_both_engines_find_the_same(both: Both, question: str) -> None:
    expected = FOUND[question]
    path = f"/v1/search?limit=200&q={text(question)}"
    if expected is None:
        assert both.same(path, 400)["errors"][0]["name"] == "q"
    else:
        assert set(keys(both.same(path))) == expected


def test_what_is_no_utf_8_is_no_question(both: Both) -> None:
    for bytes_ in ("%FF", "lake%ED%A0%80"):
        assert both.same(f"/v1/search?q={bytes_}", 400)["type"] == "/problems/bad-request"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("w" * 10_000, f"at most {LONGEST_QUESTION} characters"),
        ("u.n." * 20, f"at most {MOST_TERMS} words"),
        ("-near", "only says what must not be there"),
        ("?!", "has no letter and no digit"),
        ("m*", "at least 2 letters or digits"),
    ],
)
def test_what_is_no_question_is_told_why(both: Both, question: str, told: str) -> None:
    for path in ("/v1/search", "/v1/topics"):
        assert told in both.same(f"{path}?q={text(question)}", 400)["errors"][0]["detail"]


WORDS = ("a", "b", "ab", "ba", "aba", "1", "1a", "é", "և")
PLACED = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
QUESTIONS = st.text(st.sampled_from("ab1éև \"“-*.&|!:('"), min_size=1, max_size=12)


def small_words() -> None:
    """Many records of few words: in a name, in two names, in a text."""
    pairs = [f"{first} {last}" for first in WORDS for last in WORDS]
    topics = [state(id=f"top-{place}", name=name) for place, name in enumerate(pairs)]
    other = [{"text": name, "kind": "alias"} for name in pairs]
    parties = [
        state(id=f"pty-{place}", name=name, kind="igo", names=other[place : place + 2])
        for place, name in enumerate(reversed(pairs))
    ]
    conflicts = [
        state(id=f"con-{place}", name=pairs[-place], summary=f"{name}. {pairs[place - 7]}")
        for place, name in enumerate(pairs)
    ]
    put(*topics, *parties, *conflicts)


@pytest.fixture(scope="module")
def small(databases: Databases) -> Iterator[Both]:
    """Small words on both engines."""
    with both_engines(databases, "empty", small_words) as sides:
        yield sides


@given(QUESTIONS)
@settings(
    max_examples=300,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_random_questions_find_the_same_in_the_same_order(small: Both, question: str) -> None:
    (status, told), (_, other) = small.ask(f"/v1/search?limit=200&q={text(question)}")
    assert status in (200, 400)
    if status == 200:
        assert keys(told) == keys(other)
        assert told["meta"]["total"] == other["meta"]["total"]
    else:
        assert told["errors"] == other["errors"]


@given(st.lists(PLACED, min_size=1, max_size=3), st.booleans())
@settings(max_examples=100, derandomize=True, deadline=None)
def test_random_phrases_find_the_same(small: Both, phrases: list[str], begins: bool) -> None:
    question = " ".join(f"“{phrase}”" for phrase in phrases) + (" ab*" if begins else "")
    small.same(f"/v1/search?limit=200&q={text(question)}")


def test_names_come_before_texts_and_the_shorter_first(both: Both) -> None:
    answer = both.same("/v1/search?q=lake")
    assert keys(answer) == ["mediation", "two-names", "short", "told"]
    assert answer["meta"]["total"] == {"value": 4, "relation": "eq"}


def test_search_can_be_narrowed_to_some_collections(both: Both) -> None:
    assert keys(both.same("/v1/search?q=lake&object=conflict,party")) == [
        "two-names",
        "short",
        "told",
    ]


def walk(client: FlaskClient, path: str) -> list[Any]:
    """All entries of a list, page by page, and each page's total the same."""
    found, totals = [], []
    address: str | None = path
    while address:
        answer = client.get(address).get_json()
        found += answer["data"]
        totals.append(answer["meta"]["total"])
        address = answer["links"].get("next", "").removeprefix("http://localhost") or None
    assert len({str(total) for total in totals}) == 1
    return found


@pytest.mark.parametrize("path", ["/v1/search?q=ab", "/v1/search?q=ab* -ba", "/v1/topics?q=ab"])
def test_a_walk_shows_each_hit_exactly_once(small: Both, path: str) -> None:
    walked = []
    for side in small.sides:
        whole = side.client().get(f"{path}&limit=200").get_json()["data"]
        pages = walk(side.client(), f"{path}&limit=7")
        assert pages == whole
        walked.append([each.get("record", each)["id"] for each in pages])
        assert len(whole) > 14
    assert walked[0] == walked[1]


def many_alike() -> None:
    """More records of one name than are ranked."""
    put(*(state(id=f"top-{number}", name=f"Heron {number}") for number in range(1100)))


def test_more_hits_than_are_ranked_are_told_of(make_app: Make) -> None:
    client = make_app("empty").test_client()
    many_alike()
    for path in ("/v1/search?q=heron", "/v1/topics?q=heron"):
        for count, told in (("bounded", (1000, "gte")), ("exact", (1100, "eq"))):
            meta = client.get(f"{path}&limit=1&count={count}").get_json()["meta"]
            assert (meta["total"]["value"], meta["total"]["relation"]) == told
            assert any("1,000 records match" in warning for warning in meta["warnings"]), count
        ids = [str(hit) for hit in walk(client, f"{path}&limit=200")]
        assert len(ids) == len(set(ids)) == 1000


def test_snippets_are_escaped_and_marked(both: Both) -> None:
    (hit,) = both.same("/v1/search?q=alert")["data"]
    assert hit["snippet"] == ("&lt;script&gt;<mark>alert</mark>(1)&lt;/script&gt; &amp; “talks”")
    (hit,) = both.same("/v1/search?q=quarrel")["data"]
    assert hit["snippet"] == "<mark>Quarrel</mark> over a heron"


def test_a_snippet_shows_where_the_hits_are(world: FlaskClient) -> None:
    told = (
        f"{'Nothing here. ' * 30}Then <b>HERON</b> lakes & “heróns”. {'And so on. ' * 30}".strip()
    )
    put(changed("con-isle", summary=told))
    (hit,) = world.get(f"/v1/search?q={text('heron* “heron b lakes”')}").get_json()["data"]
    snippet = hit["snippet"]
    assert snippet.startswith("…")
    assert snippet.endswith("…")
    assert (
        "Then &lt;b&gt;<mark>HERON&lt;/b&gt; lakes</mark> &amp; “<mark>heróns</mark>”." in snippet
    )
    assert snippet.count("<") == 4
    assert len(snippet.replace("<mark>", "").replace("</mark>", "")) < 300


def suggested(client: FlaskClient, words: str, more: str = "") -> list[tuple[str, str, str]]:
    """Name, id and hint of what is suggested."""
    answer = client.get(f"/v1/suggest?q={text(words)}{more}").get_json()
    return [(each["name"], each["record"]["id"], each["hint"]) for each in answer["data"]]


def test_suggestions_tell_namesakes_apart(seeded: FlaskClient) -> None:
    found = suggested(seeded, "nagorno kar")
    assert ("Nagorno-Karabakh", "plc-nagorno-karabakh", "AZE") in found
    hints = {hint for name, _, hint in found if name == "Nagorno-Karabakh"}
    assert len(hints) == len([name for name, _, _ in found if name == "Nagorno-Karabakh"]) > 1


def test_suggestions_find_every_spelling_and_the_beginning_first(seeded: FlaskClient) -> None:
    assert suggested(seeded, "Pashin")[0][:2] == ("Pashinaian", "per-nikol-pashinyan")
    assert suggested(seeded, "pashinia")[0][0] == "Nikol Pashinian"
    assert suggested(seeded, "washi", "&object=place")[0][1] == "plc-washington"
    assert len(suggested(seeded, "a", "&limit=3")) == 3
    assert suggested(seeded, "zzzz") == []


def test_every_spelling_finds(seeded: FlaskClient) -> None:
    for spelling in ("Pashinian", "pashinyan", "PASHINIAN"):
        answer = seeded.get(f"/v1/search?q={spelling}&object=person").get_json()
        assert [hit["record"]["id"] for hit in answer["data"]] == ["per-nikol-pashinyan"], spelling


@pytest.mark.parametrize("resource", RESOURCES.values(), ids=lambda each: each.name)
def test_every_collection_is_searched(seeded: FlaskClient, resource: Any) -> None:
    path = f"/v1/{resource.name}?limit=200&q={text(resource.found_by)}"
    listed = [record["id"] for record in seeded.get(path).get_json()["data"]]
    path = f"/v1/search?limit=200&object={resource.object}&q={text(resource.found_by)}"
    searched = [hit["record"]["id"] for hit in seeded.get(path).get_json()["data"]]
    assert listed == searched != []


def ids(client: FlaskClient, path: str) -> list[str]:
    """The ids of a list."""
    answer = client.get(path)
    assert answer.status_code == 200, answer.get_json()
    return [record["id"] for record in answer.get_json()["data"]]


def test_a_question_goes_with_filters_orders_and_facets(seeded: FlaskClient) -> None:
    found = ids(seeded, "/v1/quotes?q=peacekeepers&limit=200")
    lavrov = ids(seeded, "/v1/quotes?speaker=per-sergey-lavrov&limit=200")
    both = ids(seeded, "/v1/quotes?q=peacekeepers&speaker=per-sergey-lavrov&limit=200")
    assert both == [each for each in found if each in lavrov] != []
    assert sorted(ids(seeded, "/v1/quotes?q=peacekeepers&sort=-said")) == sorted(found)
    path = "/v1/quotes?q=peacekeepers&facets=speaker&limit=0"
    facets = seeded.get(path).get_json()["facets"]["speaker"]
    assert sum(each["count"] for each in facets) == len(found)
    stats = seeded.get("/v1/stats/quotes?q=peacekeepers&group_by=speaker").get_json()["data"]
    assert [(each["speaker"], each["count"]) for each in stats] == [
        (each["value"], each["count"]) for each in facets
    ]


def test_relevance_needs_a_question(seeded: FlaskClient) -> None:
    answer = seeded.get("/v1/quotes?sort=relevance")
    assert answer.status_code == 400
    assert "no relevance without q" in answer.get_json()["errors"][0]["detail"]


def test_a_cursor_of_another_question_is_refused(seeded: FlaskClient) -> None:
    cursor = seeded.get("/v1/search?q=talks&limit=1").get_json()["meta"]["next_cursor"]
    for path in ("/v1/search?q=peace", "/v1/search?q=talks&object=meeting", "/v1/meetings?q=talks"):
        assert seeded.get(f"{path}&cursor={cursor}").status_code == 400
    assert seeded.get(f"/v1/search?q=talks&limit=2&cursor={cursor}").status_code == 200


def test_what_is_found_follows_what_is_written(world: FlaskClient) -> None:
    def found(words: str) -> set[str]:
        answer = world.get(f"/v1/search?q={text(words)}&limit=200").get_json()
        return {hit["record"]["id"] for hit in answer["data"]}

    assert "pty-sudland" in found("sudland")
    put(changed("pty-sudland", name="Heronia", names=[], evidence=[]))
    assert "pty-sudland" in found("heronia")
    assert "pty-sudland" not in found("sudland")
    merge("pty-lake-league", "pty-norland", "The same.", "tester")
    assert "pty-lake-league" not in found("league")
    put(state(id="top-heron", name="Heron"))
    assert found("heron") == {"top-heron"}
    withdraw("top-heron", "A slip.", "tester")
    assert found("heron") == set()
