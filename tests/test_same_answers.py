"""A recorded list of requests: both engines give the same answers, in the same order."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from flask.testing import FlaskClient

from tests.conftest import Databases
from tests.engines import Both, both_engines, timeless

LINES = (Path(__file__).parent / "requests.txt").read_text().splitlines()
REQUESTS = [line for line in LINES if line and not line.startswith("#")]
REFUSED = REQUESTS[REQUESTS.index("/v1/meetings?stauts=held") :]
FEWEST = 150
MOST_OF_LISTS = 250
MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|\+00:00)")
CALENDAR_MOMENT = re.compile(r"(?<=:)[0-9]{8}T[0-9]{6}Z")
HEADERS = ("Content-Type", "Link", "Location", "Retry-After", "Vary", "Cache-Control")


@pytest.fixture(scope="module")
def both(databases: Databases) -> Iterator[Both]:
    """The seeds on both engines."""
    with both_engines(databases, "seeds") as sides:
        yield sides


def address(client: FlaskClient, request: str) -> str:
    """A request with the cursor that stands in it as NEXT."""
    if "NEXT" not in request:
        return request
    first = client.get(re.sub("&?cursor=NEXT", "", request).replace("?&", "?"))
    return request.replace("NEXT", first.get_json()["meta"]["next_cursor"])


def answer(client: FlaskClient, request: str) -> dict[str, Any]:
    """What is answered but for moments, ids of requests, and what names the database."""
    epoch = client.get("/v1/changes?limit=1").get_json()["meta"]["epoch"]
    told = client.get(address(client, request.replace("EPOCH", epoch)))
    text = told.get_data(as_text=True).replace(epoch, "EPOCH")
    if told.is_json:
        body: Any = json.loads(text)
        body.pop("request_id", None)
    else:
        body = CALENDAR_MOMENT.sub("moment", MOMENT.sub("moment", text))
    headers = {name: told.headers.get(name, "").replace(epoch, "EPOCH") for name in HEADERS}
    return {"status": told.status_code, "body": timeless(body), "headers": headers}


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda each: ascii(each[4:60]))
def test_both_engines_answer_alike(both: Both, request_: str) -> None:
    first, second = (answer(side.client(), request_) for side in both.sides)
    assert first == second
    assert list_of_order(first) == list_of_order(second)
    assert first["status"] in ((400, 404) if request_ in REFUSED else (200, 307))


def list_of_order(told: dict[str, Any]) -> list[str]:
    """The members of an answer in their order, which JSON in Python compares without."""
    return [name for name, _ in members(told["body"])]


def members(value: Any) -> Iterator[tuple[str, Any]]:
    """All members of JSON, however deep."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name, inner
            yield from members(inner)
    elif isinstance(value, list):
        for each in value:
            yield from members(each)


def operation_of(document: dict[str, Any], path: str) -> str:
    """The address in the document that a request belongs to, the most particular one."""
    fitting = [
        each for each in document["paths"] if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", each), path)
    ]
    return min(fitting, key=lambda each: each.count("{"), default="")


def test_every_parameter_of_every_operation_is_asked(both: Both) -> None:
    document = both.sides[0].client().get("/v1/openapi.json").get_json()
    asked: set[tuple[str, str]] = set()
    for request in REQUESTS:
        path, _, query = request.partition("?")
        asked |= {(operation_of(document, path), name) for name, _ in parse_qsl(query)}
    declared = {
        (path, parameter["name"])
        for path, methods in document["paths"].items()
        for parameter in methods.get("get", {}).get("parameters", ())
        if parameter["in"] == "query"
    }
    assert len(declared) > 600
    assert sorted(declared - asked) == []


def test_the_list_is_long_enough_and_not_too_long(both: Both) -> None:
    assert len(set(REQUESTS)) == len(REQUESTS) >= FEWEST
    assert len([each for each in REQUESTS if re.match(r"/v1/\w+(\?|$)", each)]) <= MOST_OF_LISTS
