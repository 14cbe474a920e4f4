"""What an export says of itself: `datapackage.json` (Data Package 2.0), licence, vocabularies.

https://datapackage.org/standard/data-package/. The standard has no member for the number of rows;
`rows` is what the Frictionless Framework writes and checks.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson

from api.version import TITLE
from schemas.vocabulary import VOCABULARIES

from .outputs import Written, write_text
from .packages import DESCRIPTOR, media_type

Json = dict[str, Any]
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
LICENSE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0 International",
}
ABOUT = """\
Parties, persons, agreements, mediators, meetings, events and quotes of a conflict and its peace
process, each traceable to its place in a document.

`<collection>.ndjson` holds whole records, one a line, as the API answers them with all their parts.
`<collection>.csv` holds a row for each record, `<collection>.<part>.csv` a row for each row of a
part; a text that a spreadsheet would take for a formula has an apostrophe before it.
`parley.sqlite` is the whole database with its history. Copy it before you serve it
(`DATABASE_URL=sqlite:///copy.sqlite`): whoever opens it to write changes the file.
`vocabularies.json` defines the codes."""
TERMS = """\
{title}

State of the data: {name} (epoch and revision), exported {created}.

The data is licensed under {license} ({address}).
You may share and adapt it, also commercially, if you give credit:

    {title}. Export {name}, revision {revision}, {created}.

and name the documents that the evidence names. The documents themselves are not part of the data:
only words that someone is quoted with, and terms of at most twelve words, are as printed there.

{about}
"""


def write_terms(folder: Path, name: str, revision: int, created: str) -> Written:
    """Write the licence and how to cite the export."""
    told = TERMS.format(
        title=TITLE,
        name=name,
        revision=revision,
        created=created,
        license=LICENSE["title"],
        address=LICENSE["path"],
        about=ABOUT,
    )
    return write_text(folder, "LICENSE.txt", told.encode(), "Licence and citation.")


def write_vocabularies(folder: Path) -> Written:
    """Write the vocabularies as `/v1/vocabularies` answers them."""
    told = orjson.dumps([each.as_json() for each in VOCABULARIES.values()], option=INDENTED)
    about = "The codes, their definitions and their equivalents elsewhere."
    return write_text(folder, "vocabularies.json", told, about)


INDENTED = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE


def write_descriptor(folder: Path, revision: int, created: str, files: Sequence[Written]) -> None:
    """Write what the export holds."""
    told = {
        "$schema": PROFILE,
        "name": "parley",
        "title": TITLE,
        "description": ABOUT,
        "version": str(revision),
        "created": created,
        "licenses": [LICENSE],
        "resources": list(map(resource, files)),
    }
    write_text(folder, DESCRIPTOR, orjson.dumps(told, option=INDENTED), "")


def resource(file: Written) -> Json:
    """The descriptor of one file."""
    return dict(members(file))


def members(file: Written) -> Iterator[tuple[str, Any]]:
    """The members of the descriptor of one file; a table is called by its name alone."""
    kind = Path(file.path).suffix.removeprefix(".")
    yield "name", file.path.removesuffix(".csv").lower()
    yield "path", file.path
    if file.schema is not None:
        yield "type", "table"
    yield "description", file.about
    yield "format", kind
    yield "mediatype", media_type(file.path)
    if kind != "sqlite":
        yield "encoding", "utf-8"
    yield "bytes", file.bytes
    yield "hash", f"sha256:{file.sha256}"
    if file.rows is not None:
        yield "rows", file.rows
    if file.schema is not None:
        yield "schema", file.schema
