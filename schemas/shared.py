"""Parts that hang on any record: names, identifiers, relations, figures, topics, evidence."""

import re
from typing import Any

from marshmallow import ValidationError, validates_schema

from .base import Record, References, Row, Rows
from .dates import point_bounds
from .fields import Code, Integer, Matched, Number, Text
from .pointing import Reference
from .vocabulary import events, evidence

SHA256 = re.compile("[0-9a-f]{64}")
LANGUAGE = re.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
POINTER = re.compile("(/[a-z0-9_-]+)*")
LARGEST_FIGURE = 10.0**15


def sha256(description: str, **kwargs: Any) -> Matched:
    """A SHA-256 in lower-case hexadecimal."""
    return Matched(description, SHA256, "64 hexadecimal digits", maximum=64, **kwargs)


def language(description: str) -> Matched:
    """A language tag (BCP 47)."""
    return Matched(description, LANGUAGE, "a language tag such as en or hy", maximum=35)


class Pointer(Matched):
    """A JSON Pointer into a record (RFC 6901), rows by key; empty for the whole record."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        return "" if value == "" else super()._deserialize(value, attr, data, **kwargs)

    def json_schema(self) -> dict[str, Any]:
        return super().json_schema() | {"minLength": 0}


class Day(Text):
    """A day, `YYYY-MM-DD`."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text: str = super()._deserialize(value, attr, data, **kwargs)
        try:
            first, last = point_bounds(text)
        except ValueError as fault:
            raise ValidationError(f"Must be a day, YYYY-MM-DD: {fault}.") from fault
        if first != last:
            raise ValidationError("Must be a day, YYYY-MM-DD.")
        return text

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date"}


class Name(Row):
    """A name by which a record is known."""

    text = Text("The name.", maximum=300, required=True)
    kind = Code("What kind of name it is.", evidence.NAME_KIND, required=True)
    language = language("The language of the name.")


class Identifier(Row):
    """What a record is called in another dataset or register."""

    scheme = Code("Whose identifier it is.", evidence.IDENTIFIER_SCHEME, required=True)
    value = Text("The identifier.", maximum=500, required=True)
    scheme_version = Text("The version of that dataset or codebook.", maximum=40)
    match = Code(
        "How what it identifies relates to the record.",
        evidence.IDENTIFIER_MATCH,
        load_default="exact",
    )
    valid_from = Day("First day of validity.")
    valid_to = Day("Last day of validity.")


class Relation(Row):
    """A relation of the record to another."""

    type = Code("How it relates to the other.", evidence.RELATION_TYPE, required=True)
    to = Reference("The other record.", required=True)
    claimed_by = Reference("Whose claim it is, if not the document's own.", "person", "party")


class Figure(Row):
    """A number that a document tells of the record, with its hedge and its claimant."""

    measure = Code("What is counted.", events.FIGURE_MEASURE, required=True)
    of_party = Reference("Of whom.", "party")
    unit = Text("The unit, such as people.", maximum=60)
    low = Number("At least so many.", minimum=-LARGEST_FIGURE, maximum=LARGEST_FIGURE)
    best = Number("The number told.", minimum=-LARGEST_FIGURE, maximum=LARGEST_FIGURE)
    high = Number("At most so many.", minimum=-LARGEST_FIGURE, maximum=LARGEST_FIGURE)
    qualifier = Code("How it is hedged.", events.FIGURE_QUALIFIER)
    verbatim = Text("The words of the document.", maximum=200, words=12)
    claimed_by = Reference("Whose figure it is, if not the document's own.", "person", "party")

    @validates_schema
    def is_a_figure(self, data: dict[str, Any], **kwargs: Any) -> None:
        """There is a number, and low, best and high come in this order."""
        told = [data[name] for name in ("low", "best", "high") if data.get(name) is not None]
        if not told:
            raise ValidationError("A figure needs low, best or high.", "best")
        if told != sorted(told):
            raise ValidationError("Must be in order: low, best, high.", "low")


class Evidence(Row):
    """This document, at this place, supports or disputes this field."""

    field = Pointer(
        "JSON Pointer into the record, rows by key (`/figures/killed-1`); "
        "empty for the record as a whole.",
        POINTER,
        "a JSON Pointer such as /signed",
        maximum=300,
        load_default="",
    )
    basis = Code("How it is known.", evidence.BASIS, load_default="stated")
    document = Reference("The document.", "document")
    paragraph = Integer("Paragraph, counting lines that are not empty from 0.")
    start = Integer("First code point of the span in the document.")
    end = Integer("First code point after the span.")
    sha256 = sha256("SHA-256 of the UTF-8 of the span.")
    locator = Text("Where it stands in what is no text, such as a row and column.", maximum=200)
    stance = Code(
        "What the document says of the value.", evidence.EVIDENCE_STANCE, load_default="supports"
    )
    stated = Text("The value as the document has it.", maximum=200, words=12)
    value = Text(
        "The same in the terms of the field, where it differs from the record's.", maximum=200
    )
    claimed_by = Reference(
        "Whose word it is; null for the document's own narration.", "person", "party"
    )
    quote = Reference("The quote in which it is said.", "quote")
    note = Text("How it was worked out, or where it was found.", maximum=1000)

    @validates_schema
    def rests_on_something(self, data: dict[str, Any], **kwargs: Any) -> None:
        """Stated and derived evidence names a span (or a locator).

        Derived evidence says how, external evidence says where.
        """
        span = [data.get(name) for name in ("start", "end", "sha256")]
        if any(part is not None for part in span) and (None in span or not data.get("document")):
            raise ValidationError("A span needs document, start, end and sha256.", "start")
        if span[0] is not None and span[0] >= span[1]:
            raise ValidationError("Must be greater than start.", "end")
        located = span[0] is not None or data.get("locator")
        if data["basis"] in ("stated", "derived") and not (data.get("document") and located):
            raise ValidationError(
                f"{data['basis']} evidence needs a document and a span or locator.", "basis"
            )
        if data["basis"] in ("derived", "external") and not data.get("note"):
            raise ValidationError(
                f"{data['basis']} evidence needs a note that says how or where.", "note"
            )


class Settled(Row):
    """A dispute that was settled: a field on which documents differ, and the reason given."""

    field = Pointer(
        "JSON Pointer to the disputed field, as in the evidence that disputes it.",
        POINTER,
        "a JSON Pointer such as /signed",
        maximum=300,
        required=True,
    )
    reason = Text("Why the record carries what it carries.", maximum=1000, required=True)


class SharedParts(Record):
    """A record with the parts that hang on any record."""

    names = Rows(Name, "Names and spellings.", "text")
    identifiers = Rows(Identifier, "What it is called elsewhere.", "scheme")
    relations = Rows(Relation, "Relations to other records.", "to")
    figures = Rows(Figure, "Figures told of it.", "measure")
    topics = References("What it is about.", "topic")
    evidence = Rows(Evidence, "Where it stands.", "document", "basis")
    settled = Rows(Settled, "Disputes that were settled, and why.", "field")
