"""List, item and evidence of every collection, from its declaration."""

from typing import Any

from flask import g

from api.errors import BAD_REQUEST, INVALID_CURSOR, NOT_FOUND, WITHDRAWN, Problem
from api.http.answering import envelope, list_envelope
from api.http.endpoint import Endpoint, Reply
from api.http.formats import JSON, format_parameter
from api.http.shapes import item_of, list_of, ref
from api.query.arguments import item_arguments, list_arguments
from api.query.listing import fetch, tree_for
from api.query.resource import Resource
from api.resources import READER, RESOURCES
from schemas.objects import OBJECTS, object_of
from schemas.query import Many

from .evidence import evidence_endpoint
from .finding import number_of
from .forms import formats_of, other_form
from .history import as_it_was
from .one_record import REDIRECTS, about_one, by_number, id_parameter, picker_of


def list_endpoint(resource: Resource) -> Endpoint:
    """The list of a collection."""
    formats = formats_of(resource)

    def view(arguments: dict[str, Any]) -> Reply:
        if arguments["form"] == JSON.name:
            return page(resource, arguments)
        return other_form(resource, arguments)

    return Endpoint(
        path=f"/v1/{resource.name}",
        operation=f"list{resource.name.capitalize()}",
        tag=resource.name,
        summary=f"List {resource.name}",
        description="Filters of several names mean and; several values of one mean or. "
        "A filter that takes records takes ids, `scheme:value` of another dataset, or whole "
        "names (in quotation marks where they hold a comma).",
        view=view,
        arguments=list_arguments(resource, format_parameter(formats, own_format(resource))),
        answer=list_of(ref(resource.object.capitalize())),
        problems=(INVALID_CURSOR,),
        example=f"/v1/{resource.name}?limit=1",
        formats=formats,
    )


def own_format(resource: Resource) -> Many | None:
    """The filter of a collection that is called `format`, if it has one."""
    found = (each.parameters().get("format") for each in resource.all_filters)
    return next((field for field in found if isinstance(field, Many)), None)


def page(resource: Resource, arguments: dict[str, Any]) -> Reply:
    """A page in its envelope."""
    listed = fetch(READER, resource, arguments)
    pick = picker_of(resource, arguments)
    data = [pick(record) for record in listed.records]
    body, headers = list_envelope(
        data,
        listed.page,
        listed.limit,
        g.revision,
        listed.warnings,
        facets=listed.facets,
        date_match=listed.date_match,
    )
    return Reply(body, headers=headers)


def item_endpoint(resource: Resource) -> Endpoint:
    """One record of a collection."""

    def view(arguments: dict[str, Any], id: str) -> Reply:
        return one(resource, id, arguments)

    name = resource.object
    return Endpoint(
        operation=f"get{name.capitalize()}",
        summary=f"Get one {name}",
        description="By its id, or by another dataset's as `scheme:value` (answered with 307).",
        view=view,
        arguments=item_arguments(resource),
        answer=item_of(ref(name.capitalize())),
        **about_one(resource),
    )


def record_endpoint() -> Endpoint:
    """Any record by its id alone."""

    def view(arguments: dict[str, Any], id: str) -> Reply:
        name = object_of(id)
        if name is None:
            prefixes = ", ".join(kind.prefix for kind in OBJECTS.values())
            raise Problem(
                NOT_FOUND, f"There is no record {id[:200]}; ids begin with one of {prefixes}."
            )
        return one(RESOURCES[name], id, arguments)

    return Endpoint(
        path="/v1/records/{id}",
        operation="getRecord",
        tag="records",
        summary="Get any record by its id",
        view=view,
        parameters={
            "id": id_parameter("Id of a record of any collection.", RESOURCES["quote"].example)
        },
        answer=item_of({"anyOf": [ref(name.capitalize()) for name in OBJECTS]}),
        problems=(BAD_REQUEST, NOT_FOUND, WITHDRAWN),
        redirects={308: REDIRECTS[308]},
        example=f"/v1/records/{RESOURCES['agreement'].example}",
    )


def one(resource: Resource, id: str, arguments: dict[str, Any]) -> Reply:
    """One record as an answer."""
    revision = arguments.get("revision")
    if revision is not None:
        return as_it_was(resource, id, revision, arguments)
    tree = tree_for(resource, arguments)
    record = READER.by_id(resource, id, tree)
    if record is None:
        record = by_number(resource, number_of(resource, id), tree)
    return Reply(envelope(picker_of(resource, arguments)(record), g.revision))


def endpoints() -> list[Endpoint]:
    """List, item and evidence of every collection, and any record by its id."""
    made = [
        make(resource)
        for resource in RESOURCES.values()
        for make in (list_endpoint, item_endpoint, evidence_endpoint)
    ]
    return [*made, record_endpoint()]
