"""Renewing documents: another text is a new version, and tells what became of the spans coded.

A span that stays has no row of its fate. One that moved can be corrected in the same revision. The
fates of the others let their records be written although a span may lie beyond the new end.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from api.database import long_snapshot
from api.documents.excerpts import held_text
from api.documents.fates import MOVED, STAYS, Coded, Fate, Search
from api.documents.texts import Text, sha256_of
from api.documents.verifying import Span, misplaced, spans_of
from api.models import Evidence, Quote, SpanFate
from api.query.shape import State
from api.resources import READER
from api.store import Unfit, Unit, numbers_by_id, plain_state, unit, write_in
from api.store.rows import insert_tuples

from .holding import NotRegistered, document_state, hold, note_present, note_version
from .parts import parts_in
from .registering import loaded, refuse_known


class Told(NamedTuple):
    """A span, its fate, and whether it was corrected (None unless it moved and was to be)."""

    span: Span
    fate: Fate
    is_corrected: bool | None


@dataclass
class Renewed:
    """What a text did to a document; `revision` is None where nothing changed, or was to change.

    `is_new` says whether it is another text than the present; `dropped` are the keys of parts of
    the document that do not stand in it.
    """

    id: str
    version: int
    characters: int
    sha256: str
    is_new: bool
    revision: int | None = None
    dropped: list[str] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)

    def counted(self) -> Counter[str]:
        """How many spans had each fate."""
        return Counter(each.fate.fate for each in self.told)


@dataclass(frozen=True)
class Wish:
    """What is to be done with a text beside registering it."""

    keep: bool = False
    move: bool = False
    keep_parts: bool = False
    dry_run: bool = False


def renew(target: str, text: Text, wish: Wish, *, who: str, why: str) -> Renewed:
    """Register a text of a document that is there, in one revision.

    Raises NotRegistered, with nothing written.
    """
    search = searched(target, text)
    with unit(who, why, trial=wish.dry_run) as revision:
        renewal = Renewal(revision, document_state(target), text, search, wish)
        try:
            done = renewal.run()
        except Unfit as fault:
            raise NotRegistered(str(fault)) from fault
        done.revision = revision.number if revision.begun and not wish.dry_run else None
        return done


def searched(target: str, text: Text) -> Search:
    """A search that has found the spans of a document before anybody has to wait for it."""
    with long_snapshot():
        state = document_state(target)
        search = Search(text.content, held_text(state["sha256"]))
        spans = {coded(span) for span in spans_in(target, citing(target).values())}
    search.fates(spans)
    return search


def citing(target: str) -> dict[str, State]:
    """The records with spans in a document by id, the document among them."""
    number = numbers_by_id([target])[target]
    rows = Evidence.select(Evidence.owner).where(
        Evidence.document == number, Evidence.start.is_null(False)
    )
    quotes = Quote.select(Quote.record).where(Quote.document == number)
    found = {each for query in (rows, quotes) for (each,) in query.tuples()}
    return READER.full_states({number, *found})


def spans_in(target: str, states: Iterable[State]) -> list[Span]:
    """The spans of some records that lie in a document."""
    return [span for state in states for span in spans_of(state) if span.document == target]


def coded(span: Span) -> Coded:
    """Place and hash of a span."""
    return Coded(span.start, span.end, span.sha256 or "")


class Renewal:
    """A text that becomes the present one of a document."""

    def __init__(
        self, revision: Unit, state: State, text: Text, search: Search, wish: Wish
    ) -> None:
        self.revision, self.state, self.text = revision, state, text
        self.search, self.wish, self.target = search, wish, state["id"]
        sha256, characters = sha256_of(text.content), len(text.content)
        self.is_new = sha256 != state["sha256"]
        self.plain = plain_state(state) | {"sha256": sha256, "characters": characters}
        self.done = Renewed(self.target, 0, characters, sha256, self.is_new)

    def run(self) -> Renewed:
        """Write what the text changes."""
        self.done.version = note_present(self.state) + self.is_new
        if self.wish.keep and hold(self.text):
            self.revision.begin()
        self.renew()
        return self.done

    def renew(self) -> None:
        """Write the document, the spans that are corrected, the version, and the fates."""
        if self.is_new:
            refuse_known(self.done.sha256, but=self.target)
            self.fit_parts()
        states = citing(self.target)
        spans = spans_in(self.target, states.values())
        fates = self.search.fates(map(coded, spans))
        moves = self.moves(spans, fates) if self.wish.move else {}
        self.done.told = [
            Told(span, fates[coded(span)], self.is_corrected(fates[coded(span)], span, moves))
            for span in spans
        ]
        plain = {each: plain_state(state) for each, state in states.items()}
        plain[self.target] = self.plain
        if self.wish.move:
            for each in plain.values():
                self.correct(each, fates, moves)
        else:
            plain = {self.target: self.plain}
        write_in(
            self.revision, [loaded(each, states[name]["object"]) for name, each in plain.items()]
        )
        if self.is_new:
            note_version(self.plain, self.done.version, self.revision.at, self.revision.who)
        self.note_fates({span: fate for span, fate in fates.items() if span not in moves})

    def fit_parts(self) -> None:
        """Leave the document the parts that stand in its new text, and say which do not."""
        parts = self.plain.pop("parts", [])
        kept, self.done.dropped = parts_in(parts, self.search, keep=self.wish.keep_parts)
        if kept:
            self.plain["parts"] = kept
        if self.done.dropped:
            named = ", ".join(self.done.dropped)
            self.revision.why += f" Parts that do not stand in it were dropped: {named}."

    def is_corrected(self, fate: Fate, span: Span, moves: Mapping[Coded, int]) -> bool | None:
        """Whether a span that moved was corrected; None where it did not or was not to be."""
        return coded(span) in moves if self.wish.move and fate.fate == MOVED else None

    def moves(self, spans: Iterable[Span], fates: Mapping[Coded, Fate]) -> dict[Coded, int]:
        """Where spans are to begin that moved.

        One is left to a person where another span would come to the same place, or where the words
        now lie in what is not the article.
        """
        claimed = Counter(now(span, fate) for span, fate in fates.items())
        found = {}
        for span in spans:
            place, fate = coded(span), fates[coded(span)]
            if fate.moved_to is None or claimed[now(place, fate)] > 1:
                continue
            start, end, _ = now(place, fate)
            there = Span(span.record, span.pointer, self.target, start, end, span.sha256)
            if not any(misplaced(there, self.plain)):
                found[place] = start
        return found

    def correct(
        self, plain: dict[str, Any], fates: Mapping[Coded, Fate], moves: Mapping[Coded, int]
    ) -> None:
        """Set the offsets of spans that move, and the paragraphs of all whose place is known."""
        rows = [row for row in plain.get("evidence", ()) if row.get("document") == self.target]
        if plain.get("document") == self.target:
            rows += plain.get("spans", ())
        for row in rows:
            if "start" not in row:
                continue
            span = Coded(row["start"], row["end"], row["sha256"])
            if span not in moves and fates[span].fate != STAYS:
                continue
            start = moves.get(span, span.start)
            row |= {"start": start, "end": start + span.end - span.start}
            if "paragraph" in row:
                row["paragraph"] = self.text.paragraph_of(start, row["end"])

    def note_fates(self, fates: Mapping[Coded, Fate]) -> None:
        """Write the fates of spans that did not stay, in the place of those of former versions."""
        here = SpanFate.document == self.target
        names = ("document", "version", *Coded._fields, "fate", "moved_to")
        rows = {
            (self.target, self.done.version, *span, fate.fate, fate.moved_to)
            for span, fate in fates.items()
            if fate.fate != STAYS
        }
        columns = [getattr(SpanFate, name) for name in names]
        if rows != set(SpanFate.select(*columns).where(here).tuples()):
            self.revision.begin()
            SpanFate.delete().where(here).execute()
            insert_tuples(SpanFate, names, sorted(rows, key=lambda row: row[2:5]))


def now(span: Coded, fate: Fate) -> Coded:
    """Where a span lies once it is corrected."""
    start = span.start if fate.moved_to is None else fate.moved_to
    return Coded(start, start + span.end - span.start, span.sha256)
