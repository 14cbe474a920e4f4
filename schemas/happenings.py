"""Meetings, events and places: what happened where."""

from typing import Any

from marshmallow import ValidationError, validates_schema

from .base import Row, Rows
from .fields import Code, Flag, Number, Text, record_id
from .pointing import Date, Reference
from .process import SUMMARY
from .shared import SharedParts
from .sources import country
from .vocabulary import actors, events, process


class Attendance(Row):
    """Who is at a meeting, in which role."""

    party = Reference("The party.", "party")
    person = Reference("The person.", "person")
    role = Code("In what role.", process.ATTENDANCE_ROLE, required=True)
    capacity_as_printed = Text("The capacity as printed.", maximum=200, words=12)

    @validates_schema
    def names_somebody(self, data: dict[str, Any], **kwargs: Any) -> None:
        """Whoever attends is a party, a person, or a person for a party."""
        if not data.get("party") and not data.get("person"):
            raise ValidationError("An attendance needs a party or a person.", "party")


class Meeting(SharedParts):
    """Talks, a call, a briefing, an interview or a session, held or not."""

    id = record_id("Id of the meeting.", "mtg")
    title = Text("What it is, in our own words.", maximum=300, required=True)
    format = Code("What kind of meeting it is.", process.MEETING_FORMAT, required=True)
    level = Code("On what level.", process.MEETING_LEVEL, load_default="unknown")
    modality = Code("How they come together.", process.MEETING_MODALITY, load_default="unknown")
    status = Code("Whether it took place.", process.MEETING_STATUS, required=True)
    status_by = Reference("Who put it off, refused, offered or claims it.", "person", "party")
    status_reason = Text("Why, as told.", maximum=500)
    scheduled = Date("For when it was planned.")
    started = Date("When it took place, or began.")
    ended = Date("When it ended.")
    place = Reference("Where.", "place")
    process = Reference("The peace process it belongs to.", "process")
    summary = Text(SUMMARY, maximum=4000)
    is_set = Flag(
        "Whether it is several meetings spoken of as one.", allow_none=False, load_default=False
    )
    attendance = Rows(Attendance, "Who is there, in which role.", "person", "party")


class EventParty(Row):
    """A party's part in an event."""

    party = Reference("The party.", "party", required=True)
    role = Code("Its part.", events.EVENT_PARTY_ROLE, required=True)


class Event(SharedParts):
    """Something that happened, is said to have happened, or is to come."""

    id = record_id("Id of the event.", "evt")
    name = Text("What it is called, or a description.", maximum=300, required=True)
    kind = Code("What happened.", events.EVENT_KIND, required=True)
    status = Code("In what way it is told.", events.EVENT_STATUS, load_default="told")
    conflict = Reference("The conflict it belongs to.", "conflict")
    started = Date("When it happened, or began.")
    ended = Date("When it ended.")
    place = Reference("Where.", "place")
    summary = Text(SUMMARY, maximum=4000)
    parties = Rows(EventParty, "The parties and their parts.", "party")


class Place(SharedParts):
    """A place where something happened or is said to have happened."""

    id = record_id("Id of the place.", "plc")
    name = Text("Its usual name in English.", maximum=300, required=True)
    country = country("The country, ISO 3166-1 alpha-3.")
    latitude = Number("Degrees north.", minimum=-90, maximum=90)
    longitude = Number("Degrees east.", minimum=-180, maximum=180)
    precision = Code("How exactly the coordinates tell where it is.", actors.PLACE_PRECISION)

    @validates_schema
    def lies_somewhere(self, data: dict[str, Any], **kwargs: Any) -> None:
        """Coordinates come in pairs."""
        if (data.get("latitude") is None) != (data.get("longitude") is None):
            raise ValidationError("Latitude and longitude need each other.", "longitude")


class Topic(SharedParts):
    """What records are about."""

    id = record_id("Id of the topic.", "top")
    name = Text("Its name.", maximum=300, required=True)
    broader = Reference("The topic above it.", "topic")
