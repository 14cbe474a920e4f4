"""A question to the API as somebody writes it elsewhere: address, curl, Python, R."""

import json
import shlex
from typing import NamedTuple


class Snippet(NamedTuple):
    """How a question is asked in one language: the key of its name, and the lines."""

    name: str
    lines: str


def snippets(url: str) -> list[Snippet]:
    """The ways to ask for an address; each prints or holds the same records as the page."""
    literal = json.dumps(url, ensure_ascii=False)
    return [
        Snippet("url", url),
        Snippet("curl", f"curl {shlex.quote(url)}"),
        Snippet("python", python(literal)),
        Snippet("r", f"library(jsonlite)\nrecords <- fromJSON({literal})$data"),
    ]


def python(literal: str) -> str:
    """With the standard library alone."""
    return (
        "import json\nfrom urllib.request import urlopen\n\n"
        f"with urlopen({literal}) as answer:\n"
        '    records = json.load(answer)["data"]'
    )
