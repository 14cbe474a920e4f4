"""Sources and documents: who published what."""

import re
from typing import Any

from marshmallow import ValidationError, validates_schema

from .base import Row, Rows
from .fields import Code, Integer, Matched, Text, record_id
from .pointing import Date, Reference
from .shared import SharedParts, language, sha256
from .vocabulary import actors

URL = re.compile("https?://[^\\s<>\"']+")
COUNTRY = re.compile("[A-Z]{3}")


def url(description: str) -> Matched:
    """An http or https address."""
    return Matched(description, URL, "an http or https address", maximum=500)


def country(description: str) -> Matched:
    """A country code, ISO 3166-1 alpha-3."""
    return Matched(
        description, COUNTRY, "a country code of three letters (ISO 3166-1 alpha-3)", maximum=3
    )


class Source(SharedParts):
    """A publisher or agency."""

    id = record_id("Id of the source.", "src")
    name = Text("Its name.", maximum=300, required=True)
    kind = Code("What it is.", actors.SOURCE_KIND, required=True)
    country = country("Where it is based, ISO 3166-1 alpha-3.")
    homepage = url("Its address on the web.")


class DocumentSource(Row):
    """What a source has to do with a document."""

    source = Reference("The source.", "source", required=True)
    role = Code("Its role.", actors.DOCUMENT_SOURCE_ROLE, required=True)


class DocumentPart(Row):
    """A stretch of the document and what it is."""

    kind = Code("What the stretch is.", actors.DOCUMENT_PART_KIND, required=True)
    start = Integer("First code point.", required=True)
    end = Integer("First code point after it.", required=True)

    @validates_schema
    def has_length(self, data: dict[str, Any], **kwargs: Any) -> None:
        """The end lies after the start."""
        if data["start"] >= data["end"]:
            raise ValidationError("Must be greater than start.", "end")


class Document(SharedParts):
    """One text: what it is and where it came from, not what it says."""

    id = record_id("Id of the document.", "doc")
    title = Text(
        "Its title, or a description in brackets where none is known.", maximum=300, required=True
    )
    author = Text("The author as printed.", maximum=200)
    translator = Text("The translator as printed.", maximum=200)
    language = language("The language of the text.")
    published = Date("When it was published.")
    url = url("Its address on the web.")
    sha256 = sha256("SHA-256 of the UTF-8 of the whole text.", required=True)
    characters = Integer("Length of the text in code points.", required=True, minimum=1)
    licence = Text("The licence or rights of the text.", maximum=200)
    sources = Rows(DocumentSource, "Who published, wrote or supplied it.", "source")
    parts = Rows(DocumentPart, "Its parts as spans of code points, end exclusive.", "kind")
