"""Full text over all collections, and completion of names."""

from typing import Any

from flask import g
from marshmallow import Schema

from api.errors import INVALID_CURSOR
from api.http.answering import envelope, list_envelope
from api.http.endpoint import Endpoint, Reply
from api.http.shapes import TEXT, item_of, list_of, object_shape, ref
from api.query.arguments import page_parameters
from api.query.listing import limit_of
from api.query.searching import MOST_SUGGESTED, search, suggest
from schemas.objects import OBJECTS
from schemas.pointing import Stub, stub_json
from schemas.query import Choice, Count, Many, Words
from schemas.wording import LONGEST_QUESTION

OBJECT = Many(
    "In which collections. Several values mean or.",
    Choice("An object.", tuple(OBJECTS)),
    example="agreement,meeting",
)
PAGING = page_parameters({}, "relevance")
ARGUMENTS = Schema.from_dict(
    {
        "q": Words(
            "Words to be found in names, titles, summaries and quoted words, without case and "
            "marks; phrases in quotation marks; `-word` excludes; `word*` completes.",
            required=True,
            example="ceasefire",
        ),
        "object": OBJECT,
        **{name: field for name, field in PAGING.items() if name != "sort"},
    },
    name="SearchQuery",
)()
HIT = object_shape(
    "A record in which the question is found.",
    {
        "record": ref("Stub"),
        "hint": {**TEXT, "description": "What tells it from its namesakes."},
        "snippet": {
            **TEXT,
            "description": "HTML: the passage in which it is found, escaped, the hits in mark.",
        },
    },
)
SUGGESTED = object_shape(
    "A name that begins so, and its record.",
    {
        "name": {**TEXT, "description": "The name that was found, in its own spelling."},
        "record": ref("Stub"),
        "hint": {**TEXT, "description": "What tells it from its namesakes."},
    },
)
SUGGEST_ARGUMENTS = Schema.from_dict(
    {
        "q": Words(
            f"What was typed so far, at most {LONGEST_QUESTION} characters.",
            required=True,
            example="wash",
        ),
        "object": OBJECT,
        "limit": Count(
            "How many names.", minimum=1, maximum=MOST_SUGGESTED, load_default=8, example="3"
        ),
    },
    name="SuggestQuery",
)()


def stub_of(row: dict[str, Any]) -> dict[str, str]:
    """The stub of a row."""
    return stub_json(Stub(row["id"], row["object"], row["label"]))


def found(arguments: dict[str, Any]) -> Reply:
    """A page of hits."""
    answer = search(arguments)
    data = [
        {"record": stub_of(row), "hint": row["hint"], "snippet": row["snippet"]}
        for row in answer.page.rows
    ]
    limit = limit_of(arguments)
    body, headers = list_envelope(data, answer.page, limit, g.revision, answer.warnings)
    return Reply(body, headers=headers)


def suggested(arguments: dict[str, Any]) -> Reply:
    """Names that begin so."""
    text = " ".join(word for term in arguments["q"].wanted for word in term.words)
    rows = suggest(text, arguments.get("object") or (), arguments["limit"])
    data = [{"name": row["name"], "record": stub_of(row), "hint": row["hint"]} for row in rows]
    return Reply(envelope(data, g.revision))


def endpoints() -> list[Endpoint]:
    """Search and suggestions."""
    return [
        Endpoint(
            path="/v1/search",
            operation="search",
            tag="search",
            summary="Search all collections",
            description=(
                "What is called so comes before what speaks of it, the shorter text first. All "
                "words must be found, there is no OR; a word with points or hyphens is a phrase."
            ),
            view=found,
            arguments=ARGUMENTS,
            answer=list_of(HIT),
            problems=(INVALID_CURSOR,),
            example="/v1/search?q=ceasefire&limit=2",
        ),
        Endpoint(
            path="/v1/suggest",
            operation="suggest",
            tag="search",
            summary="Complete a name",
            description="The last word may be unfinished; every spelling is known.",
            view=suggested,
            arguments=SUGGEST_ARGUMENTS,
            answer=item_of({"type": "array", "items": SUGGESTED}),
            example="/v1/suggest?q=wash",
        ),
    ]
