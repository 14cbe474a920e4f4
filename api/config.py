"""Settings: each has a default and one environment variable, and a bad one is told in one line."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE_PASSWORD = "example-only-change-me"  # noqa: S105 - it is refused, not used
MODES = ("production", "trial")
SWITCHES = {"yes": True, "no": False}
FOLDERS = ("seeds", "exports")
NUMBERS = {
    "port": (1, 65535),
    "workers": (1, 256),
    "threads": (1, 256),
    "statement_seconds": (1, 3600),
    "cache_megabytes": (0, 65536),
    "import_megabytes": (1, 1024),
}


class BadSetting(ValueError):
    """A setting that cannot be used; its text names the variable and what would be right."""


@dataclass(frozen=True)
class Settings:
    """What an operator can set. The names in upper case are those of the environment variables."""

    database_url: str = f"sqlite:///{ROOT / 'parley.db'}"
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    threads: int = 4
    statement_seconds: int = 10
    cache_megabytes: int = 64
    import_megabytes: int = 16
    seeds: Path = ROOT / "seeds"
    exports: Path = ROOT / "exports"
    mode: str = "production"
    open_reads: bool = True

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """The settings of an environment; BadSetting for a value that cannot be used."""
        given: dict[str, Any] = {
            field.name: parse(field.name, environment[field.name.upper()])
            for field in fields(cls)
            if environment.get(field.name.upper())
        }
        settings = cls(**given)
        if EXAMPLE_PASSWORD in settings.database_url and settings.mode != "trial":
            raise BadSetting(
                "DATABASE_URL holds the password of .env.example, which everybody knows: set one "
                "of your own in POSTGRES_PASSWORD, or MODE=trial where nobody else can reach the "
                "service."
            )
        return settings


def parse(name: str, text: str) -> object:
    """The value of one setting."""
    if name in NUMBERS:
        least, most = NUMBERS[name]
        if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
            raise BadSetting(
                f"{name.upper()} must be a whole number from {least} to {most}, not {text!r}."
            )
        return int(text)
    if name == "open_reads":
        if text not in SWITCHES:
            raise BadSetting(f"OPEN_READS must be yes or no, not {text!r}.")
        return SWITCHES[text]
    if name == "database_url":
        check_database_url(text)
    if name == "mode" and text not in MODES:
        raise BadSetting(f"MODE must be one of {', '.join(MODES)}, not {text!r}.")
    return Path(text) if name in FOLDERS else text


def check_database_url(text: str) -> None:
    """BadSetting unless the address names one of the two engines."""
    if urlsplit(text).scheme not in ("sqlite", "postgresql", "postgres"):
        raise BadSetting(
            "DATABASE_URL must begin with sqlite:/// or postgresql://, such as sqlite:///parley.db "
            "or postgresql://user:password@localhost/parley."
        )
