"""Migrations of the database, and its search text."""

import click

from .. import migrating
from ..keeping import NotKept, copy_elsewhere
from ..store import counted_records, fill_search, rebuild_search
from ..terminal import Commands, progress
from ..transfer.copying import PASSES, NotCopied
from .telling import settings, told_plainly

db = Commands("db", help="Migrations of the database.")


@db.command("up")
@click.argument("target", required=False)
def db_up(target: str | None) -> None:
    """Apply pending migrations, up to TARGET."""
    for name in migrating.up(target) or ["nothing to do"]:
        click.echo(name)
    if not migrating.pending():
        filled = fill_search()
        if filled:
            click.echo(f"search text written for {filled} records")


@db.command("reindex")
def db_reindex() -> None:
    """Write all search text and the full-text index anew."""
    with progress(counted_records(), "Writing search text") as bar:
        done = rebuild_search(bar.update)
    click.echo(f"search text written for {done} records")


@db.command("copy")
@click.option("--to", metavar="URL", required=True, help="An empty database of either engine.")
def db_copy(to: str) -> None:
    """Copy the whole database into an empty one of either engine, and compare row by row."""
    records = counted_records()
    with told_plainly(NotKept, NotCopied), progress(PASSES * records, "Copying") as bar:
        done = copy_elsewhere(settings(), to, bar.update)
    click.echo(
        f"{done.rows} rows copied into {done.place}, all the same; revision {done.revision}."
    )


@db.command("down")
@click.argument("target", required=False)
def db_down(target: str | None) -> None:
    """Revert the last migration, or all back through TARGET."""
    for name in migrating.down(target) or ["nothing to do"]:
        click.echo(name)


@db.command("status")
def db_status() -> None:
    """List the migrations; exit code 1 while one is pending."""
    rows = migrating.status()
    for name, applied in rows:
        click.echo(f"{'x' if applied else ' '} {name} {applied or 'pending'}")
    if any(applied is None for _, applied in rows):
        raise SystemExit(1)
