"""What all commands share: settings, who writes, and faults told in one way."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import current_app

from ..config import Settings
from ..transfer.files import Fault

NO_REVISION = "no new revision."
who = click.option(
    "--who", default="operator", show_default=True, help="Who the history says it was."
)


def settings() -> Settings:
    """The settings of the application that runs the command."""
    return current_app.config["PARLEY"]


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


@contextmanager
def told_plainly(*kinds: type[Exception], after: str = "") -> Iterator[None]:
    """End the command with what cannot be done, in one line; `after` is added to it."""
    try:
        yield
    except kinds as fault:
        told = "".join(each if each.isprintable() else " " for each in f"{fault}{after}")
        raise click.ClickException(told) from fault
