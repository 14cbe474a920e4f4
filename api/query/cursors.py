"""Cursors: opaque, bound to their query, checked in every part before they are used."""

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
from peewee import DateField, Field, TextField

from api.errors import INVALID_CURSOR, Problem, fault

LARGEST_NUMBER = 2**31
RELATIONS = ("eq", "gte")
CURSOR = re.compile("[A-Za-z0-9_-]+")
NOT_OURS = "it is not one that this service gave; begin again without it."
DIGEST_LENGTH = 12
NOT_OF_THE_QUERY = ("cursor", "limit", "count", "form", "fields", "include", "facets")


@dataclass(frozen=True)
class Total:
    """How many records match: exactly (`eq`) or at least (`gte`); None where not counted."""

    value: int
    relation: str


def digest(list_name: str, parameters: Mapping[str, Any]) -> str:
    """What ties a cursor to its query: the list, and the parameters that stay between pages."""
    kept = sorted(
        (name, str(value)) for name, value in parameters.items() if name not in NOT_OF_THE_QUERY
    )
    return hashlib.sha256(orjson.dumps([list_name, kept])).hexdigest()[:DIGEST_LENGTH]


def encode(query: str, segment: int, keys: list[Any], total: Total | None) -> str:
    """The cursor behind a row."""
    told = [total.value, total.relation] if total else None
    packed = orjson.dumps([query, segment, keys, told])
    return packed_text(hashlib.sha256(packed).digest()[:4] + packed)


def packed_text(checked: bytes) -> str:
    """The text of a cursor."""
    return base64.urlsafe_b64encode(checked).decode().rstrip("=")


def fits(total: Total | None) -> bool:
    """Whether a cursor's total can be one that was counted."""
    return total is None or (
        type(total.value) is int
        and 0 <= total.value < LARGEST_NUMBER
        and total.relation in RELATIONS
    )


def bad_cursor(detail: str) -> Problem:
    """The Problem of a cursor that cannot be used."""
    return Problem(
        INVALID_CURSOR, f"The cursor cannot be used: {detail}", [fault("query", "cursor", detail)]
    )


def decode(cursor: str, query: str) -> tuple[int, list[Any], Total | None]:
    """Segment, keys and total of a cursor; a Problem for one that is broken or of another query."""
    try:
        checked = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        packed = checked[4:]
        if hashlib.sha256(packed).digest()[:4] != checked[:4] or packed_text(checked) != cursor:
            raise ValueError("checksum")
        of_query, segment, keys, told = orjson.loads(packed)
        total = Total(*told) if told is not None else None
        if segment not in (0, 1) or type(segment) is not int or not fits(total):
            raise ValueError("content")
    except (ValueError, TypeError) as error:
        raise bad_cursor(NOT_OURS) from error
    if of_query != query:
        told = "it belongs to another query; begin again without it, or repeat that query."
        raise bad_cursor(told)
    return segment, keys, total


def key_of(column: Field, value: Any) -> Any:
    """A key of a cursor in the type of its column; ValueError for what the column cannot hold."""
    if isinstance(column, DateField):
        return date.fromisoformat(value)
    if isinstance(column, TextField):
        if not isinstance(value, str) or "\0" in value:
            raise ValueError("text")
    elif type(value) is not int or not 0 <= value < LARGEST_NUMBER:
        raise ValueError("number")
    return value
