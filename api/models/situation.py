"""Tables of conflicts and peace processes."""

from peewee import TextField

from schemas.vocabulary import events

from .actors import Party
from .columns import code, reference
from .record import ObjectTable, RowTable, dated, owner, record_key


@dated("started", "ended")
class Conflict(ObjectTable):
    """A conflict between parties."""

    record = record_key()
    name = TextField()
    incompatibility = code("incompatibility", events.INCOMPATIBILITY, null=True)
    summary = TextField(null=True)


class ConflictParty(RowTable):
    """A party's part in a conflict."""

    owner = owner(Conflict, "conflict")
    party = reference(Party, "party", null=False)
    role = code("role", events.CONFLICT_PARTY_ROLE)

    class Meta:
        indexes = ((("owner", "party", "role"), True),)


@dated("started", "ended")
class Process(ObjectTable):
    """A peace process."""

    record = record_key()
    name = TextField()
    conflict = reference(Conflict, "conflict")
    summary = TextField(null=True)
