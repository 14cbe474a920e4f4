"""The shape of the data: what a seed file may say, and what the API takes and gives."""

from . import actors, happenings, process, sources, speech
from .shared import SharedParts

SCHEMAS: dict[str, type[SharedParts]] = {
    "source": sources.Source,
    "document": sources.Document,
    "conflict": process.Conflict,
    "process": process.Process,
    "party": actors.Party,
    "person": actors.Person,
    "agreement": process.Agreement,
    "mediator": process.Mediator,
    "meeting": happenings.Meeting,
    "quote": speech.Quote,
    "event": happenings.Event,
    "place": happenings.Place,
    "topic": happenings.Topic,
}
