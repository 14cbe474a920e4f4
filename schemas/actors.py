"""Parties and persons: who acts and who speaks."""

from .base import Row, Rows
from .fields import Code, Text, record_id
from .pointing import Date, Reference
from .shared import SharedParts
from .sources import country
from .vocabulary import actors


class Affiliation(Row):
    """How a party is tied to another."""

    type = Code("How it is tied.", actors.PARTY_AFFILIATION, required=True)
    party = Reference("The other party.", "party", required=True)
    started = Date("Since when.")
    ended = Date("Until when.")


class Party(SharedParts):
    """A collective actor: it acts, speaks, is addressed, met, accused or affected."""

    id = record_id("Id of the party.", "pty")
    name = Text("Its usual name in English.", maximum=300, required=True)
    kind = Code("What it is.", actors.PARTY_KIND, required=True)
    country = country("The country it belongs to, ISO 3166-1 alpha-3.")
    existed_from = Date("Since when it has existed.")
    existed_to = Date("Until when it existed.")
    affiliations = Rows(Affiliation, "Its ties to other parties.", "party")


class Position(Row):
    """A capacity in which a document shows a person."""

    party = Reference("The party for or in which.", "party")
    title = Text("The title as printed.", maximum=200, words=12, required=True)
    started = Date("Since when.")
    ended = Date("Until when.")


class Person(SharedParts):
    """A named person."""

    id = record_id("Id of the person.", "per")
    name = Text("The usual name in English.", maximum=300, required=True)
    family_name = Text("Family name.", maximum=150)
    given_name = Text("Given name.", maximum=150)
    positions = Rows(Position, "Capacities as documents give them.", "party", "title")
