"""One way to fold text: for sorting, for slugs and for search, the same on every engine."""

import re
import unicodedata

WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Text without marks and without case (NFKD, combining marks off, casefold)."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark)).casefold()


def words(text: str) -> list[str]:
    """The runs of letters and digits of folded text."""
    return WORD.findall(fold(text))


def slug(text: str) -> str:
    """Folded text as a slug: ASCII letters and digits joined by hyphens."""
    return re.sub("[^a-z0-9]+", "-", fold(text)).strip("-") or "x"


def located_words(text: str) -> list[tuple[str, int, int]]:
    """The words of a text, as `words` gives them, each with its bounds in the text as it stands."""
    if text.isascii():
        return [(match[0], match.start(), match.end()) for match in WORD.finditer(text.lower())]
    folded: list[str] = []
    origin: list[int] = []
    for place, character in enumerate(text):
        piece = fold(character)
        folded.append(piece)
        origin.extend([place] * len(piece))
    found = WORD.finditer("".join(folded))
    return [(match[0], origin[match.start()], origin[match.end() - 1] + 1) for match in found]
