"""The command that tells the settings: what each is, where it comes from, and nothing secret."""

import re
from dataclasses import fields
from typing import Any

import click

from ..config import Settings
from .telling import settings

HIDDEN = "(not told)"
PASSWORD = re.compile(r"(?<=://)([^:@/\s]*):\S*@")
"""Up to the last @ of an address: one may stand in the password itself."""
NAMED_PASSWORD = re.compile(r"((?:ssl)?password=)[^&\s]*", re.IGNORECASE)


@click.command("settings")
def settings_command() -> None:
    """Tell each setting: its value, whether it is the default, and what it means."""
    present = settings()
    for each in fields(Settings):
        value = getattr(present, each.name)
        origin = "default" if value == each.default else "set"
        click.echo(f"{each.name.upper()}={shown(each.name, value)}  ({origin}) {told(each)}")


def told(each: Any) -> str:
    """What a setting means, in a line."""
    return str(each.metadata["told"])


def shown(name: str, value: Any) -> str:
    """A value as it would be given, without passwords."""
    if name == "database_password":
        return HIDDEN if value else ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = " ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)
    return NAMED_PASSWORD.sub(rf"\1{HIDDEN}", PASSWORD.sub(rf"\1:{HIDDEN}@", text))
