"""The controlled vocabularies, with their equivalents elsewhere."""

from typing import Any

from flask import g

from api.errors import NOT_FOUND, Problem, nearest
from api.http.answering import envelope
from api.http.endpoint import Endpoint, PathParameter, Reply
from api.http.shapes import TEXT, item_of, object_shape
from schemas.fields import WRITABLE, Matched
from schemas.vocabulary import VOCABULARIES

TERM = object_shape(
    "A code of a vocabulary.",
    {
        "code": TEXT,
        "label": TEXT,
        "definition": TEXT,
        "elsewhere": {
            "type": "object",
            "description": "Codes of other schemes, kept beside ours.",
            "additionalProperties": TEXT,
        },
    },
)
VOCABULARY = object_shape(
    "A closed list of codes.",
    {"name": TEXT, "description": TEXT, "terms": {"type": "array", "items": TERM}},
)


def all_of_them(arguments: dict[str, Any]) -> Reply:
    """All vocabularies."""
    return Reply(envelope([each.as_json() for each in VOCABULARIES.values()], g.revision))


def one_of_them(arguments: dict[str, Any], name: str) -> Reply:
    """One vocabulary."""
    if name not in VOCABULARIES:
        near = nearest(name, list(VOCABULARIES))
        hint = f" Did you mean {near}?" if near else f" There are: {', '.join(VOCABULARIES)}."
        raise Problem(NOT_FOUND, f"There is no vocabulary {name[:100]}.{hint}")
    return Reply(envelope(VOCABULARIES[name].as_json(), g.revision))


def endpoints() -> list[Endpoint]:
    """All vocabularies, and one."""
    return [
        Endpoint(
            path="/v1/vocabularies",
            operation="listVocabularies",
            tag="vocabularies",
            summary="List the vocabularies",
            view=all_of_them,
            answer=item_of({"type": "array", "items": VOCABULARY}),
            example="/v1/vocabularies",
        ),
        Endpoint(
            path="/v1/vocabularies/{name}",
            operation="getVocabulary",
            tag="vocabularies",
            summary="Get one vocabulary",
            view=one_of_them,
            parameters={
                "name": PathParameter(
                    Matched(
                        "Name of the vocabulary.", WRITABLE, "a name", maximum=100, required=True
                    ),
                    "agreement-stage",
                )
            },
            answer=item_of(VOCABULARY),
            problems=(NOT_FOUND,),
            example="/v1/vocabularies/agreement-stage",
        ),
    ]
