"""Who met, who mediated between whom, who signed with whom, who spoke of whom."""

from typing import Any

from flask import g
from marshmallow import Schema

from api.formats.graph import graphml
from api.http.answering import envelope
from api.http.endpoint import Endpoint, Reply
from api.http.formats import GRAPHML, JSON, format_parameter
from api.http.shapes import TEXT, WHOLE, item_of, nullable, object_shape
from api.models import Record
from api.network.asking import Question
from api.network.behind import MOST_RECORDS
from api.network.contacts import TYPES
from api.network.reading import network
from api.query.arguments import date_match
from api.query.naming import with_numbers
from api.query.periods import During
from schemas.query import Choice, Count, IdOf, Many

FORMATS = (JSON, GRAPHML)
DEFAULT_LIMIT = 200
MAXIMUM_LIMIT = 1000
LARGEST_WEIGHT = 1_000_000
ACTORS = {"party": IdOf("A party.", ("party",)), "person": IdOf("A person.", ("person",))}
WHEN = During("date", Record, "2023", "The main date of the records behind an edge.", "")
PERIOD = (*WHEN.parameters(), "date_match")
ARGUMENTS = Schema.from_dict(
    {
        "type": Many(
            "What ties the two: they met, one mediated where the other was a side, they signed the "
            "same agreement, or one spoke of the other. Several values mean or.",
            Choice("A type.", tuple(TYPES)),
            example="met,signed",
        ),
        **WHEN.parameters(),
        "date_match": date_match(),
        "party": Many(
            "Edges that touch this party; with `person`, those between the two. "
            "Several values mean or.",
            ACTORS["party"],
            example="pty-armenia",
        ),
        "person": Many(
            "Edges that touch this person; with `party`, those between the two. "
            "Several values mean or.",
            ACTORS["person"],
            example="per-sergey-lavrov",
        ),
        "status": Choice(
            "What counts: meetings that were held and mediation that took place (held), or also "
            "what was planned, postponed, cancelled, offered, refused or alleged (any).",
            ("held", "any"),
            load_default="held",
            example="any",
        ),
        "min_weight": Count(
            "Edges with at least so many records behind them.",
            minimum=1,
            maximum=LARGEST_WEIGHT,
            load_default=1,
            example="2",
        ),
        "limit": Count(
            "How many edges are shown, the heaviest first.",
            minimum=1,
            maximum=MAXIMUM_LIMIT,
            load_default=DEFAULT_LIMIT,
            example="10",
        ),
        **format_parameter(FORMATS),
    },
    name="NetworkQuery",
)()
DAY = nullable({"type": "string", "format": "date"})
NODE = object_shape(
    "A party or person.",
    {
        "id": TEXT,
        "object": {**TEXT, "enum": ["party", "person"]},
        "label": TEXT,
        "kind": {**nullable(TEXT), "description": "Of a party, its kind; of a person null."},
        "href": TEXT,
        "degree": {**WHOLE, "description": "How many of the edges shown touch it."},
        "weight": {**WHOLE, "description": "The sum of the weights of these edges."},
    },
)
EDGE = object_shape(
    "What ties two parties or persons.",
    {
        "source": {**TEXT, "description": "Id of a node: who mediated or spoke."},
        "target": {**TEXT, "description": "Id of a node."},
        "type": {**TEXT, "enum": list(TYPES)},
        "directed": {
            "type": "boolean",
            "description": "Whether it matters which of the two is the source.",
        },
        "weight": {**WHOLE, "description": "How many records are behind it."},
        "first": {
            **DAY,
            "description": "The earliest day that these may mean; null where it is open or none.",
        },
        "last": {
            **DAY,
            "description": "The latest day that these may mean; null where it is open or none.",
        },
        "records": {
            "type": "array",
            "maxItems": MOST_RECORDS,
            "items": TEXT,
            "description": "Ids of the first of these records, in their chronology.",
        },
        "records_total": {**WHOLE, "description": "How many records there are."},
    },
)
NETWORK = object_shape(
    "A network.",
    {"nodes": {"type": "array", "items": NODE}, "edges": {"type": "array", "items": EDGE}},
)


def read(arguments: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The nodes and edges that are asked for, and warnings."""
    known, warnings = with_numbers(ACTORS, arguments)
    question = Question(
        types=arguments.get("type") or tuple(TYPES),
        parties=known.get("party"),
        persons=known.get("person"),
        any_status=arguments["status"] == "any",
        when={name: known[name] for name in PERIOD if name in known},
        min_weight=arguments["min_weight"],
        limit=arguments["limit"],
    )
    found, has_more = network(question)
    if has_more:
        warnings.append(
            f"There are more edges than the {question.limit} shown, which are the heaviest; "
            f"ask for fewer, or raise limit (at most {MAXIMUM_LIMIT})."
        )
    return found, warnings


def get_network(arguments: dict[str, Any]) -> Reply:
    """The network as JSON or GraphML."""
    if arguments["form"] == GRAPHML.name:
        return Reply(network_as_graphml(arguments))
    found, warnings = read(arguments)
    return Reply(envelope(found, g.revision, warnings=warnings))


def network_as_graphml(arguments: dict[str, Any]) -> bytes:
    """The same network as GraphML."""
    found, _ = read(arguments)
    return graphml(found["nodes"], found["edges"])


def endpoints() -> list[Endpoint]:
    """The network."""
    return [
        Endpoint(
            path="/v1/network",
            operation="getNetwork",
            tag="network",
            summary="Get the network of parties and persons",
            description=(
                "Nodes are those that the edges shown touch. A person and the party that he is "
                "there for at the same meeting or in the same agreement have not met or signed "
                "with each other. Who is mediated between are the sides, not those who mediate "
                "too. Guarantors, monitors and observers do not mediate."
            ),
            view=get_network,
            formats=FORMATS,
            arguments=ARGUMENTS,
            answer=item_of(NETWORK),
            example="/v1/network?type=met&limit=1",
        )
    ]
