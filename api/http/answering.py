"""Answers: one envelope, links that keep every parameter, canonical JSON."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import orjson
from flask import Response, request

from api.query.cursors import Total
from api.query.paging import Page
from api.version import TITLE

BASE = "parley.base"
LICENSE = "CC BY 4.0 (data), MIT (code)"


def to_bytes(value: Any) -> bytes:
    """JSON in UTF-8."""
    return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS)


def json_response(body: Any, status: int, media_type: str, headers: Mapping[str, str]) -> Response:
    """A response with a JSON body."""
    return Response(to_bytes(body), status, dict(headers), content_type=media_type)


def base_url() -> str:
    """The address under which the caller came."""
    environ = request.environ
    if BASE not in environ:
        environ[BASE] = f"{request.scheme}://{request.host}{request.root_path}"
    return str(environ[BASE])


def address_of(arguments: Mapping[str, str] | None = None) -> str:
    """The address of this request with other parameters."""
    if arguments is None:
        arguments = request.args.to_dict() if request.query_string else {}
    query = urlencode(arguments, safe=",:/") if arguments else ""
    return f"{base_url()}{request.path}{'?' + query if query else ''}"


def envelope(
    data: Any,
    revision: int,
    *,
    links: Mapping[str, str] | None = None,
    warnings: Sequence[str] = (),
    address: str | None = None,
    **meta: Any,
) -> dict[str, Any]:
    """An answer: data, what is to be known of it, and links; `address` is its own if not this."""
    address = address or address_of()
    return {
        "data": data,
        "meta": {
            **meta,
            "revision": revision,
            "warnings": list(warnings),
            "license": LICENSE,
            "citation": f"{TITLE}. Revision {revision}. {address}",
        },
        "links": {"self": address, **(links or {})},
    }


def link_on(page: Page) -> tuple[dict[str, str], dict[str, str]]:
    """The link to the next page, for the envelope and as a header."""
    if not page.next_cursor:
        return {}, {}
    address = address_of(request.args.to_dict() | {"cursor": page.next_cursor})
    return {"next": address}, {"Link": f'<{address}>; rel="next"'}


def total_json(total: Total | None) -> dict[str, Any] | None:
    """A total as it is answered."""
    return {"value": total.value, "relation": total.relation} if total else None


def list_envelope(
    data: list[Any],
    page: Page,
    limit: int,
    revision: int,
    warnings: Sequence[str] = (),
    *,
    facets: Mapping[str, Any] | None = None,
    date_match: Mapping[str, Total] | None = None,
) -> tuple[dict[str, Any], dict[str, str]]:
    """The envelope of a page, and the headers that lead on."""
    links, headers = link_on(page)
    asked = sorted((name, value) for name, value in request.args.items() if name != "cursor")
    body = envelope(
        data,
        revision,
        links=links,
        warnings=warnings,
        total=total_json(page.total),
        limit=limit,
        next_cursor=page.next_cursor,
        query=urlencode(asked, safe=",:/"),
        address=None,
        **(
            {"date_match": {way: total_json(each) for way, each in date_match.items()}}
            if date_match
            else {}
        ),
    )
    if facets:
        body["facets"] = facets
    return body, headers
