"""All operations: those of every collection, and what is no plain collection."""

from api.http.endpoint import Endpoint
from api.resources import RESOURCES

from . import (
    collections,
    disputes,
    exports,
    network,
    search,
    service,
    stats,
    timeline,
    vocabularies,
)

TAGS: dict[str, str] = {
    **{resource.name: resource.about for resource in RESOURCES.values()},
    "records": "Any record by its id alone.",
    "search": "Full text over all collections, and completion of names.",
    "stats": "Counts of each collection by one or two fields.",
    "network": "Who met, mediated between, signed with and spoke of whom.",
    "timeline": "Agreements, meetings, events and quotes in one chronology.",
    "disputes": "Where documents disagree.",
    "vocabularies": "The codes, their definitions and their equivalents elsewhere.",
    "exports": "The whole database as files: NDJSON, CSV and SQLite.",
    "service": "Health, readiness and figures.",
}

MODULES = (
    collections,
    search,
    stats,
    network,
    timeline,
    disputes,
    vocabularies,
    exports,
    service,
)


def endpoints() -> list[Endpoint]:
    """Every operation."""
    return [endpoint for module in MODULES for endpoint in module.endpoints()]
