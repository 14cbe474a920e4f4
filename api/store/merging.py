"""Merging: one record becomes another, what referred to it refers to the survivor."""

from collections.abc import Mapping, Sequence
from typing import Any

from peewee import ForeignKeyField, IntegrityError

from api.database import engine
from api.models import (
    Evidence,
    LinkTable,
    MediatorPosition,
    ObjectTable,
    Quote,
    Record,
    Settled,
    Tombstone,
)
from api.models.referring import columns_to_records, own_references
from api.query.parts import Part
from api.query.reading import slices
from api.resources import READER, RESOURCES
from schemas.base import References
from schemas.compiled import loader
from schemas.pointing import Reference

from .constraints import refuse_unfit
from .inheriting import with_inheritance
from .labels import follow_labels
from .retiring import entomb, present, referrers, remove
from .revision import Unit, unit
from .rows import insert
from .search import refresh_search
from .writing import write_in

Row = dict[str, Any]


class NotMergeable(ValueError):
    """Two records that cannot become one: `target` is the one to merge, the text says why."""

    def __init__(self, target: str, told: str) -> None:
        super().__init__(f"{target} cannot be merged: {told}")
        self.target = target


def merge(target: str, survivor: str, reason: str, who: str) -> int:
    """Merge a record into another of its object; returns the revision.

    Raises NoSuchRecord for an unknown id and NotMergeable where the two cannot be one.
    """
    with unit(who, reason) as revision:
        merge_in(revision, target, survivor, reason)
    return revision.number


def merge_in(
    revision: Unit, target: str, survivor: str, reason: str, *, inherits: bool = True
) -> None:
    """Merge a record into another within a revision.

    The survivor `inherits` names and identifiers, unless what it has is told elsewhere.
    """
    if target == survivor or target[:3] != survivor[:3]:
        raise NotMergeable(target, f"it and {survivor} must be two records of one object.")
    number, state = present(target)
    refuse_cited_text(target, number)
    kept, former = present(survivor)
    touched = referrers(number)
    revision.note(survivor, "absorb", former, other=target)
    for some in slices(sorted({*touched, kept})):
        for owner, before in READER.full_states(each for each in some if each in touched).items():
            revision.note(owner, "change", before, other=target)
        Record.update(revision=revision.number, updated_at=revision.at).where(
            Record.number.in_(some)
        ).execute()
    repoint_objects(number, kept, target)
    repoint_parts(number, kept, {target: survivor})
    Tombstone.update(merged_into=survivor).where(Tombstone.merged_into == target).execute()
    entomb(revision, target, reason, survivor=survivor, number=number, state=state)
    remove([number])
    refresh_search(follow_labels({kept: former["label"]}))
    if inherits:
        inherit(revision, survivor, kept, state)


def inherit(revision: Unit, survivor: str, kept: int, gone: Row) -> None:
    """Give the survivor the names and identifiers of the record that is gone."""
    resource = RESOURCES[gone["object"]]
    now = READER.full_states([kept])[survivor]
    plain = with_inheritance(resource, now, gone)
    state = {**loader(resource.schema)(plain), "object": resource.object}
    # also where nothing is inherited: a row that named the other is gone, with evidence about it
    refuse_unfit([state])
    write_in(revision, [state])


def refuse_cited_text(target: str, number: int) -> None:
    """Raise NotMergeable for a document in which spans lie: offsets hold in one text alone."""
    for model in (Evidence, Quote):
        if model.select().where(model.document == number).exists():
            told = "spans are coded in its text; code them in the other first."
            raise NotMergeable(target, told)


def repoint_objects(number: int, kept: int, target: str) -> None:
    """Let the columns of objects refer to the survivor; it never refers to itself."""
    for model, column in columns_to_records():
        if not issubclass(model, ObjectTable):
            continue
        try:
            with engine().atomic():
                model.update({column: kept}).where(column == number).execute()
        except IntegrityError as fault:
            kind = model._meta.table_name
            told = f"two records of {kind} would become the same; merge those first."
            raise NotMergeable(target, told) from fault
        if any(column is each for each in own_references(model)):
            model.update({column: None}).where(column == kept, model.record == kept).execute()


def repoint_parts(number: int, kept: int, renamed: Mapping[str, str]) -> None:
    """Let the rows of parts refer to the survivor, each table once."""
    columns: dict[Any, list[ForeignKeyField]] = {}
    for model, column in columns_to_records():
        if not issubclass(model, ObjectTable):
            columns.setdefault(model, []).append(column)
    parts = {part.model: part for each in RESOURCES.values() for part in each.part.values()}
    for part in parts.values():
        owners = {
            owner
            for column in columns.get(part.model, ())
            for (owner,) in part.model.select(part.model.owner).where(column == number).tuples()
        } - {number}
        for owner in sorted(owners):
            repoint_rows(part, columns[part.model], owner, number, kept)
            if part.shape is None:
                rename_keys(part.name, owner, renamed)


def repoint_rows(
    part: Part, columns: Sequence[ForeignKeyField], owner: int, number: int, kept: int
) -> None:
    """Write one record's rows of a part anew, with the survivor named and equal rows once."""
    model = part.model
    rows = list(model.select().where(model.owner == owner).order_by(model.ordinal).dicts())
    names = [column.name for column in columns]
    for row in rows:
        row.update({name: kept for name in names if row[name] == number})
    staying: list[Row] = []
    folded: dict[str, str] = {}
    for row in rows:
        if owner == kept and any(row[name] == kept for name in identifying(part)):
            continue
        twin = next((other for other in staying if alike(model, row, other)), None)
        if twin is None:
            staying.append(row)
        elif "key" in row:
            folded[row["key"]] = twin["key"]
    model.delete().where(model.owner == owner).execute()
    insert(model, staying)
    rename_keys(part.name, owner, folded)


def identifying(part: Part) -> list[str]:
    """The members by which a row names another record: what it may not be of its own record."""
    if part.shape is None or isinstance(part.field, References):
        return []
    members = part.shape.schema.fields
    own = part.model._meta.fields["owner"].rel_model
    return [
        name
        for name in part.field.key_from
        if isinstance(members[name], Reference)
        and part.model._meta.fields[name].rel_model in (own, Record)
    ]


def alike(model: Any, row: Row, other: Row) -> bool:
    """Whether two rows say the same: in all but key and order, or in a natural key."""
    if issubclass(model, LinkTable):
        return bool(row["target"] == other["target"])
    natural = [fields for fields, unique in model._meta.indexes if unique]
    if any(all(row[name] == other[name] for name in fields) for fields in natural):
        return True
    return all(row[name] == other[name] for name in row if name not in ("key", "ordinal"))


def rename_keys(part: str, owner: int, folded: Mapping[str, str]) -> None:
    """Let evidence, settled disputes and positions name the rows that stay."""
    for old, new in folded.items():
        for model in (Evidence, Settled):
            rename_fields(model, owner, f"/{part}/{old}", f"/{part}/{new}")
        if part == "mediations":
            MediatorPosition.update(mediation=new).where(
                MediatorPosition.owner == owner, MediatorPosition.mediation == old
            ).execute()


def rename_fields(model: Any, owner: int, old: str, new: str) -> None:
    """Let rows that are about one row be about another; no dispute is settled twice."""
    rows = list(model.select().where(model.owner == owner).order_by(model.ordinal))
    known = {row.field for row in rows}
    for row in rows:
        if row.field != old and not row.field.startswith(f"{old}/"):
            continue
        field, this = (
            f"{new}{row.field.removeprefix(old)}",
            (model.owner == owner, model.key == row.key),
        )
        if model is Settled and field in known:
            model.delete().where(*this).execute()
        else:
            model.update(field=field).where(*this).execute()
