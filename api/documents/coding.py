"""What was taken from a document: the spans of all records, in order, and what none covers."""

import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from api.models import Document, Evidence, Quote, QuoteSpan, Record
from api.query.statement import PREPARED, Statement, slot
from schemas.objects import OBJECTS
from schemas.pointing import Stub

from .excerpts import Cited, Row, note_fates, standing, texts
from .fates import Coded, is_there
from .texts import Text

BLANKS_AND_PUNCTUATION = "CPZ"
"""What the general categories begin with of controls, punctuation and separators (Unicode)."""
Bounds = tuple[int, int]
Place = tuple[int, int, int, str]


@dataclass(frozen=True)
class Coding:
    """A document, and the spans of all records in it, in order.

    Each span is a row with its record; `fits` says whether its words stand in the text that is
    held, None where none is.
    """

    document: Stub
    characters: int
    cited: Cited
    spans: list[Row]

    @property
    def text(self) -> Text | None:
        """The present text, where it is held."""
        return self.cited.text

    @cached_property
    def paragraphs(self) -> list[Bounds]:
        """The bounds of the paragraphs; none where the text is not held."""
        return self.text.paragraphs if self.text else []

    @cached_property
    def covered(self) -> list[Bounds]:
        """The stretches that spans cover, joined where they meet, in order.

        A span whose words do not stand there covers nothing.
        """
        joined: list[Bounds] = []
        for row in self.spans:
            start, end = row["start"], row["end"]
            if not row["fits"]:
                continue
            if joined and start <= joined[-1][1]:
                joined[-1] = joined[-1][0], max(end, joined[-1][1])
            else:
                joined.append((start, end))
        return joined

    def covers(self, start: int, end: int) -> list[Bounds]:
        """The covered stretches that share a code point with this one."""
        first = bisect_right(self.covered, start, key=last_of)
        return self.covered[first : bisect_left(self.covered, end, key=first_of)]

    def uncovered(self, start: int, end: int) -> Iterator[Bounds]:
        """What no span covers of a stretch, without blanks and punctuation at its ends."""
        content = self.text.content if self.text else ""
        for first, last in (*self.covers(start, end), (end, end)):
            if bare := trimmed(content, start, first):
                yield bare
            start = last

    def records(self) -> dict[str, int]:
        """How many records have a span here, by object."""
        found = Counter({row["number"]: row["object"] for row in self.spans}.values())
        return {name: found[name] for name in OBJECTS if found[name]}

    def standings(self, rows: list[Row]) -> list[Row | None]:
        """What became of some of the spans in later versions of the document: one query or none."""
        note_fates({self.document.id: self.cited}, {row["start"] for row in rows})
        return [standing(self.cited, coded(row)) for row in rows]


def first_of(bounds: Bounds) -> int:
    """Where a stretch begins."""
    return bounds[0]


def last_of(bounds: Bounds) -> int:
    """Where a stretch ends."""
    return bounds[1]


def trimmed(content: str, start: int, end: int) -> Bounds | None:
    """A stretch without blanks and punctuation at its ends; None where nothing else is in it."""
    while start < end and is_blank_or_punctuation(content[start]):
        start += 1
    while start < end and is_blank_or_punctuation(content[end - 1]):
        end -= 1
    return (start, end) if start < end else None


def is_blank_or_punctuation(character: str) -> bool:
    """Whether a character is one that is left uncovered between spans as a matter of course."""
    return unicodedata.category(character)[0] in BLANKS_AND_PUNCTUATION


def coding_of(number: int, *, shown: bool) -> Coding:
    """All spans in the document with this number, and its text if that is held: three queries.

    A text that is not to be shown is as one that is not held.
    """
    head = prepared("document", one_document).rows([number])[0]
    text = Text(head["text"]) if shown and head["text"] is not None else None
    found = [
        *prepared("evidence", evidence_spans).rows([number]),
        *map(as_evidence, prepared("quotes", quote_spans).rows([number])),
    ]
    for row in found:
        row["fits"] = None if text is None else is_there(text.content, coded(row))
    return Coding(
        Stub(head["id"], "document", head["label"]),
        head["characters"],
        Cited(text, head["versions"] or 1),
        sorted(found, key=place_of),
    )


def prepared(name: str, query: Callable[[], Any]) -> Statement:
    """One of the statements of this module, built once."""
    statement: Statement = PREPARED.get(("coding", name), lambda: Statement(query()))
    return statement


def one_document() -> Any:
    """The query of a document by its number."""
    more = (Record.label, Document.characters)
    return texts().select_extend(*more).where(Document.record == slot(0))


def columns_of(model: Any) -> tuple[Any, ...]:
    """What is read of a span, and of its record."""
    own = (model.key, model.paragraph, model.start, model.end, model.sha256)
    return (*own, Record.number, Record.id, Record.object, Record.label)


def evidence_spans() -> Any:
    """The query of the evidence with a span in a document."""
    columns = (*columns_of(Evidence), Evidence.field, Evidence.basis, Evidence.stance)
    query = Evidence.select(*columns).join(Record, on=(Evidence.owner == Record.number))
    return query.where(Evidence.document == slot(0), Evidence.start.is_null(False))


def quote_spans() -> Any:
    """The query of the spans of the quotes that a document gives."""
    query = QuoteSpan.select(*columns_of(QuoteSpan), QuoteSpan.role)
    query = query.join(Quote, on=(QuoteSpan.owner == Quote.record))
    return query.join(Record, on=(Quote.record == Record.number)).where(Quote.document == slot(0))


def as_evidence(row: Row) -> Row:
    """A span of a quote, in the form of a span of evidence."""
    key, field = f"spans-{row['key']}", f"/spans/{row['key']}"
    return {**row, "key": key, "field": field, "basis": "stated", "stance": "supports"}


def coded(row: Mapping[str, Any]) -> Coded:
    """The span of a row."""
    return Coded(row["start"], row["end"], row["sha256"])


def place_of(row: Mapping[str, Any]) -> Place:
    """What spans are ordered by: where they begin, the longer first, then their record and key.

    Spans of quotes go by their pointer, so that none is called as a row of evidence is.
    """
    name = row["field"] if "role" in row else row["key"]
    return row["start"], -row["end"], row["number"], name
