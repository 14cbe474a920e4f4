"""All operations: those of every collection, and what is no plain collection."""

from api.http.endpoint import Endpoint

from . import collections, disputes, service, timeline, vocabularies

TAGS: dict[str, str] = {
    "sources": "Publishers and agencies.",
    "documents": "The texts that the data rests on: what they are, not what they say.",
    "conflicts": "Conflicts, their parties and what they are about.",
    "processes": "Peace processes.",
    "parties": "Collective actors: states, bodies, organisations, forces, groups.",
    "persons": "Persons, their spellings and capacities.",
    "agreements": (
        "What was agreed, declared, offered or is being negotiated, and who stands in it."
    ),
    "mediators": "Who mediates what, in which role, who accepts it and who objects.",
    "meetings": "Talks, calls, briefings, interviews: held, planned, postponed, refused, alleged.",
    "quotes": "What was said: speaker, capacity, occasion, kind, act, exact spans.",
    "events": "What happened or is said to have happened, with figures and claimants.",
    "places": "Places.",
    "topics": "Topics.",
    "records": "Any record by its id alone.",
    "timeline": "Agreements, meetings, events and quotes in one chronology.",
    "disputes": "Where documents disagree.",
    "vocabularies": "The codes, their definitions and their equivalents elsewhere.",
    "service": "Health and readiness.",
}


def endpoints() -> list[Endpoint]:
    """Every operation."""
    modules = (collections, timeline, disputes, vocabularies, service)
    return [endpoint for module in modules for endpoint in module.endpoints()]
