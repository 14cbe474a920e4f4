"""The forms that answers come in, and which of them a caller wants."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from api.errors import NOT_ACCEPTABLE, Problem, invalid
from schemas.fields import Field
from schemas.query import Choice, Many


@dataclass(frozen=True)
class Format:
    """One form: its name in `format=`, its media type, what it is for.

    `is_stream` says that answers in it are sent while they are read.
    """

    name: str
    media_type: str
    about: str
    charset: bool = True
    is_stream: bool = False

    @property
    def content_type(self) -> str:
        """What stands in the Content-Type of an answer."""
        return f"{self.media_type}; charset=utf-8" if self.charset else self.media_type


HTML = Format("html", "text/html", "a page for people")
JSON = Format("json", "application/json", "a page in its envelope", charset=False)
NDJSON = Format(
    "ndjson",
    "application/x-ndjson",
    "a record a line, all that match",
    charset=False,
    is_stream=True,
)
CSV = Format("csv", "text/csv", "a table, all that match", is_stream=True)
GEOJSON = Format(
    "geojson", "application/geo+json", "features at their places, all that match", charset=False
)
CALENDAR = Format("ics", "text/calendar", "a calendar of what is known to the day")
ATOM = Format("atom", "application/atom+xml", "a feed, the last changed first")
GRAPHML = Format("graphml", "application/graphml+xml", "the graph for other programs")
FIGURES = Format("prometheus", "text/plain", "the figures that Prometheus reads")
SQLITE = Format("sqlite", "application/vnd.sqlite3", "a database", charset=False)
TEXT = Format("txt", "text/plain", "a text")
FORMATS = {
    each.name: each for each in (HTML, JSON, NDJSON, CSV, GEOJSON, CALENDAR, ATOM, GRAPHML, FIGURES)
}
LONGEST_ACCEPT = 1000


def format_parameter(formats: tuple[Format, ...], own: Many | None = None) -> dict[str, Field]:
    """The parameter `format` of an operation that answers in several forms.

    `own` is the filter of this name that a collection has, as that of meetings: the two share the
    parameter, since no code of theirs is the name of a form (a test sees to it).
    """
    told = "; ".join(f"{each.name}: {each.about}" for each in formats)
    names = tuple(each.name for each in formats)
    about = f"The form of the answer, before what Accept asks for. {told}."
    if own is None:
        return {"format": Choice(about, names, example="json")}
    both = Choice("A code or a form.", (*own.allowed, *names))
    filtered = own.metadata["description"]
    return {"format": Many(f"{filtered} Also: {about}", both, example=own.example)}


def in_form(arguments: dict[str, Any], form: Format) -> dict[str, Any]:
    """Arguments with the chosen form as `form`; what else `format` names stays a filter."""
    rest = dict(arguments)
    given = rest.pop("format", None)
    codes = [each for each in given if each not in FORMATS] if isinstance(given, list) else []
    if isinstance(given, list) and len(given) > len(codes) + 1:
        raise invalid("format", "it names several forms; an answer has one.")
    return {**rest, **({"format": codes} if codes else {}), "form": form.name}


@lru_cache(maxsize=200)
def wanted(accept: str) -> tuple[str, ...]:
    """The names of our formats that an Accept header admits, the most wanted first.

    Without the header, or where anything is admitted, JSON is among them, after HTML, which is what
    pages answer; the most particular range that fits a media type decides, and its parameters
    (`charset`) do not matter.
    """
    if not accept.strip():
        return ("json",)
    accept = accept[:LONGEST_ACCEPT]
    weights: dict[str, float] = {}
    for value, quality in parse_accept_header(accept, MIMEAccept):
        weights[value.partition(";")[0].strip().lower()] = quality
    found: list[tuple[float, bool, int, str]] = []
    for each in FORMATS.values():
        family = f"{each.media_type.partition('/')[0]}/*"
        ranges = [name for name in (each.media_type, family, "*/*") if name in weights]
        if ranges and weights[ranges[0]] > 0:
            # a range that only admits says nothing of a preference: JSON comes before the others
            named = ranges[0] == each.media_type
            found.append((-weights[ranges[0]], not named, len(found), each.name))
    return tuple(name for *_, name in sorted(found))


def chosen(formats: tuple[Format, ...], accept: str, named: str) -> Format:
    """The form in which an operation answers; a Problem where it has none that is accepted.

    `named` is the text of the parameter `format`.
    """
    names = named.split(",")
    for each in formats:
        if each.name in names:
            return each
    if not accept.strip():
        return formats[0]
    offered = {each.name: each for each in formats}
    for name in wanted(accept):
        if name in offered:
            return offered[name]
    types = " or ".join(each.media_type for each in formats)
    raise Problem(NOT_ACCEPTABLE, f"This address answers {types}; ask for it, or send no Accept.")
