"""The contract: the document is valid and whole, and clients can be made of it."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from flask.testing import FlaskClient
from openapi_spec_validator import validate

from api.access.tokens import create
from api.config import Settings
from api.database import connect
from api.transfer.bulk_export import export_all
from tests.conftest import ROOT, Databases
from tests.serving import Server, serve

READS = ("--include-method", "GET")
WRITES = ("--exclude-method", "GET")
# Every bound of every parameter too is what `make fuzz` asks for, in some ten minutes.
HOW_MUCH = ("--max-examples=3", "--phases=examples,fuzzing,stateful")
CASES = 100


@pytest.fixture
def document(seeded: FlaskClient) -> dict[str, Any]:
    """The OpenAPI document, where there is an export too."""
    export_all(seeded.application.config["PARLEY"].exports)
    return dict(seeded.get("/v1/openapi.json").get_json())


@pytest.fixture
def server(databases: Databases, engine_name: str) -> Iterator[Server]:
    """A real server process over the seeds, on each engine."""
    with serve(databases.fresh(engine_name, "seeds")) as running:
        yield running


def operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each address that is read, with its GET operation."""
    for path, methods in document["paths"].items():
        if "get" in methods:
            yield path, methods["get"]


def writing(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each operation that writes: method, address, and what the document says of it."""
    for path, methods in document["paths"].items():
        yield from ((name, path, told) for name, told in methods.items() if name != "get")


def test_the_document_is_valid(document: dict[str, Any]) -> None:
    validate(document)
    assert document["openapi"] == "3.1.0"
    assert document["info"]["license"]["name"]
    assert document["servers"]
    assert all(tag["description"] for tag in document["tags"])


def test_every_parameter_is_described_bounded_and_has_an_example(document: dict[str, Any]) -> None:
    for path, operation in operations(document):
        for parameter in operation["parameters"]:
            name = parameter["name"]
            assert parameter["description"].endswith("."), (path, parameter["name"])
            assert parameter["schema"], (path, parameter["name"])
            few = path in ("/v1/conflicts", "/v1/processes") or path.endswith("/history")
            one_page = few and name == "cursor"
            assert "example" in parameter or one_page, (path, name)


def test_every_example_finds_something(seeded: FlaskClient, document: dict[str, Any]) -> None:
    asked = 0
    for path, operation in operations(document):
        for parameter in operation["parameters"]:
            if "example" not in parameter or "security" in operation:
                continue
            headers = headers_of(parameter)
            answer = seeded.get(request_of(path, operation, parameter), headers=headers)
            assert answer.status_code == 200, (path, parameter["name"], answer.get_data())
            found = answer.get_json()["data"] if answer.is_json else answer.get_data()
            assert found, (path, parameter["name"])
            asked += 1
    assert asked > 300


def headers_of(asked: dict[str, Any]) -> dict[str, str]:
    """The header that a parameter is, by its example."""
    return {asked["name"]: str(asked["example"])} if asked["in"] == "header" else {}


def request_of(path: str, operation: dict[str, Any], asked: dict[str, Any]) -> str:
    """The address with one parameter, and with those that must be given, all by their examples."""
    query = {}
    for parameter in operation["parameters"]:
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", parameter["example"])
        elif parameter["in"] == "query" and (parameter is asked or parameter.get("required")):
            query[parameter["name"]] = text_of(parameter["example"])
    return f"{path}?{urlencode(query)}"


def text_of(example: Any) -> str:
    """An example as a query string has it."""
    if isinstance(example, list):
        return ",".join(example)
    return str(example).lower() if isinstance(example, bool) else str(example)


def test_no_record_holds_another_in_the_document(document: dict[str, Any]) -> None:
    """A reader that expands all references (Swagger UI does) must come to an end soon."""
    shapes = document["components"]["schemas"]
    members = {name: shape.get("properties", {}) for name, shape in shapes.items()}
    records = {
        name for name, own in members.items() if "updated_at" in own and not name.endswith("Input")
    }
    assert len(records) == 13
    for name, shape in shapes.items():
        named = set(re.findall(r"schemas/(\w+)", json.dumps(shape)))
        assert not named & records, name


def test_every_answer_has_a_schema_and_a_real_example(document: dict[str, Any]) -> None:
    for path, operation in operations(document):
        assert operation["operationId"].isalnum(), path
        for status, answer in operation["responses"].items():
            told = (
                document["components"]["responses"][answer["$ref"].rsplit("/", 1)[1]]
                if "$ref" in answer
                else answer
            )
            if status == "304" or (path == "/v1/tokens" and status == "200"):
                continue
            kind, content = next(iter(told["content"].items()))
            assert content["schema"], (path, status)
            if "json" in kind and (status == "200" or int(status) >= 400):
                assert "example" in content or content["examples"], (path, status)


def test_every_operation_that_writes_says_what_it_takes(document: dict[str, Any]) -> None:
    found = list(writing(document))
    assert len(found) == 13 * 7 + 1
    for method, path, told in found:
        names = {parameter["name"]: parameter for parameter in told["parameters"]}
        assert names["reason"]["required"], path
        assert all(each["description"].endswith(".") for each in names.values()), path
        assert told["security"] == [{"token": []}], path
        assert {"401", "403", "409", "422"} <= told["responses"].keys(), path
        conditional = "{id}" in path and not path.endswith("/restore")
        assert ("If-Match" in names) == conditional == ("428" in told["responses"]), path
        bodiless = method == "delete" or path.endswith("/restore")
        assert ("requestBody" in told) != bodiless, path


@pytest.mark.parametrize("methods", [READS, WRITES], ids=["reads", "writes"])
def test_schemathesis_finds_nothing(
    databases: Databases, engine_name: str, methods: tuple[str, ...]
) -> None:
    """Reads and writes, with a token that allows everything."""
    url = databases.fresh(engine_name, "seeds")
    token = token_of(url)
    with serve(url) as server:
        command = [sys.executable, "-m", "schemathesis.cli", "run", f"{server.url}/v1/openapi.json"]
        done = subprocess.run(
            [*command, *methods, *HOW_MUCH, "--no-color"],
            cwd=ROOT, capture_output=True, text=True, timeout=600, check=False,
            env=os.environ | {"PARLEY_TOKEN": token},
        )  # fmt: skip
    told = done.stdout[-9000:]
    assert done.returncode == 0, told
    generated = re.search(r"(\d+) generated", done.stdout)
    assert generated
    assert int(generated[1]) >= CASES, told


def token_of(url: str) -> str:
    """A token that allows everything, of a database."""
    bound = connect(Settings(database_url=url))
    token = create("schemathesis", "admin", "1d")
    bound.close_all()
    return token


CLIENT = """
from parley_client import Client
from parley_client.api.agreements import list_agreements
answer = list_agreements.sync(client=Client(base_url="{url}"), limit=3)
print(*(agreement.id for agreement in answer.data))
"""


def test_a_generated_client_lists_agreements(server: Server, tmp_path: Path) -> None:
    made = tmp_path / "made"
    tools = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    command = [sys.executable, "-m", "openapi_python_client", "generate"]
    subprocess.run(
        [*command, "--url", f"{server.url}/v1/openapi.json", "--output-path", str(made)],
        check=True, capture_output=True, timeout=300, env=os.environ | {"PATH": tools},
    )  # fmt: skip
    ran = subprocess.run(
        [sys.executable, "-c", CLIENT.format(url=server.url)],
        cwd=made, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert len(ran.stdout.split()) == 3
    assert all(each.startswith("agr-") for each in ran.stdout.split())


def test_the_server_answers_over_http(server: Server) -> None:
    answer = httpx.get(f"{server.url}/v1/agreements?limit=1")
    assert answer.status_code == 200
    assert answer.json()["links"]["next"].startswith(server.url)
