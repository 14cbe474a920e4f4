"""The bulk files that `flask export all` wrote: what there is, and the files themselves."""

from typing import Any

from flask import current_app, g

from api.config import Settings
from api.errors import BAD_REQUEST, NOT_FOUND, RANGE_NOT_SATISFIABLE, Problem, fault, nearest
from api.http.answering import envelope
from api.http.endpoint import Endpoint, PathParameter, Reply, Stored
from api.http.formats import CSV, JSON, NDJSON, SQLITE, TEXT
from api.http.shapes import TEXT as WORDS
from api.http.shapes import WHOLE, item_of, nullable, object_shape
from api.transfer.packages import Package, PackagedFile, packages
from schemas.fields import WRITABLE, Matched

LATEST = "latest"
HOW_TO = "Write one with: flask --app wsgi export all"
FILE = object_shape(
    "A file of an export.",
    {
        "path": {**WORDS, "description": "Its name within the export."},
        "format": {**WORDS, "description": "Its form, as the ending of its name."},
        "media_type": WORDS,
        "bytes": WHOLE,
        "rows": nullable({**WHOLE, "description": "Its records or rows, null where it has none."}),
        "sha256": WORDS,
        "href": {**WORDS, "description": "Where it is served."},
    },
)
EXPORT = object_shape(
    "An export of the whole database.",
    {
        "name": {**WORDS, "description": "Epoch and revision of the data, joined by a hyphen."},
        "revision": {**WHOLE, "description": "The revision of the data that it shows."},
        "created": {"type": "string", "format": "date-time"},
        "files": {"type": "array", "items": FILE},
    },
)


def found() -> list[Package]:
    """The exports that there are, the newest first."""
    settings: Settings = current_app.config["PARLEY"]
    return packages(settings.exports)


def all_of_them(arguments: dict[str, Any]) -> Reply:
    """All exports."""
    return Reply(envelope([shown(each) for each in found()], g.revision))


def shown(package: Package) -> dict[str, Any]:
    """An export as JSON."""
    return {
        "name": package.name,
        "revision": package.revision,
        "created": package.created,
        "files": [shown_file(package, each) for each in package.files.values()],
    }


def shown_file(package: Package, file: PackagedFile) -> dict[str, Any]:
    """A file of an export as JSON."""
    return {
        "path": file.path,
        "format": file.format,
        "media_type": file.media_type,
        "bytes": file.bytes,
        "rows": file.rows,
        "sha256": file.sha256,
        "href": address(package, file),
    }


def address(package: Package, file: PackagedFile) -> str:
    """Where a file is served."""
    return f"/v1/exports/{package.name}/{file.path}"


def one_file(arguments: dict[str, Any], name: str, file: str) -> Reply:
    """A file of an export, as it lies on the disk."""
    package = named(name)
    known = package.files.get(file)
    if known is None:
        raise not_found("file", f"{package.name} has no file", file, list(package.files))
    path = package.folder / known.path
    if not path.is_file():
        raise Problem(NOT_FOUND, f"The file {known.path} of {package.name} is not there any more.")
    headers = {"Content-Location": address(package, known)}
    return Reply(file=Stored(path, known.media_type, known.sha256), headers=headers)


def named(name: str) -> Package:
    """The export with a name, or the newest; a Problem that names what there is."""
    there = {each.name: each for each in found()}
    if not there:
        raise Problem(NOT_FOUND, f"There is no export yet. {HOW_TO}")
    if name == LATEST:
        return next(iter(there.values()))
    if name not in there:
        raise not_found("name", "There is no export", name, [LATEST, *there])
    return there[name]


def not_found(parameter: str, told: str, given: str, known: list[str]) -> Problem:
    """The Problem of a name that is not among those known."""
    near = nearest(given, known)
    hint = f"Did you mean {near}? " if near else ""
    detail = f"{told} {given[:100]}. {hint}There are: {', '.join(known)}."
    return Problem(
        NOT_FOUND, detail, [fault("path", parameter, detail, value=given[:100], near=near)]
    )


def part_of_address(description: str, example: str) -> PathParameter:
    """A parameter of the address."""
    field = Matched(description, WRITABLE, "a name", maximum=200, required=True)
    return PathParameter(field, example)


def endpoints() -> list[Endpoint]:
    """All exports, and one file of one."""
    return [
        Endpoint(
            path="/v1/exports",
            operation="listExports",
            tag="exports",
            summary="List the exports",
            description="Each shows one state of the whole database; the newest comes first.",
            view=all_of_them,
            answer=item_of({"type": "array", "items": EXPORT}),
            tagged=False,
            example="/v1/exports",
        ),
        Endpoint(
            path="/v1/exports/{name}/{file}",
            operation="getExportFile",
            tag="exports",
            summary="Get one file of an export",
            description="`datapackage.json` describes all files of an export: what is in them, the "
            "columns of tables, rows, bytes and SHA-256. The ETag of a file is its SHA-256, and a "
            "Range may be asked for.",
            view=one_file,
            parameters={
                "name": part_of_address("Name of the export, or `latest`.", LATEST),
                "file": part_of_address("Name of the file.", "LICENSE.txt"),
            },
            answer={"type": ["object", "array"], "description": "A file in JSON."},
            formats=(TEXT, JSON, NDJSON, CSV, SQLITE),
            problems=(BAD_REQUEST, NOT_FOUND, RANGE_NOT_SATISFIABLE),
            reads=False,
            tagged=False,
            files=True,
            example="/v1/exports/latest/LICENSE.txt",
        ),
    ]
