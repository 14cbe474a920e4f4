"""An endpoint, declared: its address, what it takes and answers, and the function that answers.

The declaration is what Flask serves and what the documentation is made from.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from marshmallow import Schema

from api.errors import (
    HEADERS_TOO_LARGE,
    INTERNAL,
    INVALID_PARAMETER,
    METHOD_NOT_ALLOWED,
    NOT_ACCEPTABLE,
    PRECONDITION_FAILED,
    QUOTA_EXCEEDED,
    UNAVAILABLE,
    UNKNOWN_PARAMETER,
    URL_TOO_LONG,
    ProblemType,
)
from schemas.fields import Field

from .formats import JSON, Format

ALWAYS = (
    UNKNOWN_PARAMETER,
    INVALID_PARAMETER,
    METHOD_NOT_ALLOWED,
    NOT_ACCEPTABLE,
    URL_TOO_LONG,
    QUOTA_EXCEEDED,
    HEADERS_TOO_LARGE,
    INTERNAL,
    UNAVAILABLE,
)
ROUTE = "parley.route"
NO_ARGUMENTS = Schema.from_dict({}, name="NoQuery")()


@dataclass(frozen=True)
class Stored:
    """A file to send: where it lies, its media type, and the SHA-256 of what it holds."""

    path: Path
    media_type: str
    sha256: str


@dataclass(frozen=True)
class Reply:
    """What a view answers: a JSON value, bytes as they are, pieces of bytes as they come, a file.

    Pieces are read from the database while they are sent, in the one snapshot of the request.
    """

    body: Any = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    pieces: Iterator[bytes] | None = None
    file: Stored | None = None


@dataclass(frozen=True)
class PathParameter:
    """A part of the address that is filled in, with an example that finds something."""

    field: Field
    example: str


@dataclass(frozen=True)
class Body:
    """What a request carries: the media types it may have, the JSON Schema of it, an example.

    `read` makes a value of its bytes or raises a Problem, before any other writer waits for it;
    `lines` says that it may be as large as an import.
    """

    media_types: tuple[str, ...]
    shape: dict[str, Any]
    read: Callable[[bytes], Any]
    example: Any = None
    lines: bool = False


@dataclass(frozen=True)
class Endpoint:
    """An operation; one that reads unless `method` says otherwise.

    `answer` is the JSON Schema of a successful answer; `redirects` are statuses with a Location;
    `problems` are the faults beside those that every operation may have; `reads` says that it needs
    the database; `tagged` says that its answers change with the revision alone, and so have an
    ETag. Where there are several `formats`, the view finds the chosen one's name in its arguments.
    One that gives `files` gives each in its own of these forms, whatever is accepted.

    `scope` is what a token must allow, None where no token is needed; `closable` says that an
    operator may close it to those without a token. One that writes may take a `body`, and needs
    If-Match where it is `conditional`; `status` is that of success. `headers` stand in each of its
    answers, also in one that says that nothing has changed.
    """

    path: str
    operation: str
    tag: str
    summary: str
    view: Callable[..., Reply]
    answer: dict[str, Any]
    description: str = ""
    arguments: Schema = NO_ARGUMENTS
    parameters: Mapping[str, PathParameter] = field(default_factory=dict)
    problems: tuple[ProblemType, ...] = ()
    redirects: Mapping[int, str] = field(default_factory=dict)
    reads: bool = True
    example: str | None = None
    formats: tuple[Format, ...] = (JSON,)
    tagged: bool = True
    files: bool = False
    method: str = "GET"
    scope: str | None = None
    closable: bool = True
    body: Body | None = None
    conditional: bool = False
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def writes(self) -> bool:
        """Whether it changes the data."""
        return self.method != "GET"

    @property
    def all_problems(self) -> tuple[ProblemType, ...]:
        """All faults that the operation may answer with."""
        behind = () if self.writes or not self.reads else (PRECONDITION_FAILED,)
        return (*self.problems, *behind, *ALWAYS)
