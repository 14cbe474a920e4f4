"""Single records from the command line: their history, withdrawing, merging, going back."""

from collections.abc import Callable
from typing import Any

import click
import orjson

from ..database import snapshot
from ..history import changes
from ..history.difference import difference
from ..history.states import from_text, states_after
from ..models import Change
from ..query.reading import numbers_by_id
from ..query.statement import Row
from ..store import (
    NoSuchRecord,
    merge,
    restore,
    unit,
    withdraw,
)
from ..terminal import Commands
from ..transfer.taking import REFUSALS, NeverThere, revert_in
from .telling import NO_REVISION, told_plainly, who

REFUSED = (NeverThere, *REFUSALS)
UNCHANGED = " Nothing was changed."
NOT_KNOWN = "There is no record {}, and never was."

record = Commands("record", help="One record: its history, withdrawing, merging, going back.")
why = click.option("--why", required=True, help="The reason that the history gives.")


def writes(command: Callable[..., Any]) -> Callable[..., Any]:
    """A command that writes: who it is, and why."""
    return who(why(command))


@record.command("history")
@click.argument("id")
def record_history(id: str) -> None:
    """Tell who changed ID, when, why and how, the oldest first."""
    with snapshot():
        rows = [row for some in changes.chunks([Change.record == id]) for row in some]
        after = states_after(rows)
    if not rows:
        raise click.ClickException(NOT_KNOWN.format(id))
    for row, state in zip(rows, after, strict=True):
        tell(row, state)


def tell(row: Row, after: Any) -> None:
    """Print one change: a line on who and why, and one for each difference."""
    other = f" {row['other']}" if row["other"] else ""
    told = f"{row['revision']}  {row['at']}  {row['who']}  {row['action']}{other}: {row['why']}"
    click.echo(told)
    for each in difference(from_text(row["before"]), after):
        if each["path"]:
            values = [orjson.dumps(each[name]).decode() for name in ("from", "to") if name in each]
            click.echo(f"    {each['op']} {each['path']} {' → '.join(values)}".rstrip())


@record.command("withdraw")
@click.argument("id")
@writes
def record_withdraw(id: str, who: str, why: str) -> None:
    """Take ID out; it answers 410 with the reason, and can be restored."""
    with told_plainly(*REFUSED, after=UNCHANGED):
        click.echo(f"{id} was withdrawn; revision {withdraw(id, why, who)}.")


@record.command("merge")
@click.argument("id")
@click.argument("into")
@writes
def record_merge(id: str, into: str, who: str, why: str) -> None:
    """Let ID become INTO, to which its address leads then."""
    with told_plainly(*REFUSED, after=UNCHANGED):
        click.echo(f"{id} is {into} now; revision {merge(id, into, why, who)}.")


@record.command("restore")
@click.argument("id")
@writes
def record_restore(id: str, who: str, why: str) -> None:
    """Let ID stand again: as it was withdrawn, or with its merge taken back."""
    with told_plainly(*REFUSED, after=UNCHANGED):
        click.echo(f"{id} stands again; revision {restore(id, why, who)}.")


@record.command("revert")
@click.argument("id")
@click.argument("revision", type=click.IntRange(0))
@writes
def record_revert(id: str, revision: int, who: str, why: str) -> None:
    """Let ID be as it was right after REVISION."""
    with told_plainly(*REFUSED, after=UNCHANGED), unit(who, why) as unit_of_it:
        if not numbers_by_id([id]):
            raise NoSuchRecord(f"There is no record {id}.")
        revert_in(unit_of_it, id, revision)
    told = f"revision {unit_of_it.number}." if unit_of_it.begun else NO_REVISION
    click.echo(f"{id} is as it was; {told}")
