"""The pages of the application: their addresses, their files, their way of telling faults."""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote, unquote_to_bytes, urlencode

from flask import Flask, Response, redirect, request

from api.http.asking import MOST_PARAMETERS
from api.http.endpoint import Endpoint
from api.http.refusing import PROBLEM_PAGE
from api.http.serving import add_routes

from . import (
    asking,
    collections,
    disputes,
    exports,
    files,
    front,
    network,
    places,
    quotes,
    reading,
    records,
    search,
    timeline,
)
from .page import Page
from .problems import problem_page

MODULES = (
    exports,
    front,
    search,
    quotes,
    disputes,
    collections,
    records,
    reading,
    timeline,
    places,
    network,
)


def install(app: Flask, operations: Iterable[Endpoint]) -> None:
    """Serve the pages, which ask these operations of the API."""
    known = list(operations)
    asking.know(app, known)
    by_name = {each.operation: each for each in known}
    pages: list[Page] = [page for module in MODULES for page in module.pages(by_name)]
    endpoints = [page.endpoint() for page in pages]
    add_routes(app, endpoints)
    for endpoint in endpoints:
        view = app.view_functions[endpoint.operation]
        app.view_functions[endpoint.operation] = of_clean_address(view)
    files.install(app)
    app.extensions[PROBLEM_PAGE] = problem_page


def of_clean_address(view: Callable[..., Any]) -> Callable[..., Any]:
    """A view that sends who comes from a form to the address without the fields left empty.

    A form without a script sends every field, and several values of one as so many parameters; the
    API takes neither.
    """

    def cleaned(**path: str) -> Response | Any:
        if is_clean() or not can_be_cleaned():
            return view(**path)
        values = {name: ",".join(filter(None, each)) for name, each in request.args.lists()}
        query = urlencode({name: each for name, each in values.items() if each}, safe=",:/")
        address = f"{request.script_root}{quote(request.path)}"
        return redirect(f"{address}?{query}" if query else address, 303)

    return cleaned


def is_clean() -> bool:
    """Whether no parameter of the request is empty or given twice."""
    return not request.query_string or all(
        len(each) == 1 and each[0] for _, each in request.args.lists()
    )


def can_be_cleaned() -> bool:
    """Whether a request is one that a form sends; with all else the page finds its fault."""
    try:
        told = unquote_to_bytes(request.query_string).decode()
    except UnicodeDecodeError:
        return False
    steps = request.path.split("/")
    is_plain = told.isprintable() and request.path.isprintable() and not {".", ".."} & set(steps)
    return is_plain and request.query_string.count(b"&") < MOST_PARAMETERS
