"""What is asked of the network, and its form: all of it that is not a value."""

from collections.abc import Hashable, Sequence
from typing import Any, NamedTuple

from api.query.filters import Arguments
from api.query.statement import Bound

from .contacts import Asked
from .pairs import Narrow, between, from_one, to_one

MATCH = "date_match"


class Question(NamedTuple):
    """What is asked of the network; parties and persons are numbers, None where not asked for.

    `when` are the arguments of `participation.WHEN`, for the records behind an edge.
    """

    types: Sequence[str]
    parties: Sequence[int] | None
    persons: Sequence[int] | None
    any_status: bool
    when: Arguments
    min_weight: int
    limit: int


def bound(question: Question) -> tuple[Hashable, Asked, list[Any]]:
    """The form of a question, the contacts that it asks for with slots, and the values."""
    actors = {"party": question.parties, "person": question.persons}
    named = {name: list(some) for name, some in actors.items() if some is not None}
    when = dict(question.when)
    match = when.pop(MATCH, None)
    given = Bound({**named, **when})
    slots = given.arguments
    narrowed = ways([slots.pop(name) for name in named])
    asked = Asked(narrowed, question.any_status, {**slots, MATCH: match})
    return (given.form, question.any_status, match), asked, given.values


def ways(actors: Sequence[Sequence[Any]]) -> list[Narrow]:
    """How contacts are narrowed: an edge touches one of each of up to two lists."""
    if len(actors) == 2:
        return [between(*actors), between(*reversed(actors))]
    return [way(some) for some in actors for way in (from_one, to_one)]
