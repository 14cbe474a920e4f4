"""Records in and out: a bulk import, and the database written to files."""

from pathlib import Path

import click

from ..store import counted_records
from ..terminal import Alone, Commands, progress
from ..transfer.bulk import BadImport, load_folder
from ..transfer.bulk_export import KEPT, PASSES, NotExported, export_all
from ..transfer.export import export_seeds
from .telling import NO_REVISION, settings, tell

FOLDER = click.Path(file_okay=False, path_type=Path)

export = Commands("export", help="Write the database to files.")


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
