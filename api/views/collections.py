"""List, item and evidence of every collection, from its declaration."""

from typing import Any

from flask import g

from api.errors import BAD_REQUEST, INVALID_CURSOR, NOT_FOUND, WITHDRAWN, Problem
from api.http.answering import envelope, list_envelope
from api.http.endpoint import Endpoint, PathParameter, Reply
from api.http.formats import JSON, format_parameter
from api.http.shapes import item_of, list_of, ref
from api.query.arguments import item_arguments, list_arguments
from api.query.listing import fetch, tree_for
from api.query.picking import picker
from api.query.reading import tree_of
from api.query.resource import Resource
from api.resources import READER, RESOURCES
from schemas.fields import WRITABLE, Matched
from schemas.objects import OBJECTS, object_of
from schemas.query import Many

from .finding import number_of
from .forms import formats_of, other_form

REDIRECTS = {
    307: "The record with this identifier of another dataset.",
    308: "The record into which it was merged.",
}


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


def picker_of(resource: Resource, arguments: dict[str, Any]) -> Any:
    """What leaves of a record what the arguments ask for."""
    paths = [resource.paths[path] for path in arguments.get("fields") or ()]
    included = [(path.partition(".")[0],) for path in arguments.get("include") or ()]
    return picker([*paths, *included] if paths else [])


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


def evidence_endpoint(resource: Resource) -> Endpoint:
    """Where a record stands in the documents."""

    def view(arguments: dict[str, Any], id: str) -> Reply:
        return Reply(envelope(evidence_of(resource, number_of(resource, id)), g.revision))

    name = resource.object
    return Endpoint(
        operation=f"get{name.capitalize()}Evidence",
        summary=f"Get the evidence of one {name}",
        description="Each row says: this document, at this place, supports or disputes this field. "
        "Of a quote, the spans of its words are evidence themselves.",
        view=view,
        answer=item_of({"type": "array", "items": ref("Evidence")}),
        **about_one(resource, "/evidence"),
    )


def about_one(resource: Resource, below: str = "") -> dict[str, Any]:
    """What operations on one record share; `below` is what the address ends with."""
    path = f"/v1/{resource.name}"
    described = f"Id of the {resource.object}, or `scheme:value`."
    return {
        "path": f"{path}/{{id}}{below}",
        "tag": resource.name,
        "parameters": {"id": id_parameter(described, resource.example)},
        "problems": (BAD_REQUEST, NOT_FOUND, WITHDRAWN),
        "redirects": REDIRECTS,
        "example": f"{path}/{resource.example}{below}",
    }


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


def id_parameter(description: str, example: str) -> PathParameter:
    """The parameter `id` of an address."""
    form = "an id without control characters"
    return PathParameter(Matched(description, WRITABLE, form, maximum=500, required=True), example)


def one(resource: Resource, id: str, arguments: dict[str, Any]) -> Reply:
    """One record as an answer."""
    tree = tree_for(resource, arguments)
    record = READER.by_id(resource, id, tree)
    if record is None:
        record = by_number(resource, number_of(resource, id), tree)
    return Reply(envelope(picker_of(resource, arguments)(record), g.revision))


def by_number(resource: Resource, number: int, tree: dict[str, Any]) -> dict[str, Any]:
    """One record by its number as it is answered."""
    _, record = next(READER.read_answers(resource, [number], tree))
    return record


def evidence_of(resource: Resource, number: int) -> list[dict[str, Any]]:
    """The evidence of a record, the spans that stand for themselves first."""
    record = by_number(resource, number, tree_of(("evidence", *resource.standing)))
    own = [standing_row(record, name, row) for name in resource.standing for row in record[name]]
    return [*own, *record["evidence"]]


def standing_row(state: dict[str, Any], part: str, row: dict[str, Any]) -> dict[str, Any]:
    """A span that belongs to a record, in the form of evidence."""
    told = {name: row[name] for name in ("paragraph", "start", "end", "sha256")}
    empty = dict.fromkeys(("locator", "stated", "value", "claimed_by", "quote", "note"))
    field = f"/{part}/{row['key']}"
    return {
        "key": f"{part}-{row['key']}",
        "field": field,
        "basis": "stated",
        "document": state["document"],
        "stance": "supports",
        **empty,
        **told,
    }


def endpoints() -> list[Endpoint]:
    """List, item and evidence of every collection, and any record by its id."""
    made = [
        make(resource)
        for resource in RESOURCES.values()
        for make in (list_endpoint, item_endpoint, evidence_endpoint)
    ]
    return [*made, record_endpoint()]
