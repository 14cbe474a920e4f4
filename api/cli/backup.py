"""Backups: made and tried, listed, restored."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
from flask.cli import with_appcontext

from ..keeping import Backup, NotKept, back_up, backups, counted_rows, restore
from ..terminal import progress
from .telling import settings, told_plainly

FOLDER = click.Path(file_okay=False, path_type=Path)
UNTRIED = "not tried"
RESTORED = "{records} records of {created} restored into {place}; its epoch is {epoch}."


@click.command("backup")
@click.option("--to", type=FOLDER, help="Where to; by default the folder of the settings.")
@click.option("--keep", type=click.IntRange(1), help="Remove older ones, but so many tried ones.")
@click.option("--no-verify", is_flag=True, help="Do not try it by restoring it.")
@click.option("--verify-in", metavar="URL", help="An empty PostgreSQL database to try it in.")
@with_appcontext
def backup_command(
    to: Path | None, keep: int | None, no_verify: bool, verify_in: str | None
) -> None:
    """Write a backup of the database, and try it by restoring it into an empty place."""
    passes = 1 if no_verify else 2
    with told_plainly(NotKept), progress(passes * counted_rows(settings()), "Keeping") as bar:
        done = back_up(
            settings(), to or settings().backups,
            keep=keep, verify=not no_verify, verify_in=verify_in, watch=bar.update,
        )  # fmt: skip
    click.echo(f"{done.backup.folder}: {told_of(done.backup)}")
    for name in done.removed:
        click.echo(f"removed: {name}")


@click.command("backups")
@click.option("--folder", type=FOLDER, help="The folder; by default that of the settings.")
@click.option("--check", is_flag=True, help="Read each file, and compare its SHA-256.")
@click.option(
    "--within", metavar="HOURS", type=click.IntRange(1), help="Fail unless a tried one is so young."
)
@with_appcontext
def backups_command(folder: Path | None, check: bool, within: int | None) -> None:
    """List the backups, the newest first."""
    found = backups(folder or settings().backups)
    for each in found:
        with told_plainly(NotKept):
            if check:
                each.check()
        click.echo(f"{each.name}  {told_of(each)}")
    if not found:
        click.echo("no backups")
    if within is not None and not any(is_within(each, within) for each in found):
        raise click.ClickException(f"No backup of the last {within} hours was made and tried.")


def is_within(backup: Backup, hours: int) -> bool:
    """Whether a backup was tried, and shows a state of the last hours."""
    made = datetime.fromisoformat(backup.manifest.created)
    return bool(backup.manifest.verified) and datetime.now(UTC) - made < timedelta(hours=hours)


def told_of(backup: Backup) -> str:
    """A backup in a line."""
    manifest = backup.manifest
    tried = "tried" if manifest.verified else UNTRIED
    return (
        f"{manifest.engine}, {manifest.records} records, revision {manifest.counter['revision']}, "
        f"{manifest.bytes} bytes, {tried}"
    )


@click.command("restore")
@click.argument("backup")
@click.option("--to", metavar="URL", help="An empty database; by default that of DATABASE_URL.")
@with_appcontext
def restore_command(backup: str, to: str | None) -> None:
    """Restore BACKUP (a folder, a name of the list, or `latest`) into an empty database."""
    with told_plainly(NotKept):
        done = restore(settings(), backup, to)
    manifest = done.backup.manifest
    click.echo(
        RESTORED.format(
            records=manifest.records, created=manifest.created, place=done.place, epoch=done.epoch
        )
    )
    if done.pending:
        click.echo(
            f"It is of Parley {manifest.parley}; migrations are pending: "
            f"{', '.join(done.pending)}. Run: flask --app wsgi db up"
        )
