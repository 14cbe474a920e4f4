"""The parts of a document in another text: those whose words stand in it, each where they do."""

from collections.abc import Iterable, Mapping
from typing import Any

from api.documents.fates import MOVED, STAYS, Coded, Search
from api.documents.texts import sha256_of

from .holding import NotRegistered

Part = Mapping[str, Any]


def parts_in(parts: Iterable[Part], search: Search, *, keep: bool) -> tuple[list[Part], list[str]]:
    """The parts that stand in a text, and the keys of those that do not.

    A part is known by its words, so only where the former text is held can one be found; `keep`
    leaves all where they are, and raises NotRegistered for one that ends beyond the text.
    """
    known = list(parts)
    if keep:
        refuse_beyond(known, len(search.content))
        return known, []
    kept: list[Part] = []
    dropped: list[str] = []
    taken: set[tuple[int, int]] = set()
    for part in known:
        start = start_in(part, search)
        place = None if start is None else (start, start + part["end"] - part["start"])
        if place is None or place in taken:
            dropped.append(part["key"])
        else:
            taken.add(place)
            kept.append({**part, "start": place[0], "end": place[1]})
    return kept, dropped


def start_in(part: Part, search: Search) -> int | None:
    """Where a part begins in the text, or None where that is not known."""
    if search.former is None:
        return None
    start, end = part["start"], part["end"]
    span = Coded(start, end, sha256_of(search.former[start:end]))
    fate = search.fates([span])[span]
    return {STAYS: start, MOVED: fate.moved_to}.get(fate.fate)


def refuse_beyond(parts: Iterable[Part], characters: int) -> None:
    """Raise NotRegistered for the first part that ends beyond a text."""
    for part in parts:
        if part["end"] > characters:
            raise NotRegistered(
                f"The part {part['key']} ends at {part['end']}, the new text has {characters} "
                "characters. Without --keep-parts, parts that do not stand in it are dropped."
            )
