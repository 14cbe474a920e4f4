"""Samples: so many of the records that match, drawn by chance and repeatably.

Records are ordered by a scramble of their number and the seed in whole numbers below a prime, which
both engines reckon alike; a sample is the beginning of that order.
"""

from typing import Any

from .reading import base_query
from .statement import Statement, slot

PRIME = 2_147_483_647
FACTORS = (48_271, 69_621)


def scrambled(number: Any, seed: Any) -> Any:
    """A whole number below the prime; squaring makes its order unlike that of the numbers."""
    mixed = (number * FACTORS[0] + seed * FACTORS[1] + 1) % PRIME
    squared = (mixed * mixed + number) % PRIME
    return (squared * squared + mixed) % PRIME


def sample_of(asked: Any) -> Statement:
    """The statement that draws: the slots behind those of the question are seed and size."""
    model, behind = asked.resource.model, len(asked.values)
    query = base_query(asked.resource)
    if conditions := asked.conditions():
        query = query.where(*conditions)
    number = model.record
    drawn = scrambled(number, slot(behind))
    return Statement(query.order_by(drawn, number).limit(slot(behind + 1)))
