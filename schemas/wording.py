"""What a full-text question says: words, phrases in marks, exclusions, beginnings of words.

`pashinyan "joint statement" -protocol medi*`: all of it must be there but what has a minus before.
A word that our tokenizer takes apart (`U.N.`, `2020-11-09`) is a phrase.
"""

import re
from dataclasses import dataclass

from .folding import words

LONGEST_QUESTION = 300
MOST_TERMS = 16
SHORTEST_BEGINNING = 2
LONGEST_WORD = 60
BOUNDARY = "¶"
MARKS = '"“”„«»‟'
PIECE = re.compile(rf"(-?)(?:[{MARKS}]([^{MARKS}]*)(?:[{MARKS}]|$)|([^\s{MARKS}]+))")


@dataclass(frozen=True)
class Term:
    """Words that stand beside each other; with `begins`, the last is only the beginning of one."""

    words: tuple[str, ...]
    begins: bool = False


@dataclass(frozen=True)
class Question:
    """What must be there, and what must not; with `names`, what is wanted must be in names."""

    wanted: tuple[Term, ...]
    excluded: tuple[Term, ...] = ()
    names: bool = False

    @property
    def size(self) -> int:
        """How many words it has."""
        return sum(len(term.words) for term in (*self.wanted, *self.excluded))


def term_of(text: str, *, quoted: bool) -> Term | None:
    """The term that a piece of a question is; None where it holds no letter and no digit."""
    found = tuple(word[:LONGEST_WORD] for word in words(text))
    begins = not quoted and text.endswith("*")
    if begins and found and len(found[-1]) < SHORTEST_BEGINNING:
        raise ValueError(f"before * there must be at least {SHORTEST_BEGINNING} letters or digits")
    return Term(found, begins) if found else None


def read_question(text: str) -> Question:
    """The question that a text asks; ValueError says what is wrong with one that asks nothing."""
    wanted: list[Term] = []
    excluded: list[Term] = []
    for minus, quoted, bare in PIECE.findall(text):
        term = term_of(bare or quoted, quoted=not bare)
        if term is not None:
            (excluded if minus else wanted).append(term)
    question = Question(tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(excluded)))
    if question.size > MOST_TERMS:
        raise ValueError(f"it may have at most {MOST_TERMS} words")
    if not wanted:
        told = "only says what must not be there" if excluded else "has no letter and no digit"
        raise ValueError(f"it {told}; name a word to look for")
    return question


def whole_name(text: str) -> Question:
    """The question for records that are called exactly so, in any spelling of case and marks."""
    found = words(text)
    if not found:
        raise ValueError("it has no letter and no digit")
    if len(found) > MOST_TERMS:
        raise ValueError(f"it may have at most {MOST_TERMS} words")
    named = (BOUNDARY, *(word[:LONGEST_WORD] for word in found), BOUNDARY)
    return Question((Term(named),), names=True)
