"""Parties and persons."""

from api.models import Affiliation, Party, Person, Position
from api.query.filters import Identifies
from api.query.resource import Resource, filters_of
from api.query.ties import Linked, by_row
from schemas.vocabulary import actors

from .hints import in_words, joined

PARTIES = Resource(
    "party",
    Party,
    about="Collective actors: states, bodies, organisations, forces, groups.",
    label=lambda state, label_of: state["name"],
    hint=lambda state, label_of: joined(
        in_words(actors.PARTY_KIND, state["kind"]), state.get("country")
    ),
    called="Moscow",
    found_by="Russia",
    rows={
        "affiliations": {"type": "part_of", "party": "pty-csto"},
        "names": {"kind": "as_printed"},
        "identifiers": {"scheme": "wikidata"},
        "evidence": {"document": "doc-upi-2023", "basis": "derived"},
    },
    has=("affiliations", "names", "identifiers"),
    example="pty-armenia",
    parts={"affiliations": Affiliation},
    filters=[
        *filters_of(Party, "party", kind="state", country="ARM"),
        Identifies("wikidata:Q399"),
        Linked(
            "affiliation",
            ("party",),
            "pty-csto",
            "Tied to this party.",
            by_row(Affiliation, "party"),
        ),
    ],
)

PERSONS = Resource(
    "person",
    Person,
    about="Persons, their spellings and capacities.",
    label=lambda state, label_of: state["name"],
    hint=lambda state, label_of: next((row["title"] for row in state.get("positions") or ()), ""),
    called="Nikol Pashinian",
    found_by="Blinken",
    rows={
        "positions": {"party": "pty-armenia"},
        "names": {"kind": "abbreviation"},
        "evidence": {"document": "doc-upi-2023", "stance": "varies"},
    },
    has=("positions", "names"),
    example="per-sergey-lavrov",
    parts={"positions": Position},
    filters=[
        Linked(
            "party",
            ("party",),
            "pty-russia",
            "Has or had a position for or in this party.",
            by_row(Position, "party"),
        ),
    ],
)
