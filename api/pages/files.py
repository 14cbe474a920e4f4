"""The files of the pages, in memory: one style sheet, one script, one sign, named by their hash."""

import hashlib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from flask import Flask, Response, abort

FOLDER = Path(__file__).parent / "files"
FOR_EVER = "public, max-age=31536000, immutable"
HASH_DIGITS = 12


class File(NamedTuple):
    """What is sent, and its type."""

    content: bytes
    content_type: str


def joined(pattern: str) -> bytes:
    """The files that fit a pattern, in the order of their names, as one."""
    return b"\n".join(path.read_bytes() for path in sorted(FOLDER.glob(pattern)))


@cache
def files() -> dict[str, File]:
    """All files by the name they are asked for."""
    made = (
        ("parley.css", joined("css/*.css"), "text/css; charset=utf-8"),
        ("parley.js", joined("js/*.js"), "text/javascript; charset=utf-8"),
        ("parley.svg", joined("parley.svg"), "image/svg+xml"),
    )
    return {hashed(name, content): File(content, kind) for name, content, kind in made}


def hashed(name: str, content: bytes) -> str:
    """The name of a file with the hash of what it holds: another content is another address."""
    stem, _, kind = name.partition(".")
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:HASH_DIGITS]}.{kind}"


@cache
def file_names() -> dict[str, str]:
    """The full name of each file by its kind: css, js, svg."""
    return {name.rpartition(".")[2]: name for name in files()}


def file(name: str) -> Response:
    """One file; what its name promises never changes."""
    if name not in files():
        abort(404)
    content, content_type = files()[name]
    return Response(content, headers={"Cache-Control": FOR_EVER}, content_type=content_type)


def install(app: Flask) -> None:
    """Serve the files."""
    app.add_url_rule("/files/<name>", "page.file", file)
