"""Conflicts, peace processes, agreements and those who mediate."""

from typing import Any

from marshmallow import ValidationError, validates_schema

from .base import Row, Rows
from .fields import Code, Flag, Integer, Text, record_id
from .pointing import Date, Reference
from .shared import SharedParts
from .vocabulary import events, process

TERM_AS_PRINTED = "The word of the document for it."
SUMMARY = "What it is, in our own words."


class ConflictParty(Row):
    """A party's part in a conflict."""

    party = Reference("The party.", "party", required=True)
    role = Code("Its part.", events.CONFLICT_PARTY_ROLE, required=True)


class Conflict(SharedParts):
    """A conflict between parties over territory or government."""

    id = record_id("Id of the conflict.", "con")
    name = Text("Its name.", maximum=300, required=True)
    started = Date("When it began.")
    ended = Date("When it ended.")
    incompatibility = Code("What it is about.", events.INCOMPATIBILITY)
    summary = Text(SUMMARY, maximum=4000)
    parties = Rows(ConflictParty, "The parties and their parts.", "party")


class Process(SharedParts):
    """A peace process: the talks, mediation and agreements about one conflict."""

    id = record_id("Id of the process.", "prc")
    name = Text("Its name.", maximum=300, required=True)
    conflict = Reference("The conflict.", "conflict")
    started = Date("When it began.")
    ended = Date("When it ended.")
    summary = Text(SUMMARY, maximum=4000)


class Signatory(Row):
    """A party or person in an agreement, in some role."""

    party = Reference("The party.", "party")
    person = Reference("The person.", "person")
    on_behalf_of = Reference("For whom.", "party")
    role = Code("In what role.", process.SIGNATORY_ROLE, required=True)
    position = Code("Whether it stands by it.", process.SIGNATORY_POSITION, load_default="unknown")
    term_as_printed = Text(TERM_AS_PRINTED, maximum=200, words=12)
    capacity_as_printed = Text("The capacity as printed.", maximum=200, words=12)

    @validates_schema
    def names_somebody(self, data: dict[str, Any], **kwargs: Any) -> None:
        """A signatory is a party, a person, or a person for a party."""
        if not data.get("party") and not data.get("person"):
            raise ValidationError("A signatory needs a party or a person.", "party")


class AgreementState(Row):
    """What a document says of the life of an agreement at some time."""

    state = Code("The state.", process.AGREEMENT_STATE, required=True)
    as_of = Date("When it was so.")
    claimed_by = Reference("Whose claim it is, if not the document's own.", "person", "party")
    quote = Reference("The quote in which it is said.", "quote")
    term_as_printed = Text(TERM_AS_PRINTED, maximum=200, words=12)

    @validates_schema
    def violation_is_a_claim(self, data: dict[str, Any], **kwargs: Any) -> None:
        """That an agreement was violated is always somebody's claim (codebook)."""
        if data["state"] == "violated" and not data.get("claimed_by"):
            raise ValidationError("violated needs a claimant.", "claimed_by")


class Agreement(SharedParts):
    """What was agreed, declared, signed, brokered, offered or is being negotiated."""

    id = record_id("Id of the agreement.", "agr")
    title = Text("Its title or a description.", maximum=300, required=True)
    type = Code("Its form.", process.AGREEMENT_TYPE, required=True)
    stage = Code("Its stage in the process.", process.AGREEMENT_STAGE)
    status = Code("Who stands behind it.", process.AGREEMENT_STATUS)
    signed = Date("When it was signed, agreed or declared.")
    ended = Date("When it ended.")
    place = Reference("Where it was signed.", "place")
    process = Reference("The peace process it belongs to.", "process")
    summary = Text(SUMMARY, maximum=4000)
    is_set = Flag(
        "Whether it is several agreements spoken of as one.", allow_none=False, load_default=False
    )
    set_size = Integer("How many the set has as told.", minimum=2, maximum=10_000)
    signatories = Rows(Signatory, "Who stands in it, in which role.", "person", "party")
    states = Rows(AgreementState, "What is told of its life.", "state")


class Mediation(Row):
    """What a mediator does or did; without agreement and meeting, in the process itself."""

    agreement = Reference("For which agreement.", "agreement")
    meeting = Reference("At which meeting.", "meeting")
    role = Code("In what role.", process.MEDIATION_ROLE, required=True)
    status = Code("Whether it took place.", process.MEDIATION_STATUS, required=True)
    term_as_printed = Text(TERM_AS_PRINTED, maximum=200, words=12)


class MediatorPosition(Row):
    """How somebody stands towards a mediation."""

    mediation = Text("The key of the mediation it is about; null for all.", maximum=120)
    party = Reference("Who takes the position, or the party spoken for.", "party", required=True)
    person = Reference("The person who speaks.", "person")
    stance = Code("The position.", process.MEDIATOR_STANCE, required=True)
    quote = Reference("The quote in which it is taken.", "quote")
    said = Date("When.")


class Mediator(SharedParts):
    """A party or a person in the mediation of one conflict or process."""

    id = record_id("Id of the mediator.", "mdr")
    party = Reference("The party that mediates.", "party")
    person = Reference("The person who mediates.", "person")
    conflict = Reference("The conflict.", "conflict")
    process = Reference("The process.", "process")
    summary = Text(SUMMARY, maximum=4000)
    mediations = Rows(Mediation, "What it mediates, in which role.", "agreement", "meeting", "role")
    positions = Rows(MediatorPosition, "Who accepts it and who objects.", "person", "party")

    @validates_schema
    def is_one_of(self, data: dict[str, Any], **kwargs: Any) -> None:
        """A mediator is a party or a person, in a conflict or a process.

        Its positions name its mediations.
        """
        if bool(data.get("party")) == bool(data.get("person")):
            raise ValidationError("A mediator is a party or a person: name one of them.", "party")
        if not data.get("conflict") and not data.get("process"):
            raise ValidationError("A mediator needs a conflict or a process.", "conflict")
