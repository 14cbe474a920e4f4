"""Lists: the parameters of a collection, the ids in them looked up, one page read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema

from api.errors import Problem, invalid, nearest
from api.models import Record, Tombstone
from schemas.fields import Field, Matched
from schemas.objects import BY_PREFIX
from schemas.query import Choice, Count, Many

from .paging import CURSOR, Keyset, Page, Sort, digest
from .periods import During
from .reading import Reader, base_query, tree_of
from .resource import Resource
from .shape import State

DEFAULT_LIMIT = 25
MAXIMUM_LIMIT = 200
NEAR_CANDIDATES = 2000


@dataclass
class Listed:
    """A page of records as states, with what the envelope tells of it."""

    states: list[State]
    page: Page
    limit: int


def page_parameters(orders: Mapping[str, Sort], default: str) -> dict[str, Field]:
    """The parameters of every list: order, page, total."""
    names = tuple(f"{sign}{name}" for name in orders for sign in ("", "-"))
    told = "; ".join(f"{name}: {sort.description}" for name, sort in orders.items())
    return {
        "sort": Choice(
            f"The order; a minus reverses it. {told}. Ties are broken by the order of adding.",
            names,
            load_default=default,
            example=default,
        ),
        "limit": Count(
            "How many records a page has.",
            minimum=1,
            maximum=MAXIMUM_LIMIT,
            load_default=DEFAULT_LIMIT,
            example="10",
        ),
        "cursor": Matched(
            "Where the page begins: next_cursor of the page before, with the same parameters.",
            CURSOR,
            "a next_cursor that this service gave",
            maximum=1000,
        ),
        "count": Choice(
            "How the total is counted: bounded (exact up to 1,000), exact, or none.",
            ("bounded", "exact", "none"),
            load_default="bounded",
            example="exact",
        ),
    }


DATE_MATCH = Choice(
    "How imprecise dates match: possible (the days overlap the period) "
    "or certain (they lie within it).",
    ("possible", "certain"),
    load_default="possible",
    example="certain",
)


def include_parameter(resource: Resource) -> dict[str, Field]:
    """The parameter `include` of a collection."""
    names = resource.includes
    return {
        "include": Many(
            "Parts to show and references to show whole.",
            Choice("A path.", names),
            example=names[0],
        )
    }


def list_arguments(resource: Resource) -> Schema:
    """The schema of the query string of a list, assembled from the declarations."""
    fields: dict[str, Field] = {}
    for each in resource.all_filters:
        fields |= each.parameters()
    if any(isinstance(each, During) for each in resource.all_filters):
        fields["date_match"] = DATE_MATCH
    fields |= page_parameters(resource.orders, "added") | include_parameter(resource)
    return Schema.from_dict(dict(fields), name=f"{resource.object.capitalize()}ListQuery")()


def item_arguments(resource: Resource) -> Schema:
    """The schema of the query string of an item."""
    return Schema.from_dict(
        dict(include_parameter(resource)), name=f"{resource.object.capitalize()}ItemQuery"
    )()


def fetch(reader: Reader, resource: Resource, arguments: Mapping[str, Any]) -> Listed:
    """A page of a collection."""
    query = base_query(resource)
    known = with_numbers(resource, arguments)
    for each in resource.all_filters:
        for condition in each.conditions(known):
            query = query.where(condition)
    page = page_of(resource.name, query, resource.orders, arguments)
    states = reader.states(resource, page.rows, tree_of(arguments.get("include") or ()))
    return Listed(states, page, arguments["limit"])


def page_of(
    list_name: str, query: Any, orders: Mapping[str, Sort], arguments: Mapping[str, Any]
) -> Page:
    """The page of a query that the arguments ask for."""
    order = arguments["sort"]
    sort = orders[order.removeprefix("-")]
    if sort.within is not None:
        query = query.where(sort.within)
    keyset = Keyset(query, sort, descending=order.startswith("-"))
    return keyset.page(
        arguments["limit"],
        arguments.get("cursor"),
        arguments["count"],
        digest(list_name, arguments),
    )


def with_numbers(resource: Resource, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments with the numbers of records in the place of their ids."""
    names = [
        name for each in resource.all_filters for name in each.references() if name in arguments
    ]
    numbers = numbers_of(target for name in names for target in arguments[name])
    known = dict(arguments)
    for name in names:
        missing = [target for target in arguments[name] if target not in numbers]
        if missing:
            raise unknown_record(name, missing[0])
        known[name] = [numbers[target] for target in arguments[name]]
    return known


def numbers_of(ids: Iterable[str]) -> dict[str, int]:
    """The numbers of records by id; an id that was merged gives its survivor's."""
    wanted = set(ids)
    if not wanted:
        return {}
    found = dict(Record.select(Record.id, Record.number).where(Record.id.in_(wanted)).tuples())
    gone = wanted - set(found)
    if gone:
        merged = Tombstone.select(Tombstone.id, Record.number).join(
            Record, on=(Tombstone.merged_into == Record.id)
        )
        found |= dict(merged.where(Tombstone.id.in_(gone)).tuples())
    return found


def unknown_record(name: str, target: str) -> Problem:
    """The Problem of a parameter that names no record."""
    return invalid(name, f"there is no record {target}.", value=target, near=near_id(target))


def near_id(target: str) -> str | None:
    """The id of a record that is like one that does not exist."""
    kind = BY_PREFIX.get(target[:3])
    if kind is None:
        return None
    query = (
        Record.select(Record.id)
        .where(Record.object == kind.name)
        .order_by(Record.id)
        .limit(NEAR_CANDIDATES)
    )
    return nearest(target, [found for (found,) in query.tuples()])
