"""The page of a record: what it is, where each of it stands, what documents differ on."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from marshmallow import Schema

from api.http.endpoint import Endpoint
from api.query.resource import Resource
from api.resources import RESOURCES

from .about import OF_PAST, further
from .asking import Answer, Question, ask
from .grounds import fields
from .members import classifying, facts, parts
from .page import Page, Visit
from .values import Values

SAID = {"sort": "said"}
ONWARD: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "person": (
        ("said", "/quotes", "speaker"),
        ("timeline", "/timeline", "person"),
        ("network", "/network", "person"),
    ),
    "party": (
        ("said", "/quotes", "party"),
        ("timeline", "/timeline", "party"),
        ("network", "/network", "party"),
    ),
    "place": (("map", "/map", "place"),),
    "agreement": (("about", "/quotes", "about"),),
    "event": (("about", "/quotes", "about"),),
    "meeting": (("at", "/quotes", "occasion"), ("about", "/quotes", "about")),
    "conflict": (("about", "/quotes", "about"),),
    "process": (("about", "/quotes", "about"),),
    "topic": (("on_topic", "/quotes", "topic"),),
    "document": (("reading", "/documents/{id}/reading", ""),),
}
"""Where one can look further from a record of each object: text, page, the parameter it goes in."""


def onward(record: Mapping[str, Any]) -> list[tuple[str, str, dict[str, str]]]:
    """The pages that show more of a record: the key of the text, the path, the parameters."""
    return [
        (text, path.format(id=record["id"]), given(path, parameter, record["id"]))
        for text, path, parameter in ONWARD.get(record["object"], ())
    ]


def given(path: str, parameter: str, id_: str) -> dict[str, str]:
    """The parameters of a page about a record; quotes are read in the order of time."""
    return ({parameter: id_} if parameter else {}) | (SAID if path == "/quotes" else {})


def dated(resource: Resource, record: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The date that places a record in time: the first of its kind that is known."""
    return next((record[name] for name in resource.dates if record.get(name)), None)


def page_of(resource: Resource, operations: Mapping[str, Endpoint]) -> Page:
    """The page of the records of one collection."""
    name = resource.object
    whole = operations[f"get{name.capitalize()}"]
    evidence = f"get{name.capitalize()}Evidence"
    takes = {OF_PAST: type(whole.arguments)._declared_fields[OF_PAST]}

    def question(visit: Visit) -> Question:
        return Question(
            whole.operation, {"include": ",".join(resource.part), **visit.query}, visit.path
        )

    def show(visit: Visit, answer: Answer) -> Mapping[str, Any]:
        record, is_past = answer.data, OF_PAST in visit.query
        rows = record["evidence"]
        if not is_past:
            rows = ask(Question(evidence, {"context": "true"}, {"id": record["id"]})).data
        return {
            **context_of(resource, record, rows),
            **further(visit, resource, answer),
            "is_past": is_past,
        }

    return Page(
        path=f"/{resource.name}/{{id}}",
        name=name,
        template="record.html",
        question=question,
        show=show,
        takes=replace(whole, arguments=Schema.from_dict(takes, name=f"{name}PageQuery")()),
        parameters=whole.parameters,
    )


def context_of(
    resource: Resource, record: dict[str, Any], rows: list[dict[str, Any]]
) -> dict[str, Any]:
    """What the template needs of a record and its evidence."""
    grounded = fields(record, rows)
    return {
        "title": record["label"],
        "record": record,
        "values": Values(record, rows),
        "classifying": classifying(record["object"]),
        "dated": dated(resource, record),
        "facts": facts(record),
        "parts_of_record": parts(record),
        "evidence": [each for each in grounded if each.grounds],
        "disputes": [each for each in grounded if each.is_disputed],
        "onward": onward(record),
    }


def pages(operations: Mapping[str, Endpoint]) -> list[Page]:
    """The page of a record of every collection."""
    return [page_of(resource, operations) for resource in RESOURCES.values()]
