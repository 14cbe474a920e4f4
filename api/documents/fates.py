"""Fates of spans: where words that were coded in one version of a text stand in another.

Of the words only the hash is known, so all stretches of the same length are hashed, each length
once; where the former text is held, its words are searched for instead.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from .locating import starts_of
from .texts import sha256_of

LONGEST = 20_000
STAYS, MOVED, SEVERAL, VANISHED = "stays", "moved", "several", "vanished"


class Coded(NamedTuple):
    """A span as it was coded: code points, end exclusive, and the hash of its words."""

    start: int
    end: int
    sha256: str


@dataclass(frozen=True)
class Fate:
    """What became of a span; `moved_to` is its first code point now, of a moved one only."""

    fate: str
    moved_to: int | None = None


class Search:
    """Looks for the words of spans in a text; what was found is remembered.

    A span of more than LONGEST code points is searched for only where the former text is held, and
    is else taken to have vanished.
    """

    def __init__(self, content: str, former: str | None = None) -> None:
        self.content, self.former = content, former
        self.starts: dict[tuple[int, str], list[int]] = {}

    def fates(self, spans: Iterable[Coded]) -> dict[Coded, Fate]:
        """The fate of each span."""
        found = {span: Fate(STAYS) for span in set(spans)}
        lost = [span for span in found if not is_there(self.content, span)]
        self.look_for(lost)
        return found | {span: fate_of(self.starts[length_and_hash(span)]) for span in lost}

    def look_for(self, spans: Iterable[Coded]) -> None:
        """Find where the words of some spans stand."""
        by_length: dict[int, set[str]] = defaultdict(set)
        for span in spans:
            if length_and_hash(span) in self.starts:
                continue
            if self.former is not None and is_there(self.former, span):
                words = self.former[span.start : span.end]
                self.starts[length_and_hash(span)] = list(starts_of(self.content, words))
            else:
                by_length[span.end - span.start].add(span.sha256)
        for (length, sha256), starts in starts_by_hash(self.content, by_length).items():
            self.starts[length, sha256] = starts


def length_and_hash(span: Coded) -> tuple[int, str]:
    """What the words of a span are known by."""
    return span.end - span.start, span.sha256


def is_there(content: str, span: Coded) -> bool:
    """Whether the words of a span stand in a text where it says."""
    return span.end <= len(content) and sha256_of(content[span.start : span.end]) == span.sha256


def fate_of(starts: list[int]) -> Fate:
    """The fate of a span that left its place, by where its words stand now."""
    if not starts:
        return Fate(VANISHED)
    return Fate(MOVED, starts[0]) if len(starts) == 1 else Fate(SEVERAL)


def starts_by_hash(
    content: str, wanted: Mapping[int, set[str]]
) -> dict[tuple[int, str], list[int]]:
    """Where stretches with the wanted hashes begin; `wanted` are hashes by length."""
    data = memoryview(content.encode())
    at = [0, *accumulate(len(character.encode()) for character in content)] if wanted else []
    found: dict[tuple[int, str], list[int]] = {}
    for length, hashes in wanted.items():
        known = {bytes.fromhex(each): found.setdefault((length, each), []) for each in hashes}
        if length > LONGEST:
            continue
        for start in range(len(content) - length + 1):
            digest = hashlib.sha256(data[at[start] : at[start + length]]).digest()
            if digest in known:
                known[digest].append(start)
    return found
