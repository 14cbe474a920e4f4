"""Verifying: every span and hash against the texts; all that is wrong is listed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from schemas.base import id_of

from .texts import Text, overlapping, sha256_of

NOT_THE_ARTICLE = ("comment", "teaser", "form")


@dataclass(frozen=True)
class Span:
    """A stretch of a document that a record names, and where the record names it."""

    record: str
    pointer: str
    document: str
    start: int
    end: int
    sha256: str | None
    paragraph: int | None = None
    text: str | None = None


def spans_of(state: Mapping[str, Any]) -> Iterator[Span]:
    """All spans that a record names: of its evidence, and of a quote those of its words."""
    parts = (("evidence", lambda row: row["document"]), ("spans", lambda row: state["document"]))
    for part, document_of in parts:
        for row in state.get(part) or ():
            if row.get("start") is None:
                continue
            where = (row[name] for name in ("start", "end", "sha256"))
            told = {name: row.get(name) for name in ("paragraph", "text")}
            pointer = f"/{part}/{row['key']}"
            yield Span(state["id"], pointer, id_of(document_of(row)), *where, **told)


@dataclass
class Report:
    """What verifying found: how many spans were checked, and each fault in one line."""

    checked: int
    faults: list[str]


def verify(states: Iterable[Mapping[str, Any]], texts: Mapping[str, Text]) -> Report:
    """Check all spans of all records; `texts` are by hash, and a missing text is a fault."""
    known = list(states)
    documents = {state["id"]: state for state in known if state["id"].startswith("doc-")}
    report = Report(0, [])
    for state in documents.values():
        report.faults.extend(document_faults(state, texts.get(state["sha256"])))
    for state in known:
        for span in spans_of(state):
            report.checked += 1
            document = documents.get(span.document)
            text = texts.get(document["sha256"]) if document else None
            report.faults.extend(
                f"{span.record}{span.pointer}: {told}" for told in span_faults(span, document, text)
            )
    return report


def document_faults(state: Mapping[str, Any], text: Text | None) -> Iterator[str]:
    """What is wrong with a document itself."""
    if text is None:
        yield f"{state['id']}: no text with the hash {state['sha256']} was found."
    elif len(text.content) != state["characters"]:
        told, counted = state["characters"], len(text.content)
        yield f"{state['id']}/characters: is {told}, the text has {counted}."


def span_faults(span: Span, document: Mapping[str, Any] | None, text: Text | None) -> Iterator[str]:
    """What is wrong with one span."""
    if document is None:
        yield f"names {span.document}, which is no document."
        return
    if text is None:
        yield f"cannot be checked without the text of {span.document}."
        return
    words = text.content[span.start : span.end]
    if span.end <= len(text.content) and sha256_of(words) != span.sha256:
        place = f"the words at {span.start} to {span.end}"
        yield f"{place} have the hash {sha256_of(words)}, not {span.sha256}."
    if span.text is not None and span.text != words:
        yield "the words are not those of the document."
    if span.paragraph is not None and text.paragraph_of(span.start, span.end) != span.paragraph:
        yield f"lies in paragraph {text.paragraph_of(span.start, span.end)}, not {span.paragraph}."
    yield from misplaced(span, document)


def misplaced(span: Span, document: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with where a span lies, as far as it can be told without the text."""
    if span.end > document["characters"]:
        yield f"ends at {span.end}, the text has {document['characters']} characters."
    parts = [(part["start"], part["end"], part["kind"]) for part in document.get("parts") or ()]
    for kind in overlapping(parts, span.start, span.end):
        if kind in NOT_THE_ARTICLE:
            yield f"lies in a {kind}, which is not the article."
