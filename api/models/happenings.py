"""Tables of meetings, events, places and topics."""

from peewee import BooleanField, Check, DoubleField, TextField

from schemas.vocabulary import actors, events, process

from .actors import Party, Person
from .columns import KeyText, code, own_reference, reference
from .record import ObjectTable, Record, RowTable, dated, owner, record_key
from .situation import Conflict, Process


class Place(ObjectTable):
    """A place."""

    record = record_key()
    name = TextField()
    country = KeyText(null=True, index=True)
    latitude = DoubleField(null=True)
    longitude = DoubleField(null=True)
    precision = code("precision", actors.PLACE_PRECISION, null=True)

    class Meta:
        constraints = [Check('("latitude" IS NULL) = ("longitude" IS NULL)')]


class Topic(ObjectTable):
    """What records are about."""

    record = record_key()
    name = TextField()
    broader = own_reference("broader")


@dated("scheduled", "started", "ended")
class Meeting(ObjectTable):
    """Talks, a call, a briefing, an interview or a session, held or not."""

    record = record_key()
    title = TextField()
    format = code("format", process.MEETING_FORMAT)
    level = code("level", process.MEETING_LEVEL)
    modality = code("modality", process.MEETING_MODALITY)
    status = code("status", process.MEETING_STATUS)
    status_by = reference(Record, "status_by")
    status_reason = TextField(null=True)
    place = reference(Place, "place")
    process = reference(Process, "process")
    summary = TextField(null=True)
    is_set = BooleanField(index=True)


class Attendance(RowTable):
    """Who is at a meeting."""

    owner = owner(Meeting, "meeting")
    party = reference(Party, "party")
    person = reference(Person, "person")
    role = code("role", process.ATTENDANCE_ROLE)
    capacity_as_printed = TextField(null=True)

    class Meta:
        constraints = [Check('"party" IS NOT NULL OR "person" IS NOT NULL')]


@dated("started", "ended")
class Event(ObjectTable):
    """Something that happened, is said to have happened, or is to come."""

    record = record_key()
    name = TextField()
    kind = code("kind", events.EVENT_KIND)
    status = code("status", events.EVENT_STATUS)
    conflict = reference(Conflict, "conflict")
    place = reference(Place, "place")
    summary = TextField(null=True)


class EventParty(RowTable):
    """A party's part in an event."""

    owner = owner(Event, "event")
    party = reference(Party, "party", null=False)
    role = code("role", events.EVENT_PARTY_ROLE)

    class Meta:
        indexes = ((("owner", "party", "role"), True),)
