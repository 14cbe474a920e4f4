"""The log: a line of JSON for each entry, of the service as of its server, without any token.

It imports little, since the server reads it before there is an application.
"""

import logging
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import orjson

from api.access.masking import masked


class Access:
    """Where the line of each request is written: nowhere, until the service logs.

    The logging module would cost as much as a kept answer does.
    """

    write: Callable[[bytes], Any] | None = None


access = Access()


def moment(seconds: float) -> str:
    """A time of the clock in UTC, to the millisecond."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")


class JsonLines(logging.Formatter):
    """A line of JSON for each entry of the log, without any token.

    What an entry tells beside its message is in `told`; a traceback is one member, in one line.
    """

    def format(self, record: logging.LogRecord) -> str:
        told: Mapping[str, Any] = getattr(record, "told", {})
        line = {
            "time": moment(record.created),
            "level": record.levelname.lower(),
            "message": plain(record.getMessage()),
            **told,
        }
        if record.exc_info:
            line["exception"] = plain(self.formatException(record.exc_info))
        return visible(masked(orjson.dumps(line, default=str).decode()))


def visible(text: str) -> str:
    """A text in which a terminal finds no commands: JSON leaves some of Unicode's as they are."""
    if text.isprintable():
        return text
    return "".join([each if each.isprintable() else "\ufffd" for each in text])


def plain(text: str) -> str:
    """A text that can be written: lone surrogates, which no encoding has, are replaced."""
    return text.encode("utf-8", "replace").decode()


def write_to_stderr(line: bytes) -> None:
    """Write a line of the log; a log that cannot be written spoils no answer."""
    with suppress(OSError):
        os.write(sys.stderr.fileno(), line)


def log_to_stderr(*filters: logging.Filter) -> None:
    """Write the log of the service, and the warnings of its libraries, as lines of JSON."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    for each in filters:
        handler.addFilter(each)
    logger = logging.getLogger("parley")
    logger.handlers[:] = [handler]
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logging.getLogger().addHandler(handler)
    logging.captureWarnings(True)
    access.write = write_to_stderr
