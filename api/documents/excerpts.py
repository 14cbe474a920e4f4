"""What is shown of spans: their words where the text is held, and what later versions did to them.

An excerpt and what stands around it are cut only from the present text of a document, and only
where the span's hash is that of the words.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from peewee import JOIN, fn

from api.models import Document, DocumentText, DocumentVersion, Record, SpanFate

from .fates import STAYS, Coded, Fate, is_there
from .texts import Text

LONGEST_EXCERPT = 500
LONGEST_CONTEXT = 1500
Row = dict[str, Any]


@dataclass(frozen=True)
class Cited:
    """A document as spans in it need it: its present text if held, its versions, lost spans."""

    text: Text | None
    versions: int
    fates: dict[Coded, tuple[Fate, int]] = field(default_factory=dict)


def held_text(sha256: str) -> str | None:
    """The text with a hash, where it is held."""
    text: str | None = (
        DocumentText.select(DocumentText.text).where(DocumentText.sha256 == sha256).scalar()
    )
    return text


def with_excerpts(rows: Sequence[Row], *, context: bool = False) -> list[Row]:
    """Rows of evidence as they are answered, each with its excerpt and how it stands now.

    With `context` each also has the paragraph around its span.
    """
    spans = [span_of(row) for row in rows]
    targets = {row["document"]["id"] for row, span in zip(rows, spans, strict=True) if span}
    documents = cited(targets, {span.start for span in spans if span}) if targets else {}
    return [
        row | told_of(span, documents[row["document"]["id"]] if span else None, context=context)
        for row, span in zip(rows, spans, strict=True)
    ]


def span_of(row: Mapping[str, Any]) -> Coded | None:
    """The span of a row of evidence, if it has one."""
    return None if row["start"] is None else Coded(row["start"], row["end"], row["sha256"])


def told_of(span: Coded | None, document: Cited | None, *, context: bool) -> Row:
    """The excerpt of a span in its document, and what became of it in later versions of this."""
    told: Row = {"excerpt": None, "standing": None} | ({"context": None} if context else {})
    if span is None or document is None:
        return told
    told["standing"] = standing(document, span)
    text = document.text
    if text is not None and is_there(text.content, span):
        told["excerpt"] = excerpt(text.content, span)
        if context:
            told["context"] = surroundings(text, span)
    return told


def excerpt(content: str, span: Coded) -> str:
    """The words of a span, shortened."""
    words = content[span.start : span.end]
    return words if len(words) <= LONGEST_EXCERPT else f"{words[:LONGEST_EXCERPT]}…"


def surroundings(text: Text, span: Coded) -> Row:
    """The paragraphs that a span touches, with the offsets of what is shown of them."""
    start, end = paragraphs_around(text, span)
    if end - start > LONGEST_CONTEXT:
        start, end = shortened(text.content, start, end, span)
    return {"start": start, "end": end, "text": text.content[start:end]}


def paragraphs_around(text: Text, span: Coded) -> tuple[int, int]:
    """The bounds of the paragraphs that a span touches; of a span in none, its own."""
    bounds = text.paragraphs
    first = bisect_right(bounds, span.start, key=lambda each: each[1])
    touched = bounds[first : bisect_left(bounds, span.end, key=lambda each: each[0])]
    if not touched:
        return span.start, span.end
    return min(span.start, touched[0][0]), max(span.end, touched[-1][1])


def shortened(content: str, start: int, end: int, span: Coded) -> tuple[int, int]:
    """A stretch cut down around a span at the borders of words.

    What one side does not need the other has. Of a span that is too long itself, its beginning
    is left. Where there are no blanks, as in Chinese, it is cut at any character.
    """
    room = LONGEST_CONTEXT - (span.end - span.start)
    if room <= 0:
        return span.start, word_end(content, span.start + 1, span.start + LONGEST_CONTEXT)
    before = min(span.start - start, max(room // 2, room - (end - span.end)))
    first = span.start - before
    last = min(end, span.end + room - before)
    return (
        first if first == start else word_start(content, first, span.start),
        last if last == end else word_end(content, span.end, last),
    )


def word_start(content: str, first: int, last: int) -> int:
    """Where the first word begins that begins in a stretch; the first place where none does."""
    return next((at for at in range(first, last + 1) if content[at - 1].isspace()), first)


def word_end(content: str, first: int, last: int) -> int:
    """Where the last word ends that ends in a stretch; the last place where none does."""
    return next((at for at in range(last, first - 1, -1) if content[at : at + 1].isspace()), last)


def standing(document: Cited, span: Coded) -> Row | None:
    """What became of a span; None where its document has had one text only."""
    fate, version = document.fates.get(span, (Fate(STAYS), document.versions))
    if document.versions < 2 and fate.fate == STAYS:
        return None
    return {"fate": fate.fate, "version": version, "moved_to": fate.moved_to}


def cited(targets: Collection[str], starts: Collection[int]) -> dict[str, Cited]:
    """Documents by id, with the fates of spans that begin at these places."""
    found = {
        target: Cited(None if content is None else Text(content), versions or 1)
        for target, content, versions in texts().where(Record.id.in_(sorted(targets))).tuples()
    }
    note_fates(found, starts)
    return found


def note_fates(documents: Mapping[str, Cited], starts: Collection[int]) -> None:
    """Read what became of the spans that begin at these places, where there was a new version."""
    renewed = [target for target, document in documents.items() if document.versions > 1]
    if renewed and starts:
        lost = SpanFate.select().where(
            SpanFate.document.in_(renewed), SpanFate.start.in_(sorted(starts))
        )
        for row in lost:
            span = Coded(row.start, row.end, row.sha256)
            documents[row.document].fates[span] = Fate(row.fate, row.moved_to), row.version


def texts() -> Any:
    """A query of id, present text (None unless held) and number of versions of documents."""
    last = DocumentVersion.select(fn.MAX(DocumentVersion.version))
    versions = last.where(DocumentVersion.document == Record.id)
    return (
        Document.select(Record.id, DocumentText.text, versions.alias("versions"))
        .join(Record, on=(Document.record == Record.number))
        .switch(Document)
        .join(DocumentText, JOIN.LEFT_OUTER, on=(DocumentText.sha256 == Document.sha256))
    )
