"""The OpenAPI 3.1 document, made from the endpoints and the schemas that do the work."""

from collections.abc import Callable
from typing import Any

import orjson
from apispec import APISpec
from marshmallow import Schema

import api
from api.errors import ProblemType
from api.http.answering import LICENSE
from api.http.endpoint import Endpoint
from api.http.formats import JSON
from api.http.input_shapes import input_shapes
from api.http.shapes import SHARED_SHAPES, Json, ref, schema_shape
from api.resources import RESOURCES
from api.version import VERSION
from api.views import TAGS, endpoints

from .bodies import BEARER, BEARER_SCHEME, header_parameters, links_from, request_body
from .faults import FAULTS, problem_response, response_name

ExampleOf = Callable[[str], Any]


def components() -> dict[str, Json]:
    """The schemas of all records, their rows and the shared shapes."""
    found = dict(SHARED_SHAPES)
    for resource in RESOURCES.values():
        found[resource.object.capitalize()] = schema_shape(resource.schema)
        for part in resource.part.values():
            if part.shape is not None:
                found[type(part.shape.schema).__name__] = schema_shape(part.shape.schema)
    return found | input_shapes(resource.schema for resource in RESOURCES.values())


def build(server: str, example_of: ExampleOf | None = None) -> dict[str, Any]:
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
    for name, kinds in FAULTS.items():
        spec.components.response(name, problem_response(kinds))
    spec.components.security_scheme(BEARER, BEARER_SCHEME)
    for endpoint in endpoints():
        told = {endpoint.method.lower(): operation(endpoint, example_of)}
        spec.path(path=endpoint.path, operations=told)
    return dict(spec.to_dict())


def operation(endpoint: Endpoint, example_of: ExampleOf | None) -> Json:
    """One operation of the document."""
    example = example_of(endpoint.example) if example_of and endpoint.example else None
    made: Json = {
        "operationId": endpoint.operation,
        "tags": [endpoint.tag],
        "summary": endpoint.summary,
        "parameters": [
            *path_parameters(endpoint),
            *query_parameters(endpoint.arguments, example),
            *header_parameters(endpoint),
        ],
        "responses": responses(endpoint, example),
    }
    if endpoint.description:
        made["description"] = endpoint.description
    if endpoint.scope is not None:
        made["security"] = [{BEARER: []}]
    if endpoint.body is not None:
        made["requestBody"] = request_body(endpoint, example)
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


def query_parameters(arguments: Schema, example: Any) -> list[Json]:
    """The parameters of the query string; cursor and epoch are shown as in the example page."""
    made = [query_parameter(name, field) for name, field in arguments.fields.items()]
    meta = example["meta"] if example and "meta" in example else {}
    shown = {"cursor": meta.get("next_cursor"), "epoch": meta.get("epoch")}
    for parameter in made:
        if shown.get(parameter["name"]):
            parameter["example"] = shown[parameter["name"]]
    return made


def query_parameter(name: str, field: Any) -> Json:
    """One parameter, with type, limits, default and an example."""
    shape = field.json_schema()
    made: Json = {
        "name": name,
        "in": "query",
        "description": field.metadata["description"],
        "schema": shape,
    }
    if field.required:
        made["required"] = True
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


def responses(endpoint: Endpoint, example: Any) -> Json:
    """The answers of an operation: success, redirections, faults."""
    tagged = endpoint.tagged or endpoint.files
    conditional = tagged and not endpoint.writes
    found = {
        "headers": HEADERS | (TAGGED if tagged else {}) | (SHOWN if endpoint.reads else {}),
        "content": contents(endpoint, example),
    }
    made: Json = {str(endpoint.status): {"description": SUCCESS[endpoint.status], **found}}
    if endpoint.status == 201:
        made["201"]["headers"] = found["headers"] | {"Location": ADDRESS}
        made["201"]["links"] = links_from(endpoint)
    if endpoint.files:
        made["206"] = {"description": "The range that was asked for.", **found}
    if conditional:
        made["304"] = {"description": "Nothing has changed since the answer with this ETag."}
    for status, text in endpoint.redirects.items():
        location = {"Location": ADDRESS}
        moved = {"application/json": {"schema": ref("Moved")}}
        made[str(status)] = {"description": text, "headers": location, "content": moved}
    by_status: dict[int, list[ProblemType]] = {}
    for kind in endpoint.all_problems:
        by_status.setdefault(kind.status, []).append(kind)
    for status, kinds in sorted(by_status.items()):
        made[str(status)] = {"$ref": f"#/components/responses/{response_name(kinds[0])}"}
    return made


def contents(endpoint: Endpoint, example: Any) -> Json:
    """The forms of a successful answer; the example is in JSON or, of files, in the first form."""
    made: Json = {each.media_type: {"schema": {"type": "string"}} for each in endpoint.formats}
    if JSON in endpoint.formats:
        made[JSON.media_type]["schema"] = endpoint.answer
    shown = JSON if JSON in endpoint.formats and not endpoint.files else endpoint.formats[0]
    if example is not None:
        made[shown.media_type]["example"] = example
    return made


SUCCESS = {200: "Found, or done.", 201: "Added."}
ADDRESS: Json = {"description": "Its address.", "schema": {"type": "string"}}
HEADERS: Json = {
    "X-Request-Id": {
        "description": "The id of the request, for the log.",
        "schema": {"type": "string"},
    },
    "RateLimit-Policy": {
        "description": "The quotas that hold: `q` requests in `w` seconds.",
        "schema": {"type": "string"},
    },
    "RateLimit": {
        "description": "What is left of each quota: `r` requests, for the next `t` seconds.",
        "schema": {"type": "string"},
    },
}


SHOWN: Json = {
    "Parley-Revision": {
        "description": "The revision of the data that the answer shows, or that was written.",
        "schema": {"type": "integer"},
    },
}
TAGGED: Json = {
    "ETag": {
        "description": "Names this answer and the state of the data; send it as If-None-Match.",
        "schema": {"type": "string"},
    },
}
