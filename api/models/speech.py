"""Tables of quotes."""

from peewee import Check, IntegerField, TextField

from schemas.vocabulary import speech

from .actors import Party
from .columns import KeyText, code, own_reference, reference
from .happenings import Meeting
from .record import LinkTable, ObjectTable, Record, RowTable, dated, owner, record_key
from .sources import Document


@dated("said")
class Quote(ObjectTable):
    """One utterance as one document gives it."""

    record = record_key()
    document = reference(Document, "document", null=False)
    kind = code("kind", speech.QUOTE_KIND)
    act = code("act", speech.QUOTE_ACT, null=True)
    speaker = reference(Record, "speaker", index=False)
    capacity_as_printed = TextField(null=True)
    attribution = code("attribution", speech.QUOTE_ATTRIBUTION)
    speaker_unknown = TextField(null=True)
    on_behalf_of = reference(Party, "on_behalf_of", index=False)
    alleged_of = reference(Record, "alleged_of")
    via = reference(Record, "via")
    nested_in = own_reference("nested_in")
    occasion = reference(Meeting, "occasion")
    language = KeyText(null=True, index=True)
    summary = TextField(null=True)

    class Meta:
        constraints = [
            Check('("speaker" IS NULL) <> ("speaker_unknown" IS NULL)'),
            Check('("kind" = \'term\') = ("act" IS NULL)'),
        ]


# Of what somebody said, or was said for a party, the beginning in order is read without the rest,
# and what lies in a period without the quotes.
WHEN_SAID = (Quote.said_order, Quote.record, Quote.said_earliest, Quote.said_latest)
Quote.add_index(Quote.speaker, *WHEN_SAID)
Quote.add_index(Quote.on_behalf_of, *WHEN_SAID)


class QuoteSpan(RowTable):
    """A stretch of the document that belongs to a quote; text is kept of spoken words only."""

    owner = owner(Quote, "quote")
    role = code("role", speech.SPAN_ROLE)
    paragraph = IntegerField(null=True)
    start = IntegerField()
    end = IntegerField()
    sha256 = KeyText()
    text = TextField(null=True)

    class Meta:
        constraints = [
            Check('"start" < "end"'),
            Check('("role" = \'spoken\') = ("text" IS NOT NULL)'),
        ]
        indexes = ((("owner", "role", "start", "end"), True),)


class QuoteAddressee(LinkTable):
    """To whom a quote is addressed."""

    owner = owner(Quote, "quote")
    target = reference(Record, "record", null=False)


class QuoteTarget(LinkTable):
    """Whom or what the act of a quote is aimed at."""

    owner = owner(Quote, "quote")
    target = reference(Record, "record", null=False)


class QuoteMention(LinkTable):
    """What else a quote speaks of."""

    owner = owner(Quote, "quote")
    target = reference(Record, "record", null=False)
