"""Tables of sources and documents."""

from peewee import IntegerField, TextField

from schemas.vocabulary import actors

from .columns import KeyText, code, reference
from .record import ObjectTable, RowTable, dated, owner, record_key


class Source(ObjectTable):
    """A publisher or agency."""

    record = record_key()
    name = TextField()
    kind = code("kind", actors.SOURCE_KIND)
    country = KeyText(null=True, index=True)
    homepage = TextField(null=True)


@dated("published")
class Document(ObjectTable):
    """One text; the text itself is not stored."""

    record = record_key()
    title = TextField()
    author = TextField(null=True)
    translator = TextField(null=True)
    language = KeyText(null=True, index=True)
    url = TextField(null=True)
    sha256 = KeyText(unique=True)
    characters = IntegerField()
    licence = TextField(null=True)


class DocumentSource(RowTable):
    """What a source has to do with a document."""

    owner = owner(Document, "document")
    source = reference(Source, "source", null=False)
    role = code("role", actors.DOCUMENT_SOURCE_ROLE)

    class Meta:
        indexes = ((("owner", "source", "role"), True),)


class DocumentPart(RowTable):
    """A stretch of a document and what it is."""

    owner = owner(Document, "document")
    kind = code("kind", actors.DOCUMENT_PART_KIND)
    start = IntegerField()
    end = IntegerField()

    class Meta:
        indexes = ((("owner", "start", "end"), True),)
