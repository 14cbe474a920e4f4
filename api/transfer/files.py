"""Seed files: one folder a collection, one file a record; quotes one a document, in text order.

A file is what the schema takes, in one way to write it. A file that says `withdrawn: REASON`, or
`merged_into: ID` with a `reason`, takes its record out.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.resources import RESOURCES
from schemas.base import plain
from schemas.objects import BY_COLLECTION

from .retired import is_retired
from .yaml_text import NotPlain, read_yaml, write_yaml

GROUPED = "quotes"
LONGEST_TOLD = 1000
Watch = Callable[[Sequence[Path]], Iterable[Path]]


@dataclass(frozen=True)
class Fault:
    """One thing wrong with what is read: file, line (0: the whole of it), member, and what.

    `value` is what stands there, `near` what may have been meant.
    """

    file: str
    member: str
    detail: str
    line: int = 0
    value: str | None = None
    near: str | None = None

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return ": ".join(one_line(part) for part in (place, self.member, self.detail) if part)


def one_line(text: str) -> str:
    """Text that can be printed on one line of bearable length, whatever a file or key is called."""
    shown = "".join(
        char if char.isprintable() else ascii(char)[1:-1] for char in text[:LONGEST_TOLD]
    )
    return shown if len(text) <= LONGEST_TOLD else f"{shown}…"


@dataclass
class Entry:
    """One record of a file, as it stands there."""

    file: str
    collection: str
    value: dict[str, Any]

    @property
    def id(self) -> str:
        """The id it gives itself."""
        given = self.value.get("id")
        return given if isinstance(given, str) else ""


@dataclass
class Seeds:
    """What was read: entries, the texts of the files, and what could not be read."""

    entries: list[Entry]
    texts: dict[str, str]
    faults: list[Fault]


def all_of_them(paths: Sequence[Path]) -> Iterable[Path]:
    """The paths as they are, where nobody watches."""
    return paths


def read_seeds(folder: Path, *, watch: Watch = all_of_them) -> Seeds:
    """Read every file of a seeds folder; `watch` sees their paths go by."""
    seeds = Seeds([], {}, [])
    if not folder.is_dir():
        seeds.faults.append(Fault(str(folder), "", "there is no such folder."))
        return seeds
    for path in watch(sorted(folder.rglob("*"))):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            seeds.faults.append(Fault(name, "", "is a link, not a file."))
        elif path.is_file() and name != "README.md":
            read_file(seeds, folder, path)
    return seeds


def read_file(seeds: Seeds, folder: Path, path: Path) -> None:
    """Read one file into the seeds."""
    name = path.relative_to(folder).as_posix()
    collection = path.parent.relative_to(folder).as_posix()
    if collection not in BY_COLLECTION or path.suffix != ".yml":
        known = ", ".join(BY_COLLECTION)
        seeds.faults.append(
            Fault(
                name, "", f"is no seed file: they are <collection>/<id>.yml, collections {known}."
            )
        )
        return
    try:
        text = path.read_bytes().decode("utf-8")
        value = read_yaml(text)
    except (NotPlain, UnicodeDecodeError) as fault:
        seeds.faults.append(Fault(name, "", str(fault)))
        return
    seeds.texts[name] = text
    values = value if collection == GROUPED and isinstance(value, list) else [value]
    for each in values:
        if isinstance(each, dict):
            seeds.entries.append(Entry(name, collection, each))
        else:
            seeds.faults.append(Fault(name, "", "must hold a record, or a list of quotes."))


def formatted(collection: str, values: Iterable[Mapping[str, Any]]) -> str:
    """The text of a file, in the one way to write it."""
    made = list(values)
    as_list = collection == GROUPED and not is_retired(made[0])
    return write_yaml(in_text_order(made) if as_list else made[0])


def in_text_order(quotes: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Quotes in the order of the text: by their first spoken words, or clause; then by id."""

    def place(quote: Mapping[str, Any]) -> tuple[int, str]:
        spans = quote.get("spans") or ()
        for role in ("spoken", "clause"):
            starts = [span["start"] for span in spans if span["role"] == role]
            if starts:
                return min(starts), str(quote["id"])
        return 0, str(quote["id"])

    return sorted(quotes, key=place)


def file_of(collection: str, value: Mapping[str, Any]) -> str:
    """The file that a record stands in."""
    stem = value["document"] if collection == GROUPED else value["id"]
    return f"{collection}/{stem}.yml"


def texts_of(states: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The files that hold some records: text by name."""
    files: dict[str, list[dict[str, Any]]] = {}
    for state in states:
        resource = RESOURCES[state["object"]]
        value = plain(resource.schema, state)
        files.setdefault(file_of(resource.name, value), []).append(value)
    return {
        name: formatted(name.partition("/")[0], values) for name, values in sorted(files.items())
    }
