"""What looks like a token, found in an address and masked in whatever is written down."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

PREFIX = "parley_"
LOOKS_LIKE_TOKEN = re.compile(PREFIX + "[A-Za-z0-9_-]{20,}", re.IGNORECASE | re.ASCII)
"""In any case: methods and hosts are written in another case than they came in."""
MASK = f"{PREFIX}…"
PREFIX_BYTES = PREFIX.encode()
MOST_DECODINGS = 20


def has_token(text: str) -> bool:
    """Whether something in a text looks like a token."""
    return PREFIX in text.lower() and LOOKS_LIKE_TOKEN.search(text) is not None


def masked(text: str) -> str:
    """A text without what looks like a token."""
    return LOOKS_LIKE_TOKEN.sub(MASK, text) if PREFIX in text.lower() else text


def masked_bytes(text: bytes) -> bytes:
    """A text in UTF-8 without what looks like a token."""
    return masked(text.decode()).encode() if PREFIX_BYTES in text.lower() else text


def decoded(text: str) -> str:
    """A part of an address without percent-encoding, which may have been done more than once."""
    for _ in range(MOST_DECODINGS):
        plainer = unquote(text)
        if plainer == text:
            break
        text = plainer
    return text


def has_token_in_address(environ: Mapping[str, Any]) -> bool:
    """Whether the path or the query of a request holds a token, however it is encoded."""
    address = f"{environ.get('PATH_INFO', '')}?{environ.get('QUERY_STRING', '')}"
    return has_token(decoded(address) if "%" in address else address)
