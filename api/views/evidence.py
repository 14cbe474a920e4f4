"""Where a record stands in the documents: its evidence, with the words where they are held."""

from typing import Any

from flask import current_app, g
from marshmallow import Schema

from api.documents.excerpts import with_excerpts
from api.http.answering import envelope
from api.http.endpoint import Endpoint, Reply
from api.http.shapes import item_of, ref
from api.query.reading import tree_of
from api.query.resource import Resource
from schemas.query import Truth

from .finding import number_of
from .one_record import about_one, by_number

ARGUMENTS = Schema.from_dict(
    {
        "context": Truth(
            "Whether each row also shows the paragraph around its span, where the text is held.",
            load_default=False,
            example="true",
        )
    },
    name="EvidenceQuery",
)()


def evidence_endpoint(resource: Resource) -> Endpoint:
    """Where a record stands in the documents."""

    def view(arguments: dict[str, Any], id: str) -> Reply:
        rows = evidence_of(resource, number_of(resource, id), context=arguments["context"])
        return Reply(envelope(rows, g.revision))

    name = resource.object
    return Endpoint(
        operation=f"get{name.capitalize()}Evidence",
        summary=f"Get the evidence of one {name}",
        description="Each row says: this document, at this place, supports or disputes this field. "
        "Of a quote, the spans of its words are evidence themselves. Where the text of a document "
        "is held, a row shows the words of its span (with context=true also the paragraph around "
        "it), and where the document has had another text since, what became of the span.",
        view=view,
        arguments=ARGUMENTS,
        answer=item_of({"type": "array", "items": ref("EvidenceInPlace")}),
        **about_one(resource, "/evidence"),
    )


def evidence_of(resource: Resource, number: int, *, context: bool) -> list[dict[str, Any]]:
    """The evidence of a record, the spans that stand for themselves first."""
    record = by_number(resource, number, tree_of(("evidence", *resource.standing)))
    own = [standing_row(record, name, row) for name in resource.standing for row in record[name]]
    rows = [*own, *record["evidence"]]
    if context and not current_app.config["PARLEY"].show_texts:
        return [row | {"context": None} for row in with_excerpts(rows)]
    return with_excerpts(rows, context=context)


def standing_row(state: dict[str, Any], part: str, row: dict[str, Any]) -> dict[str, Any]:
    """A span that belongs to a record, in the form of evidence."""
    told = {name: row[name] for name in ("paragraph", "start", "end", "sha256")}
    empty = dict.fromkeys(("locator", "stated", "value", "claimed_by", "quote", "note"))
    field = f"/{part}/{row['key']}"
    return {
        "key": f"{part}-{row['key']}",
        "field": field,
        "basis": "stated",
        "document": state["document"],
        "stance": "supports",
        **empty,
        **told,
    }
