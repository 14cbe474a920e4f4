"""What schemathesis is to know beside the document: how a body of lines is sent."""

from typing import Any

import schemathesis


@schemathesis.serializer("application/x-ndjson", "application/ndjson")
def lines(context: Any, value: Any) -> bytes:
    """A body of lines is the text itself."""
    return str(value).encode("utf-8", "surrogateescape")
