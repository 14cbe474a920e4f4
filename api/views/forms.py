"""Lists in other forms than a page of JSON: streamed lines and tables, features, calendar, feed."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

import orjson

from api.errors import invalid
from api.formats import calendar, feed, geojson, table
from api.http.answering import address_of, base_url, link_on
from api.http.endpoint import Reply
from api.http.formats import ATOM, CALENDAR, CSV, GEOJSON, JSON, NDJSON, Format
from api.query.listing import fetch, stream
from api.query.picking import picker
from api.query.resource import Resource
from api.resources import READER

AT_PLACES = ("place", "meeting", "event")
ONLY_OF_A_PAGE = ("facets",)
WHOLE_RECORDS = (GEOJSON.name, CALENDAR.name, ATOM.name)


def formats_of(resource: Resource) -> tuple[Format, ...]:
    """The forms that a collection is listed in."""
    placed = (GEOJSON,) if resource.object in AT_PLACES else ()
    dated = (CALENDAR,) if resource.object == "meeting" else ()
    return (JSON, NDJSON, CSV, *placed, *dated, ATOM)


def other_form(resource: Resource, arguments: dict[str, Any]) -> Reply:
    """A list in another form than a page."""
    form = arguments["form"]
    for name in ONLY_OF_A_PAGE + (("fields",) if form in WHOLE_RECORDS else ()):
        if arguments.get(name):
            raise invalid(name, f"the format {form} has no room for it; leave one of the two out.")
    if form == CSV.name:
        arguments = with_columns(resource, arguments)
    if form == ATOM.name:
        return atom(resource, arguments)
    if form == GEOJSON.name and resource.object != "place":
        arguments["include"] = [*(arguments.get("include") or ()), "place"]
    records, headers = records_of(resource, arguments)
    return Reply(pieces=pieces_of(resource, arguments, records), headers=headers)


def with_columns(resource: Resource, arguments: dict[str, Any]) -> dict[str, Any]:
    """The arguments of a table, with the lists of references included that it has columns for."""
    lists = [name for name, part in resource.part.items() if part.shape is None]
    for path in arguments.get("include") or ():
        if path not in lists:
            told = f"a table has no room for {path}; name columns by fields."
            raise invalid("include", told, value=path)
    return {**arguments, "include": [] if arguments.get("fields") else lists}


def records_of(
    resource: Resource, arguments: dict[str, Any]
) -> tuple[Iterator[dict[str, Any]], dict[str, str]]:
    """The records that are asked for: all that match or, with a limit or sample, a page of them."""
    if arguments.get("limit") is None and not arguments.get("sample"):
        if arguments.get("cursor"):
            raise invalid("cursor", "without a limit all that match are sent, not a page.")
        chunks = stream(READER, resource, arguments)
        first = next(chunks, [])  # what goes wrong at once is told before anything is sent
        return chain(first, chain.from_iterable(chunks)), {}
    listed = fetch(READER, resource, arguments)
    _, headers = link_on(listed.page)
    return iter(listed.records), headers


def pieces_of(
    resource: Resource, arguments: dict[str, Any], records: Iterator[dict[str, Any]]
) -> Iterator[bytes]:
    """Records in the form that is asked for, as pieces of bytes."""
    form, paths = arguments["form"], arguments.get("fields")
    if form == CSV.name:
        return table.lines(resource.schema, records, columns_of(resource, paths))
    if form == GEOJSON.name:
        return geojson.features(records)
    if form == CALENDAR.name:
        return calendar.events(records, base_url())
    pick = picker([resource.paths[path] for path in paths or ()])
    return lines(pick(record) for record in records)


LINES_A_PIECE = 100


def lines(records: Iterator[dict[str, Any]]) -> Iterator[bytes]:
    """A line of JSON for each record, some at a time."""
    some: list[bytes] = []
    for record in records:
        some.append(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))
        if len(some) == LINES_A_PIECE:
            yield b"".join(some)
            some = []
    yield b"".join(some)


def columns_of(resource: Resource, paths: list[str] | None) -> list[str] | None:
    """The columns for what `fields` names, id and object first; all where it names nothing."""
    if not paths:
        return None
    known = table.columns(resource.schema)
    chosen = []
    for path in dict.fromkeys(("id", "object", *paths)):
        if not any(name == path or name.startswith(f"{path}.") for name in known):
            raise invalid("fields", f"a table has no column for {path}.", value=path)
        chosen.append(path)
    return chosen


def atom(resource: Resource, arguments: dict[str, Any]) -> Reply:
    """The last changed of what is asked for as a feed."""
    listed = fetch(READER, resource, {**arguments, "sort": arguments.get("sort") or "-updated_at"})
    records = listed.records
    updated = max((record["updated_at"] for record in records), default=NEVER)
    title = f"Parley: {resource.name}"
    _, headers = link_on(listed.page)
    body = feed.feed(title, address_of(), base_url(), updated, records)
    return Reply(body, headers=headers)


NEVER = "1970-01-01T00:00:00Z"
