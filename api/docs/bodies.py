"""Bodies with real examples, headers and links of operations in the OpenAPI document."""

from collections.abc import Mapping
from typing import Any

from api.http import servers
from api.http.endpoint import Endpoint
from api.http.shapes import Json
from schemas.base import READ_ONLY

BEARER = "token"
BEARER_SCHEME: Json = {
    "type": "http",
    "scheme": "bearer",
    "description": "A token made by `flask token create NAME --scope write`. Reads need none, "
    "unless the operator has closed them.",
}
IF_MATCH: Json = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "description": "The ETag with which the record was read: it is written only if nobody has "
    "changed it since.",
    "schema": {"type": "string", "minLength": 1},
}
IDEMPOTENCY_KEY: Json = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "A word that is new for each request. Sent again within 24 hours, the same "
    "request is answered as before and changes nothing.",
    "schema": {"type": "string", "pattern": "^[!-~]{1,255}$"},
}
AT_LEAST: Json = {
    "name": servers.HEADER,
    "in": "header",
    "description": "The revision that an earlier answer told in this header: no state before it is "
    "shown. Who has written sends it, and reads what was written from whichever server.",
    "schema": {"type": "integer", "minimum": 0, "maximum": 10**servers.MOST_DIGITS - 1},
    "example": 1,
}
CHANGES = ("replace", "patch", "withdraw", "merge", "revert")


def header_parameters(endpoint: Endpoint) -> list[Json]:
    """The headers that an operation takes."""
    return [
        *([] if endpoint.writes or not endpoint.reads else [AT_LEAST]),
        *([IF_MATCH] if endpoint.conditional else []),
        *([IDEMPOTENCY_KEY] if endpoint.writes else []),
    ]


def request_body(endpoint: Endpoint, example: Any) -> Json:
    """The body of an operation; where it is a record, one of the data shows how it looks."""
    assert endpoint.body is not None
    content: Json = {"schema": endpoint.body.shape}
    shown = endpoint.body.example
    if shown is None and example is not None:
        shown = as_sent(example["data"], new=endpoint.method == "POST")
    if shown is not None:
        content["example"] = shown
    return {"required": True, "content": dict.fromkeys(endpoint.body.media_types, content)}


def as_sent(record: Mapping[str, Any], *, new: bool) -> dict[str, Any]:
    """A record of an answer as somebody would send it, under an id of its own where it is new."""
    told = {
        name: value
        for name, value in record.items()
        if name not in READ_ONLY and value not in (None, [])
    }
    return {**told, "id": f"{record['id'].partition('-')[0]}-an-example"} if new else told


def links_from(endpoint: Endpoint) -> Json:
    """What can be done with a record that was added: its id and its ETag are what that needs."""
    name = endpoint.operation.removeprefix("add")
    found = {"id": "$response.body#/data/id"}
    tagged = {**found, "header.If-Match": "$response.header.ETag"}
    return {
        "get": {"operationId": f"get{name}", "parameters": found},
        "history": {"operationId": f"get{name}History", "parameters": found},
        "restore": {"operationId": f"restore{name}", "parameters": found},
        **{each: {"operationId": f"{each}{name}", "parameters": tagged} for each in CHANGES},
    }
