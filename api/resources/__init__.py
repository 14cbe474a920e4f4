"""The declarations: each collection as a table of facts that one engine reads."""

from api.query.reading import Reader
from api.query.resource import Resource

from .actors import PARTIES, PERSONS
from .happenings import EVENTS, MEETINGS, PLACES, TOPICS
from .process import AGREEMENTS, CONFLICTS, MEDIATORS, PROCESSES
from .sources import DOCUMENTS, SOURCES
from .speech import QUOTES

RESOURCES: dict[str, Resource] = {
    resource.object: resource
    for resource in (
        SOURCES,
        DOCUMENTS,
        CONFLICTS,
        PROCESSES,
        PARTIES,
        PERSONS,
        AGREEMENTS,
        MEDIATORS,
        MEETINGS,
        QUOTES,
        EVENTS,
        PLACES,
        TOPICS,
    )
}
READER = Reader(RESOURCES)
