"""Texts of documents as an operator holds them: found by hash, read exactly, cut by code points."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path


def sha256_of(text: str) -> str:
    """SHA-256 of the UTF-8 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Text:
    """One text: its words and its hash.

    Offsets count code points, paragraphs the lines that are not empty.
    """

    content: str

    @cached_property
    def paragraphs(self) -> list[tuple[int, int]]:
        """The bounds of the paragraphs, in order."""
        found, start = [], 0
        for line in self.content.split("\n"):
            if line.strip():
                found.append((start, start + len(line)))
            start += len(line) + 1
        return found

    def paragraph_of(self, start: int, end: int) -> int | None:
        """The paragraph in which a span lies as a whole, or None."""
        bounds = enumerate(self.paragraphs)
        return next(
            (number for number, (first, last) in bounds if first <= start and end <= last), None
        )


def read_texts(folder: Path) -> dict[str, Text]:
    """The texts in a folder by hash; line ends are kept, what is no UTF-8 is no text."""
    found = {}
    for path in sorted(folder.glob("*.txt")):
        with suppress(UnicodeDecodeError):
            text = Text(path.read_bytes().decode("utf-8"))
            found[sha256_of(text.content)] = text
    return found


def overlapping(spans: Iterable[tuple[int, int, str]], start: int, end: int) -> Iterator[str]:
    """The names of those of the spans that share a code point with another."""
    return (name for first, last, name in spans if first < end and start < last)
