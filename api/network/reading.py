"""Reading the network: edges added up by the database, the records behind them, their nodes."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from peewee import JOIN, Case, Expression, fn

from api.models import Party, Record
from schemas.dates import FIRST_DAY, LAST_DAY
from schemas.objects import address

from .contacts import DIRECTED, Narrow, contacts

MOST_RECORDS = 100
# Numbers of records are below it (`api.query.paging.LARGEST_NUMBER`).
PAIR_FACTOR = 2**31


class Question(NamedTuple):
    """What is asked of the network; parties and persons are numbers, None where not asked for.

    `conditions` are those that a record behind an edge must meet.
    """

    types: Sequence[str]
    parties: Sequence[int] | None
    persons: Sequence[int] | None
    any_status: bool
    conditions: Sequence[Expression]
    min_weight: int
    limit: int


class Edge(NamedTuple):
    """An edge as the database adds it up: numbers and ids of its ends, and how many records."""

    type: str
    source: int
    target: int
    source_id: str
    target_id: str
    weight: int


class Behind(NamedTuple):
    """What is behind an edge: the days its records span, and the ids of the first of them."""

    first: Any
    last: Any
    records: list[str]


Ends = tuple[str, int, int]
Ways = Mapping[str, Sequence[Narrow]]


def network(question: Question) -> tuple[dict[str, Any], bool]:
    """Nodes and edges as they are answered, heaviest edges first, and whether there are more."""
    found = edges(question)
    shown = found[: question.limit]
    behind = records_behind(question, shown) if shown else {}
    told = [edge_json(edge, behind[edge[:3]]) for edge in shown]
    return {"nodes": nodes(told), "edges": told}, len(found) > question.limit


def edges(question: Question) -> list[Edge]:
    """The heaviest edges, one more than asked for if there are more; ids break ties."""
    contact = contacts(ways(question), question.any_status).alias("contact")
    pair = contact.c.type, contact.c.source, contact.c.target
    weight = fn.COUNT(contact.c.record)
    query = contact.select_from(*pair, weight.alias("weight"))
    if question.conditions:
        query = query.join(Record, on=(contact.c.record == Record.number))
        query = query.where(*question.conditions)
    query = query.group_by(*pair).having(weight >= question.min_weight)
    return [Edge(*row) for row in heaviest(query.alias("edge"), question.limit + 1)]


def heaviest(edge: Any, limit: int) -> Iterable[tuple[Any, ...]]:
    """The heaviest edges with the ids of their ends; without direction, the first id is source."""
    one, other = Record.alias(), Record.alias()
    turned = edge.c.type.not_in(DIRECTED) & (one.id > other.id)
    source = Case(None, [(turned, other.id)], one.id)
    target = Case(None, [(turned, one.id)], other.id)
    query = one.select(
        edge.c.type,
        edge.c.source,
        edge.c.target,
        source.alias("source_id"),
        target.alias("target_id"),
        edge.c.weight,
    )
    query = query.join(edge, on=(edge.c.source == one.number))
    query = query.join(other, on=(edge.c.target == other.number))
    return query.order_by(edge.c.weight.desc(), source, target, edge.c.type).limit(limit).tuples()


def ways(question: Question) -> Ways:
    """How contacts are narrowed: an edge touches one of the parties and one of the persons."""
    asked = [some for some in (question.parties, question.persons) if some is not None]
    made: list[Narrow] = [anywhere]
    if len(asked) == 1:
        made = [from_one(asked[0]), to_one(asked[0])]
    elif len(asked) == 2:
        made = [between(*asked), between(*reversed(asked))]
    return dict.fromkeys(question.types, made)


def anywhere(source: Any, target: Any) -> list[Expression]:
    """No condition."""
    return []


def from_one(some: Sequence[int]) -> Narrow:
    """The condition that the source is one of some."""
    return lambda source, target: [source.in_(some)]


def to_one(some: Sequence[int]) -> Narrow:
    """The condition that the target is one of some, and the source is not."""
    return lambda source, target: [target.in_(some), source.not_in(some)]


def between(sources: Sequence[int], targets: Sequence[int]) -> Narrow:
    """The condition that an edge leads from one of some to one of others."""
    return lambda source, target: [source.in_(sources), target.in_(targets)]


def among(pairs: Sequence[tuple[int, int]]) -> Narrow:
    """The condition that source and target are one of some pairs.

    A pair is compared as one number, which both engines look up in a hash; the sources stand beside
    it for the index.
    """
    sources = sorted({source for source, _ in pairs})
    codes = [source * PAIR_FACTOR + target for source, target in pairs]
    return lambda source, target: [
        source.in_(sources),
        (source * PAIR_FACTOR + target).in_(codes),
    ]


def records_behind(question: Question, shown: Sequence[Edge]) -> dict[Ends, Behind]:
    """What is behind edges, of each at most 100 records in their chronology."""
    pairs: dict[str, list[tuple[int, int]]] = {}
    for edge in shown:
        pairs.setdefault(edge.type, []).append((edge.source, edge.target))
    narrowed = {name: [among(some)] for name, some in pairs.items()}
    ranked = ranked_records(question, narrowed).alias("ranked")
    columns = ("type", "source", "target", "first", "last", "id")
    query = ranked.select_from(*[getattr(ranked.c, name) for name in columns])
    query = query.where(ranked.c.place <= MOST_RECORDS).order_by(ranked.c.place)
    found: dict[Ends, Behind] = {}
    for name, source, target, first, last, record in query.tuples():
        behind = found.setdefault((name, source, target), Behind(first, last, []))
        behind.records.append(record)
    return found


def ranked_records(question: Question, ways: Ways) -> Any:
    """The records behind each pair, with their place among them and the days that all span."""
    contact = contacts(ways, question.any_status).alias("contact")
    pair = [contact.c.type, contact.c.source, contact.c.target]
    order = [Record.chronology.is_null(), Record.chronology, Record.id]
    query = Record.select(
        *pair,
        Record.id,
        fn.MIN(Record.earliest).over(partition_by=pair).alias("first"),
        fn.MAX(Record.latest).over(partition_by=pair).alias("last"),
        fn.ROW_NUMBER().over(partition_by=pair, order_by=order).alias("place"),
    )
    query = query.join(contact, on=(contact.c.record == Record.number))
    return query.where(*question.conditions) if question.conditions else query


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
    query = Record.select(Record.id, Record.object, Record.label, Party.kind)
    query = query.join(Party, JOIN.LEFT_OUTER, on=(Party.record == Record.number))
    rows = query.where(Record.id.in_(list(degree))).tuples() if degree else ()
    made = [
        {
            **dict(zip(("id", "object", "label", "kind"), row, strict=True)),
            "href": address(row[0]),
            "degree": degree[row[0]],
            "weight": weight[row[0]],
        }
        for row in rows
    ]
    return sorted(made, key=lambda node: (-node["weight"], node["id"]))
