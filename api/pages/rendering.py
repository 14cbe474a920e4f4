"""Templates filled in: what all of them know beside what their page tells them."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import orjson
from flask import g, request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from api.http.languages import language_of
from api.version import TITLE, VERSION
from schemas.objects import OBJECTS, object_of
from schemas.vocabulary import VOCABULARIES

from . import dating, naming
from .asking import Answer, asked
from .files import file_names
from .snippets import snippets
from .wording import Wording, number, wording

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)

LABELS: dict[tuple[str, str | None], str] = {
    (vocabulary.name, term.code): term.label
    for vocabulary in VOCABULARIES.values()
    for term in vocabulary.terms
}


def safe_json(value: Any) -> Markup:
    """JSON that can stand in a script element: no element begins or ends in it."""
    told = orjson.dumps(value).decode()
    return Markup(  # noqa: S704 - escaped here
        told.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    )


TEMPLATES.filters["safe_json"] = safe_json
TEMPLATES.filters["number"] = number
TEMPLATES.globals |= {
    "files": file_names(),
    "TITLE": TITLE,
    "VERSION": VERSION,
    "OBJECTS": OBJECTS,
    "snippets": snippets,
}


class Reading:
    """What a template asks of its reader and of the records it shows."""

    def __init__(self, text: Wording, language: str) -> None:
        self.text, self.language = text, language

    @cached_property
    def names(self) -> dict[str, str]:
        """The names of all records on the page in the reader's language, by id."""
        return naming.names_in(self.language, [each.body["data"] for each in asked()])

    def label(self, record: Mapping[str, Any]) -> Markup:
        """The name of a record, in the reader's language where there is one."""
        name = self.names.get(record["id"])
        if name is None:
            return Markup.escape(record["label"])
        return Markup('<span lang="{}">{}</span>').format(self.language, name)

    def href(self, record: Mapping[str, Any] | str) -> str:
        """The address of a record's page, by itself or its id."""
        target = record if isinstance(record, str) else record["id"]
        kind = OBJECTS[object_of(target) or "topic"]
        return self.link(f"/{kind.collection}/{target}")

    def link(self, path: str, **query: Any) -> str:
        """The address of a page with parameters; a language that was named stays."""
        given = {name: str(value) for name, value in query.items() if value not in (None, "")}
        if "lang" in request.args:
            given.setdefault("lang", request.args["lang"])
        asked = f"?{urlencode(given, safe=',:/')}" if given else ""
        return f"{request.script_root}{path}{asked}"

    def here(self, **changed: Any) -> str:
        """The address of this page with some parameters changed; None takes one away."""
        given = request.args.to_dict() | changed
        return self.link(request.path, **{name: each for name, each in given.items() if each})

    def date(self, when: Mapping[str, Any] | None) -> Markup:
        """A date in words."""
        return dating.in_words(when, self.text)

    def moment(self, moment: str) -> Markup:
        """The day of a moment in words."""
        return dating.at(moment, self.text)

    def term(self, vocabulary: str, code: str | None) -> str:
        """The label of a code."""
        key = f"terms.{vocabulary}.{code}"
        return self.text(key) if key in self.text else LABELS.get((vocabulary, code), code or "")

    def methods(self) -> dict[str, Any]:
        """All of this, by the names that templates use."""
        names = ("label", "href", "link", "here", "date", "moment", "term")
        return {name: getattr(self, name) for name in names}


def reading() -> Reading:
    """What this request asks for."""
    language = language_of(request.environ)
    return Reading(wording(language), language)


def render(template: str, answer: Answer | None, context: Mapping[str, Any]) -> bytes:
    """A page; `answer` is that of its own question, where the API was asked at all."""
    reader = reading()
    page = TEMPLATES.get_template(template).render(
        t=reader.text,
        main=answer,
        answers=asked(),
        root=request.script_root,
        request_path=request.path,
        given=request.args,
        revision=g.get("revision"),
        language=reader.language,
        **reader.methods(),
        **context,
    )
    return page.encode()
