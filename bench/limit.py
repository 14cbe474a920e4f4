"""The limit: a Flask view that returns ready bytes, the least that any answer costs."""

from functools import cache

from flask import Flask, Response

app = Flask("limit", static_folder=None)


@cache
def ready(size: int) -> bytes:
    """So many bytes, made once."""
    return b" " * size


@app.get("/ready/<int:status>/<int:size>")
def bytes_of(status: int, size: int) -> Response:
    """So many bytes as JSON, with a status."""
    return Response(ready(size), status=status, content_type="application/json")
