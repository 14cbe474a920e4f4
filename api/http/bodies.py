"""Bodies of requests: length, type and encoding checked before they are read, then strict JSON.

JSON as Python takes it has duplicate keys, NaN and any depth; here each is a fault with its reason.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson
from flask import Request, current_app
from werkzeug.http import parse_options_header

from api.access.masking import has_token
from api.errors import (
    BAD_REQUEST,
    CONTENT_TOO_LARGE,
    LENGTH_REQUIRED,
    UNSUPPORTED_MEDIA_TYPE,
    Problem,
)

from .endpoint import Body
from .receiving import RECEIVER, Receiver

DEEPEST = 32
LONGEST_LENGTH = 15
MOST_LINES = 10_000
ENVELOPE = {"data", "meta", "links"}
LARGEST_RECORD = 1 << 20
LEAKED = (
    "it holds a token, which everybody could read then. Send tokens in the Authorization header "
    "alone, and revoke this one if anybody may have seen it."
)
BOM = b"\xef\xbb\xbf"


class NotJson(ValueError):
    """Text that is no JSON as it is taken here; its text says why."""


def refuse_body(request: Request) -> None:
    """Raise a Problem for a body where none is taken."""
    environ = request.environ
    if environ.get("CONTENT_LENGTH") not in (None, "", "0") or "HTTP_TRANSFER_ENCODING" in environ:
        raise Problem(BAD_REQUEST, "This operation takes no body; leave it out.")


def bytes_of(request: Request, body: Body, most: int) -> bytes:
    """The whole body; raises a Problem for a wrong type, no length, or more than `most` bytes."""
    check_type(request.environ, body)
    length = length_of(request.environ)
    if length > most:
        told = f"The body has {length} bytes; at most {most} are taken."
        raise Problem(CONTENT_TOO_LARGE, told)
    receiver: Receiver = current_app.extensions[RECEIVER]
    content = receiver.receive(request.environ, length)
    if len(content) < length:
        told = f"The body broke off after {len(content)} of {length} bytes."
        raise Problem(BAD_REQUEST, told)
    return content


def check_type(environ: Mapping[str, Any], body: Body) -> None:
    """Raise a Problem unless the body is said to be one of the media types, in UTF-8."""
    given, options = parse_options_header(environ.get("CONTENT_TYPE", ""))
    wanted = " or ".join(body.media_types)
    if given.lower() not in body.media_types:
        told = f"The body is {given[:100] or 'of no stated type'}; send Content-Type: {wanted}."
        raise unsupported(told, body)
    if options.get("charset", "utf-8").lower().replace("-", "") != "utf8":
        raise unsupported(f"The body is in {options['charset'][:40]}; send UTF-8.", body)
    coding = environ.get("HTTP_CONTENT_ENCODING", "identity").lower()
    if coding not in ("", "identity"):
        raise unsupported(f"The body is coded as {coding[:40]}; send it plain.", body)


def unsupported(told: str, body: Body) -> Problem:
    """The Problem of a body of another type, which tells the right ones in `Accept-…`."""
    types = ", ".join(body.media_types)
    return Problem(
        UNSUPPORTED_MEDIA_TYPE, told, headers={"Accept-Post": types, "Accept-Patch": types}
    )


def length_of(environ: Mapping[str, Any]) -> int:
    """The length that a body is said to have; a Problem where it is not said."""
    text = environ.get("CONTENT_LENGTH") or ""
    if "HTTP_TRANSFER_ENCODING" in environ or not text:
        raise Problem(
            LENGTH_REQUIRED, "The body has no stated length; send Content-Length, not chunks."
        )
    if not text.isascii() or not text.isdigit() or len(text) > LONGEST_LENGTH:
        raise Problem(BAD_REQUEST, "Content-Length must be a whole number of bearable size.")
    return int(text)


def object_in(content: bytes) -> dict[str, Any]:
    """The JSON object that a body holds; raises a Problem."""
    try:
        value = parsed(text_of(content))
    except NotJson as fault:
        raise Problem(BAD_REQUEST, f"The body cannot be read: {fault}") from fault
    if not isinstance(value, dict):
        raise Problem(BAD_REQUEST, "The body must be a JSON object.")
    return value


def record_in(content: bytes) -> dict[str, Any]:
    """The record that a body holds; raises a Problem, also for a whole answer that is sent back."""
    value = object_in(content)
    if value.keys() <= ENVELOPE and isinstance(value.get("data"), dict):
        raise Problem(BAD_REQUEST, "The body is a whole answer; send what stands under data.")
    return value


def lines_in(content: bytes) -> list[tuple[int, dict[str, Any] | NotJson]]:
    """The objects of a body with one a line, by the number of their line, or what is wrong there.

    Blank lines are passed over. Raises a Problem for what is no UTF-8 as a whole.
    """
    return list(each_line(content))


def each_line(content: bytes) -> Iterator[tuple[int, dict[str, Any] | NotJson]]:
    """The lines of a body one after the other."""
    try:
        text = text_of(content)
    except NotJson as fault:
        raise Problem(BAD_REQUEST, f"The body cannot be read: {fault}") from fault
    if text.count("\n") > MOST_LINES:
        told = f"An import takes at most {MOST_LINES} lines. Send several, or use flask import."
        raise Problem(CONTENT_TOO_LARGE, told)
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                value = parsed(line)
                yield number, value if isinstance(value, dict) else NotJson("must be an object.")
            except NotJson as fault:
                yield number, fault


def text_of(content: bytes) -> str:
    """The text of a body; raises NotJson for what is no UTF-8 or begins with a byte order mark."""
    if content.startswith(BOM):
        raise NotJson("it begins with a byte order mark; leave that out.")
    try:
        return content.decode()
    except UnicodeDecodeError as fault:
        raise NotJson(f"it is not UTF-8 at byte {fault.start}.") from fault


def parsed(text: str) -> Any:
    """JSON as a value; raises NotJson, also for what other readers would take otherwise."""
    try:
        value = json.loads(text, object_pairs_hook=each_once, parse_constant=refuse_constant)
        if depth_of(value) > DEEPEST:
            raise NotJson(f"it is nested more than {DEEPEST} deep.")
        if has_token(orjson.dumps(value).decode()):
            raise NotJson(LEAKED)
    except json.JSONDecodeError as fault:
        line = f"line {fault.lineno}, " if "\n" in text else ""
        raise NotJson(f"{fault.msg} at {line}column {fault.colno}.") from fault
    except RecursionError as fault:
        raise NotJson(f"it is nested more than {DEEPEST} deep.") from fault
    except (TypeError, ValueError) as fault:
        if isinstance(fault, NotJson):
            raise
        raise NotJson("it holds a number or a character that JSON cannot carry.") from fault
    return value


def each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys stand once; raises NotJson."""
    made = dict(pairs)
    if len(made) < len(pairs):
        twice = first_twice(name for name, _ in pairs)
        raise NotJson(f"the key {twice[:100]!a} stands twice in one object.")
    return made


def first_twice(names: Iterable[str]) -> str:
    """The first name that has stood before; empty where none has."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return ""


def refuse_constant(name: str) -> Any:
    """Raise NotJson for NaN and the infinities."""
    raise NotJson(f"{name} is no number of JSON.")


def depth_of(value: Any) -> int:
    """How deep lists and objects are nested."""
    depth, level = 0, [value]
    while level:
        level = [
            inner
            for each in level
            if isinstance(each, (dict, list))
            for inner in (each.values() if isinstance(each, dict) else each)
        ]
        depth += 1
    return depth - 1
