"""Tokens: who may write, who may administer, and who may read where reads are closed."""

from collections.abc import Iterator, Sequence

import click

from ..access.tokens import (
    DEFAULT_EXPIRY,
    DEFAULT_SCOPE,
    NEVER,
    SCOPES,
    BadToken,
    create,
    expiry,
    listed,
    revoke,
)
from ..terminal import Commands
from .telling import told_plainly

HEADINGS = ("name", "scope", "created", "expires", "last used", "state")

token = Commands("token", help="Tokens: make, list, revoke.")


@token.command("create")
@click.argument("name")
@click.option(
    "--scope",
    default=DEFAULT_SCOPE,
    show_default=True,
    help=f"What it allows: {', '.join(SCOPES)}; each allows those before it.",
)
@click.option(
    "--expires",
    default=DEFAULT_EXPIRY,
    show_default=True,
    help=f"How long it lasts: hours, days or weeks, such as 12h, 90d, 2w; or {NEVER}.",
)
def token_create(name: str, scope: str, expires: str) -> None:
    """Make a token for NAME, which the history will name as who wrote, and print it once."""
    with told_plainly(BadToken):
        made = create(name, scope, expires)
    click.echo(made)
    click.echo(
        f"This is the token of {name} (scope {scope}, expires {expiry(expires) or NEVER}). "
        "It is shown this once: only its hash is kept.",
        err=True,
    )


@token.command("list")
def token_list() -> None:
    """List all tokens that were ever made, with their state; not the tokens themselves."""
    rows = [
        (
            each.name,
            each.scope,
            each.created_at,
            each.expires_at or NEVER,
            each.last_used_at or NEVER,
            each.state,
        )
        for each in listed()
    ]
    for line in aligned([HEADINGS, *rows]) if rows else ["no tokens"]:
        click.echo(line)


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows as lines with their columns under each other."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


@token.command("revoke")
@click.argument("name")
def token_revoke(name: str) -> None:
    """Let the token of NAME allow nothing from now on; its name stays taken."""
    with told_plainly(BadToken):
        since = revoke(name)
    click.echo(f"{name} is revoked since {since}.")
