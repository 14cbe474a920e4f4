"""What commands share: faults told in one line, and bars on a terminal."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import click
from flask.cli import AppGroup
from peewee import DatabaseError

from . import migrating
from .database import Busy, DatabaseAway

T = TypeVar("T")


@contextmanager
def told_in_one_line() -> Iterator[None]:
    """Tell in one line that the database is away or not migrated."""
    try:
        yield
    except DatabaseAway as fault:
        raise click.ClickException(f"{fault} Check DATABASE_URL.") from fault
    except Busy as fault:
        raise click.ClickException(f"{fault} Nothing was written; try again.") from fault
    except DatabaseError as fault:
        waiting = migrating.pending()
        if not waiting:
            raise
        told = f"Migrations are pending: {', '.join(waiting)}. Run: flask --app wsgi db up"
        raise click.ClickException(told) from fault


class Commands(AppGroup):
    """Commands that need the database."""

    def invoke(self, ctx: click.Context) -> Any:
        with told_in_one_line():
            return super().invoke(ctx)


class Alone(click.Command):
    """A command that needs the database and belongs to no group."""

    def invoke(self, ctx: click.Context) -> Any:
        with told_in_one_line():
            return super().invoke(ctx)


def progress(length: int, label: str) -> Any:
    """A bar that shows how far long work is, on a terminal and only there."""
    return click.progressbar(
        length=length, label=label, file=sys.stderr, hidden=not sys.stderr.isatty()
    )


def watched(items: Sequence[T], label: str) -> Iterator[T]:
    """The items, with a bar while they are worked through."""
    with progress(len(items), label) as bar:
        for item in items:
            yield item
            bar.update(1)
