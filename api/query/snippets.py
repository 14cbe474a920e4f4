"""Snippets: the passage of a record in which a question is found, with what is found marked.

What is answered is text that can be put into a page: everything of the record is escaped, and the
marks are the only markup.
"""

from collections.abc import Iterable, Sequence
from html import escape

from schemas.folding import fold, located_words
from schemas.wording import LONGEST_WORD, Question, Term

LONGEST = 220
BEFORE = 60
OPEN, CLOSE = "<mark>", "</mark>"
CUT = "…"
Span = tuple[int, int]
Word = tuple[str, int, int]


def snippet(passages: Sequence[str], question: Question) -> str:
    """The passage with the most different terms of the question, shortened, as HTML."""
    best, spans, most = passages[0] if passages else "", [], 0
    for passage in passages:
        folded = fold(passage)
        if not any(term.words[0] in folded for term in question.wanted):
            continue
        words = words_of(passage)
        found = [spans_of(words, term) for term in question.wanted]
        terms = sum(map(bool, found))
        if terms > most:
            best, most = passage, terms
            spans = [span for some in found for span in some]
    return marked(best, merged(spans))


def spans_of(words: Sequence[Word], term: Term) -> list[Span]:
    """Where a term stands among the words of a passage."""
    *before, last = term.words
    size = len(term.words)
    found = []
    for place in range(size - 1, len(words)):
        word, _, end = words[place]
        if (word.startswith(last) if term.begins else word == last) and all(
            words[place - size + 1 + step][0] == wanted for step, wanted in enumerate(before)
        ):
            found.append((words[place - size + 1][1], end))
    return found


def words_of(passage: str) -> list[Word]:
    """The words of a passage as they are indexed, each with its bounds."""
    return [(word[:LONGEST_WORD], start, end) for word, start, end in located_words(passage)]


def merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that meet as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def marked(passage: str, spans: Sequence[Span]) -> str:
    """A stretch of a passage around its first span, escaped, with the spans in it marked."""
    start, end = stretch(passage, spans[0][0] if spans else 0)
    pieces, place = [CUT if start else ""], start
    for first, last in spans:
        if first < start or last > end:
            continue
        pieces += [escape(passage[place:first]), OPEN, escape(passage[first:last]), CLOSE]
        place = last
    pieces += [escape(passage[place:end]), CUT if end < len(passage) else ""]
    return "".join(pieces)


def stretch(passage: str, first: int) -> Span:
    """The bounds of what is shown of a passage: whole words, begun before the first span."""
    if len(passage) <= LONGEST:
        return 0, len(passage)
    start = max(0, min(first - BEFORE, len(passage) - LONGEST))
    if start:
        start = passage.find(" ", start, first) + 1 or first
    end = min(len(passage), start + LONGEST)
    if end < len(passage):
        end = max(passage.rfind(" ", start, end), start + LONGEST // 2)
    return start, end
