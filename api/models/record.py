"""The record under every object, its history, and what the tables of objects and parts share."""

from collections.abc import Callable

from peewee import Check, CompositeKey, DateField, ForeignKeyField, IntegerField, TextField

from schemas.objects import OBJECTS
from schemas.vocabulary.evidence import BASIS
from schemas.vocabulary.history import CHANGE_ACTION

from .columns import KeyText, Table, code, one_of, reference

OBJECT_NAMES = ", ".join(f"'{name}'" for name in OBJECTS)


def object_name() -> KeyText:
    """A column for the name of an object."""
    return KeyText(constraints=[Check(f'"object" IN ({OBJECT_NAMES})')])


class Counter(Table):
    """The one row that every write locks: the last revision and the last number of a record."""

    id = IntegerField(primary_key=True, constraints=[Check('"id" = 1')])
    revision = IntegerField()
    number = IntegerField()
    epoch = KeyText()
    timeline = KeyText(null=True)


class Revision(Table):
    """One transaction that changed records: when, by whom, why.

    Numbers have no gaps and follow commits.
    """

    number = IntegerField(primary_key=True)
    at = KeyText()
    who = TextField()
    why = TextField()


class Record(Table):
    """What all records share. `number` is permanent and survives export, copy and import."""

    number = IntegerField(primary_key=True)
    id = KeyText(unique=True)
    object = object_name()
    label = TextField()
    label_key = KeyText()
    earliest = DateField(null=True)
    latest = DateField(null=True)
    chronology = DateField(null=True)
    revision = ForeignKeyField(Revision, column_name="revision", lazy_load=False, backref="+")
    created_at = KeyText()
    updated_at = KeyText(index=True)

    class Meta:
        indexes = (
            (("object", "id"), True),
            (("object", "label_key", "number"), False),
            (("object", "updated_at", "number"), False),
            (("object", "chronology", "number", "earliest", "latest"), False),
            (("latest",), False),
            (("earliest",), False),
        )


class Change(Table):
    """What a revision did to a record; `before` is its state until then as JSON, empty if added.

    `other` is the other record of a merge: what it became, or what became it.
    """

    revision = ForeignKeyField(
        Revision, column_name="revision", lazy_load=False, backref="+", index=False
    )
    record = KeyText()
    action = code("action", CHANGE_ACTION, index=False)
    other = KeyText(null=True)
    before = TextField(null=True)

    class Meta:
        primary_key = CompositeKey("revision", "record")
        indexes = ((("record", "revision"), True),)


class Tombstone(Table):
    """An id whose record was withdrawn, or merged into another.

    `number` is that of the record, kept for when it stands again.
    """

    id = KeyText(primary_key=True)
    object = object_name()
    number = IntegerField(null=True)
    revision = ForeignKeyField(Revision, column_name="revision", lazy_load=False, backref="+")
    reason = TextField()
    merged_into = KeyText(null=True, index=True)

    @property
    def fate(self) -> str:
        """What became of the record, to be said of it."""
        return f"merged into {self.merged_into}" if self.merged_into else "withdrawn"


class SeedFile(Table):
    """What was last loaded from the seeds: the hash of a record's plain form, and its revision."""

    record = KeyText(primary_key=True)
    sha256 = KeyText()
    revision = ForeignKeyField(Revision, column_name="revision", lazy_load=False, backref="+")


class ObjectTable(Table):
    """A table of one object: its primary key is the number of its record."""


def record_key() -> ForeignKeyField:
    """The primary key of an object's table."""
    return ForeignKeyField(
        Record,
        column_name="number",
        primary_key=True,
        lazy_load=False,
        backref="+",
        on_delete="CASCADE",
    )


class RowTable(Table):
    """The rows of a part: keyed within their record, in the order of the file."""

    key = KeyText()
    ordinal = IntegerField()

    class Meta:
        primary_key = CompositeKey("owner", "key")


class LinkTable(Table):
    """A part that is nothing but references, in the order of the file."""

    ordinal = IntegerField()

    class Meta:
        primary_key = CompositeKey("owner", "target")


def owner(model: type[Table], column: str) -> ForeignKeyField:
    """The column of a part for the record it belongs to; the part goes with its record."""
    return ForeignKeyField(
        model, column_name=column, lazy_load=False, backref="+", index=False, on_delete="CASCADE"
    )


def dated(*names: str) -> Callable[[type[Table]], type[Table]]:
    """Add the columns of partial dates to a table.

    `name` is the date as told, `_earliest` and `_latest` the days it may mean, `_order` the day by
    which it is sorted: the earliest or, where that is open, the latest.
    """

    def add(model: type[Table]) -> type[Table]:
        for name in names:
            columns = {
                name: KeyText(null=True),
                f"{name}_earliest": DateField(null=True, index=True),
                f"{name}_latest": DateField(null=True, index=True),
                f"{name}_order": DateField(null=True, index=True),
                f"{name}_basis": KeyText(null=True, constraints=[one_of(f"{name}_basis", BASIS)]),
                f"{name}_verbatim": TextField(null=True),
                f"{name}_anchor": reference(Record, f"{name}_anchor"),
            }
            for column, field in columns.items():
                model._meta.add_field(column, field)
        return model

    return add
