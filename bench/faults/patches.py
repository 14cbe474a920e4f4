"""Patches drawn at random: members, dates, whole lists, rows by their key, references by id."""

from typing import Any

from .drawing import Draw, Plain
from .records import evident, record

APART = ("id", "evidence", "settled")
NEEDED = ("name", "title", "kind", "type", "format", "status", "document", "spans", "act")
OF_EACH_OTHER = ("speaker", "speaker_unknown", "party", "person", "latitude", "longitude")
MOST = 3


def patch_of(draw: Draw, present: Plain, *, by_key: bool) -> Plain:
    """A patch of a record as it stands, most of the time one that leaves it right."""
    fresh = record(draw, present["id"])
    held = pointed_at(present)
    able = [
        name
        for name in fresh
        if name not in (*APART, *OF_EACH_OTHER) and (name not in held or draw.one_in(9))
    ]
    patch = {
        name: member_patch(draw, present.get(name), fresh[name], by_key=by_key)
        for name in draw.some(able, MOST)
    }
    if draw.one_in(3):
        patch |= evidence_patch(draw, present)
    elif draw.one_in(3):
        patch |= dict.fromkeys(draw.some(removable(present, held), 1))
    return patch


def pointed_at(present: Plain) -> set[str]:
    """The members of a record whose rows its evidence names: other rows would leave it wrong."""
    rows = [*present.get("evidence", ()), *present.get("settled", ())]
    names = {row.get("field", "").split("/")[1] for row in rows if row.get("field")}
    if any(row.get("mediation") for row in present.get("positions", ())):
        names.add("mediations")
    return {name for name in names if isinstance(present.get(name), list)}


def removable(present: Plain, held: set[str]) -> list[str]:
    """The members that a record can do without."""
    apart = {*APART, *NEEDED, *OF_EACH_OTHER, "attribution", "sha256", "characters", "conflict"}
    return [name for name in present if name not in apart | held]


def evidence_patch(draw: Draw, present: Plain) -> Plain:
    """Other evidence, and what of it is settled."""
    bare = {name: value for name, value in present.items() if name not in APART[1:]}
    made = evident(draw, bare)
    return {name: made.get(name) for name in APART[1:]}


def member_patch(draw: Draw, present: Any, fresh: Any, *, by_key: bool) -> Any:
    """One member, or what is to change of it."""
    if not by_key or draw.one_in(2):
        return fresh
    if isinstance(fresh, list) and fresh and isinstance(present, list):
        return rows_patch(draw, present, fresh)
    if isinstance(present, dict) and isinstance(fresh, (str, dict)):
        return {"verbatim": draw.pick(("that spring", None))}
    return fresh


def rows_patch(draw: Draw, present: list[Any], fresh: list[Any]) -> Plain:
    """Rows, or references, of which some go, some change and some come."""
    if isinstance(fresh[0], str):
        return {**dict.fromkeys(draw.some(present, 1)), draw.pick(fresh): {}}
    told: Plain = {row["key"]: None for row in draw.some(present, 1)}
    row = {name: value for name, value in draw.pick(fresh).items() if name != "key"}
    return {**told, draw.pick([*(row["key"] for row in present), "e"]): row}
