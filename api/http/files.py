"""Sending files from disk: whole, a range of them, or word that the caller has them already."""

from collections.abc import Mapping
from typing import IO

from flask import Response, request, send_file
from werkzeug.exceptions import RequestedRangeNotSatisfiable
from werkzeug.wsgi import FileWrapper

from api.errors import RANGE_NOT_SATISFIABLE, Problem

from .endpoint import Stored

FROM_DISK = "parley.from_disk"
"""The key in a request's environment that tells the front not to take the answer into memory."""
BYTES_A_PIECE = 1 << 17


def sent(file: Stored, headers: Mapping[str, str]) -> Response:
    """A file as a response that is read while it is sent; a Problem for a range it does not have.

    Its ETag is its SHA-256, so a range of another content is never put behind what a caller has.
    """
    request.environ["wsgi.file_wrapper"] = in_pieces
    path = file.path.absolute()
    try:
        response = send_file(
            path, file.media_type, as_attachment=True, conditional=True, etag=file.sha256
        )
    except RequestedRangeNotSatisfiable as error:
        size = path.stat().st_size
        told = f"The file has {size} bytes; ask for a range of them, such as bytes=0-99."
        sizes = {"Content-Range": f"bytes */{size}"}
        raise Problem(RANGE_NOT_SATISFIABLE, told, headers=sizes) from error
    if request.method == "HEAD" or response.status_code == 304:
        response.close()  # of its content nothing is sent
    request.environ[FROM_DISK] = True
    response.headers.update(headers)
    return response


def in_pieces(file: IO[bytes], size: int = BYTES_A_PIECE) -> FileWrapper:
    """A file in larger pieces than werkzeug would make."""
    return FileWrapper(file, max(size, BYTES_A_PIECE))
