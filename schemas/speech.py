"""Quotes: what was said, by whom, about what, and exactly where that stands."""

import hashlib
from typing import Any

from marshmallow import ValidationError, validates_schema

from .base import References, Row, Rows
from .fields import Code, Integer, Text, Verbatim, record_id
from .pointing import Date, Reference
from .process import SUMMARY
from .shared import SharedParts, language, sha256
from .vocabulary import speech


class QuoteSpan(Row):
    """A stretch of the document that belongs to the quote; only spoken words carry their text."""

    role = Code("What the stretch is to the quote.", speech.SPAN_ROLE, required=True)
    paragraph = Integer("Paragraph, counting lines that are not empty from 0.")
    start = Integer("First code point.", required=True)
    end = Integer("First code point after it.", required=True)
    sha256 = sha256("SHA-256 of the UTF-8 of the span.", required=True)
    text = Verbatim("The words, of a spoken span only.", maximum=5000)

    @validates_schema
    def only_spoken_words_are_kept(self, data: dict[str, Any], **kwargs: Any) -> None:
        """The text of a document is not ours: of it only spoken words are stored."""
        if data["start"] >= data["end"]:
            raise ValidationError("Must be greater than start.", "end")
        if (data["role"] == "spoken") != bool(data.get("text")):
            raise ValidationError("A spoken span needs its text, no other may have it.", "text")
        text = data.get("text")
        if text and len(text) != data["end"] - data["start"]:
            raise ValidationError("Must be as long as the span.", "text")
        if text and hashlib.sha256(text.encode()).hexdigest() != data["sha256"]:
            raise ValidationError("Must be the hash of the text.", "sha256")


class Quote(SharedParts):
    """One utterance as one document gives it."""

    id = record_id(
        "Id of the quote: quo-, the document's slug, the start of its first span.", "quo"
    )
    document = Reference("The document that gives it.", "document", required=True)
    kind = Code("How it is given.", speech.QUOTE_KIND, required=True)
    act = Code("What the speaker does with the words; null for a term.", speech.QUOTE_ACT)
    speaker = Reference("Who uttered the words.", "person", "party")
    capacity_as_printed = Text("The speaker's capacity as printed.", maximum=200, words=12)
    attribution = Code(
        "How the document tells who speaks.", speech.QUOTE_ATTRIBUTION, required=True
    )
    speaker_unknown = Text("Why the speaker is unknown.", maximum=500)
    on_behalf_of = Reference("For whom the speaker speaks.", "party")
    alleged_of = Reference("Into whose mouth the words are put.", "person", "party")
    via = Reference("Who relays the words.", "person", "party")
    nested_in = Reference("The quote that this one stands in.", "quote")
    occasion = Reference("The meeting at which it was said.", "meeting")
    said = Date("When it was said.")
    language = language("The language it was said in, if told.")
    summary = Text(SUMMARY, maximum=1000)
    spans = Rows(QuoteSpan, "Where it stands in the document.", "role")
    addressees = References("To whom it is addressed.", "person", "party")
    targets = References("Whom or what the act is aimed at.")
    mentions = References("What else is spoken of.")

    @validates_schema
    def is_whole(self, data: dict[str, Any], **kwargs: Any) -> None:
        """A quote has a span, a spoken one if and only if not reported; only a term has no act."""
        roles = {span["role"] for span in data.get("spans") or ()}
        if not roles:
            raise ValidationError("A quote needs a span.", "spans")
        if (data["kind"] == "reported") == ("spoken" in roles):
            raise ValidationError(
                "Reported speech has no spoken span, every other kind has one.", "spans"
            )
        if (data["kind"] == "term") == bool(data.get("act")):
            raise ValidationError("Every quote but a term has an act.", "act")
        if bool(data.get("speaker")) == bool(data.get("speaker_unknown")):
            raise ValidationError("Name the speaker, or say why it is unknown.", "speaker")
