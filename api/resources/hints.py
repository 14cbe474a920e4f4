"""Hints: a few words that tell a record from others of the same name."""

from collections.abc import Iterable, Mapping
from typing import Any

from schemas.vocabulary import Vocabulary


def joined(*parts: str | None) -> str:
    """What is known, joined by commas."""
    return ", ".join(part for part in parts if part)


def in_words(vocabulary: Vocabulary, code: str | None) -> str | None:
    """The label of a code, in lower case."""
    found = next((term.label for term in vocabulary.terms if term.code == code), None)
    return found.lower() if found else None


def when(state: Mapping[str, Any], names: Iterable[str]) -> str | None:
    """The first of some dates that is known, as it is told."""
    return next((state[name].value for name in names if state.get(name)), None)
