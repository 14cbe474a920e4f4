"""Asking the API from within: the operations that everybody calls, over the page's own snapshot.

A page shows what an address of `/v1` answers, so it asks for that address, checked by the same
schemas, and tells it to its reader.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from flask import Flask, current_app, g, request

from api.http.answering import BASE, address_of, base_url
from api.http.asking import arguments_of, check_path
from api.http.endpoint import Endpoint
from api.http.formats import JSON, in_form
from api.http.tags import ASKED

OPERATIONS = "parley-operations"
OF_THIS_REQUEST = (BASE, ASKED, "werkzeug.request")


OF_A_PAGE = ("limit", "cursor", "count", "facets", "include")


def form(query: Mapping[str, str], name: str) -> dict[str, str]:
    """The parameter that asks for a form, beside a filter of the same name."""
    return {"format": ",".join(filter(None, (query.get("format"), name)))}


@dataclass(frozen=True)
class Question:
    """A call of an operation that reads: its name, its parameters, the parts of its address."""

    operation: str
    query: Mapping[str, str] = field(default_factory=dict)
    path: Mapping[str, str] = field(default_factory=dict)

    @property
    def endpoint(self) -> Endpoint:
        """The operation."""
        found: Endpoint = current_app.extensions[OPERATIONS][self.operation]
        return found

    @property
    def address(self) -> str:
        """The path with its parts filled in, not yet quoted."""
        return self.endpoint.path.format(**self.path)

    @property
    def query_string(self) -> str:
        """The parameters, as they stand in an address."""
        return urlencode(self.query, safe=",:/")

    @property
    def url(self) -> str:
        """The whole address, as the caller would ask for it."""
        query = f"?{self.query_string}" if self.query else ""
        return f"{base_url()}{quote(self.address)}{query}"


@dataclass(frozen=True)
class Answer:
    """What an operation answered: the question, its own address, and the body."""

    question: Question
    url: str
    body: Mapping[str, Any]

    def in_form(self, name: str) -> str:
        """The address of all of it in another form: of a list not only a page."""
        whole = {key: each for key, each in self.question.query.items() if key not in OF_A_PAGE}
        return Question(
            self.question.operation, {**whole, **form(whole, name)}, self.question.path
        ).url

    @property
    def data(self) -> Any:
        """The record, the records, or whatever else it is about."""
        return self.body["data"]

    @property
    def meta(self) -> Mapping[str, Any]:
        """What is to be known of the data."""
        return self.body["meta"]


def know(app: Flask, operations: Iterable[Endpoint]) -> None:
    """Let pages of an application ask these operations."""
    app.extensions[OPERATIONS] = {each.operation: each for each in operations}


def asked() -> list[Answer]:
    """What this page has asked so far, in order."""
    if "answers" not in g:
        g.answers = []
    found: list[Answer] = g.answers
    return found


def ask(question: Question) -> Answer:
    """The answer to a question; raises Problems and Moved as the operation does."""
    endpoint, path = question.endpoint, dict(question.path)
    environ = {key: value for key, value in request.environ.items() if key not in OF_THIS_REQUEST}
    environ |= {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": question.address.encode().decode("latin-1"),
        "QUERY_STRING": question.query_string,
        "HTTP_ACCEPT": JSON.media_type,
    }
    with current_app.request_context(environ):
        check_path(endpoint, path)
        arguments = arguments_of(request, endpoint.arguments)
        if len(endpoint.formats) > 1:
            arguments = in_form(arguments, JSON)
        reply = endpoint.view(arguments, **path)
        answer = Answer(question, address_of(), reply.body)
    asked().append(answer)
    return answer
