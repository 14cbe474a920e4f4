"""What schemathesis is to know beside the document: how a body of lines is sent."""

from itertools import count
from typing import Any

import schemathesis

COUNTED = count()


@schemathesis.serializer("application/x-ndjson", "application/ndjson")
def lines(context: Any, value: Any) -> bytes:
    """A body of lines is the text itself."""
    return str(value).encode("utf-8", "surrogateescape")


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: Any) -> None:
    """Give each request a key of its own: with that of another it would only be told so.

    Of a revision that is to be shown at least, ask for one that is there.
    """
    if case.headers and str(case.headers.get("Parley-Revision", "")).isdecimal():
        case.headers["Parley-Revision"] = "1"
    if case.headers and "Idempotency-Key" in case.headers:
        case.headers["Idempotency-Key"] = f"key-{next(COUNTED)}"
