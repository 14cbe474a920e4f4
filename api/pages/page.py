"""A page, declared: its address, the question it puts to the API, its template."""

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from flask import request
from marshmallow import Schema

from api.http.endpoint import Endpoint, PathParameter, Reply
from api.http.formats import FORMATS, HTML, JSON
from api.http.languages import TAG
from schemas.fields import Field, Matched

from .asking import Answer, Question, ask
from .rendering import render

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
LANG = Matched("The language of names.", TAG, "a language such as en", maximum=35)
NOT_FOR_PAGES = ("fields",)
"""A page shows records whole; with fewer members it could not."""
PAGE_HEADERS = {"Content-Security-Policy": POLICY, "Vary": "Accept, Accept-Language"}


@dataclass(frozen=True)
class Visit:
    """What a reader asks of a page: parameters of the API as given, those of the page, the path."""

    query: Mapping[str, str]
    own: Mapping[str, Any]
    path: Mapping[str, str]


@dataclass(frozen=True)
class Page:
    """A page for people.

    `question` is the call of the API whose answer the page shows, and where a caller who wants JSON
    is sent; `show` makes of its answer what the `template` fills in, and may ask further questions.
    `takes` names the operation whose parameters the page takes, `own` are its own beside them.
    """

    path: str
    name: str
    template: str
    question: Callable[[Visit], Question]
    show: Callable[[Visit, Answer], Mapping[str, Any]]
    takes: Endpoint | None = None
    own: Mapping[str, Field] = field(default_factory=dict)
    parameters: Mapping[str, PathParameter] = field(default_factory=dict)

    def endpoint(self) -> Endpoint:
        """The page as Flask serves it."""
        return Endpoint(
            path=self.path,
            operation=f"page.{self.name}",
            tag="pages",
            summary=self.name,
            view=self.view,
            answer={},
            arguments=self.schema(),
            parameters=self.parameters,
            formats=(HTML, JSON),
            headers=PAGE_HEADERS,
        )

    def schema(self) -> Schema:
        """The parameters: those of the operation, of which none must be given, and of the page."""
        declared = type(self.takes.arguments)._declared_fields if self.takes else {}
        taken = {name: copy(each) for name, each in declared.items() if name not in NOT_FOR_PAGES}
        for each in taken.values():
            each.required = False
        return Schema.from_dict({**taken, **self.own, "lang": LANG}, name=f"{self.name}Page")()

    def view(self, arguments: dict[str, Any], **path: str) -> Reply:
        """The page, or the way to the API for who wants another form."""
        given = request.args.to_dict()
        query = {name: given[name] for name in given if name not in self.own and name != "lang"}
        visit = Visit(query, {name: arguments.get(name) for name in self.own}, path)
        question = self.question(visit)
        names_form = FORMATS.keys() & query.get("format", "").split(",")
        if arguments["form"] == JSON.name or names_form:
            return Reply(b"", 303, {"Location": question.url})
        answer = ask(question)
        return Reply(render(self.template, answer, self.show(visit, answer)))
