"""How a record, and the data as a whole, are cited: BibTeX, CSL-JSON, one line of text."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from api.http.answering import base_url
from api.version import TITLE
from schemas.objects import OBJECTS

from .asking import Answer

PUBLISHER = TITLE.partition(":")[0]
SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    # BibTeX counts braces also behind a backslash, so one alone would break the entry
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    **{character: f"\\{character}" for character in "&%$#_"},
}
UNFIT_FOR_KEY = re.compile("[^a-z0-9]+")
UNFIT_FOR_URL = {"{": "%7B", "}": "%7D", "\\": "%5C"}


class Form(NamedTuple):
    """A citation in one form: the key of its name, and the lines."""

    name: str
    lines: str


@dataclass(frozen=True)
class Citation:
    """What a citation names.

    `title` is that of a record within the data or, where `whole`, of the data itself; `url` shows
    it as it stands in `revision`; `day` is that of its last change, None where nothing is there.
    """

    key: str
    title: str
    revision: int
    url: str
    day: str | None = None
    whole: bool = False

    @property
    def year(self) -> str | None:
        """The year of the last change."""
        return self.day[:4] if self.day else None

    @property
    def forms(self) -> list[Form]:
        """The citation in each form."""
        return [
            Form("plain", self.plain()),
            Form("bibtex", self.bibtex()),
            Form("csl", self.csl()),
        ]

    def plain(self) -> str:
        """One line, in the words of the citation that each answer carries."""
        year = f" ({self.year})" if self.year else ""
        title = f"{TITLE}{year}" if self.whole else f"{self.title}{year}. {TITLE}"
        return f"{title}. Revision {self.revision}. {self.url}"

    def bibtex(self) -> str:
        """An entry that BibTeX, biblatex and what reads for them all know.

        `@dataset` is biblatex's alone: BibTeX's styles warn of it, and several readers leave out
        what they do not know.
        """
        data = "Dataset" if self.whole else TITLE
        fields = {
            "author": f"{{{escaped(PUBLISHER)}}}",
            "title": f"{{{escaped(self.title)}}}",
            "howpublished": escaped(data),
            "note": f"Revision {self.revision}",
            "year": self.year,
            "url": "".join(UNFIT_FOR_URL.get(each, each) for each in self.url),
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        return "\n".join([f"@misc{{{self.key},", *lines, "}"])

    def csl(self) -> str:
        """A list with one item, as reference managers import it and the CSL schema has it."""
        item: dict[str, Any] = {
            "id": self.key,
            "type": "dataset",
            "title": self.title,
            "author": [{"literal": PUBLISHER}],
            "version": str(self.revision),
            "URL": self.url,
        }
        if not self.whole:
            item["container-title"] = TITLE
        if self.day:
            item["issued"] = {"date-parts": [[int(part) for part in self.day.split("-")]]}
        members = (f"  {told(name)}: {told(value)}" for name, value in item.items())
        return "\n".join(["[{", ",\n".join(members), "}]"])


def told(value: Any) -> str:
    """A value as JSON on one line."""
    return json.dumps(value, ensure_ascii=False)


def escaped(text: str) -> str:
    """Text in which what is special to TeX stands for itself; other letters stay as they are."""
    return "".join(SPECIAL.get(each, each) for each in " ".join(text.split()))


def key_of(*parts: object) -> str:
    """A key that every reader of BibTeX takes: small letters, digits and hyphens."""
    return UNFIT_FOR_KEY.sub("-", "-".join(str(part).lower() for part in parts)).strip("-")


def address_of_collection(object_: str) -> str:
    """The address of the page with all records of an object, as the caller would ask for it."""
    return f"{base_url()}/{OBJECTS[object_].collection}"


def address_of_record(record: Mapping[str, Any]) -> str:
    """The address of a record's page."""
    return f"{address_of_collection(record['object'])}/{record['id']}"


def of_record(answer: Answer) -> Citation:
    """How the record of an answer is cited, in the revision that it was read in."""
    record = answer.data
    revision = answer.meta.get("as_of", answer.meta["revision"])
    return Citation(
        key=key_of(PUBLISHER, record["id"], f"r{revision}"),
        title=record["label"],
        revision=revision,
        url=f"{address_of_record(record)}?revision={revision}",
        day=record["updated_at"][:10],
    )


def of_data(answer: Answer) -> Citation:
    """How the data as a whole is cited, from the answer that counts its records."""
    revision = answer.meta["revision"]
    changed = [row["updated_at"] for row in answer.data if row["updated_at"]]
    return Citation(
        key=key_of(PUBLISHER, f"r{revision}"),
        title=TITLE,
        revision=revision,
        url=f"{base_url()}/",
        day=max(changed)[:10] if changed else None,
        whole=True,
    )
