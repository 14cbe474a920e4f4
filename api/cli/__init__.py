"""The command line: migrations, seeds, import, export, documents, tokens, backups, serving."""

import click
from flask import Flask

from ..serve import serve
from .backup import backup_command, backups_command, restore_command
from .db import db
from .documents import documents
from .moving import export, import_command
from .record import record
from .seeds import seeds
from .setting import settings_command
from .telling import settings
from .tokens import token


@click.command("serve")
@click.option(
    "--migrate/--no-migrate",
    default=True,
    help="Migrate, and load the seeds into an empty database.",
)
def serve_command(migrate: bool) -> None:
    """Serve with granian, after migrating and, into an empty database, loading the seeds."""
    serve(settings(), migrate=migrate)


COMMANDS = (
    db, seeds, record, import_command, export, documents, token,
    backup_command, backups_command, restore_command, settings_command, serve_command,
)  # fmt: skip


def install(app: Flask) -> None:
    """Give the commands to an application."""
    for command in COMMANDS:
        app.cli.add_command(command)
