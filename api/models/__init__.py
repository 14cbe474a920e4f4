"""The tables: columns, keys, indexes and checks, without JSON and without HTTP."""

from peewee import sort_models

from .access import RepeatableReply, Token
from .actors import Affiliation, Party, Person, Position
from .columns import KeyText, Table, proxy
from .happenings import Attendance, Event, EventParty, Meeting, Place, Topic
from .process import Agreement, AgreementState, Mediation, Mediator, MediatorPosition, Signatory
from .record import (
    Change,
    Counter,
    LinkTable,
    ObjectTable,
    Record,
    Revision,
    RowTable,
    SeedFile,
    Tombstone,
)
from .search import SearchText
from .shared import Evidence, Figure, Identifier, Name, RecordTopic, Relation, Settled
from .situation import Conflict, ConflictParty, Process
from .sources import Document, DocumentPart, DocumentSource, Source
from .speech import Quote, QuoteAddressee, QuoteMention, QuoteSpan, QuoteTarget
from .texts import DocumentText, DocumentVersion, SpanFate


def tables(of: type[Table] = Table) -> list[type[Table]]:
    """All tables, those referred to before those that refer."""
    found: list[type[Table]] = []
    for model in of.__subclasses__():
        if model not in (ObjectTable, RowTable, LinkTable):
            found.append(model)
        found.extend(tables(model))
    return sort_models(found) if of is Table else found


__all__ = [
    "Affiliation",
    "Agreement",
    "AgreementState",
    "Attendance",
    "Change",
    "Conflict",
    "ConflictParty",
    "Counter",
    "Document",
    "DocumentPart",
    "DocumentSource",
    "DocumentText",
    "DocumentVersion",
    "Event",
    "EventParty",
    "Evidence",
    "Figure",
    "Identifier",
    "KeyText",
    "LinkTable",
    "Mediation",
    "Mediator",
    "MediatorPosition",
    "Meeting",
    "Name",
    "ObjectTable",
    "Party",
    "Person",
    "Place",
    "Position",
    "Process",
    "Quote",
    "QuoteAddressee",
    "QuoteMention",
    "QuoteSpan",
    "QuoteTarget",
    "Record",
    "RecordTopic",
    "Relation",
    "RepeatableReply",
    "Revision",
    "RowTable",
    "SearchText",
    "SeedFile",
    "Settled",
    "Signatory",
    "Source",
    "SpanFate",
    "Table",
    "Token",
    "Tombstone",
    "Topic",
    "proxy",
    "tables",
]
