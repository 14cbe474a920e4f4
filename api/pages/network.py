"""The network: parties and persons and what ties them, as a picture and as tables."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from api.http.endpoint import Endpoint
from api.network.contacts import TYPES
from schemas.objects import BY_PREFIX
from schemas.query import MAXIMUM_VALUES, IdOf

from .asking import Answer, Question, ask
from .graph import Name, drawn
from .page import Page, Visit
from .rendering import CURRENT

MOST_EDGES = "150"
EDGES_OFFERED = ("50", MOST_EDGES, "500", "1000")
# Of each tie so many records at most are named.
MOST_NAMED = 10
NARROWING = ("type", "party", "person", "date", "date__gte", "date__lte", "min_weight")
FIELDS = (*NARROWING, "status", "limit")

Member = Mapping[str, Any]


def question(visit: Visit) -> Question:
    """As many of the heaviest ties as can be looked at."""
    return Question("getNetwork", {"limit": MOST_EDGES, **visit.query})


def show(visit: Visit, answer: Answer) -> Mapping[str, Any]:
    """Nodes and edges, how they are drawn, and what the records behind them are called."""
    nodes, edges = answer.data["nodes"], answer.data["edges"]
    known = records_behind(edges)
    chosen = [node for node in nodes if is_chosen(node, visit.query)]
    asked = answer.question.query
    return {
        "nodes": {node["id"]: node for node in nodes},
        "ties": [(edge, *behind(edge, known)) for edge in edges],
        "draw": partial(drawn, nodes, edges, name_of),
        "chosen": chosen,
        "types": TYPES,
        "shown_types": [name for name in TYPES if any(edge["type"] == name for edge in edges)],
        "asked_types": asked.get("type", "").split(","),
        "limits": sorted({*EDGES_OFFERED, asked["limit"]}, key=int),
        "limit": asked["limit"],
        "narrowing": [name for name in NARROWING if name in visit.query],
        "fields": FIELDS,
        "title": None,
    }


def is_chosen(node: Member, query: Mapping[str, str]) -> bool:
    """Whether a node is one of those whose ties are asked for, by its id or its name."""
    return bool({node["id"], node["label"]} & set(IdOf.split(query.get(node["object"], ""))))


def name_of(node: Member) -> Name:
    """The name of a node in the reader's language, where there is one."""
    reading = CURRENT.get()
    return Name(reading.name(node), reading.language if node["id"] in reading.names else None)


def records_behind(edges: Sequence[Member]) -> dict[str, Member]:
    """Records behind ties with their names, by id; one question for each collection."""
    asked = [ask(named_in(name, ids)) for name, ids in first_ids(edges).items()]
    return {record["id"]: record for answer in asked for record in answer.data}


def first_ids(edges: Sequence[Member]) -> dict[str, list[str]]:
    """By collection the first record of each tie, then the second, as many as can be asked for."""
    found: dict[str, dict[str, None]] = {}
    for place in range(MOST_NAMED):
        for edge in edges:
            for record in edge["records"][place : place + 1]:
                some = found.setdefault(BY_PREFIX[record[:3]].collection, {})
                if len(some) < MAXIMUM_VALUES:
                    some[record] = None
    return {collection: list(ids) for collection, ids in found.items()}


def named_in(collection: str, ids: Sequence[str]) -> Question:
    """What some records of a collection are called."""
    query = {"id": ",".join(ids), "fields": "id,object,label", "limit": str(len(ids))}
    return Question(f"list{collection.capitalize()}", {**query, "count": "none"})


def behind(edge: Member, known: Mapping[str, Member]) -> tuple[list[Member], int]:
    """The first records behind a tie whose names are known, and how many others there are."""
    shown = [known[each] for each in edge["records"] if each in known][:MOST_NAMED]
    return shown, edge["records_total"] - len(shown)


def pages(operations: Mapping[str, Endpoint]) -> list[Page]:
    """The network."""
    return [
        Page(
            path="/network",
            name="network",
            template="network.html",
            question=question,
            show=show,
            takes=operations["getNetwork"],
        )
    ]
