"""JSON Merge Patch (RFC 7396) of a record, with rows named by their key.

A part may be given whole, as a list, or as an object that names rows by key (references by id):
null takes a row away, an object changes or adds one.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from marshmallow import Schema

from schemas.base import References, Rows
from schemas.pointing import Date

Plain = dict[str, Any]


def patched(schema: Schema, plain: Mapping[str, Any], patch: Mapping[str, Any]) -> Plain:
    """A plain record as a patch leaves it; what is wrong with that, its schema tells."""
    made = dict(plain)
    for name, change in patch.items():
        member = schema.fields.get(name)
        present = made.get(name)
        if change is None:
            made.pop(name, None)
        elif isinstance(member, Rows) and isinstance(change, Mapping):
            made[name] = rows_patched(member.inner.schema, present or [], change)
        elif isinstance(member, References) and isinstance(change, Mapping):
            made[name] = references_patched(present or [], change)
        elif isinstance(member, Date) and isinstance(change, Mapping):
            made[name] = merged({"value": present} if isinstance(present, str) else present, change)
        else:
            made[name] = change
    return made


def rows_patched(schema: Schema, rows: Sequence[Plain], patch: Mapping[str, Any]) -> list[Any]:
    """The rows of a part, changed by key; new ones come last."""
    by_key = {row["key"]: row for row in rows}
    for key, change in patch.items():
        if change is None:
            by_key.pop(key, None)
        elif isinstance(change, Mapping):
            by_key[key] = patched(schema, by_key.get(key, {}), change) | {"key": key}
        else:
            by_key[key] = change
    return list(by_key.values())


def references_patched(ids: Sequence[str], patch: Mapping[str, Any]) -> list[str]:
    """A list of references, of which some are taken away and some added."""
    kept = [each for each in ids if patch.get(each, True) is not None]
    return [
        *kept,
        *(each for each, change in patch.items() if change is not None and each not in kept),
    ]


def merged(target: Any, patch: Mapping[str, Any]) -> Plain:
    """RFC 7396 for what is no record: an object with the members of the patch, null takes away."""
    made = dict(target) if isinstance(target, Mapping) else {}
    for name, change in patch.items():
        if change is None:
            made.pop(name, None)
        else:
            made[name] = change
    return made
