"""The application: the only module that knows all others."""

from collections.abc import Callable
from typing import Any

from flask import Flask, Request, Response
from flask.sessions import NullSession, SessionInterface

from . import cli, database, docs, pages
from .config import Settings
from .http.front import Front
from .http.serving import register
from .views import endpoints


class NoSessions(SessionInterface):
    """Sessions are not used, and no cookie is read or written."""

    nothing = NullSession()

    def open_session(self, app: Flask, request: Request) -> NullSession:
        return self.nothing


class Application(Flask):
    """Flask without what this application has none of: sessions, coroutines, signals, hooks.

    To look for them costs as much as to read a record. What runs at every request is the front
    (`api.http.front`) and `api.http.serving.served`.
    """

    session_interface = NoSessions()

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        return func

    def full_dispatch_request(self) -> Response:
        try:
            answer = self.dispatch_request()
        except Exception as fault:
            answer = self.handle_user_exception(fault)
        return self.make_response(answer)


def create_app(settings: Settings | None = None) -> Flask:
    """The application for some settings, by default those of the environment; raises BadSetting."""
    settings = settings or Settings.from_environment()
    app = Application("api", static_folder=None)
    app.url_map.merge_slashes = False
    app.url_map.strict_slashes = False
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.config["PARLEY"] = settings
    engine = database.connect(settings)
    operations = endpoints()
    register(app, operations)
    docs.install(app)
    pages.install(app, operations)
    cli.install(app)
    app.wsgi_app = Front(app.wsgi_app, engine, settings)  # type: ignore[method-assign]
    return app
