"""What is shown of spans: their words where the text is held, and what later versions did to them.

An excerpt is cut only from the present text of a document, and only where the span's hash is that
of the words.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from peewee import JOIN, fn

from api.models import Document, DocumentText, DocumentVersion, Record, SpanFate

from .fates import STAYS, Coded, Fate, is_there

LONGEST_EXCERPT = 500
Row = dict[str, Any]


@dataclass(frozen=True)
class Cited:
    """A document as spans in it need it: its present text if held, its versions, lost spans."""

    content: str | None
    versions: int
    fates: dict[Coded, tuple[Fate, int]] = field(default_factory=dict)


def held_text(sha256: str) -> str | None:
    """The text with a hash, where it is held."""
    text: str | None = (
        DocumentText.select(DocumentText.text).where(DocumentText.sha256 == sha256).scalar()
    )
    return text


def with_excerpts(rows: Sequence[Row]) -> list[Row]:
    """Rows of evidence as they are answered, each with its excerpt and how it stands now."""
    spans = {id(row): span_of(row) for row in rows}
    targets = {row["document"]["id"] for row in rows if spans[id(row)]}
    documents = cited(targets, {span.start for span in spans.values() if span}) if targets else {}
    return [row | told_of(spans[id(row)], documents, row["document"]) for row in rows]


def span_of(row: Mapping[str, Any]) -> Coded | None:
    """The span of a row of evidence, if it has one."""
    return None if row["start"] is None else Coded(row["start"], row["end"], row["sha256"])


def told_of(span: Coded | None, documents: Mapping[str, Cited], document: Any) -> Row:
    """The excerpt of a span, and what became of it in later versions of its document."""
    if span is None:
        return {"excerpt": None, "standing": None}
    there = documents[document["id"]]
    return {"excerpt": excerpt(there.content, span), "standing": standing(there, span)}


def excerpt(content: str | None, span: Coded) -> str | None:
    """The words of a span, shortened; None unless the text holds them there."""
    if content is None or not is_there(content, span):
        return None
    words = content[span.start : span.end]
    return words if len(words) <= LONGEST_EXCERPT else f"{words[:LONGEST_EXCERPT]}…"


def standing(document: Cited, span: Coded) -> Row | None:
    """What became of a span; None where its document has had one text only."""
    fate, version = document.fates.get(span, (Fate(STAYS), document.versions))
    if document.versions < 2 and fate.fate == STAYS:
        return None
    return {"fate": fate.fate, "version": version, "moved_to": fate.moved_to}


def cited(targets: Collection[str], starts: Collection[int]) -> dict[str, Cited]:
    """Documents by id, with the fates of spans that begin at these places."""
    found = {
        target: Cited(content, versions or 1) for target, content, versions in texts_of(targets)
    }
    renewed = [target for target, document in found.items() if document.versions > 1]
    if renewed:
        lost = SpanFate.select().where(
            SpanFate.document.in_(renewed), SpanFate.start.in_(sorted(starts))
        )
        for row in lost:
            span = Coded(row.start, row.end, row.sha256)
            found[row.document].fates[span] = Fate(row.fate, row.moved_to), row.version
    return found


def texts_of(targets: Collection[str]) -> Any:
    """Id, present text (None unless held) and number of versions of some documents."""
    last = DocumentVersion.select(fn.MAX(DocumentVersion.version))
    versions = last.where(DocumentVersion.document == Record.id)
    return (
        Document.select(Record.id, DocumentText.text, versions)
        .join(Record, on=(Document.record == Record.number))
        .switch(Document)
        .join(DocumentText, JOIN.LEFT_OUTER, on=(DocumentText.sha256 == Document.sha256))
        .where(Record.id.in_(sorted(targets)))
        .tuples()
    )
