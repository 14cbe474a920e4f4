"""What tables are made of: text that sorts alike everywhere, codes of vocabularies, references."""

from typing import Any

from peewee import Check, ForeignKeyField, Model, TextField

from schemas.vocabulary import Vocabulary

from .current import Current

proxy = Current()


class Table(Model):
    """A table of the database that `api.database` binds when the application starts."""

    class Meta:
        database = proxy
        legacy_table_names = False


class KeyText(TextField):
    """Text that is compared by code point on both engines, whatever the locale of the database."""

    field_type = "KEYTEXT"


def one_of(column: str, vocabulary: Vocabulary) -> Check:
    """The check that a column holds a code of a vocabulary."""
    codes = ", ".join(f"'{code}'" for code in vocabulary.codes)
    return Check(f'"{column}" IN ({codes})')


def code(column: str, vocabulary: Vocabulary, *, null: bool = False, index: bool = True) -> KeyText:
    """A column for a code of a vocabulary."""
    return KeyText(null=null, index=index, constraints=[one_of(column, vocabulary)])


def reference(
    model: Any,
    column: str,
    *,
    null: bool = True,
    deferrable: str = "INITIALLY IMMEDIATE",
    **kwargs: Any,
) -> ForeignKeyField:
    """A column that refers to a record; a record that is referred to cannot be deleted.

    It is checked at once, unless a transaction says that it is to be checked at commit.
    """
    return ForeignKeyField(
        model,
        column_name=column,
        null=null,
        lazy_load=False,
        backref="+",
        on_delete="RESTRICT",
        deferrable=deferrable,
        **kwargs,
    )


def own_reference(column: str) -> ForeignKeyField:
    """A column that refers to another record of the same object, checked at commit."""
    return reference("self", column, deferrable="INITIALLY DEFERRED")
