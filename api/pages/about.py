"""What stands beside the members of a record: what refers to it, its history, how it is cited."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from api.query.resource import Resource

from . import citing, linked
from .asking import Answer, Question, ask
from .page import Visit

OF_PAST = "revision"
REVISIONS_SHOWN = 10
DIFFERENCES_SHOWN = 8
LONGEST_VALUE = 80


@dataclass(frozen=True)
class Difference:
    """One thing that a revision changed: what was done, where, and the values in short."""

    op: str
    path: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Revised:
    """What one revision did to a record; `more` counts the differences that are not shown."""

    told: Mapping[str, Any]
    differences: Sequence[Difference]
    more: int


def further(visit: Visit, resource: Resource, answer: Answer) -> dict[str, Any]:
    """What the page of a record shows beside it; of a record of the past not what refers to it."""
    name, path = resource.object.capitalize(), {"id": answer.data["id"]}
    is_past = OF_PAST in visit.query
    referrers = None if is_past else ask(Question(f"get{name}Referrers", path=path))
    query = {"states": "false", "limit": str(REVISIONS_SHOWN)}
    history = ask(Question(f"get{name}History", query, path))
    return {
        "referrers": referrers,
        "history": history,
        "revised": list(revised(history.data)),
        "citations": citing.of_record(answer),
        "linked_data": linked.of_record(answer.data),
    }


def revised(history: Sequence[Mapping[str, Any]]) -> Iterator[Revised]:
    """Each revision with what differs in short; that a record came as a whole is no difference."""
    for told in history:
        found = [each for each in told["difference"] if each["path"]]
        shown = [in_short(each) for each in found[:DIFFERENCES_SHOWN]]
        yield Revised(told, shown, len(found) - len(shown))


def in_short(entry: Mapping[str, Any]) -> Difference:
    """A difference with its values cut to what can be taken in at a glance."""
    before, after = (short(entry[end]) if end in entry else None for end in ("from", "to"))
    return Difference(entry["op"], entry["path"], before, after)


def short(value: Any) -> str:
    """A value in short: text as it is, all else as JSON."""
    told = value if isinstance(value, str) else orjson.dumps(value).decode()
    return told if len(told) <= LONGEST_VALUE else f"{told[: LONGEST_VALUE - 1].rstrip()}…"
