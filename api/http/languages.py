"""The language that a reader of pages wants names in."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

LANGUAGE = re.compile("[a-z]{2,3}")
TAG = re.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
NAMED = re.compile("(?:^|&)lang=([A-Za-z]{2,3})(?:-[A-Za-z0-9-]*)?(?:&|$)")
LONGEST_ACCEPT_LANGUAGE = 500


def language_of(environ: Mapping[str, Any]) -> str:
    """The primary tag of the language named in the address or wanted most; empty for none."""
    query = environ.get("QUERY_STRING", "")
    named = NAMED.search(query) if query else None
    return named[1].lower() if named else preferred(environ.get("HTTP_ACCEPT_LANGUAGE", ""))


@lru_cache(maxsize=500)
def preferred(accept: str) -> str:
    """The primary tag of the language that an Accept-Language header names first."""
    languages = parse_accept_header(accept[:LONGEST_ACCEPT_LANGUAGE], LanguageAccept)
    for tag, quality in languages:
        primary = tag.lower().partition("-")[0]
        if quality > 0 and LANGUAGE.fullmatch(primary):
            return primary
    return ""
