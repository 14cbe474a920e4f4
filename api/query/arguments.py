"""The parameters of lists and items, assembled from the declarations."""

from collections.abc import Mapping, Sequence

from marshmallow import Schema

from schemas.fields import MAXIMUM_INTEGER, Field, Matched
from schemas.query import Choice, Count, Many

from .cursors import CURSOR
from .facets import MOST_FACETS, facets_of
from .filters import Filter
from .paging import Sort
from .resource import Resource

DEFAULT_LIMIT = 25
MAXIMUM_LIMIT = 200
MOST_INCLUDED = 12
LARGEST_SEED = 2**31 - 1
RELEVANCE = "relevance"


def date_match(further: str = "") -> Choice:
    """The parameter that says how imprecise dates match."""
    return Choice(
        "How imprecise dates match: possible (the days overlap the period) "
        f"or certain (they lie within it).{further}",
        ("possible", "certain"),
        load_default="possible",
        example="certain",
    )


def page_parameters(
    orders: Mapping[str, Sort], default: str, *, ranked: bool = False
) -> dict[str, Field]:
    """The parameters of every list: order, page, total; `ranked` where full text is asked for."""
    names = tuple(f"{sign}{name}" for name in orders for sign in ("", "-"))
    told = "; ".join(f"{name}: {sort.description}" for name, sort in orders.items())
    if ranked:
        names += (RELEVANCE,)
        told += (
            "; relevance (the default with q): what is called so before what speaks of it, "
            "the shorter text first, over at most 1,000 hits of each"
        )
    return {
        "sort": Choice(
            f"The order; a minus reverses it; {default} if not given. {told}. "
            "Ties are broken by the order of adding.",
            names,
            example=default,
        ),
        "limit": Count(
            f"How many records a page has; {DEFAULT_LIMIT} if not given.",
            minimum=0,
            maximum=MAXIMUM_LIMIT,
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


def shape_parameters(resource: Resource) -> dict[str, Field]:
    """The parameters that say what is shown of a record."""
    names = resource.includes
    return {
        "include": Many(
            "Parts to show and references to show whole.",
            Choice("A path.", names),
            most=MOST_INCLUDED,
            example=names[0],
        ),
        "fields": Many(
            "The members to show beside id and object; a part that is named is included.",
            Choice("A member.", tuple(resource.paths)),
            example="id,label",
        ),
    }


def filter_parameters(filters: Sequence[Filter]) -> dict[str, Field]:
    """The parameters of some filters, and how imprecise dates match where there are dates."""
    fields: dict[str, Field] = {}
    for each in filters:
        fields |= each.parameters()
    if any(each.dated() for each in filters):
        fields["date_match"] = date_match(" meta.date_match tells how many match in either way.")
    return fields


def facet_names(resource: Resource) -> tuple[str, ...]:
    """What a collection is counted by."""
    return tuple(facets_of(resource))


def whole_parameters(resource: Resource) -> dict[str, Field]:
    """The parameters that ask of all records that match: counts of them, and a sample."""
    names = facet_names(resource)
    return {
        "facets": Many(
            "Fields to count the matching records by: the fifty most frequent values of each, null "
            "for what is unknown or, of years, lies in more than one. "
            "limit=0 leaves the records out.",
            Choice("A field.", names),
            most=MOST_FACETS,
            example=names[0],
        ),
        "sample": Count(
            "So many of the matching records, drawn by chance and repeatably, instead of a page.",
            minimum=1,
            maximum=MAXIMUM_LIMIT,
            example="3",
        ),
        "seed": Count(
            "What a sample is drawn by, 0 if not given: the same seed draws the same records.",
            minimum=0,
            maximum=LARGEST_SEED,
            example="7",
        ),
    }


def list_arguments(resource: Resource, further: Mapping[str, Field]) -> Schema:
    """The schema of the query string of a list; `further` are parameters beside those of here."""
    filters = filter_parameters(resource.all_filters)
    fields = {
        **page_parameters(resource.orders, "added", ranked=True),
        **shape_parameters(resource),
        **further,
        **{name: field for name, field in filters.items() if name not in further},
        **whole_parameters(resource),
    }
    return Schema.from_dict(dict(fields), name=f"{resource.object.capitalize()}ListQuery")()


def item_arguments(resource: Resource) -> Schema:
    """The schema of the query string of an item."""
    fields = {
        **shape_parameters(resource),
        "revision": Count(
            "Show the record as it stood after this revision; include takes parts alone then.",
            minimum=0,
            maximum=MAXIMUM_INTEGER,
            example="1",
        ),
    }
    return Schema.from_dict(dict(fields), name=f"{resource.object.capitalize()}ItemQuery")()
