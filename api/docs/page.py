"""Swagger UI, served by flasgger with our document and local files.

No inline code and no other host is needed; flasgger's own page loads strangers' documents and
outside fonts.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import flask_swagger_ui
from flasgger import Swagger
from flask import Flask, Response, abort, current_app, request

from api.http.endpoint import Endpoint, Reply
from api.http.serving import add_routes
from api.http.watching import OWN_REQUEST

from .document import ExampleOf, build

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
SWAGGER_UI = Path(flask_swagger_ui.__file__).parent / "dist"
UI_FILES = ("swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png")
STARTER = Path(__file__).parent.parent / "templates" / "flasgger" / "start.js"
# Not the caller's own address: examples are kept, and a forged Host header would be kept with them.
EXAMPLE_SERVER = "http://127.0.0.1:8000"


class OwnDocument(Swagger):
    """flasgger with our document in the place of the one it would gather from docstrings."""

    def get_apispecs(self, endpoint: str = "openapi") -> dict[str, Any]:
        return document()


def own_answer(path: str) -> Any:
    """What this service answers to itself."""
    return current_app.test_client().get(
        path, base_url=EXAMPLE_SERVER, environ_overrides={OWN_REQUEST: True}
    )


class Examples:
    """Real answers of the application, asked anew when the data has changed."""

    def __init__(self) -> None:
        self.revision: int | None = None
        self.answers: dict[str, Any] = {}

    def of(self, path: str) -> Any:
        """The answer of an address; None where the data does not hold it or cannot be read."""
        if path not in self.answers:
            answer = own_answer(path)
            if answer.status_code != 200:
                return None
            told = answer.get_json() if answer.is_json else answer.get_data(as_text=True)
            self.answers[path] = told
        return self.answers[path]

    def current(self) -> ExampleOf | None:
        """The examples of the present revision, or None while nothing can be read."""
        ready = own_answer("/readyz")
        if ready.status_code != 200:
            return None
        revision = ready.get_json()["revision"]
        if revision != self.revision:
            self.revision, self.answers = revision, {}
        return self.of


def document() -> dict[str, Any]:
    """The document for this server."""
    examples: Examples = current_app.extensions["parley-examples"]
    return build(request.url_root.rstrip("/"), examples.current())


OWN = Endpoint(
    path="/v1/openapi.json",
    operation="getOpenapi",
    tag="service",
    summary="This document",
    view=lambda arguments: Reply(document()),
    answer={"type": "object", "description": "An OpenAPI 3.1 document."},
    reads=False,
    closable=False,
)


CONFIG = {
    "openapi": "3.1.0",
    "specs": [
        {"endpoint": "openapi", "route": "/docs/spec.json", "rule_filter": lambda rule: False}
    ],
    "specs_route": "/docs/",
    "static_folder": str(SWAGGER_UI),
    "static_url_path": "/docs/static",
    "headers": [],
    "url": "/v1/openapi.json",
}


def install(app: Flask) -> None:
    """Serve the document at /v1/openapi.json and Swagger UI at /docs/."""
    app.extensions["parley-examples"] = Examples()
    OwnDocument(app, config=CONFIG, merge=True)
    add_routes(app, [OWN])
    app.add_url_rule("/docs/files/<name>", "docs_file", file)
    restrain_flasgger(app)


@cache
def files() -> dict[str, tuple[bytes, str]]:
    """The files of the page and their types, in memory: a slow reader holds no thread."""
    types = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
    paths = [STARTER, *(SWAGGER_UI / name for name in UI_FILES)]
    return {path.name: (path.read_bytes(), types.get(path.suffix, "image/png")) for path in paths}


def file(name: str) -> Response:
    """One file of the page."""
    if name not in files():
        abort(404)
    content, content_type = files()[name]
    headers = {"Cache-Control": "public, max-age=3600", "Content-Security-Policy": PAGE_POLICY}
    return Response(content, headers=headers, content_type=content_type)


def restrain_flasgger(app: Flask) -> None:
    """Leave of flasgger its page, under our policy, and nothing that runs at every request.

    What else it serves are pages with inline code, and files by threads that wait.
    """
    app.after_request_funcs.clear()
    for name in app.view_functions:
        if name.startswith("flasgger."):
            kept = name in ("flasgger.apidocs", "flasgger.openapi")
            view = app.view_functions[name]
            app.view_functions[name] = under_policy(view) if kept else refuse


def refuse(**path: str) -> Response:
    """What flasgger serves and we do not."""
    abort(404)


def under_policy(view: Callable[..., Any]) -> Callable[..., Response]:
    """A view whose answer may load its own files, and nothing else."""

    def restrained(**path: str) -> Response:
        response = current_app.make_response(view(**path))
        response.headers["Content-Security-Policy"] = PAGE_POLICY
        return response

    return restrained
