"""The kinds of settings: what a value may look like, and what a bad one is told."""

import ipaddress
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

Kind = Callable[[str, str], Any]
"""Makes a value of the name of a setting and the text that was given; raises BadSetting."""
HOST = re.compile("[a-z0-9._-]+|[0-9a-f:.]+")
SWITCHES = {"yes": True, "no": False}
MOST_DIGITS = 20
NOT_ENCODED = re.compile("%(?!(?!00)[0-9A-Fa-f]{2})")


class BadSetting(ValueError):
    """A setting that cannot be used; its text names the variable and what would be right."""


def whole(least: int, most: int) -> Kind:
    """A whole number between two others."""

    def read(name: str, text: str) -> int:
        is_whole = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
        if not is_whole or not least <= int(text) <= most:
            raise BadSetting(f"{name} must be a whole number from {least} to {most}, not {text!r}.")
        return int(text)

    return read


def one_of(*allowed: str) -> Kind:
    """One of some words."""

    def read(name: str, text: str) -> str:
        if text not in allowed:
            raise BadSetting(f"{name} must be one of {', '.join(allowed)}, not {text!r}.")
        return text

    return read


def switch(name: str, text: str) -> bool:
    """Yes or no."""
    if text not in SWITCHES:
        raise BadSetting(f"{name} must be yes or no, not {text!r}.")
    return SWITCHES[text]


def folder(name: str, text: str) -> Path:
    """A folder, which need not be there yet."""
    return Path(text)


def host(name: str, text: str) -> str:
    """An address of this machine to listen on."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        if not text.replace("-", "").replace(".", "").isalnum():
            told = f"{name} must be an address such as 127.0.0.1, 0.0.0.0 or ::, not {text!r}."
            raise BadSetting(told) from None
    return text


def database(name: str, text: str) -> str:
    """The address of a database on one of the two engines; it may hold a password: never told."""
    scheme = scheme_of(name, text)
    if scheme not in ("sqlite", "postgresql", "postgres"):
        raise BadSetting(
            f"{name} must begin with sqlite:/// or postgresql://, such as sqlite:///parley.db "
            "or postgresql://user:password@localhost/parley."
        )
    return text if scheme == "sqlite" else postgres(name, text)


def postgres(name: str, text: str) -> str:
    """The address of a PostgreSQL."""
    if scheme_of(name, text) not in ("postgresql", "postgres"):
        raise BadSetting(
            f"{name} must begin with postgresql://, such as "
            "postgresql://user:password@localhost/parley."
        )
    if not is_encoded(text):
        raise BadSetting(
            f"{name} cannot be read: within user and password the signs % @ : / ? # are written "
            "%25 %40 %3A %2F %3F %23, and a port is a number."
        )
    return text


def is_encoded(text: str) -> bool:
    """Whether an address of PostgreSQL can be read in one way; the driver repeats what it cannot.

    It may name several hosts, with commas between them, as `urlsplit` does not know.
    """
    parts = urlsplit(text)
    user, _, hosts = parts.netloc.rpartition("@")
    ports = [each.rpartition("]")[2].partition(":")[2] for each in hosts.split(",")]
    are_ports = all(each.isascii() and each.isdigit() for each in ports if each)
    is_split_well = "@" not in user and "@" not in parts.path and are_ports
    return is_split_well and text.isprintable() and not NOT_ENCODED.search(text)


def several_postgres(name: str, text: str) -> tuple[str, ...]:
    """Addresses of PostgreSQL with blanks between them: a comma may stand within one."""
    return tuple(postgres(name, each) for each in text.split())


def redis(name: str, text: str) -> str:
    """The address of a Redis or Valkey."""
    if scheme_of(name, text) not in ("redis", "rediss", "unix"):
        raise BadSetting(
            f"{name} must begin with redis:// or rediss://, such as redis://cache:6379/0."
        )
    return text


def web_address(name: str, text: str) -> str:
    """The address of a site, without a path."""
    try:
        parts = urlsplit(text)
        is_site = parts.scheme in ("http", "https") and parts.port != 0
        is_site = is_site and HOST.fullmatch(parts.hostname or "") is not None
    except ValueError:
        is_site = False
    if not is_site or "@" in parts.netloc or parts[2:] not in (("", "", ""), ("/", "", "")):
        raise BadSetting(f"{name} must be such as https://parley.example.org, not {text!r}.")
    return f"{parts.scheme}://{parts.netloc}"


def origins(name: str, text: str) -> tuple[str, ...]:
    """Origins with blanks or commas between them; `*` for all, `none` for none."""
    given = text.replace(",", " ").split()
    if given in (["*"], ["none"]):
        return tuple(each for each in given if each == "*")
    return tuple(web_address(name, each) for each in given)


def secret(name: str, text: str) -> str:
    """What is never told."""
    return text


def scheme_of(name: str, text: str) -> str:
    """The scheme of an address; BadSetting for what is none at all, which is not repeated."""
    try:
        return urlsplit(text).scheme
    except ValueError:
        raise BadSetting(f"{name} is not an address.") from None
