"""The faults of operations as answers in the OpenAPI document: one a status, with examples."""

from api.errors import BAD_REQUEST, PROBLEM_TYPES, ProblemType, fault
from api.http.refusing import PROBLEM_TYPE
from api.http.shapes import Json, ref


def response_name(kind: ProblemType) -> str:
    """The name of a fault's answer among those of the document: one a status."""
    return "".join(word.capitalize() for word in STATUS_NAMES[kind.status].split("-"))


STATUS_NAMES = {kind.status: kind.name for kind in PROBLEM_TYPES} | {400: BAD_REQUEST.name}
FAULTS: dict[str, list[ProblemType]] = {}
for each in PROBLEM_TYPES:
    FAULTS.setdefault(response_name(each), []).append(each)


def problem_response(kinds: list[ProblemType]) -> Json:
    """The answer of the faults of one status, with an example of each."""
    examples = {kind.name: {"value": problem_example(kind)} for kind in kinds}
    content = {PROBLEM_TYPE: {"schema": ref("Problem"), "examples": examples}}
    made: Json = {"description": ", ".join(kind.title for kind in kinds) + ".", "content": content}
    return made | ({"headers": RETRY_AFTER} if kinds[0].status in PASSING else {})


def problem_example(kind: ProblemType) -> Json:
    """How a fault looks; a fault of the query names the parameter and what may be meant."""
    name, value, near = EXAMPLE_FAULTS.get(kind.name, ("", None, None))
    told = f"{kind.title}: what is wrong, and what would be right."
    return {
        "type": kind.uri,
        "title": kind.title,
        "status": kind.status,
        "detail": told,
        "instance": f"/v1/agreements?{name}={value or ''}" if name else "/v1/agreements",
        "request_id": "0f3c5a1b2d4e6f70",
        "errors": [fault("query", name, told, value=value, near=near)] if name else [],
    }


PASSING = (429, 503)
RETRY_AFTER: Json = {
    "Retry-After": {
        "description": "After how many seconds to ask again.",
        "schema": {"type": "integer"},
    }
}
EXAMPLE_FAULTS: dict[str, tuple[str, str | None, str | None]] = {
    "unknown-parameter": ("stag", None, "stage"),
    "invalid-parameter": ("stage", "ceasfire", "ceasefire"),
    "invalid-cursor": ("cursor", None, None),
}
