"""Tables of parties and persons."""

from peewee import TextField

from schemas.vocabulary import actors

from .columns import KeyText, code, reference
from .record import ObjectTable, RowTable, dated, owner, record_key


@dated("existed_from", "existed_to")
class Party(ObjectTable):
    """A collective actor."""

    record = record_key()
    name = TextField()
    kind = code("kind", actors.PARTY_KIND)
    country = KeyText(null=True, index=True)


@dated("started", "ended")
class Affiliation(RowTable):
    """How a party is tied to another."""

    owner = owner(Party, "of_party")
    type = code("type", actors.PARTY_AFFILIATION)
    party = reference(Party, "party", null=False)

    class Meta:
        table_name = "party_affiliation"


class Person(ObjectTable):
    """A named person."""

    record = record_key()
    name = TextField()
    family_name = TextField(null=True)
    given_name = TextField(null=True)


@dated("started", "ended")
class Position(RowTable):
    """A capacity in which a document shows a person."""

    owner = owner(Person, "person")
    party = reference(Party, "party")
    title = TextField()

    class Meta:
        table_name = "person_position"
