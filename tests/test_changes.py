"""What changed since a revision: whoever follows it ends with exactly the database."""

from collections.abc import Callable, Iterator
from typing import Any
from xml.etree import ElementTree

import orjson
import pytest
from flask.testing import FlaskClient

from api.database import snapshot, transaction
from api.models import Change, Counter, Record, Revision, SeedFile
from api.resources import READER
from api.store import merge, plain_state, restore, withdraw
from tests.test_queries import queries
from tests.writing import changed, put, topic

CHANGES = "/v1/changes"
ATOM = "{http://www.w3.org/2005/Atom}"


def told(client: FlaskClient, query: str = "", status: int = 200) -> Any:
    """The JSON of a page of changes."""
    answer = client.get(f"{CHANGES}?{query}")
    assert answer.status_code == status, answer.get_data(as_text=True)
    return answer.get_json()


def lines(client: FlaskClient, query: str) -> list[dict[str, Any]]:
    """The changes as a stream."""
    answer = client.get(f"{CHANGES}?format=ndjson&{query}")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return [orjson.loads(line) for line in answer.get_data().splitlines()]


def done(changes: list[dict[str, Any]]) -> list[tuple[int, str, str]]:
    """Revision, action and record of changes."""
    return [(each["revision"], each["action"], each["record"]["id"]) for each in changes]


def database() -> dict[str, dict[str, Any]]:
    """The plain states of all records."""
    with snapshot():
        numbers = [row.number for row in Record.select(Record.number)]
        return {target: plain_state(state) for target, state in READER.full_states(numbers).items()}


class Copy:
    """A copy of the database that a client keeps by following the changes."""

    def __init__(self, client: FlaskClient) -> None:
        self.client, self.since = client, 0
        self.records: dict[str, dict[str, Any]] = {}

    def take(self, changes: list[dict[str, Any]]) -> None:
        """Apply changes in their order."""
        for each in changes:
            if each["state"] is None:
                del self.records[each["record"]["id"]]
            else:
                self.records[each["record"]["id"]] = each["state"]

    def poll(self, limit: int, meanwhile: Callable[[], object] = lambda: None) -> None:
        """Follow the changes to the end; `meanwhile` is called between the pages."""
        query = f"states=true&limit={limit}&since={self.since}"
        page = told(self.client, query)
        while True:
            self.take(page["data"])
            cursor = page["meta"]["next_cursor"]
            if cursor is None:
                break
            meanwhile()
            page = told(self.client, f"{query}&cursor={cursor}")
        self.since = page["meta"]["next_since"]


def writes() -> Iterator[Callable[[], object]]:
    """Writes of every kind, one after the other."""
    for number in range(6):
        name = f"wave-{number}"
        yield lambda name=name: put(topic(name), topic(f"{name}-below", broader=f"top-{name}"))
        yield lambda name=name: put(changed(f"top-{name}", name=f"{name} changed"))
        yield lambda name=name: withdraw(f"top-{name}-below", "A slip.", "tester")
        yield lambda name=name: restore(f"top-{name}-below", "No slip.", "tester")
        yield lambda name=name: merge(f"top-{name}", "top-peace", "The same.", "tester")
    yield lambda: merge("pty-sudland", "pty-lake-league", "One and the same.", "tester")
    yield lambda: put(changed("pty-norland", name="Northland"), changed("plc-isle", country="NOR"))
    yield lambda: restore("pty-sudland", "They were two.", "tester")
    yield lambda: withdraw("evt-garrison", "Told by nobody.", "tester")


def test_a_client_that_follows_ends_with_the_database(world: FlaskClient) -> None:
    copy, waiting = Copy(world), list(writes())
    copy.poll(limit=200)
    assert copy.records == database()
    polls = 0
    while waiting:
        for write in waiting[:3]:
            write()
        del waiting[:3]
        copy.poll(limit=2, meanwhile=lambda: waiting and waiting.pop(0)())
        polls += 1
        assert copy.records == database()
        assert copy.since == Counter.get().revision
    assert polls > 3
    whole = Copy(world)
    whole.take(lines(world, "states=true"))
    assert whole.records == database()


def test_a_stream_of_many_is_whole_and_in_order(world: FlaskClient) -> None:
    put(*(topic(f"many-{number:03}") for number in range(450)))
    changes = lines(world, "since=1&states=true")
    assert done(changes) == [(2, "add", f"top-many-{number:03}") for number in range(450)]
    assert changes[449]["state"] == {"id": "top-many-449", "name": "Many-449"}
    assert lines(world, "since=2") == []


def test_a_change_tells_what_was_done(world: FlaskClient) -> None:
    put(topic("late"))
    put(changed("top-late", name="Later", broader="top-peace"))
    merge("top-late", "top-talks", "The same.", "tester")
    withdraw("evt-garrison", "Told by nobody.", "tester")
    answer = told(world, "since=1")
    assert done(answer["data"]) == [
        (2, "add", "top-late"),
        (3, "change", "top-late"),
        (4, "merge", "top-late"),
        (4, "absorb", "top-talks"),
        (5, "withdraw", "evt-garrison"),
    ]
    added, edited, merged, absorbed, gone = answer["data"]
    assert added | {"at": ""} == {
        "revision": 2,
        "at": "",
        "who": "tester",
        "why": "A test.",
        "record": {
            "id": "top-late",
            "object": "topic",
            "label": "top-late",
            "href": "/v1/topics/top-late",
        },
        "action": "add",
        "other": None,
        "changed": [],
        "href": "/v1/topics/top-late?revision=2",
    }
    assert edited["changed"] == ["name", "broader"]
    assert merged["other"]["label"] == "Talks"
    assert absorbed["other"]["id"] == "top-late"
    assert absorbed["record"]["label"] == "Talks"
    assert gone["why"] == "Told by nobody."
    assert answer["meta"]["since"] == 1
    assert answer["meta"]["next_since"] == answer["meta"]["revision"] == 5
    assert answer["meta"]["epoch"] == Counter.get().epoch


def test_changes_are_filtered(world: FlaskClient) -> None:
    put(topic("late"))
    merge("pty-sudland", "pty-lake-league", "One and the same.", "someone else")
    assert done(told(world, "object=topic&since=1")["data"]) == [(2, "add", "top-late")]
    both = done(told(world, "action=merge,absorb")["data"])
    assert both == [(3, "absorb", "pty-lake-league"), (3, "merge", "pty-sudland")]
    assert {each[0] for each in done(told(world, "who=someone%20else")["data"])} == {3}
    assert [each[0] for each in done(told(world, "record=pty-sudland")["data"])] == [1, 3]
    parties = told(world, "object=party,person&since=2&count=exact")
    assert {each[2][:4] for each in done(parties["data"])} == {"pty-", "per-"}
    assert parties["meta"]["total"]["value"] == len(parties["data"])
    assert told(world, "record=pty-nowhere")["data"] == []


def test_a_page_of_lines_leads_on(world: FlaskClient) -> None:
    answer = world.get(f"{CHANGES}?format=ndjson&limit=3")
    assert len(answer.get_data().splitlines()) == 3
    assert "cursor=" in answer.headers["Link"]
    assert told(world, "format=ndjson&cursor=abc", 400)["errors"][0]["name"] == "cursor"


def test_the_feed_begins_with_the_newest(world: FlaskClient) -> None:
    put(topic("late"))
    put(changed("top-late", name="Later"), why="It was <late>.")
    withdraw("evt-garrison", "Told by nobody.", "tester")
    answer = world.get(CHANGES, headers={"Accept": "application/atom+xml"})
    entries = ElementTree.fromstring(answer.get_data()).findall(f"{ATOM}entry")
    assert len(entries) == 25
    names = ("id", "title", "summary")
    shown = [tuple(entry.findtext(f"{ATOM}{name}") for name in names) for entry in entries[:2]]
    assert shown == [
        (
            "urn:parley:evt-garrison:4",
            "evt-garrison: withdraw",
            "tester: Told by nobody.",
        ),
        ("urn:parley:top-late:3", "Later: change (name)", "tester: It was <late>."),
    ]
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 25
    empty = world.get(f"{CHANGES}?format=atom&since=4")
    assert ElementTree.fromstring(empty.get_data()).findall(f"{ATOM}entry") == []


def test_a_revision_to_come_is_refused_with_the_present_one(reader: FlaskClient) -> None:
    assert told(reader, "since=1")["data"] == []
    problem = told(reader, "since=2", 400)
    assert "present revision is 1" in problem["detail"]


def test_another_database_sends_to_the_whole_export(world: FlaskClient) -> None:
    epoch = told(world)["meta"]["epoch"]
    assert told(world, f"epoch={epoch}&since=1")["data"] == []
    for query in ("epoch=another", "epoch=another&since=99", "epoch=another&format=ndjson"):
        problem = told(world, query, 410)
        assert problem["type"] == "/problems/history-gone"
        assert problem["export"] == "http://localhost/v1/exports"


def test_a_history_without_its_beginning_sends_to_the_whole_export(world: FlaskClient) -> None:
    put(topic("late"))
    put(changed("top-late", name="Later"))
    with transaction():
        Change.delete().where(Change.revision < 3).execute()
        forget_before(3)
    for since in (0, 1):
        assert told(world, f"since={since}", 410)["export"] == "http://localhost/v1/exports"
    assert done(told(world, "since=2")["data"]) == [(3, "change", "top-late")]
    assert told(world, "since=3")["data"] == []


def forget_before(revision: int) -> None:
    """Take the first revisions out of the history."""
    for model in (Record, SeedFile):
        model.update(revision=revision).where(model.revision < revision).execute()
    Revision.delete().where(Revision.number < revision).execute()


@pytest.mark.parametrize("query", ["", "states=true", "object=topic,place", "format=ndjson"])
def test_a_page_costs_the_same_whatever_it_holds(world: FlaskClient, query: str) -> None:
    put(*(topic(f"many-{number}") for number in range(30)))
    put(*(changed(f"top-many-{number}", name=f"More {number}") for number in range(30)))
    few = queries(world, f"{CHANGES}?since=2&limit=1&{query}")
    assert queries(world, f"{CHANGES}?since=2&limit=200&{query}") == few


def test_changes_are_not_sent_twice(world: FlaskClient) -> None:
    tag = world.get(CHANGES).headers["ETag"]
    assert world.get(CHANGES, headers={"If-None-Match": tag}).status_code == 304
    put(topic("late"))
    assert world.get(CHANGES, headers={"If-None-Match": tag}).status_code == 200


def test_an_empty_page_is_not_asked_for(reader: FlaskClient) -> None:
    """Its reader would go on behind changes that were never shown."""
    assert told(reader, "limit=0", 400)["errors"][0]["name"] == "limit"
    assert told(reader, "sort=-revision", 400)["type"] == "/problems/unknown-parameter"
