"""JSON Merge Patch (RFC 7396) of a record, with rows named by their key.

A part may be given whole, as a list, or as an object that names rows by key (references by id):
null takes a row away, an object changes or adds one.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from marshmallow import Schema

from schemas.base import READ_ONLY, References, Rows
from schemas.pointing import Date

Plain = dict[str, Any]
OF_DATES = ("verbatim", "anchor")


class NotPatchable(ValueError):
    """What a patch asks for and cannot be: its JSON Pointer, and in the text what is wrong."""

    def __init__(self, pointer: str, told: str) -> None:
        super().__init__(told)
        self.pointer = pointer


def patched(schema: Schema, plain: Mapping[str, Any], patch: Mapping[str, Any]) -> Plain:
    """A plain record as a patch leaves it; what is wrong with that, its schema tells.

    Raises NotPatchable.
    """
    made = dict(plain)
    for name, change in patch.items():
        member = schema.fields.get(name)
        present = made.get(name)
        if change is None:
            made.pop(name, None)
        elif isinstance(member, Rows) and isinstance(change, Mapping):
            refuse_wrong_rows(name, [row["key"] for row in present or ()], change)
            made[name] = rows_patched(member.inner.schema, present or [], change)
        elif isinstance(member, References) and isinstance(change, Mapping):
            refuse_wrong_rows(name, present or [], change)
            made[name] = references_patched(present or [], change)
        elif isinstance(member, Date) and isinstance(change, Mapping):
            made[name] = merged({"value": present} if isinstance(present, str) else present, change)
        else:
            made[name] = change
    return made


def refuse_wrong_rows(name: str, known: Sequence[str], patch: Mapping[str, Any]) -> None:
    """Raise NotPatchable for a row to take away that is not there, and for a row that is no object.

    A key that is not there was mistyped, and a key never changes.
    """
    for key, change in patch.items():
        pointer = f"/{name}/{key[:100]}"
        if change is None and key not in known:
            there = f"there are {', '.join(known)}" if known else "there is none"
            raise NotPatchable(pointer, f"There is no such row to take away; {there}.")
        if change is not None and not isinstance(change, Mapping):
            raise NotPatchable(pointer, "Must be an object, or null to take it away.")
        if change is not None and change.get("key", key) != key:
            raise NotPatchable(f"{pointer}/key", "The key of a row never changes.")


def left_behind(schema: Schema, plain: Mapping[str, Any], patch: Mapping[str, Any]) -> list[str]:
    """What a patch does not do though it may have been meant: warnings for who sent it."""
    ignored = [name for name in READ_ONLY if name in patch]
    told = [f"{', '.join(ignored)}: given by the database, not changed."] if ignored else []
    for name, change in patch.items():
        present = plain.get(name)
        if not (isinstance(schema.fields.get(name), Date) and isinstance(present, Mapping)):
            continue
        new = change.get("value") if isinstance(change, Mapping) else None
        stays = [each for each in OF_DATES if each in present and each not in (change or {})]
        if new is not None and new != present["value"] and stays:
            told.append(f"{name}: the value changed; {' and '.join(stays)} stayed as before.")
    return told


def rows_patched(schema: Schema, rows: Sequence[Plain], patch: Mapping[str, Any]) -> list[Any]:
    """The rows of a part, changed by key; new ones come last."""
    by_key = {row["key"]: row for row in rows}
    for key, change in patch.items():
        if change is None:
            by_key.pop(key, None)
        else:
            by_key[key] = patched(schema, by_key.get(key, {}), change) | {"key": key}
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
