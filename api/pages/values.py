"""The values of a record in words and links: for each form of a member its way.

What comes from a record is escaped where it enters; the template only places the pieces.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Any

from markupsafe import Markup, escape

from schemas.vocabulary import VOCABULARIES

from .elsewhere import page_elsewhere
from .members import Kind, members
from .naming import stubs_in
from .pointed import Pointed, Step, anchor_of, follow
from .rendering import CURRENT, LABELS, of_current, safe
from .wording import Wording, number

Json = dict[str, Any]
DEFINITIONS = {
    (vocabulary.name, term.code): term.definition
    for vocabulary in VOCABULARIES.values()
    for term in vocabulary.terms
}
PRINTED = "_as_printed"
OUTSIDE = 'rel="external noopener noreferrer"'
text, label, ref, when, moment, href = (
    of_current(name) for name in ("text", "label", "ref", "when", "moment", "href")
)


class Values:
    """What a page says of the values of one record; `rows` is its evidence."""

    def __init__(self, record: Json, rows: list[Json]) -> None:
        self.record, self.rows = record, rows
        self.kinds = members(record["object"])
        self.places = Counter(row["field"] for row in rows)

    @cached_property
    def stubs(self) -> dict[str, Mapping[str, Any]]:
        """All records that are named in the record or its evidence, by id."""
        return {each["id"]: each for each in stubs_in([self.record, self.rows])}

    def value(self, kind: Kind, value: Any) -> Markup:
        """A value of a member."""
        return safe(self.html(kind, value))

    def html(self, kind: Kind, value: Any) -> str:
        """A value of a member, as a piece of HTML."""
        if value is None:
            return f'<span class="unknown">{text("common.unknown")}</span>'
        way = WAYS.get(kind.form)
        if way is not None:
            return way(self, kind, value)
        return printed(value) if kind.name.endswith(PRINTED) else escape(value)

    def cell(self, kind: Kind, row: Json) -> Markup:
        """A member of a row; nothing where it is unknown, a link where an identifier has a page."""
        value = row[kind.name]
        if value is None:
            return Markup()
        if kind.name == "value" and "scheme" in row:
            address = page_elsewhere(row)
            return safe(outside(address, value) if address else escape(value))
        return self.value(kind, value)

    def code(self, vocabulary: str, value: str) -> Markup:
        """A code by its label, with what it means."""
        return code_in_words(vocabulary, value, CURRENT.get().text)

    def row_name(self, kind: Kind, row: Json) -> str:
        """What a row of a part is called: what its key is made of, and its role."""
        names = [
            label(row[each.name]) if each.form == "reference" else self.html(each, row[each.name])
            for each in kind.called
            if row.get(each.name) is not None
        ]
        return " – ".join(names) or escape(row["key"])

    def field(self, pointed: Pointed) -> Markup:
        """What a pointer names, in words: the member, then what of it."""
        if not pointed.steps:
            return text("common.whole_record").capitalize()
        first, *rest = (self.step(each) for each in pointed.steps)
        return safe(f"{first}: {' – '.join(rest)}" if rest else first)

    def step(self, step: Step) -> str:
        """One step of a pointer in words."""
        if step.form == "row":
            assert step.kind is not None
            return self.row_name(step.kind, step.value)
        if step.form == "reference":
            return label(step.value)
        if step.kind is None:
            return f"<code>{escape(step.value)}</code>"
        return text(f"fields.{step.kind.name}")

    def note(self, pointer: str) -> Markup:
        """The number of places where a field stands, as a link to them below."""
        count = self.places[pointer]
        if not count:
            return Markup()
        told = f'<span class="hidden">{text("record.evidence.heading")}: </span>{number(count)}'
        return safe(f' <a class="note" href="#{anchor_of(pointer)}">{told}</a>')

    def carried(self, pointed: Pointed) -> Markup:
        """What the record says at the end of a pointer; its name where that is the record."""
        if pointed.kind is not None:
            return self.value(pointed.kind, pointed.value)
        return safe(self.step(pointed.end)) if pointed.end else label(self.record)


@lru_cache(maxsize=2000)
def code_in_words(vocabulary: str, value: str, words: Wording) -> Markup:
    """A code by its label, with what it means, in the language of the page."""
    told = words.plain.get(f"terms.{vocabulary}.{value}") or LABELS.get((vocabulary, value), value)
    key = f"definitions.{vocabulary}.{value}"
    meaning = words.plain.get(key) or DEFINITIONS.get((vocabulary, value))
    title = f' title="{escape(meaning)}"' if meaning else ""
    return safe(f"<span{title}>{escape(told)}</span>")


def outside(address: str, name: str) -> str:
    """A link that leads away from here."""
    return f'<a href="{escape(address)}" {OUTSIDE}>{escape(name)}</a>'


def printed(words: str) -> str:
    """Words as a document prints them."""
    return f'<q class="printed">{escape(words)}</q>'


def date(values: Values, kind: Kind, value: Json) -> str:
    """A date in words, the words of the document, how it is known, and what it counts from."""
    pieces = [str(when(value))]
    if value["verbatim"]:
        pieces.append(printed(value["verbatim"]))
    if value["basis"] != "stated":
        pieces.append(f'<span class="basis">· {values.code("basis", value["basis"])}</span>')
    if anchor := value["anchor"]:
        name = label(values.stubs[anchor]) if anchor in values.stubs else escape(anchor)
        from_ = f'<a href="{escape(href(anchor))}">{name}</a>'
        pieces.append(f'<span class="basis">· {text("record.counted_from")} {from_}</span>')
    return " ".join(pieces)


def language(values: Values, kind: Kind, value: str) -> str:
    """A language by its name, where the catalogue has it."""
    known: Markup = CURRENT.get().text.plain.get(f"record.languages.{value}", escape(value))
    return known


def row_by_key(values: Values, kind: Kind, value: str) -> str:
    """Another row of the record, by what it is called."""
    part = f"{kind.name}s"
    found = follow(values.record, f"/{part}/{value}").end
    assert found is not None
    return f'<a href="#row.{part}.{escape(value)}">{values.step(found)}</a>'


def together(pieces: Iterator[str]) -> str:
    """Short pieces beside each other."""
    return f'<ul class="together">{"".join(f"<li>{each}</li>" for each in pieces)}</ul>'


def lines(values: Values, kind: Kind, value: str) -> str:
    """A long text in its paragraphs."""
    return "".join(f"<p>{escape(line)}</p>" for line in value.split("\n") if line)


def point_in_time(values: Values, kind: Kind, value: str) -> str:
    """A day or a moment."""
    return f'<time datetime="{escape(value)}">{moment(value)}</time>'


def key(values: Values, kind: Kind, value: str) -> str:
    """What machines know something by."""
    return f'<code class="key">{escape(value)}</code>'


WAYS: Mapping[str, Callable[[Values, Kind, Any], str]] = {
    "date": date,
    "code": lambda values, kind, value: values.code(kind.vocabulary, value),
    "reference": lambda values, kind, value: ref(value),
    "references": lambda values, kind, value: together(ref(each) for each in value),
    "rows": lambda values, kind, value: together(values.row_name(kind, each) for each in value),
    "flag": lambda values, kind, value: text("common.yes" if value else "common.no"),
    "number": lambda values, kind, value: escape(number(value)),
    "moment": point_in_time,
    "day": point_in_time,
    "url": lambda values, kind, value: outside(value, value),
    "language": language,
    "hash": key,
    "key": key,
    "pointer": lambda values, kind, value: values.field(follow(values.record, value)),
    "words": lambda values, kind, value: f"<q>{escape(value)}</q>",
    "row": row_by_key,
    "long": lines,
}
"""How each form is shown; what has none here is text, or text as printed."""
