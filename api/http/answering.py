"""Answers: one envelope, links that keep every parameter, canonical JSON."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import orjson
from flask import Response, request

from api.query.paging import Page

LICENSE = "CC BY 4.0 (data), MIT (code)"
TITLE = "Parley: structured conflict data, every fact traceable to its source"


def to_bytes(value: Any) -> bytes:
    """JSON in UTF-8."""
    return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS)


def json_response(body: Any, status: int, media_type: str, headers: Mapping[str, str]) -> Response:
    """A response with a JSON body."""
    return Response(to_bytes(body), status, dict(headers), content_type=media_type)


def base_url() -> str:
    """The address under which the caller came."""
    return request.url_root.rstrip("/")


def address_of(arguments: Mapping[str, str] | None = None) -> str:
    """The address of this request with other parameters."""
    given = request.args.to_dict() if arguments is None else arguments
    query = urlencode(given, safe=",:/")
    return f"{base_url()}{request.path}{'?' + query if query else ''}"


def envelope(
    data: Any,
    revision: int,
    *,
    links: Mapping[str, str] | None = None,
    warnings: Sequence[str] = (),
    **meta: Any,
) -> dict[str, Any]:
    """An answer: data, what is to be known of it, and links."""
    return {
        "data": data,
        "meta": {
            **meta,
            "revision": revision,
            "warnings": list(warnings),
            "license": LICENSE,
            "citation": f"{TITLE}. Revision {revision}. {address_of()}",
        },
        "links": {"self": address_of(), **(links or {})},
    }


def list_envelope(
    data: list[Any], page: Page, limit: int, revision: int, warnings: Sequence[str] = ()
) -> tuple[dict[str, Any], dict[str, str]]:
    """The envelope of a page, and the headers that lead on."""
    links = {}
    headers = {}
    if page.next_cursor:
        links["next"] = address_of(request.args.to_dict() | {"cursor": page.next_cursor})
        headers["Link"] = f'<{links["next"]}>; rel="next"'
    asked = sorted((name, value) for name, value in request.args.items() if name != "cursor")
    body = envelope(
        data,
        revision,
        links=links,
        warnings=warnings,
        total={"value": page.total.value, "relation": page.total.relation} if page.total else None,
        limit=limit,
        next_cursor=page.next_cursor,
        query=urlencode(asked, safe=",:/"),
    )
    return body, headers
