"""Starting: the database made ready by one process at a time, then the supervisor in its place."""

import os
import shutil
import socket
import sys
import tempfile
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

import click

from . import migrating
from .config import Settings
from .database import DatabaseAway, directly, snapshot
from .models import Counter
from .store import fill_search
from .transfer.load import BadSeeds, load

LAST_PORT = 65535
SERVER_LOG = Path(__file__).parent / "http" / "granian_log.json"


def serve(settings: Settings, *, migrate: bool) -> None:
    """Make ready and serve; what stands in the way is told in one line and ends the command."""
    refuse_unwritable(settings)
    refuse_taken(settings)
    if migrate:
        make_ready(settings)
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    address = f"http://{host}:{settings.port}"
    click.echo(
        f"Parley is served at {address}  "
        f"(documentation {address}/docs/, first request {address}/v1/agreements)"
    )
    sys.stdout.flush()
    figures = str(empty_folder_for_figures(settings.port))
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = figures
    command = supervised(settings, figures)
    os.execv(sys.executable, command)  # noqa: S606  # nosec B606  # our own interpreter, arguments from checked settings


def supervised(settings: Settings, figures: str, app: str = "wsgi:app") -> list[str]:
    """The command of the supervisor, which keeps the workers; `figures` is their folder."""
    worker = [sys.executable, "-m", "granian", *granian_arguments(settings), app]
    return [sys.executable, "-m", "api.supervisor", figures, str(settings.workers), *worker]


def empty_folder_for_figures(port: int) -> Path:
    """An empty folder where the processes of a server put their figures together."""
    folder = Path(tempfile.gettempdir()) / f"parley-figures-{os.getuid()}-{port}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    return folder


def granian_arguments(settings: Settings) -> list[str]:
    """The settings of a worker: few threads, so that the pool holds a connection for each.

    Several such share the port. Only HTTP/1.1 is spoken, whose connections can be bounded.
    """
    return [
        "--interface", "wsgi",
        "--host", settings.host,
        "--port", str(settings.port),
        "--http", "1",
        "--workers", "1",
        "--blocking-threads", str(settings.threads),
        "--backlog", "4096",
        "--backpressure", "4096",
        "--http1-header-read-timeout", "5000",
        "--log-level", "warning",
        "--log-config", str(SERVER_LOG),
    ]  # fmt: skip


def stop(line: str) -> NoReturn:
    """End the command with one line."""
    click.echo(f"parley: {line}", err=True)
    raise SystemExit(1)


def refuse_taken(settings: Settings) -> None:
    """Stop where the port is taken."""
    try:
        ((family, *_, address), *_) = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
    except (OSError, UnicodeError):
        stop(
            f"HOST={settings.host} leads to no address; take one such as 127.0.0.1, 0.0.0.0 or ::."
        )
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as fault:
            reason = fault.strerror or str(fault)
            other = settings.port - 1 if settings.port == LAST_PORT else settings.port + 1
            stop(
                f"{settings.host}:{settings.port} cannot be used ({reason}); "
                f"take another, such as PORT={other}."
            )


def refuse_unwritable(settings: Settings) -> None:
    """Stop where the folder of an SQLite database cannot be written."""
    if urlsplit(settings.database_url).scheme != "sqlite":
        return
    path = Path(settings.database_url.removeprefix("sqlite:///"))
    where = path if path.exists() else path.parent
    if not path.parent.is_dir():
        stop(
            f"the folder {path.parent} does not exist; "
            "make it, or name another file in DATABASE_URL."
        )
    if not os.access(where, os.W_OK) or not os.access(path.parent, os.W_OK):
        stop(f"{where} cannot be written; allow it, or name another file in DATABASE_URL.")


def make_ready(settings: Settings) -> None:
    """Migrate, and load the seeds where nothing was ever written; safe with several processes."""
    try:
        for name in migrating.up():
            click.echo(f"migrated: {name}")
        with directly() as direct, direct.alone():
            if filled := fill_search():
                click.echo(f"search text written for {filled} records")
            with snapshot():
                empty = Counter.select(Counter.revision).scalar() == 0
            if empty:
                click.echo(
                    f"loaded: {len(load(settings.seeds).written.added)} records from the seeds"
                )
    except DatabaseAway as fault:
        stop(f"{fault} Check DATABASE_URL and that the database runs.")
    except BadSeeds as fault:
        stop(f"the seeds cannot be loaded: {fault.faults[0]} (flask seeds check lists all)")
