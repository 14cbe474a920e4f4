"""Locating words in a text: where they stand, or stand with other quotation marks and blanks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .texts import Text, sha256_of

QUOTATION_MARKS = "\"'`´‘’‚‛“”„‟«»‹›′″"
MARK = f"[{re.escape(QUOTATION_MARKS)}]"
PIECES = re.compile(rf"(?P<blanks>\s+)|(?P<mark>{MARK})|(?P<other>.)", re.DOTALL)


@dataclass(frozen=True)
class Place:
    """A stretch of a text as evidence names it: code points, paragraph, hash of the words."""

    start: int
    end: int
    sha256: str
    paragraph: int | None


def starts_of(content: str, words: str) -> Iterator[int]:
    """Where words begin in a text; the places may overlap."""
    start = content.find(words) if words else -1
    while start >= 0:
        yield start
        start = content.find(words, start + 1)


def locate(text: Text, words: str) -> list[Place]:
    """All places at which exactly these words stand."""
    return [place(text, start, start + len(words)) for start in starts_of(text.content, words)]


def locate_nearly(text: Text, words: str) -> list[Place]:
    """All places of these words with any quotation marks and any blanks between them."""
    wanted = words.strip()
    if not wanted:
        return []
    pattern = re.compile("".join(map(as_pattern, PIECES.finditer(wanted))))
    return [place(text, *match.span()) for match in pattern.finditer(text.content)]


def as_pattern(piece: re.Match[str]) -> str:
    """What stands for a piece of the words: any blanks, any quotation mark, or the character."""
    if piece["blanks"]:
        return r"\s+"
    return MARK if piece["mark"] else re.escape(piece["other"])


def place(text: Text, start: int, end: int) -> Place:
    """A stretch of a text as evidence names it."""
    return Place(start, end, sha256_of(text.content[start:end]), text.paragraph_of(start, end))
