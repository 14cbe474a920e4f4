"""The documentation: an OpenAPI 3.1 document made from the endpoints, and Swagger UI by flasgger.

flasgger serves the page; the document is ours, the files are those of a current Swagger UI, and no
inline code and no other host is needed (its own page loads strangers' documents and outside fonts).
"""

from functools import cache
from pathlib import Path
from typing import Any

import flask_swagger_ui
import orjson
from apispec import APISpec
from flasgger import Swagger
from flask import Flask, Response, current_app, redirect, request
from marshmallow import Schema
from werkzeug.wrappers import Response as BaseResponse

import api

from .errors import PROBLEM_TYPES, PROBLEMS, ProblemType
from .http.answering import LICENSE, to_bytes
from .http.endpoint import Endpoint
from .http.serving import PROBLEM_TYPE
from .http.shapes import SHARED_SHAPES, Json, ref, schema_shape
from .resources import RESOURCES
from .version import VERSION
from .views import TAGS, endpoints

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
SWAGGER_UI = Path(flask_swagger_ui.__file__).parent / "dist"
STARTER = Path(__file__).parent / "templates" / "flasgger" / "start.js"


def components() -> dict[str, Json]:
    """The schemas of all records, their rows and the shared shapes."""
    found = dict(SHARED_SHAPES)
    for resource in RESOURCES.values():
        found[resource.object.capitalize()] = schema_shape(resource.schema)
        for part in resource.part.values():
            if part.shape is not None:
                found[type(part.shape.schema).__name__] = schema_shape(part.shape.schema)
    return found


def build(server: str, example_of: Any = None) -> dict[str, Any]:
    """The OpenAPI document; `example_of` gives the real answer of an address, or None."""
    spec = APISpec(
        title="Parley",
        version=VERSION,
        openapi_version="3.1.0",
        info={
            "description": (api.__doc__ or "").strip(),
            "license": {"name": LICENSE, "url": "https://creativecommons.org/licenses/by/4.0/"},
        },
        servers=[{"url": server, "description": "This server."}],
        tags=[{"name": name, "description": text} for name, text in TAGS.items()],
    )
    for name, shape in components().items():
        spec.components.schema(name, shape)
    for name, kind in FAULTS.items():
        spec.components.response(name, problem_response(kind))
    for endpoint in endpoints():
        spec.path(path=endpoint.path, operations={"get": operation(endpoint, example_of)})
    return dict(spec.to_dict())


def operation(endpoint: Endpoint, example_of: Any) -> Json:
    """One operation of the document."""
    made: Json = {
        "operationId": endpoint.operation,
        "tags": [endpoint.tag],
        "summary": endpoint.summary,
        "parameters": [*path_parameters(endpoint), *query_parameters(endpoint.arguments)],
        "responses": responses(endpoint, example_of),
    }
    if endpoint.description:
        made["description"] = endpoint.description
    return made


def path_parameters(endpoint: Endpoint) -> list[Json]:
    """The parameters of the address."""
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": parameter.field.metadata["description"],
            "schema": parameter.field.json_schema(),
            "example": parameter.example,
        }
        for name, parameter in endpoint.parameters.items()
    ]


def query_parameters(arguments: Schema) -> list[Json]:
    """The parameters of the query string."""
    return [query_parameter(name, field) for name, field in arguments.fields.items()]


def query_parameter(name: str, field: Any) -> Json:
    """One parameter, with type, limits, default and an example."""
    shape = field.json_schema()
    made: Json = {
        "name": name,
        "in": "query",
        "description": field.metadata["description"],
        "schema": shape,
    }
    if isinstance(field.load_default, (str, int)):
        shape["default"] = field.load_default
    is_list = shape.get("type") == "array"
    if is_list:
        made |= {"style": "form", "explode": False}
    if field.example is not None:
        made["example"] = (
            field.example.split(",") if is_list else typed(field.example, shape.get("type"))
        )
    return made


def typed(text: str, of_type: Any) -> Any:
    """An example in the type of its parameter."""
    return orjson.loads(text) if of_type in ("integer", "boolean") else text


def responses(endpoint: Endpoint, example_of: Any) -> Json:
    """The answers of an operation: success, redirections, faults."""
    content: Json = {"schema": endpoint.answer}
    example = example_of(endpoint.example) if example_of and endpoint.example else None
    if example is not None:
        content["example"] = example
    made: Json = {
        "200": {
            "description": "Found.",
            "headers": HEADERS,
            "content": {endpoint.media_type: content},
        }
    }
    for status, text in endpoint.redirects.items():
        location = {"Location": {"description": "Its address.", "schema": {"type": "string"}}}
        moved = {"application/json": {"schema": ref("Moved")}}
        made[str(status)] = {"description": text, "headers": location, "content": moved}
    by_status: dict[int, list[ProblemType]] = {}
    for kind in endpoint.all_problems:
        by_status.setdefault(kind.status, []).append(kind)
    for status, kinds in sorted(by_status.items()):
        made[str(status)] = {"$ref": f"#/components/responses/{response_name(kinds[0])}"}
    return made


HEADERS: Json = {
    "X-Request-Id": {
        "description": "The id of the request, for the log.",
        "schema": {"type": "string"},
    },
}


def response_name(kind: ProblemType) -> str:
    """The name of a fault among the document's responses: one a status, of the first with it."""
    first = next(each for each in PROBLEM_TYPES if each.status == kind.status)
    return "".join(word.capitalize() for word in first.name.split("-"))


FAULTS = {response_name(kind): kind for kind in reversed(PROBLEM_TYPES)}


def problem_response(kind: ProblemType) -> Json:
    """The answer of a fault, with an example."""
    example = {
        "type": f"{PROBLEMS}/{kind.name}",
        "title": kind.title,
        "status": kind.status,
        "detail": f"{kind.title}: what is wrong, and what would be right.",
        "instance": "/v1/agreements",
        "request_id": "0f3c5a1b2d4e6f70",
        "errors": [],
    }
    return {
        "description": kind.title,
        "content": {PROBLEM_TYPE: {"schema": ref("Problem"), "example": example}},
    }


class OwnDocument(Swagger):
    """flasgger with our document in the place of the one it would gather from docstrings."""

    def get_apispecs(self, endpoint: str = "openapi") -> dict[str, Any]:
        return document()


@cache
def examples(path: str) -> Any:
    """The real answer of an address, for the documentation; None where the data lacks it."""
    answer = current_app.test_client().get(path, headers={"Accept": "application/json"})
    return answer.get_json() if answer.status_code == 200 else None


def document() -> dict[str, Any]:
    """The document for this server."""
    return build(request.url_root.rstrip("/"), examples)


def install(app: Flask) -> None:
    """Serve the document at /v1/openapi.json and Swagger UI at /docs/; / leads there."""
    config = {
        "openapi": "3.1.0",
        "specs": [
            {"endpoint": "openapi", "route": "/docs/spec.json", "rule_filter": lambda rule: False}
        ],
        "specs_route": "/docs/",
        "static_folder": str(SWAGGER_UI),
        "static_url_path": "/docs/files",
        "headers": [],
        "url": "/v1/openapi.json",
    }
    OwnDocument(app, config=config, merge=True)

    def openapi() -> Response:
        return Response(to_bytes(document()), content_type="application/json")

    def start() -> BaseResponse:
        return redirect("/docs/")

    def script() -> Response:
        return Response(STARTER.read_text(), content_type="text/javascript; charset=utf-8")

    def page_policy(response: Response) -> Response:
        if request.path.startswith("/docs"):
            response.headers["Content-Security-Policy"] = PAGE_POLICY
        return response

    app.add_url_rule("/v1/openapi.json", "openapi_document", openapi)
    app.add_url_rule("/", "start", start)
    app.add_url_rule("/docs/start.js", "docs_start", script)
    app.after_request(page_policy)
