"""Texts of documents: their versions, the words where the operator holds them, and lost spans."""

from peewee import Check, CompositeKey, IntegerField, TextField

from schemas.vocabulary.history import SPAN_FATE

from .columns import KeyText, Table, code


class DocumentVersion(Table):
    """One text that a document has had; the last one is the present."""

    document = KeyText()
    version = IntegerField()
    sha256 = KeyText(index=True)
    characters = IntegerField()
    registered_at = KeyText()
    who = TextField()

    class Meta:
        primary_key = CompositeKey("document", "version")


class DocumentText(Table):
    """The words of a text by its hash: only where the operator says that they are to be kept."""

    sha256 = KeyText(primary_key=True)
    text = TextField()


class SpanFate(Table):
    """What a new version of a document did to a span coded in a former one.

    It has moved to one place, stands at several, or vanished; what stayed where it was has no row.
    """

    document = KeyText()
    start = IntegerField()
    end = IntegerField()
    sha256 = KeyText()
    version = IntegerField()
    fate = code("fate", SPAN_FATE, index=False)
    moved_to = IntegerField(null=True)

    class Meta:
        primary_key = CompositeKey("document", "start", "end", "sha256")
        constraints = [Check('("moved_to" IS NULL) = ("fate" <> \'moved\')')]
