"""The texts of the pages in one catalogue: a folder a language, in it a file a page."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from markupsafe import Markup, escape

FOLDER = Path(__file__).parent / "catalogue"
DEFAULT = "en"
Texts = dict[str, str | Mapping[str, str]]


@cache
def languages() -> tuple[str, ...]:
    """The languages that there are texts in."""
    return tuple(sorted(path.name for path in FOLDER.iterdir() if path.is_dir()))


@cache
def catalogue(language: str) -> Texts:
    """The texts of a language by `file.key`; a text with forms for one and several is a mapping."""
    found: Texts = {}
    for path in sorted((FOLDER / language).glob("*.yml")):
        found |= flat(f"{path.stem}.", yaml.safe_load(path.read_text("utf-8")))
    return found


def flat(prefix: str, branch: Mapping[str, Any]) -> dict[str, Any]:
    """Nested texts by their dotted keys."""
    found: dict[str, Any] = {}
    for name, value in branch.items():
        if isinstance(value, Mapping) and value.keys() != {"one", "other"}:
            found |= flat(f"{prefix}{name}.", value)
        else:
            found[f"{prefix}{name}"] = value
    return found


class Wording:
    """The texts of one language, those of English where it has none.

    A text without values is looked up and nothing else: a page has hundreds.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.texts = catalogue(DEFAULT) | catalogue(language)
        self.plain = {key: escape(each) for key, each in self.texts.items() if type(each) is str}

    def __call__(self, key: str, **values: Any) -> Markup:
        """A text with its values, safe to put into a page; `n` chooses between one and several."""
        if not values:
            return self.plain[key]
        text = self.texts[key]
        if isinstance(text, Mapping):
            text = text["one" if values["n"] == 1 else "other"]
        shown = {name: number(each) if type(each) is int else each for name, each in values.items()}
        return escape(text).format(**shown)

    def __contains__(self, key: str) -> bool:
        return key in self.texts


def number(value: int) -> str:
    """A whole number as it is read: with a thin space between thousands."""
    return f"{value:,}".replace(",", "\u202f")


def wording(language: str) -> Wording:
    """The texts for a reader of a language."""
    return known(language if language in languages() else DEFAULT)


@cache
def known(language: str) -> Wording:
    """The texts of a language that there is."""
    return Wording(language)
