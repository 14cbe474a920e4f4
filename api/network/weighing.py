"""Edges: the contacts of each pair added up by the database, of which the heaviest are told."""

import operator
from collections.abc import Sequence
from contextlib import nullcontext
from functools import reduce
from typing import Any, NamedTuple

from peewee import SQL, Case, Select, Value, fn

from api.database import engine
from api.models import Record
from api.query.statement import PREPARED, Statement, slot

from .asking import Question, bound
from .contacts import DIRECTED, Asked, contacts
from .pairs import PAIR_FACTOR, source_of, target_of


class Edge(NamedTuple):
    """An edge as the database adds it up: numbers and ids of its ends, and how many records."""

    type: str
    source: int
    target: int
    source_id: str
    target_id: str
    weight: int


def edges(question: Question) -> list[Edge]:
    """The heaviest edges, one more than asked for if there are more; ids break ties."""
    form, asked, values = bound(question)
    types = tuple(question.types)
    least, limit = slot(len(values)), slot(len(values) + 1)
    statement = PREPARED.get(
        ("edges", types, form), lambda: Statement(heaviest(types, asked, least, limit))
    )
    with nullcontext() if asked.ways else engine().sorting():
        rows = statement.tuples([*values, question.min_weight, question.limit + 1])
    return [Edge(name, *divmod(pair, PAIR_FACTOR), *rest) for name, pair, *rest in rows]


def heaviest(types: Sequence[str], asked: Asked, least: Value, limit: Value) -> Any:
    """The heaviest edges with the ids of their ends; without direction, the first id is source.

    Ids are joined to those alone that are as heavy as the last one told.
    """
    edge = reduce(operator.add, [weighed(name, asked, least) for name in types])
    edge = edge.cte("edge", materialized=True)
    one, other = Record.alias(), Record.alias()
    turned = edge.c.type.not_in(DIRECTED) & (one.id > other.id)
    source = Case(None, [(turned, other.id)], one.id).alias("source_id")
    target = Case(None, [(turned, one.id)], other.id).alias("target_id")
    query = one.select(edge.c.type, edge.c.pair, source, target, edge.c.weight)
    query = query.join(edge, on=(source_of(edge.c.pair) == one.number))
    query = query.join(other, on=(target_of(edge.c.pair) == other.number))
    query = query.where(edge.c.weight >= lightest(edge, limit)).with_cte(edge)
    order = edge.c.weight.desc(), SQL("source_id"), SQL("target_id"), edge.c.type
    return query.order_by(*order).limit(limit)


def lightest(edge: Any, limit: Value) -> Any:
    """The weight of the last edge that is told."""
    weight = edge.c.weight
    told = Select((edge,), (weight,)).order_by(weight.desc()).limit(limit).alias("told")
    return Select((told,), (fn.MIN(told.c.weight),))


def weighed(name: str, asked: Asked, least: Value) -> Any:
    """The pairs that contacts of a type tie, and by how many."""
    contact = contacts(name, asked).alias("contact")
    weight = fn.COUNT(contact.c.pair)
    query = Select((contact,), (Value(name).alias("type"), contact.c.pair, weight.alias("weight")))
    return query.group_by(contact.c.pair).having(weight >= least)
