"""Whether spans lie in the article of their document, and have its words where these are held.

Documents are asked for once and kept.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from peewee import JOIN

from api.documents.excerpts import held_text
from api.documents.texts import Text, sha256_of
from api.documents.verifying import NOT_THE_ARTICLE, Span, misplaced, spans_of
from api.models import (
    Document,
    DocumentPart,
    DocumentText,
    Evidence,
    Quote,
    QuoteSpan,
    Record,
    SpanFate,
)
from api.query.shape import State

DOCUMENTS_KEPT = 10_000
TEXTS_KEPT = 20
MOST_LOOKED_AT = 1000
Extent = Mapping[str, Any]
Where = tuple[str, int, str]


class Extents:
    """The extents of documents by id: `characters`, and the `parts` that are not the article.

    `held` is the hash of a text that is held. What is kept is bounded; `waiting` are the spans in
    documents that are still to come.
    """

    def __init__(self) -> None:
        self.kept: dict[str, Extent] = {}
        self.texts: dict[str, str] = {}
        self.waiting: dict[str, list[tuple[str, int, Span]]] = {}

    def learn(self, documents: set[str], numbers: Mapping[str, int]) -> None:
        """Ask for the extents of these documents that are not kept."""
        wanted = {numbers[each]: each for each in documents - self.kept.keys() if each in numbers}
        if not wanted:
            return
        found = extents(list(wanted))
        self.keep({wanted[number]: extent for number, extent in found.items()})

    def keep(self, found: Mapping[str, Extent]) -> None:
        """Keep extents of documents, those of many steps before no longer."""
        if len(self.kept) > DOCUMENTS_KEPT:
            self.kept.clear()
        self.kept.update(found)

    def arrive(self, states: Mapping[str, State]) -> Iterator[tuple[Where, str]]:
        """Take in the documents among some records; gives the faults of what waited for them."""
        documents = {target: state for target, state in states.items() if "characters" in state}
        held = held_hashes(state["sha256"] for state in documents.values())
        self.keep(
            {
                target: {
                    "characters": state["characters"],
                    "parts": not_the_article(state),
                    "held": state["sha256"] if state["sha256"] in held else None,
                }
                for target, state in documents.items()
            }
        )
        for target in self.waiting.keys() & states.keys():
            for file, line, span in self.waiting.pop(target):
                for told in self.wrong(span, self.kept[target]):
                    yield (file, line, span.pointer), told

    def are_sure(self, state: State) -> bool:
        """Whether all spans of a record are known to lie in the article, told at little cost."""
        kept = self.kept
        for target, end in ends(state):
            extent = kept.get(target)
            if extent is None or extent["parts"] or extent["held"] or end > extent["characters"]:
                return False
        return True

    def faults(self, state: State, file: str, line: int) -> Iterator[tuple[str, str]]:
        """The spans of a record that do not lie in the article, as JSON Pointer and text."""
        for span in spans_of(state):
            extent = self.kept.get(span.document)
            if extent is None:
                self.waiting.setdefault(span.document, []).append((file, line, span))
            else:
                yield from ((span.pointer, told) for told in self.wrong(span, extent))

    def wrong(self, span: Span, extent: Extent) -> list[str]:
        """What is wrong with a span; nothing of one known to be lost in a later version.

        Its record could else not be written any more until the span is coded anew.
        """
        told = list(misplaced(span, extent))
        if not told and extent["held"]:
            told = list(other_words(span, self.text(extent["held"])))
        return [] if told and is_lost(span) else told

    def text(self, sha256: str) -> str:
        """A text that is held; some are kept."""
        if sha256 not in self.texts:
            if len(self.texts) > TEXTS_KEPT:
                self.texts.clear()
            self.texts[sha256] = held_text(sha256) or ""
        return self.texts[sha256]


def other_words(span: Span, content: str) -> Iterator[str]:
    """What is wrong with the hash of a span, or with its words."""
    words = content[span.start : span.end]
    paragraph = Text(content).paragraph_of(span.start, span.end)
    if sha256_of(words) != span.sha256:
        yield f"the words at {span.start} to {span.end} have the hash {sha256_of(words)}."
    elif span.paragraph is not None and paragraph != span.paragraph:
        yield f"lies in paragraph {paragraph}, not {span.paragraph}."
    elif span.text is not None and span.text != words:
        yield "the words are not those of the document."


def is_lost(span: Span) -> bool:
    """Whether a later version of its document is known to have lost a span."""
    where = (SpanFate.document, span.document), (SpanFate.start, span.start)
    more = (SpanFate.end, span.end), (SpanFate.sha256, span.sha256)
    query = SpanFate.select().where(*(column == value for column, value in where + more))
    return bool(query.exists())


def held_hashes(hashes: Iterable[str]) -> set[str]:
    """Those of the hashes whose texts are held."""
    query = DocumentText.select(DocumentText.sha256)
    some = list(hashes)
    return (
        {each for (each,) in query.where(DocumentText.sha256.in_(some)).tuples()} if some else set()
    )


def ends(state: State) -> Iterator[tuple[str, int]]:
    """The document and the end of each span of a record."""
    for row in state.get("spans") or ():
        yield state["document"], row["end"]
    for row in state.get("evidence") or ():
        if row.get("end"):
            yield row["document"], row["end"]


def documents_of(states: Iterable[State]) -> set[str]:
    """The documents in which spans of some records lie."""
    return {target for state in states for target, _ in ends(state)}


def not_the_article(document: State) -> list[Mapping[str, Any]]:
    """The parts of a document that belong to others than its author."""
    return [part for part in document.get("parts") or () if part["kind"] in NOT_THE_ARTICLE]


def extents(numbers: list[int]) -> dict[int, dict[str, Any]]:
    """The extents of documents by number."""
    documents = Document.select(Document.record, Document.characters, DocumentText.sha256).join(
        DocumentText, JOIN.LEFT_OUTER, on=(DocumentText.sha256 == Document.sha256)
    )
    found: dict[int, dict[str, Any]] = {
        number: {"characters": characters, "parts": [], "held": held}
        for number, characters, held in documents.where(Document.record.in_(numbers)).tuples()
    }
    parts = DocumentPart.select(
        DocumentPart.owner, DocumentPart.kind, DocumentPart.start, DocumentPart.end
    ).where(DocumentPart.owner.in_(numbers), DocumentPart.kind.in_(NOT_THE_ARTICLE))
    for number, kind, start, end in parts.tuples():
        found[number]["parts"].append({"kind": kind, "start": start, "end": end})
    return found


def orphans(number: int, document: State) -> Iterator[tuple[str, str]]:
    """What of a document that is there leaves spans without the words they were coded in."""
    if lies(number, 0, document["characters"]):
        told = "spans are coded beyond; a changed text is registered by: flask documents add"
        yield "/characters", told
    for part in not_the_article(document):
        if lies(number, part["end"], part["start"]):
            yield (
                f"/parts/{part['key']}",
                f"spans are coded in it, and a {part['kind']} is no source.",
            )


def lies(number: int, before: int, after: int) -> bool:
    """Whether a span in a document, not known to be lost, begins before and ends after places.

    A `before` of 0 does not bound it.
    """
    of_quotes = QuoteSpan.select(Record.id, QuoteSpan.start, QuoteSpan.end, QuoteSpan.sha256).join(
        Quote, on=(QuoteSpan.owner == Quote.record)
    )
    of_evidence = Evidence.select(Record.id, Evidence.start, Evidence.end, Evidence.sha256)
    document = Record.select(Record.id).where(Record.number == number).scalar()
    for query, model, column in (
        (of_quotes.join(Record, on=(Quote.record == Record.number)), QuoteSpan, Quote.document),
        (
            of_evidence.join(Record, on=(Evidence.owner == Record.number)),
            Evidence,
            Evidence.document,
        ),
    ):
        query = query.where(column == number, model.end > after)
        query = query.where(model.start < before) if before else query
        for owner, start, end, sha256 in query.limit(MOST_LOOKED_AT).tuples():
            if not is_lost(Span(owner, "", document, start, end, sha256)):
                return True
    return False
