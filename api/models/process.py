"""Tables of conflicts, peace processes, agreements and mediators."""

from peewee import SQL, BooleanField, Check, IntegerField, TextField

from schemas.vocabulary import process

from .actors import Party, Person
from .columns import KeyText, code, reference
from .happenings import Meeting, Place
from .record import ObjectTable, Record, RowTable, dated, owner, record_key
from .situation import Conflict, Process
from .speech import Quote


@dated("signed", "ended")
class Agreement(ObjectTable):
    """What was agreed, declared, signed, offered or is being negotiated."""

    record = record_key()
    title = TextField()
    type = code("type", process.AGREEMENT_TYPE)
    stage = code("stage", process.AGREEMENT_STAGE, null=True)
    status = code("status", process.AGREEMENT_STATUS, null=True)
    place = reference(Place, "place")
    process = reference(Process, "process")
    summary = TextField(null=True)
    is_set = BooleanField(index=True)
    set_size = IntegerField(null=True)


class Signatory(RowTable):
    """A party or person in an agreement."""

    owner = owner(Agreement, "agreement")
    party = reference(Party, "party")
    person = reference(Person, "person")
    on_behalf_of = reference(Party, "on_behalf_of")
    role = code("role", process.SIGNATORY_ROLE)
    position = code("position", process.SIGNATORY_POSITION)
    term_as_printed = TextField(null=True)
    capacity_as_printed = TextField(null=True)

    class Meta:
        constraints = [Check('"party" IS NOT NULL OR "person" IS NOT NULL')]


@dated("as_of")
class AgreementState(RowTable):
    """What a document says of the life of an agreement."""

    owner = owner(Agreement, "agreement")
    state = code("state", process.AGREEMENT_STATE)
    claimed_by = reference(Record, "claimed_by")
    quote = reference(Quote, "quote")
    term_as_printed = TextField(null=True)

    class Meta:
        constraints = [Check('"state" <> \'violated\' OR "claimed_by" IS NOT NULL')]


class Mediator(ObjectTable):
    """A party or a person in the mediation of one conflict or process."""

    record = record_key()
    party = reference(Party, "party")
    person = reference(Person, "person")
    conflict = reference(Conflict, "conflict")
    process = reference(Process, "process")
    summary = TextField(null=True)

    class Meta:
        constraints = [
            Check('("party" IS NULL) <> ("person" IS NULL)'),
            Check('"conflict" IS NOT NULL OR "process" IS NOT NULL'),
        ]


Mediator.add_index(
    SQL(
        'CREATE UNIQUE INDEX "mediator_once" ON "mediator" '
        '(COALESCE("party", 0), COALESCE("person", 0), COALESCE("conflict", 0), '
        'COALESCE("process", 0))'
    )
)


class Mediation(RowTable):
    """What a mediator does or did."""

    owner = owner(Mediator, "mediator")
    agreement = reference(Agreement, "agreement")
    meeting = reference(Meeting, "meeting")
    role = code("role", process.MEDIATION_ROLE)
    status = code("status", process.MEDIATION_STATUS)
    term_as_printed = TextField(null=True)


@dated("said")
class MediatorPosition(RowTable):
    """How somebody stands towards a mediation."""

    owner = owner(Mediator, "mediator")
    mediation = KeyText(null=True)
    party = reference(Party, "party", null=False)
    person = reference(Person, "person")
    stance = code("stance", process.MEDIATOR_STANCE)
    quote = reference(Quote, "quote")
