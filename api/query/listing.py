"""Lists: the parameters of a collection, the ids in them looked up, one page read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema

from api.errors import invalid, nearest
from api.models import Record, Tombstone
from schemas.fields import Field, Matched
from schemas.objects import BY_PREFIX
from schemas.query import Choice, Count, Many

from .paging import CURSOR, Keyset, Page, Sort, digest
from .periods import During
from .reading import Reader, base_query, numbers_by_id, tree_of
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
    warnings: list[str]


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
    known, warnings = with_numbers(resource, arguments)
    for each in resource.all_filters:
        for condition in each.conditions(known):
            query = query.where(condition)
    page = page_of(resource.name, query, resource.orders, arguments)
    states = reader.states(resource, page.rows, tree_of(arguments.get("include") or ()))
    return Listed(states, page, arguments["limit"], warnings)


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


def with_numbers(
    resource: Resource, arguments: Mapping[str, Any]
) -> tuple[dict[str, Any], list[str]]:
    """The arguments with the numbers of records in the place of their ids, and warnings.

    A merged id stands for its survivor, and a warning says so; an id of no record is a Problem.
    """
    names = [name for each in resource.all_filters for name in each.references()]
    asked = {name: arguments[name] for name in names if name in arguments}
    wanted = {target for targets in asked.values() for target in targets}
    numbers = numbers_by_id(wanted)
    warnings = []
    for stone in tombstones(wanted - set(numbers)):
        if stone.merged_into in (survivors := numbers_by_id([stone.merged_into or ""])):
            numbers[stone.id] = survivors[stone.merged_into]
            warnings.append(f"{stone.id} was merged into {stone.merged_into}, which was asked for.")
        else:
            name = next(name for name, targets in asked.items() if stone.id in targets)
            raise invalid(name, f"{stone.id} was withdrawn: {stone.reason}", value=stone.id)
    for name, targets in asked.items():
        for target in targets:
            if target not in numbers:
                told = f"there is no record {target}."
                raise invalid(name, told, value=target, near=near_id(target))
    known = {name: [numbers[target] for target in targets] for name, targets in asked.items()}
    return {**arguments, **known}, warnings


def tombstones(ids: Iterable[str]) -> list[Tombstone]:
    """The tombstones among some ids."""
    wanted = list(ids)
    return list(Tombstone.select().where(Tombstone.id.in_(wanted))) if wanted else []


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
