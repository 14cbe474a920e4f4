"""All operations: those of every collection, and what is no plain collection."""

from api.http.endpoint import Endpoint
from api.resources import RESOURCES

from . import (
    acting,
    changes,
    coding,
    collections,
    density,
    disputes,
    exports,
    history,
    importing,
    metrics,
    network,
    referrers,
    search,
    service,
    stats,
    timeline,
    tokens,
    vocabularies,
    writing,
)

TAGS: dict[str, str] = {
    **{resource.name: resource.about for resource in RESOURCES.values()},
    "records": "Any record by its id alone.",
    "search": "Full text over all collections, and completion of names.",
    "stats": "Counts of all collections, and of each by one or two fields.",
    "network": "Who met, mediated between, signed with and spoke of whom.",
    "timeline": "Agreements, meetings, events and quotes in one chronology.",
    "disputes": "Where documents disagree.",
    "changes": "What was added, changed, merged and withdrawn, for those who keep a copy.",
    "import": "Thousands of records in one request.",
    "vocabularies": "The codes, their definitions and their equivalents elsewhere.",
    "exports": "The whole database as files: NDJSON, CSV and SQLite.",
    "tokens": "Who may write, and when they last did anything; for those who administer.",
    "service": "Health, readiness and figures.",
}

MODULES = (
    collections,
    referrers,
    coding,
    writing,
    acting,
    history,
    search,
    stats,
    network,
    timeline,
    density,
    disputes,
    changes,
    importing,
    vocabularies,
    exports,
    tokens,
    service,
    metrics,
)


def endpoints() -> list[Endpoint]:
    """Every operation."""
    return [endpoint for module in MODULES for endpoint in module.endpoints()]
