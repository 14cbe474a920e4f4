"""The seed files: checked, formatted, loaded, verified."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from ..documents.texts import read_texts
from ..documents.verifying import verify
from ..terminal import Commands, watched
from ..transfer.check import Checked, check, one_way
from ..transfer.files import Seeds, read_seeds
from ..transfer.load import BadSeeds, Loaded, load
from .telling import NO_REVISION, counted_faults, settings, tell

FOLDER = click.Path(file_okay=False, path_type=Path)

seeds = Commands("seeds", help="The seed files: check, format, load, verify.")
folder = click.option(
    "--folder", type=FOLDER, help="The seeds folder; by default that of the settings."
)


def seeds_folder(given: Path | None) -> Path:
    """The seeds folder of a command."""
    return given or settings().seeds


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
