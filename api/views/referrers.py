"""What refers to a record: a group for each member of others in which it stands."""

from typing import Any

from flask import g
from marshmallow import Schema

from api.http.answering import envelope
from api.http.endpoint import Endpoint, Reply
from api.http.shapes import TEXT, item_of, nullable, object_shape, ref
from api.query.referring import Group, Referring
from api.query.resource import Resource
from api.resources import RESOURCES
from schemas.objects import OBJECTS
from schemas.pointing import stub_json
from schemas.query import Count

from .finding import number_of
from .one_record import about_one

DEFAULT_LIMIT = 5
MAXIMUM_LIMIT = 50
REFERRING = Referring(RESOURCES)
EXAMPLES = {"quote": "quo-azemedia-2023-2613"}
"""Records that others refer to, where the example of the collection is none."""
ARGUMENTS = Schema.from_dict(
    {
        "limit": Count(
            f"How many records of each group are shown; {DEFAULT_LIMIT} if not given.",
            minimum=0,
            maximum=MAXIMUM_LIMIT,
            load_default=DEFAULT_LIMIT,
            example="1",
        )
    },
    name="ReferrersQuery",
)()
GROUP = object_shape(
    "The records of one object that refer to the record by one member.",
    {
        "object": {"type": "string", "enum": list(OBJECTS), "description": "What they are."},
        "member": {
            **TEXT,
            "description": "By which member: its name, that of a part, or behind a point that of "
            "a member of its rows or the anchor of a date (speaker, targets, attendance.party, "
            "signed.anchor).",
        },
        "total": ref("Total"),
        "records": {
            "type": "array",
            "maxItems": MAXIMUM_LIMIT,
            "items": ref("Stub"),
            "description": "The first of them, those last added before others.",
        },
        "href": nullable(
            {
                **TEXT,
                "description": "Address of the list that holds just these records; null where no "
                "filter asks for them alone.",
            }
        ),
    },
)


def referrers_endpoint(resource: Resource) -> Endpoint:
    """What refers to a record of a collection."""

    def view(arguments: dict[str, Any], id: str) -> Reply:
        number = number_of(resource, id)
        groups = REFERRING.groups(number, resource.object, arguments["limit"])
        return Reply(envelope([group_json(group, id) for group in groups], g.revision))

    name = resource.object
    return Endpoint(
        operation=f"get{name.capitalize()}Referrers",
        summary=f"List what refers to one {name}",
        description="A group for each member of other records in which it stands, in the order of "
        "the collections and of their members. A record is counted once in a group, however often "
        "it refers; the record itself is left out. In each group the records last added come "
        "first. Totals are exact up to 1,000.",
        view=view,
        arguments=ARGUMENTS,
        answer=item_of({"type": "array", "items": GROUP}),
        **about_one(resource, "/referrers", EXAMPLES.get(name, "")),
    )


def group_json(group: Group, id: str) -> dict[str, Any]:
    """A group as it is answered."""
    collection = OBJECTS[group.object].collection
    return {
        "object": group.object,
        "member": group.member,
        "total": group.total,
        "records": [stub_json(stub) for stub in group.records],
        "href": f"/v1/{collection}?{group.parameter}={id}" if group.parameter else None,
    }


def endpoints() -> list[Endpoint]:
    """What refers to a record, for every collection."""
    return [referrers_endpoint(resource) for resource in RESOURCES.values()]
