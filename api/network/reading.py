"""Reading the network: the heaviest edges, the records behind them, their nodes."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from peewee import JOIN, Value

from api.models import Party, Record
from api.query.statement import by_numbers
from schemas.dates import FIRST_DAY, LAST_DAY
from schemas.objects import address

from .asking import Question
from .behind import Behind, records_behind
from .contacts import DIRECTED
from .weighing import Edge, edges


def network(question: Question) -> tuple[dict[str, Any], bool]:
    """Nodes and edges as they are answered, heaviest edges first, and whether there are more."""
    found = edges(question)
    shown = found[: question.limit]
    behind = records_behind(question, shown) if shown else {}
    told = [edge_json(edge, behind[edge[:3]]) for edge in shown]
    return {"nodes": nodes(told), "edges": told}, len(found) > question.limit


def edge_json(edge: Edge, behind: Behind) -> dict[str, Any]:
    """An edge as it is answered; an end of its time that is open or unknown is null."""
    return {
        "source": edge.source_id,
        "target": edge.target_id,
        "type": edge.type,
        "directed": edge.type in DIRECTED,
        "weight": edge.weight,
        "first": known_day(behind.first),
        "last": known_day(behind.last),
        "records": behind.records,
        "records_total": edge.weight,
    }


def known_day(day: Any) -> str | None:
    """A day as ISO 8601; None for one that stands for an open end."""
    text = None if day is None else str(day)
    return None if text in (FIRST_DAY.isoformat(), LAST_DAY.isoformat()) else text


def nodes(shown: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The parties and persons of edges, those with the greatest weight first.

    Degree is how many of the edges shown touch one, weight the sum of theirs.
    """
    degree: dict[str, int] = {}
    weight: dict[str, int] = {}
    for edge in shown:
        for end in (edge["source"], edge["target"]):
            degree[end] = degree.get(end, 0) + 1
            weight[end] = weight.get(end, 0) + edge["weight"]
    made = [
        {
            **dict(zip(("id", "object", "label", "kind"), row, strict=True)),
            "href": address(row[0]),
            "degree": degree[row[0]],
            "weight": weight[row[0]],
        }
        for rows in by_numbers("network", list(degree), named)
        for row in rows
    ]
    return sorted(made, key=lambda node: (-node["weight"], node["id"]))


def named(ids: Sequence[Value]) -> Any:
    """What is told of parties and persons."""
    query = Record.select(Record.id, Record.object, Record.label, Party.kind)
    query = query.join(Party, JOIN.LEFT_OUTER, on=(Party.record == Record.number))
    return query.where(Record.id.in_(ids))
