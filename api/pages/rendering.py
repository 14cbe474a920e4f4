"""Templates filled in: what all of them know beside what their page tells them."""

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import orjson
from flask import g, request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from werkzeug.local import LocalProxy

from api.http.languages import language_of
from api.version import TITLE, VERSION
from schemas.objects import BY_PREFIX, OBJECTS
from schemas.vocabulary import VOCABULARIES
from schemas.vocabulary.process import took_place

from . import dating, naming
from .asking import Answer, asked
from .files import file_names
from .snippets import snippets
from .wording import Wording, number, wording


class Templates(Environment):
    """Templates whose `record.member` looks at the members of answers first: there are thousands.

    Jinja looks for an attribute before, and raises and catches a fault for each member.
    """

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


TEMPLATES = Templates(
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


def safe(html: str) -> Markup:
    """HTML that was put together from parts that are safe, each escaped where it came in."""
    return Markup(html)  # noqa: S704  # nosec B704  # see above


def safe_json(value: Any) -> Markup:
    """JSON that can stand in a script element: no element begins or ends in it."""
    told = orjson.dumps(value).decode()
    return safe(told.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


class Reading:
    """What a template asks of its reader and of the records it shows."""

    def __init__(self, text: Wording, language: str) -> None:
        self.text, self.language = text, language
        self.root, self.given = request.script_root, request.args.to_dict()
        self.kept = {"lang": self.given["lang"]} if "lang" in self.given else {}
        self.after = f"?{urlencode(self.kept)}" if self.kept else ""

    @cached_property
    def names(self) -> dict[str, str]:
        """The names of all records on the page in the reader's language, by id."""
        return naming.names_in(self.language, [each.body["data"] for each in asked()])

    def name(self, record: Mapping[str, Any]) -> str:
        """The name of a record as plain text, in the reader's language where there is one."""
        return self.names.get(record["id"]) or str(record["label"])

    @cached_property
    def known(self) -> dict[str, str]:
        """The names of all records on the page by id."""
        answers = (each.body["data"] for each in asked())
        return {each["id"]: self.name(each) for data in answers for each in naming.stubs_in(data)}

    def known_name(self, given: str) -> str:
        """The name of a record that a parameter names by its id; else what was given."""
        return self.known.get(given, given) if given[:4] in PREFIXES else given

    def label(self, record: Mapping[str, Any]) -> Markup:
        """The name of a record for a page, marked up where it is in another language."""
        name = self.names.get(record["id"])
        if name is None:
            return escape(record["label"])
        return Markup('<span lang="{}">{}</span>').format(self.language, name)

    def href(self, record: Mapping[str, Any] | str) -> str:
        """The address of a record's page, by itself or its id."""
        target = record if isinstance(record, str) else record["id"]
        return f"{self.root}/{BY_PREFIX[target[:3]].collection}/{target}{self.after}"

    def link(self, path: str, **query: Any) -> str:
        """The address of a page with parameters; a language that was named stays."""
        asked = {name: str(value) for name, value in query.items() if value not in (None, "")}
        if not asked:
            return f"{self.root}{path}{self.after}"
        for name in self.kept.keys() - asked.keys():
            asked[name] = self.kept[name]
        return f"{self.root}{path}?{urlencode(asked, safe=',:/')}"

    def page_of(self, address: str) -> str:
        """The page of an address of the API, with its parameters."""
        path, _, query = address.removeprefix("/v1").partition("?")
        return self.link(path, **dict(parse_qsl(query)))

    def here(self, **changed: Any) -> str:
        """The address of this page with some parameters changed; None takes one away."""
        given = self.given | changed
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
        found = self.text.plain.get(key)
        return LABELS.get((vocabulary, code), code or "") if found is None else found

    def pointer(self, field: str) -> Markup:
        """A JSON Pointer into a record in words: the member, then the row's key."""
        return pointer_in_words(field, self.text)

    def ref(self, record: Mapping[str, Any]) -> Markup:
        """A link to a record by its name."""
        return safe(f'<a href="{escape(self.href(record))}">{self.label(record)}</a>')

    def when(self, date: Mapping[str, Any] | None) -> Markup:
        """A date in words, with the words of the document to be looked at."""
        if date is None:
            return safe(f'<span class="unknown">{self.text("common.unknown")}</span>')
        words, printed = date["verbatim"], ""
        if words:
            printed = f' title="{self.text("dates.as_printed", words=words)}"'
        if "/" in date["value"]:
            return safe(f"<span{printed}>{self.date(date)}</span>")
        return safe(f'<time datetime="{date["value"]}"{printed}>{self.date(date)}</time>')


@lru_cache(maxsize=10_000)
def pointer_in_words(field: str, text: Wording) -> Markup:
    """A JSON Pointer in words, for readers of one language."""
    if not field:
        return text("common.whole_record")
    steps = field.removeprefix("/").split("/")
    named = [text.plain.get(f"fields.{step}") or CODE.format(step) for step in steps]
    return safe(" · ").join(named)


CODE = Markup("<code>{}</code>")
CURRENT: ContextVar[Reading] = ContextVar("reading")


def of_current(name: str) -> Callable[..., Any]:
    """A method of what the template is filled in for, to be called from any template.

    Templates that are imported without their importer's context are prepared once and not for
    every page, so what they need of the request is found here.
    """

    def method(*arguments: Any, **values: Any) -> Any:
        return getattr(CURRENT.get(), name)(*arguments, **values)

    return method


PREFIXES = {f"{prefix}-" for prefix in BY_PREFIX}
METHODS = (
    "name",
    "known_name",
    "label",
    "href",
    "link",
    "page_of",
    "here",
    "date",
    "moment",
    "term",
    "ref",
    "when",
    "pointer",
)
TEMPLATES.globals |= {name: of_current(name) for name in METHODS} | {
    "t": of_current("text"),
    "has_text": lambda key: key in CURRENT.get().text,
    "given": LocalProxy(lambda: CURRENT.get().given),
    "root": LocalProxy(lambda: CURRENT.get().root),
    "files": file_names(),
    "TITLE": TITLE,
    "VERSION": VERSION,
    "OBJECTS": OBJECTS,
    "snippets": snippets,
    "took_place": took_place,
}
TEMPLATES.filters |= {name: of_current(name) for name in METHODS} | {
    "safe_json": safe_json,
    "number": number,
    "main_date": dating.main_date,
}


def render(template: str, answer: Answer | None, context: Mapping[str, Any]) -> bytes:
    """A page; `answer` is that of its own question, where the API was asked at all."""
    language = language_of(request.environ)
    reading = Reading(wording(language), language)
    token = CURRENT.set(reading)
    try:
        page = TEMPLATES.get_template(template).render(
            main=answer,
            answers=asked(),
            request_path=request.path,
            revision=g.get("revision"),
            language=reading.text.language,
            **context,
        )
    finally:
        CURRENT.reset(token)
    return page.encode()
