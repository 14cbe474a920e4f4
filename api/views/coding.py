"""What was taken from a document, in its order, and what no record covers yet."""

from collections.abc import Mapping
from typing import Any

from flask import current_app, g
from marshmallow import Schema

from api.documents.coding import Coding, coding_of
from api.documents.stretches import (
    MOST_PARAGRAPHS,
    Stretch,
    beginning,
    behind,
    packed,
    stretch_of,
    unpacked,
)
from api.errors import BAD_REQUEST, INVALID_CURSOR, NOT_FOUND, WITHDRAWN
from api.http.answering import list_envelope
from api.http.endpoint import Endpoint, Reply
from api.http.shapes import SHARED_SHAPES, TEXT, WHOLE, Json, nullable, object_shape, ref
from api.query.cursors import CURSOR, Total, decode, digest, encode
from api.query.paging import Page
from api.resources import RESOURCES
from schemas.fields import MAXIMUM_INTEGER, Matched
from schemas.objects import OBJECTS
from schemas.pointing import Stub, stub_json
from schemas.query import Count
from schemas.vocabulary.evidence import BASIS, EVIDENCE_STANCE
from schemas.vocabulary.speech import SPAN_ROLE

from .finding import number_of
from .one_record import about_one

DOCUMENT = RESOURCES["document"]
DEFAULT_LIMIT = 200
MAXIMUM_LIMIT = 1000
PLACED = ("start", "end", "paragraph", "field", "key", "basis", "stance", "fits")
ARGUMENTS = Schema.from_dict(
    {
        "start": Count(
            "A code point from which on is shown, such as the start of a span; where the text is "
            "held, from the beginning of its paragraph on. 0 if not given.",
            minimum=0,
            maximum=MAXIMUM_INTEGER,
            load_default=0,
            example="900",
        ),
        "limit": Count(
            f"How many spans a page has at most; {DEFAULT_LIMIT} if not given.",
            minimum=1,
            maximum=MAXIMUM_LIMIT,
            load_default=DEFAULT_LIMIT,
            example="50",
        ),
        "cursor": Matched(
            "Where the page begins: next_cursor of the page before, with the same parameters.",
            CURSOR,
            "a next_cursor that this service gave",
            maximum=1000,
        ),
    },
    name="CodingQuery",
)()
STANDING: Json = SHARED_SHAPES["EvidenceInPlace"]["properties"]["standing"]
SPAN = object_shape(
    "A span of a record: of its evidence, or of the words of a quote.",
    {
        "start": {**WHOLE, "description": "First code point."},
        "end": {**WHOLE, "description": "First code point after it."},
        "paragraph": {**nullable(WHOLE), "description": "The paragraph in which it was coded."},
        "record": ref("Stub"),
        "field": {**TEXT, "description": "JSON Pointer into the record."},
        "key": {**TEXT, "description": "Its key among the evidence of the record."},
        "basis": {**TEXT, "enum": list(BASIS.codes)},
        "stance": {**TEXT, "enum": list(EVIDENCE_STANCE.codes)},
        "role": {
            **nullable({**TEXT, "enum": list(SPAN_ROLE.codes)}),
            "description": "Of a span of a quote, what it is of it; of evidence null.",
        },
        "fits": {
            **nullable({"type": "boolean"}),
            "description": "Whether its words stand there in the text that is held, by their "
            "hash; null where none is. What does not fit covers nothing.",
        },
        "standing": STANDING,
    },
)
PARAGRAPH = object_shape(
    "A paragraph of the text.",
    {
        "number": {**WHOLE, "description": "Counting lines that are not empty from 0."},
        "start": {**WHOLE, "description": "First code point."},
        "end": {**WHOLE, "description": "First code point after it."},
        "text": TEXT,
        "covered": {"type": "boolean", "description": "Whether a span of any record is in it."},
        "uncovered": {
            "type": "array",
            "items": {"type": "array", "items": WHOLE, "minItems": 2, "maxItems": 2},
            "description": "Start and end of each stretch that no span of any record covers, "
            "without white space and punctuation at its ends.",
        },
    },
)
SUMMARY = object_shape(
    "What was taken from the whole document, whatever the page shows.",
    {
        "paragraphs": {**nullable(WHOLE), "description": "How many there are; null if not held."},
        "uncovered_paragraphs": {
            **nullable(WHOLE),
            "description": "How many have no span of any record; null if not held.",
        },
        "spans": WHOLE,
        "records": {
            "type": "object",
            "description": "By object, how many records have a span in it.",
            "properties": dict.fromkeys(OBJECTS, WHOLE),
            "additionalProperties": False,
        },
    },
)
CODING = object_shape(
    "A stretch of a document and what was taken from it.",
    {
        "document": ref("Stub"),
        "held": {
            "type": "boolean",
            "description": "Whether the present text is held here, and may be shown.",
        },
        "characters": {**WHOLE, "description": "Length of the document in code points."},
        "summary": SUMMARY,
        "start": {**WHOLE, "description": "The first code point of the stretch that is shown."},
        "end": {**WHOLE, "description": "The first code point after it."},
        "paragraphs": {
            "type": ["array", "null"],
            "items": PARAGRAPH,
            "maxItems": MOST_PARAGRAPHS,
            "description": "The paragraphs of the stretch; null where the text is not held.",
        },
        "spans": {
            "type": "array",
            "items": SPAN,
            "maxItems": MAXIMUM_LIMIT,
            "description": "The spans that begin in the stretch, the longer before the shorter.",
        },
    },
)
ANSWER = object_shape("A page.", {"data": CODING, "meta": ref("PageMeta"), "links": ref("Links")})


def coding(arguments: dict[str, Any], id: str) -> Reply:
    """A page of what was taken from a document."""
    found = coding_of(number_of(DOCUMENT, id), shown=shows_texts())
    begin, cursor = beginning(found, arguments["start"]), arguments.get("cursor")
    total = len(behind(found, begin))
    of_query = digest(f"coding {id}", arguments)
    if cursor is not None:
        begin = unpacked(decode(cursor, of_query)[1])
    stretch = stretch_of(found, begin, arguments["limit"])
    following = encode(of_query, 0, packed(stretch.behind), None) if stretch.behind else None
    page = Page(stretch.spans, Total(total, "eq"), following)
    body, headers = list_envelope([], page, arguments["limit"], g.revision)
    return Reply(body | {"data": page_json(found, stretch)}, headers=headers)


def shows_texts() -> bool:
    """Whether texts that are held may be shown whole."""
    shown: bool = current_app.config["PARLEY"].show_texts
    return shown


def page_json(found: Coding, stretch: Stretch) -> Json:
    """A page of the coding of a document as JSON."""
    text = found.text
    return {
        "document": stub_json(found.document),
        "held": text is not None,
        "characters": found.characters,
        "summary": summary_json(found),
        "start": stretch.start,
        "end": stretch.end,
        "paragraphs": None
        if text is None
        else [paragraph_json(found, text.content, number) for number in stretch.paragraphs],
        "spans": [
            span_json(row, standing)
            for row, standing in zip(stretch.spans, found.standings(stretch.spans), strict=True)
        ],
    }


def summary_json(found: Coding) -> Json:
    """What was taken from a whole document, counted."""
    bare = sum(not found.covers(*bounds) for bounds in found.paragraphs)
    held = found.text is not None
    return {
        "paragraphs": len(found.paragraphs) if held else None,
        "uncovered_paragraphs": bare if held else None,
        "spans": len(found.spans),
        "records": found.records(),
    }


def paragraph_json(found: Coding, content: str, number: int) -> Json:
    """A paragraph, with what no span covers of it."""
    start, end = found.paragraphs[number]
    return {
        "number": number,
        "start": start,
        "end": end,
        "text": content[start:end],
        "covered": bool(found.covers(start, end)),
        "uncovered": list(found.uncovered(start, end)),
    }


def span_json(row: Mapping[str, Any], standing: Json | None) -> Json:
    """A span, with its record and what became of it."""
    return {
        **{name: row[name] for name in PLACED},
        "record": stub_json(Stub(row["id"], row["object"], row["label"])),
        "role": row.get("role"),
        "standing": standing,
    }


def endpoints() -> list[Endpoint]:
    """What was taken from one document."""
    shared = about_one(DOCUMENT, "/coding")
    return [
        Endpoint(
            operation="getDocumentCoding",
            summary="Get what was taken from one document",
            description="The spans of all records in the document, of their evidence and of the "
            "words of its quotes, in its order, and what no record covers yet. Where the text is "
            "held, it is shown whole, by paragraphs, to whoever may read here; where it is not, "
            "`paragraphs` is null, and the spans are there all the same. A page ends with a "
            "paragraph where it can; one with more spans than `limit` is shown on several pages.",
            view=coding,
            arguments=ARGUMENTS,
            answer=ANSWER,
            **{
                **shared,
                "problems": (BAD_REQUEST, NOT_FOUND, WITHDRAWN, INVALID_CURSOR),
                "example": f"{shared['example']}?limit=1",
            },
        )
    ]
