"""What a controlled vocabulary is: named codes, each with definition and equivalents elsewhere."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Term:
    """One code of a vocabulary.

    `elsewhere` maps the name of another scheme (`pax`, `ucdp`, `acled`, `cameo`) to its code.
    """

    code: str
    definition: str
    label: str
    elsewhere: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Vocabulary:
    """A closed list of terms, in the order in which it is shown."""

    name: str
    description: str
    terms: tuple[Term, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes alone, in order."""
        return tuple(term.code for term in self.terms)

    def as_json(self) -> dict[str, Any]:
        """The vocabulary as it is answered and exported."""
        terms = [
            {
                "code": term.code,
                "label": term.label,
                "definition": term.definition,
                "elsewhere": term.elsewhere,
            }
            for term in self.terms
        ]
        return {"name": self.name, "description": self.description, "terms": terms}


def term(code: str, definition: str, label: str | None = None, **elsewhere: str) -> Term:
    """A term whose label, if none is given, is its code in words."""
    return Term(code, definition, label or code.replace("_", " ").capitalize(), elsewhere)
