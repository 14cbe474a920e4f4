"""The command line: migrations, seeds, import, export, and serving."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from flask import Flask, current_app

from . import migrating
from .config import Settings
from .documents.texts import read_texts
from .documents.verifying import verify
from .serve import serve
from .store import counted_records, fill_search, rebuild_search
from .terminal import Alone, Commands, progress, watched
from .transfer.bulk import BadImport, load_folder
from .transfer.bulk_export import KEPT, PASSES, NotExported, export_all
from .transfer.check import Checked, check, one_way
from .transfer.export import export_seeds
from .transfer.files import Fault, Seeds, read_seeds
from .transfer.load import BadSeeds, Loaded, load

FOLDER = click.Path(file_okay=False, path_type=Path)
NO_REVISION = "no new revision."

db = Commands("db", help="Migrations of the database.")
seeds = Commands("seeds", help="The seed files: check, format, load, verify.")
export = Commands("export", help="Write the database to files.")
folder = click.option(
    "--folder", type=FOLDER, help="The seeds folder; by default that of the settings."
)


def settings() -> Settings:
    """The settings of the application that runs the command."""
    return current_app.config["PARLEY"]


def seeds_folder(given: Path | None) -> Path:
    """The seeds folder of a command."""
    return given or settings().seeds


def tell(faults: list[Fault], number: int | None = None) -> None:
    """Print faults and how many there are, and end with exit code 1 where there is any."""
    for fault in faults:
        click.echo(str(fault), err=True)
    if faults:
        counted = counted_faults(number or len(faults))
        more = f", the first {len(faults)} above" if number and number > len(faults) else ""
        click.echo(f"{counted}{more}; nothing was changed.", err=True)
        raise SystemExit(1)


def counted_faults(number: int) -> str:
    """How many faults, in words."""
    return "1 fault" if number == 1 else f"{number} faults"


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


def reading(paths: Sequence[Path]) -> Iterator[Path]:
    """The files of the seeds, with a bar while they are read."""
    return watched(paths, "Reading seeds")


def checked_seeds(given: Path | None, *, form: bool) -> tuple[Seeds, Checked]:
    """Read and check a seeds folder; ends the command where there is a fault."""
    read = read_seeds(seeds_folder(given), watch=reading)
    checked = check(read, form=form)
    tell(checked.faults)
    return read, checked


@seeds.command("check")
@folder
def seeds_check(folder: Path | None) -> None:
    """Check everything and list all faults at once; exit code 1 where there is any."""
    _, checked = checked_seeds(folder, form=True)
    click.echo(
        f"{len(checked.states)} records in {len(set(checked.files.values()))} files: no fault."
    )


@seeds.command("format")
@folder
def seeds_format(folder: Path | None) -> None:
    """Write the files in the one way to write them."""
    read, checked = checked_seeds(folder, form=False)
    texts = one_way(read, checked)
    changed = [name for name, text in texts.items() if text != read.texts[name]]
    for name in changed:
        (seeds_folder(folder) / name).write_text(texts[name], encoding="utf-8", newline="")
        click.echo(name)
    click.echo(f"{len(changed)} files written.")


@seeds.command("load")
@folder
@click.option("--overwrite", is_flag=True, help="Also write records that others changed since.")
def seeds_load(folder: Path | None, overwrite: bool) -> None:
    """Load the seeds in one transaction; loading twice changes nothing."""
    try:
        loaded = load(seeds_folder(folder), overwrite=overwrite, watch=reading)
    except BadSeeds as fault:
        tell(fault.faults)
        return
    report(loaded)


def report(loaded: Loaded) -> None:
    """Tell what a load did."""
    written = loaded.written
    told = (
        f"{len(written.added)} added, {len(written.changed)} changed, "
        f"{len(written.unchanged)} unchanged"
    )
    retired = f"{len(loaded.withdrawn)} withdrawn, {len(loaded.merged)} merged"
    click.echo(
        f"{told}, {retired}; "
        + (f"revision {loaded.revision}." if loaded.revision else NO_REVISION)
    )
    for target in loaded.kept:
        click.echo(
            f"kept as it is, since others changed it: {target} (--overwrite writes it)", err=True
        )


@seeds.command("verify")
@folder
@click.option("--documents", type=FOLDER, required=True, help="The folder with the texts (*.txt).")
def seeds_verify(folder: Path | None, documents: Path) -> None:
    """Check every span and hash of the seeds against the texts; exit code 1 where one is wrong."""
    _, checked = checked_seeds(folder, form=False)
    found = verify(checked.states.values(), read_texts(documents))
    for fault in found.faults:
        click.echo(fault, err=True)
    click.echo(f"{found.checked} spans checked, {counted_faults(len(found.faults))}.")
    if found.faults:
        raise SystemExit(1)


@click.command("import", cls=Alone)
@click.argument("source", metavar="FOLDER", type=click.Path(True, file_okay=False, path_type=Path))
@click.option("--why", help="The reason that the history gives; by default it names the folder.")
@click.option("--who", default="import", show_default=True, help="Who the history says it was.")
@click.option("--dry-run", is_flag=True, help="Check everything and write nothing.")
def import_command(source: Path, why: str | None, who: str, dry_run: bool) -> None:
    """Load all <collection>.ndjson and .ndjson.gz of FOLDER, all or nothing, as one revision."""
    size = sum(path.stat().st_size for path in source.glob("*.ndjson*"))
    try:
        with progress(size, "Importing") as bar:
            done = load_folder(
                source, who, why or f"Import {source.name}.", dry_run=dry_run, watch=bar.update
            )
    except BadImport as fault:
        tell(fault.faults, fault.number)
        return
    told = f"{done.added} added, {done.changed} changed, {done.unchanged} unchanged"
    if dry_run:
        click.echo(f"{told}: nothing was written.")
    else:
        click.echo(f"{told}; " + (f"revision {done.revision}." if done.revision else NO_REVISION))


@export.command("seeds")
@click.argument("target", type=FOLDER)
def export_seeds_command(target: Path) -> None:
    """Write the database as seed files into TARGET, byte for byte what was loaded."""
    click.echo(f"{len(export_seeds(target))} files written to {target}.")


@export.command("all")
@click.option("--folder", type=FOLDER, help="Where to; by default the folder of the settings.")
@click.option(
    "--keep", type=click.IntRange(1), default=KEPT, show_default=True, help="How many to keep."
)
def export_all_command(folder: Path | None, keep: int) -> None:
    """Write the whole database as NDJSON, CSV and SQLite, with a datapackage.json."""
    records = counted_records()
    try:
        with progress(PASSES * records, "Exporting") as bar:
            done = export_all(folder or settings().exports, keep=keep, watch=bar.update)
    except NotExported as fault:
        raise click.ClickException(str(fault)) from fault
    if done.fresh:
        click.echo(f"{records} records written to {done.folder}.")
    else:
        click.echo(f"{done.folder} shows this state already; it was left as it is.")
    for name in done.removed:
        click.echo(f"removed: {name}")


@click.command("serve")
@click.option(
    "--migrate/--no-migrate",
    default=True,
    help="Migrate, and load the seeds into an empty database.",
)
def serve_command(migrate: bool) -> None:
    """Serve with granian, after migrating and, into an empty database, loading the seeds."""
    serve(settings(), migrate=migrate)


def install(app: Flask) -> None:
    """Give the commands to an application."""
    for command in (db, seeds, import_command, export, serve_command):
        app.cli.add_command(command)
