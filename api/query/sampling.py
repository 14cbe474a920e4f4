"""Samples: so many of the records that match, drawn by chance and repeatably.

Records are ordered by a scramble of their number and the seed in whole numbers of 31 bits, which
both engines reckon alike (`%` is LIKE to peewee); a sample is the beginning of that order.
"""

from typing import Any

from peewee import Cast

from .reading import base_query
from .statement import Statement, slot

LOWEST_BITS = 2**31 - 1
MIDDLE = 2**15
FACTORS = (48_271, 69_621)


def scrambled(number: Any, seed: Any) -> Any:
    """A whole number of 31 bits; the middle of a square is ordered unlike what is squared."""
    number, seed = Cast(number, "bigint"), Cast(seed, "bigint")
    mixed = (number * FACTORS[0] + seed * FACTORS[1] + 1).bin_and(LOWEST_BITS)
    squared = (mixed * mixed / MIDDLE + number).bin_and(LOWEST_BITS)
    return (squared * squared / MIDDLE + mixed).bin_and(LOWEST_BITS)


def sample_of(asked: Any) -> Statement:
    """The statement that draws: the slots behind those of the question are seed and size."""
    model, behind = asked.resource.model, len(asked.values)
    query = base_query(asked.resource)
    if conditions := asked.conditions():
        query = query.where(*conditions)
    number = model.record
    drawn = scrambled(number, slot(behind))
    return Statement(query.order_by(drawn, number).limit(slot(behind + 1)))
