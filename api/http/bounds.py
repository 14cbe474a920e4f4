"""Bounds of a request: how long its address and how large its headers may be."""

from collections.abc import Mapping
from typing import Any

from api.config import Settings
from api.errors import HEADERS_TOO_LARGE, URL_TOO_LONG, Problem

HEADER = "HTTP_"
WITHOUT = ("CONTENT_TYPE", "CONTENT_LENGTH")
"""Headers whose names stand in the environment without it."""
SIGNS_BESIDE = 4
"""What a header's line has beside its name and its value: a colon, a blank, the line's end."""


class Bounds:
    """The bounds that the operator has set."""

    def __init__(self, settings: Settings) -> None:
        self.url_bytes, self.header_bytes = settings.url_bytes, settings.header_bytes

    def problem(self, environ: Mapping[str, Any]) -> Problem | None:
        """The Problem of a request that is out of bounds."""
        length = len(environ.get("PATH_INFO", "")) + len(environ.get("QUERY_STRING", "")) + 1
        if length > self.url_bytes:
            told = f"This address has {length} bytes; it may have at most {self.url_bytes}."
            return Problem(URL_TOO_LONG, told)
        size = size_of_headers(environ)
        if size > self.header_bytes:
            told = f"The headers have {size} bytes; they may have at most {self.header_bytes}."
            return Problem(HEADERS_TOO_LARGE, told)
        return None


def size_of_headers(environ: Mapping[str, Any]) -> int:
    """How many bytes the headers of a request take together, about as they were sent."""
    return sum(
        len(name.removeprefix(HEADER)) + len(environ[name]) + SIGNS_BESIDE
        for name in environ
        if name.startswith(HEADER) or name in WITHOUT
    )
