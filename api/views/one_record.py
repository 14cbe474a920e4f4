"""What operations on one record share: address, parameter, faults, and reading the record."""

from collections.abc import Mapping
from typing import Any

from api.errors import BAD_REQUEST, NOT_FOUND, WITHDRAWN
from api.http.endpoint import PathParameter
from api.query.picking import picker
from api.query.resource import Resource
from api.resources import READER
from schemas.fields import WRITABLE, Matched

REDIRECTS = {
    307: "The record with this identifier of another dataset.",
    308: "The record into which it was merged.",
}


def about_one(resource: Resource, below: str = "", example: str = "") -> dict[str, Any]:
    """What operations on one record share; `below` is what the address ends with.

    `example` is the id of a record for which there is something to see, if not the resource's own.
    """
    path = f"/v1/{resource.name}"
    shown = example or resource.example
    described = f"Id of the {resource.object}, or `scheme:value`."
    return {
        "path": f"{path}/{{id}}{below}",
        "tag": resource.name,
        "parameters": {"id": id_parameter(described, shown)},
        "problems": (BAD_REQUEST, NOT_FOUND, WITHDRAWN),
        "redirects": REDIRECTS,
        "example": f"{path}/{shown}{below}",
    }


def id_parameter(description: str, example: str) -> PathParameter:
    """The parameter `id` of an address."""
    form = "an id without control characters"
    return PathParameter(Matched(description, WRITABLE, form, maximum=500, required=True), example)


def by_number(resource: Resource, number: int, tree: dict[str, Any]) -> dict[str, Any]:
    """One record by its number as it is answered."""
    _, record = next(READER.read_answers(resource, [number], tree))
    return record


def picker_of(resource: Resource, arguments: Mapping[str, Any]) -> Any:
    """What leaves of a record what the arguments ask for."""
    paths = [resource.paths[path] for path in arguments.get("fields") or ()]
    included = [(path.partition(".")[0],) for path in arguments.get("include") or ()]
    return picker([*paths, *included] if paths else [])
