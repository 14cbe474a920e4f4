"""Tables of what hangs on any record: names, identifiers, relations, figures, topics, evidence."""

from peewee import Check, DoubleField, IntegerField, TextField

from schemas.vocabulary import events, evidence

from .actors import Party
from .columns import KeyText, code, reference
from .happenings import Topic
from .record import LinkTable, Record, RowTable, owner
from .sources import Document
from .speech import Quote


class Name(RowTable):
    """A name of a record."""

    owner = owner(Record, "record")
    text = TextField()
    kind = code("kind", evidence.NAME_KIND)
    language = KeyText(null=True)

    class Meta:
        indexes = ((("owner", "text", "kind"), True),)


class Identifier(RowTable):
    """What a record is called elsewhere."""

    owner = owner(Record, "record")
    scheme = code("scheme", evidence.IDENTIFIER_SCHEME, index=False)
    value = KeyText()
    scheme_version = TextField(null=True)
    match = code("match", evidence.IDENTIFIER_MATCH, index=False)
    valid_from = KeyText(null=True)
    valid_to = KeyText(null=True)

    class Meta:
        indexes = ((("owner", "scheme", "value"), True), (("scheme", "value"), False))


class Relation(RowTable):
    """A relation between two records."""

    owner = owner(Record, "from")
    type = code("type", evidence.RELATION_TYPE)
    to = reference(Record, "to", null=False)
    claimed_by = reference(Record, "claimed_by")

    class Meta:
        indexes = ((("owner", "type", "to"), True),)


class Figure(RowTable):
    """A number told of a record."""

    owner = owner(Record, "record")
    measure = code("measure", events.FIGURE_MEASURE)
    of_party = reference(Party, "of_party")
    unit = TextField(null=True)
    low = DoubleField(null=True)
    best = DoubleField(null=True)
    high = DoubleField(null=True)
    qualifier = code("qualifier", events.FIGURE_QUALIFIER, null=True)
    verbatim = TextField(null=True)
    claimed_by = reference(Record, "claimed_by")

    class Meta:
        constraints = [
            Check('"low" IS NOT NULL OR "best" IS NOT NULL OR "high" IS NOT NULL'),
            Check('"low" IS NULL OR "best" IS NULL OR "low" <= "best"'),
            Check('"best" IS NULL OR "high" IS NULL OR "best" <= "high"'),
            Check('"low" IS NULL OR "high" IS NULL OR "low" <= "high"'),
        ]


class Evidence(RowTable):
    """This document, at this place, supports or disputes this field."""

    owner = owner(Record, "record")
    field = KeyText()
    basis = code("basis", evidence.BASIS)
    document = reference(Document, "document")
    paragraph = IntegerField(null=True)
    start = IntegerField(null=True)
    end = IntegerField(null=True)
    sha256 = KeyText(null=True)
    locator = TextField(null=True)
    stance = code("stance", evidence.EVIDENCE_STANCE)
    stated = TextField(null=True)
    value = TextField(null=True)
    claimed_by = reference(Record, "claimed_by")
    quote = reference(Quote, "quote")
    note = TextField(null=True)

    class Meta:
        constraints = [
            Check('("start" IS NULL) = ("end" IS NULL) AND ("start" IS NULL) = ("sha256" IS NULL)'),
            Check('"start" IS NULL OR ("start" < "end" AND "document" IS NOT NULL)'),
        ]
        indexes = ((("stance", "owner", "field"), False),)


class RecordTopic(LinkTable):
    """What a record is about."""

    owner = owner(Record, "record")
    target = reference(Topic, "topic", null=False)


class Settled(RowTable):
    """A field on which documents differ, and why the record carries what it carries."""

    owner = owner(Record, "record")
    field = KeyText()
    reason = TextField()

    class Meta:
        indexes = ((("owner", "field"), True),)
