"""What happens in the invented world and who writes of it."""

from collections.abc import Iterator
from random import Random

from .facts import (
    HEAD,
    TOPICS,
    Fact,
    Sizes,
    characters,
    day,
    document,
    evidence,
    hash_of,
    meeting,
    named_id,
    party,
    person,
    published,
    rank,
    ranks,
    topic,
    vague,
)
from .words import name, seeded, sentence

EVENT_KINDS = ("offensive", "clash", "blockade", "displacement", "deployment", "protest")
AGREEMENT_TYPES = ("ceasefire", "truce", "declaration", "protocol", "framework", "implementation")
STAGES = ("ceasefire", "pre_negotiation", "framework_partial", "implementation", "renewal")
FORMATS = ("talks", "call", "briefing", "press_conference", "interview", "session")
LEVELS = ("leaders", "ministers", "officials", "working")
STATUSES = ("held", "held", "held", "held", "planned", "postponed", "cancelled", "offered")
LATEST = 11_900
ROLES = ("participant", "participant", "head_of_delegation", "host", "observer")


def documents(sizes: Sizes) -> Iterator[Fact]:
    """News reports, each with a publisher, a title and a body."""
    random = seeded("documents")
    for number in range(sizes.documents):
        publisher, length = named_id("src", rank(random, sizes.sources)), characters(number)
        yield {
            "id": document(number),
            "title": sentence(random, 8),
            "language": "en",
            "published": day(published(number)),
            "url": f"https://herald.example/{number}",
            "sha256": hash_of(document(number)),
            "characters": length,
            "sources": [{"key": publisher, "source": publisher, "role": "publisher"}],
            "parts": [
                {"key": "title-1", "kind": "title", "start": 0, "end": 80},
                {"key": "body-1", "kind": "body", "start": 81, "end": length},
            ],
        }


def told(random: Random, sizes: Sizes, number: int) -> Fact:
    """Topics and the evidence by which any happening stands."""
    start = HEAD + random.randrange(3000)
    return {
        "topics": [topic(each) for each in ranks(random, TOPICS, 2)],
        "evidence": [evidence(number % sizes.documents, start, start + 40)],
    }


def events(sizes: Sizes) -> Iterator[Fact]:
    """Events of the conflicts, with parties and figures."""
    random = seeded("events")
    for number in range(sizes.events):
        doer, killed = party(rank(random, sizes.parties)), random.randrange(1, 900)
        yield tidy(
            {
                "id": named_id("evt", number),
                "name": f"{EVENT_KINDS[number % len(EVENT_KINDS)].capitalize()} at {name(number)}",
                "kind": EVENT_KINDS[number % len(EVENT_KINDS)],
                "conflict": named_id("con", rank(random, sizes.conflicts)),
                "started": vague(random, random.randrange(LATEST), document(0)),
                "place": named_id("plc", rank(random, sizes.places)),
                "summary": sentence(random, 18),
                "parties": [{"key": doer, "party": doer, "role": "initiator"}],
                "figures": [{"key": "killed-1", "measure": "killed", "best": killed}],
                **told(random, sizes, number),
            }
        )


def agreements(sizes: Sizes) -> Iterator[Fact]:
    """Agreements with their signatories; each builds on one before it."""
    random = seeded("agreements")
    for number in range(sizes.agreements):
        kind = AGREEMENT_TYPES[number % len(AGREEMENT_TYPES)]
        before = named_id("agr", rank(random, number)) if number else None
        yield tidy(
            {
                "id": named_id("agr", number),
                "title": f"{kind.capitalize()} of {name(number)}",
                "type": kind,
                "stage": STAGES[number % len(STAGES)],
                "status": "multiparty",
                "signed": vague(random, random.randrange(LATEST), document(0)),
                "place": named_id("plc", rank(random, sizes.places)),
                "process": named_id("prc", rank(random, sizes.conflicts)),
                "summary": sentence(random, 18),
                "signatories": [
                    {"key": each, "party": each, "role": "party", "position": "signed"}
                    for each in map(party, {number % sizes.parties, (number + 1) % sizes.parties})
                ],
                "relations": before and [{"key": before, "type": "follows", "to": before}],
                **told(random, sizes, number),
            }
        )


def meetings(sizes: Sizes) -> Iterator[Fact]:
    """Meetings with those who attend."""
    random = seeded("meetings")
    for number in range(sizes.meetings):
        kind, status = FORMATS[number % len(FORMATS)], random.choice(STATUSES)
        when = "started" if status == "held" else "scheduled"
        yield tidy(
            {
                "id": meeting(number),
                "title": f"{kind.replace('_', ' ').capitalize()} at {name(number)}",
                "format": kind,
                "level": random.choice(LEVELS),
                "modality": "telephone" if kind == "call" else "in_person",
                "status": status,
                when: vague(random, random.randrange(LATEST), document(0)),
                "place": named_id("plc", rank(random, sizes.places)),
                "process": named_id("prc", rank(random, sizes.conflicts)),
                "summary": sentence(random, 16),
                "attendance": list(attendance(random, sizes)),
                **told(random, sizes, number),
            }
        )


def attendance(random: Random, sizes: Sizes) -> Iterator[Fact]:
    """A host, and some persons for their parties."""
    host = party(rank(random, sizes.parties))
    yield {"key": host, "party": host, "role": "host"}
    for number in ranks(random, sizes.persons, 4):
        someone, owner = person(number), party(rank(random, sizes.parties))
        yield {"key": someone, "party": owner, "person": someone, "role": random.choice(ROLES)}


def mediators(sizes: Sizes) -> Iterator[Fact]:
    """Parties that mediate in one process each, with what they did."""
    random = seeded("mediators")
    for number in range(sizes.mediators):
        at, conflict = meeting(rank(random, sizes.meetings)), rank(random, sizes.conflicts)
        yield tidy(
            {
                "id": named_id("mdr", number),
                "party": party(number),
                "conflict": named_id("con", conflict),
                "process": named_id("prc", conflict),
                "summary": sentence(random, 14),
                "mediations": [{"key": at, "meeting": at, "role": "host", "status": "done"}],
                **told(random, sizes, number),
            }
        )


def tidy(fact: Fact) -> Fact:
    """The same without what is unknown or empty."""
    return {member: value for member, value in fact.items() if value not in (None, [])}
