"""Whether spans lie in the article of their document: documents are asked for once and kept."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from api.documents.verifying import NOT_THE_ARTICLE, Span, misplaced, spans_of
from api.models import Document, DocumentPart, SpanFate
from api.query.shape import State

DOCUMENTS_KEPT = 10_000
Extent = Mapping[str, Any]
Where = tuple[str, int, str]


class Extents:
    """The extents of documents by id: `characters`, and the `parts` that are not the article.

    What is kept is bounded; `waiting` are the spans in documents that are still to come.
    """

    def __init__(self) -> None:
        self.kept: dict[str, Extent] = {}
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
        self.keep(
            {
                target: {"characters": state["characters"], "parts": not_the_article(state)}
                for target, state in states.items()
                if "characters" in state
            }
        )
        for target in self.waiting.keys() & states.keys():
            for file, line, span in self.waiting.pop(target):
                for told in misplaced_now(span, self.kept[target]):
                    yield (file, line, span.pointer), told

    def are_sure(self, state: State) -> bool:
        """Whether all spans of a record are known to lie in the article, told at little cost."""
        kept = self.kept
        for target, end in ends(state):
            extent = kept.get(target)
            if extent is None or extent["parts"] or end > extent["characters"]:
                return False
        return True

    def faults(self, state: State, file: str, line: int) -> Iterator[tuple[str, str]]:
        """The spans of a record that do not lie in the article, as JSON Pointer and text."""
        for span in spans_of(state):
            extent = self.kept.get(span.document)
            if extent is None:
                self.waiting.setdefault(span.document, []).append((file, line, span))
            else:
                yield from ((span.pointer, told) for told in misplaced_now(span, extent))


def misplaced_now(span: Span, extent: Extent) -> list[str]:
    """What is wrong with where a span lies; nothing of one known to be lost since.

    Its record could else not be written any more until the span is coded anew.
    """
    told = list(misplaced(span, extent))
    where = (SpanFate.document, span.document), (SpanFate.start, span.start)
    more = (SpanFate.end, span.end), (SpanFate.sha256, span.sha256)
    if told and SpanFate.select().where(*(column == value for column, value in where + more)):
        return []
    return told


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
    documents = Document.select(Document.record, Document.characters)
    found: dict[int, dict[str, Any]] = {
        number: {"characters": characters, "parts": []}
        for number, characters in documents.where(Document.record.in_(numbers)).tuples()
    }
    parts = DocumentPart.select(
        DocumentPart.owner, DocumentPart.kind, DocumentPart.start, DocumentPart.end
    ).where(DocumentPart.owner.in_(numbers), DocumentPart.kind.in_(NOT_THE_ARTICLE))
    for number, kind, start, end in parts.tuples():
        found[number]["parts"].append({"kind": kind, "start": start, "end": end})
    return found
