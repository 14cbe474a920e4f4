"""What a controlled vocabulary is: named codes, each with definition and equivalents elsewhere."""

from dataclasses import dataclass, field


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


def term(code: str, definition: str, label: str | None = None, **elsewhere: str) -> Term:
    """A term whose label, if none is given, is its code in words."""
    return Term(code, definition, label or code.replace("_", " ").capitalize(), elsewhere)
