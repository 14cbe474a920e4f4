"""Sending files from disk: whole, a range of them, or word that the caller has them already."""

from collections.abc import Mapping

from flask import Response, request, send_file
from werkzeug.exceptions import RequestedRangeNotSatisfiable

from api.errors import RANGE_NOT_SATISFIABLE, Problem

from .endpoint import Stored

FROM_DISK = "parley.from_disk"
"""The key in a request's environment that tells the front not to take the answer into memory."""


def sent(file: Stored, headers: Mapping[str, str]) -> Response:
    """A file as a response that is read while it is sent; a Problem for a range it does not have.

    Its ETag is its SHA-256, so a range of another content is never put behind what a caller has.
    """
    request.environ[FROM_DISK] = True
    try:
        response = send_file(
            file.path,
            file.media_type,
            as_attachment=True,
            conditional=True,
            etag=file.sha256,
        )
    except RequestedRangeNotSatisfiable as error:
        size = file.path.stat().st_size
        told = f"The file has {size} bytes; ask for a range of them, such as bytes=0-99."
        raise Problem(
            RANGE_NOT_SATISFIABLE, told, headers={"Content-Range": f"bytes */{size}"}
        ) from error
    response.headers.update(headers)
    return response
