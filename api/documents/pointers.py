"""JSON Pointers into records: rows are named by their key, lists of references by the id."""

from collections.abc import Mapping
from typing import Any

from schemas.base import id_of
from schemas.pointing import Stub

ABSENT = object()


def resolve(state: Mapping[str, Any], pointer: str) -> Any:
    """The value that a pointer names in a state, or ABSENT."""
    value: Any = state
    for step in pointer.split("/")[1:]:
        value = step_into(value, step)
        if value is ABSENT:
            return ABSENT
    return value


def step_into(value: Any, step: str) -> Any:
    """The member, the row with this key, or the reference with this id."""
    if isinstance(value, Mapping):
        return value.get(step, ABSENT)
    if isinstance(value, list):
        for item in value:
            if isinstance(item, Mapping) and item.get("key") == step:
                return item
            if isinstance(item, (str, Stub)) and id_of(item) == step:
                return item
    return ABSENT
