"""Loading seeds: compared with the last load, written as one revision, nothing on a fault."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from api.models import Change, Record, Revision, SeedFile, Tombstone
from api.query.shape import State
from api.store import (
    NotMergeable,
    Referred,
    Unit,
    Written,
    entomb,
    merge_in,
    numbers_by_id,
    plain_state,
    unit,
    withdraw_in,
    write_in,
)
from api.store.rows import insert

from .check import Checked, check
from .files import Fault, Watch, all_of_them, read_seeds

WHO = "seeds"


class BadSeeds(ValueError):
    """Seeds that cannot be loaded; `faults` lists why."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


@dataclass
class Loaded:
    """What a load did; `kept` are records that others changed since they were last loaded.

    `revision` is None where nothing changed.
    """

    written: Written
    kept: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    revision: int | None = None


def hash_of(state: State) -> str:
    """The hash by which a change of a seed record is noticed."""
    return hashlib.sha256(orjson.dumps(plain_state(state))).hexdigest()


def load(
    folder: Path,
    *,
    overwrite: bool = False,
    why: str = "Load the seeds.",
    watch: Watch = all_of_them,
) -> Loaded:
    """Load a seeds folder; raises BadSeeds, with the database untouched, when there is any fault.

    A record whose file is unchanged since it was last loaded is left as it is. One that others
    changed since is left and listed, unless `overwrite` is true. `watch` sees the files go by.
    """
    checked = check(read_seeds(folder, watch=watch), form=False)
    if checked.faults:
        raise BadSeeds(checked.faults)
    with unit(WHO, why) as revision:
        before = {row.record: row for row in SeedFile.select()}
        hashes = {target: hash_of(state) for target, state in checked.states.items()}
        stale = [
            target
            for target, told in hashes.items()
            if target not in before or before[target].sha256 != told
        ]
        gone = retired_by_others(stale)
        refuse_used_ids(checked, [target for target in stale if target not in gone])
        kept = [*gone, *([] if overwrite else changed_by_others(stale, before))]
        taken = [target for target in stale if target not in kept]
        written = write_in(revision, [checked.states[target] for target in taken])
        remember(hashes, taken)
        stands = [] if overwrite else restored_by_others(checked.retired)
        kept += stands
        withdrawn, merged = retire_or_tell(revision, checked, stands)
        number = revision.number if revision.begun else None
        return Loaded(written, kept, withdrawn, merged, number)


def retire_or_tell(
    revision: Unit, checked: Checked, stands: Sequence[str]
) -> tuple[list[str], list[str]]:
    """Retire what the files retire, but for what `stands`; BadSeeds where that cannot be done."""
    wanted = {each: told for each, told in checked.retired.items() if each not in stands}
    try:
        return retire(revision, wanted)
    except (Referred, NotMergeable) as error:
        file = checked.files.get(error.target, "")
        raise BadSeeds([Fault(file, error.target, str(error))]) from error


def retired_by_others(targets: Sequence[str]) -> list[str]:
    """Those of the records that others than the seeds withdrew or merged: they stay so."""
    query = Tombstone.select(Tombstone.id).join(
        Revision, on=(Tombstone.revision == Revision.number)
    )
    query = query.where(Revision.who != WHO)
    return sorted({each for (each,) in query.tuples()} & set(targets))


def restored_by_others(targets: Iterable[str]) -> list[str]:
    """Those of the records that others restored after they had been retired: they stand."""
    query = Change.select(Change.record).where(
        Change.action == "restore", Change.record.in_(list(targets))
    )
    return sorted({each for (each,) in query.tuples()} & numbers_by_id(targets).keys())


def refuse_used_ids(checked: Checked, targets: list[str]) -> None:
    """Raise BadSeeds for a record whose id was withdrawn or merged: an id is never used again."""
    gone = {stone.id for stone in Tombstone.select(Tombstone.id)} & set(targets)
    if gone:
        told = "was withdrawn or merged; its id is not used again."
        raise BadSeeds([Fault(checked.files[target], target, told) for target in sorted(gone)])


def changed_by_others(targets: list[str], before: Mapping[str, Any]) -> list[str]:
    """Those of the records that were written since the revision in which they were last loaded."""
    query = Record.select(Record.id, Record.revision).where(Record.id.in_(targets))
    now = dict(query.tuples()) if targets else {}
    return [
        target
        for target in targets
        if target in now
        and (before.get(target) is None or now[target] > before[target].revision_id)
    ]


def remember(hashes: Mapping[str, str], targets: list[str]) -> None:
    """Note what was loaded, and in which revision each record now stands."""
    if not targets:
        return
    standing = dict(
        Record.select(Record.id, Record.revision).where(Record.id.in_(targets)).tuples()
    )
    SeedFile.delete().where(SeedFile.record.in_(targets)).execute()
    insert(
        SeedFile,
        [
            {"record": target, "sha256": hashes[target], "revision": standing[target]}
            for target in targets
        ],
    )


def retire(revision: Unit, retired: Mapping[str, Mapping[str, Any]]) -> tuple[list[str], list[str]]:
    """Withdraw and merge what the files say so of; an id that never was a record is taken too."""
    stones = Tombstone.select(Tombstone.id).where(Tombstone.id.in_(list(retired)))
    known = {stone.id for stone in stones} if retired else set()
    fresh = {target: value for target, value in retired.items() if target not in known}
    there = numbers_by_id(fresh)
    merged = [target for target, value in fresh.items() if value.get("merged_into")]
    withdrawn = [target for target in fresh if target not in merged]
    for target in merged:
        survivor, reason = fresh[target]["merged_into"], fresh[target]["reason"]
        if target in there:
            merge_in(revision, target, survivor, reason, inherits=False)
        else:
            entomb(revision, target, reason, survivor=survivor)
    withdraw_in(revision, {each: fresh[each]["withdrawn"] for each in withdrawn if each in there})
    for target in withdrawn:
        if target not in there:
            entomb(revision, target, fresh[target]["withdrawn"])
    return withdrawn, merged
