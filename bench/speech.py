"""What is said in the invented world: quotes with spans, hashes, targets and evidence."""

from collections.abc import Iterator
from random import Random

from .facts import (
    BLOCK,
    HEAD,
    QUOTES_IN_A_DOCUMENT,
    TOPICS,
    Fact,
    Sizes,
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
from .happenings import tidy
from .words import FAMILIES, pool, seeded

KINDS = ("direct", "direct", "partial", "reported", "reported", "term")
ACTS = (
    "state", "state", "state", "accuse", "deny", "reject", "offer", "promise", "demand", "appeal",
    "support", "criticise", "condemn", "warn", "announce", "assess", "hope", "welcome",
)  # fmt: skip
ATTRIBUTIONS = ("named", "named", "role", "pronoun", "continued")
CAPACITIES = (None, None, "foreign minister", "spokesperson", "president", "special envoy")
PHRASES = 4096
Marks = list[tuple[int, list[str]]]


def phrases() -> list[str]:
    """Stretches of speech to choose from, 40 to 160 characters each."""
    random = seeded("phrases")
    return [" ".join(random.choices(pool(), k=random.randrange(8, 22))) for _ in range(PHRASES)]


def quotes(sizes: Sizes) -> Iterator[Fact]:
    """Quotes in the order of their documents; a few stand in the one before."""
    random, spoken = seeded("quotes"), phrases()
    marks = [(family.stride(sizes.quotes), family.words(sizes.quotes)) for family in FAMILIES]
    before = ""
    for number in range(sizes.quotes):
        made = quote(random, sizes, number, spoken, before)
        made["summary"] = summary(random, number, marks)
        before = made["id"]
        yield tidy(made)


def quote(random: Random, sizes: Sizes, number: int, spoken: list[str], before: str) -> Fact:
    """One quote; its summary is filled in later."""
    told, place = divmod(number, QUOTES_IN_A_DOCUMENT)
    source, kind = document(told), random.choice(KINDS)
    start = HEAD + BLOCK * place + random.randrange(40)
    return {
        "id": f"quo-{source[4:]}-{start}",
        "document": source,
        "kind": kind,
        "act": None if kind == "term" else random.choice(ACTS),
        **speaker(random, sizes),
        "nested_in": before if place and random.random() < 0.02 else None,
        "occasion": meeting(rank(random, sizes.meetings)) if random.random() < 0.4 else None,
        "said": vague(random, published(told) - random.randrange(7), source),
        "summary": None,
        "spans": spans(random, source, kind, place, start, spoken),
        "addressees": [party(each) for each in ranks(random, sizes.parties, 1)],
        "targets": [party(each) for each in ranks(random, sizes.parties, 2)],
        "mentions": mentions(random, sizes),
        "topics": [topic(each) for each in ranks(random, TOPICS, 3)],
        "evidence": [said_here(told, start)],
    }


def said_here(told: int, start: int) -> Fact:
    """The evidence for when it was said."""
    field = {"field": "/said", "basis": "derived"}
    note = "Counted from the day of publication."
    return evidence(told, start, start + 30, **field, stated="on that day", note=note)


def speaker(random: Random, sizes: Sizes) -> Fact:
    """Who speaks, in what capacity and for whom: mostly persons, some parties, a few unknown."""
    draw = random.random()
    if draw < 0.02:
        return {"attribution": "none", "speaker_unknown": "Nobody is named."}
    someone = person(rank(random, sizes.persons)) if draw < 0.9 else None
    return {
        "speaker": someone or party(rank(random, sizes.parties)),
        "capacity_as_printed": random.choice(CAPACITIES) if someone else None,
        "attribution": random.choice(ATTRIBUTIONS),
        "on_behalf_of": party(rank(random, sizes.parties)) if someone and draw < 0.5 else None,
    }


def spans(
    random: Random, source: str, kind: str, place: int, start: int, spoken: list[str]
) -> list[Fact]:
    """Two or three spans: the clause, who speaks, and the words unless speech is reported."""
    words = random.choice(spoken)
    end = start + len(words)
    found = [span(source, "attribution", place, end + 2, end + 24)]
    if kind != "direct":
        found.insert(0, span(source, "clause", place, start, end + 24))
    if kind != "reported":
        found.append(span(source, "spoken", place, start, end, words))
    return found


def span(
    source: str, role: str, place: int, start: int, end: int, words: str | None = None
) -> Fact:
    """A stretch of a document; spoken words carry their text."""
    made = {
        "key": f"{role}-1",
        "role": role,
        "paragraph": place + 1,
        "start": start,
        "end": end,
        "sha256": hash_of(words or f"{source}/{start}/{end}"),
    }
    return made if words is None else made | {"text": words}


def mentions(random: Random, sizes: Sizes) -> list[str]:
    """What else is spoken of: agreements, events, persons."""
    found = []
    if random.random() < 0.25:
        found.append(named_id("agr", rank(random, sizes.agreements)))
    if random.random() < 0.25:
        found.append(named_id("evt", rank(random, sizes.events)))
    return found + [person(each) for each in ranks(random, sizes.persons, 1)]


def summary(random: Random, number: int, marks: Marks) -> str:
    """A sentence, with the reserved words whose turn it is."""
    words = random.choices(pool(), k=random.randrange(9, 18))
    for stride, reserved in marks:
        turn, odd = divmod(number % stride, 2)
        if not odd and turn < len(reserved):
            words.insert(len(words) // 2, reserved[turn])
    text = " ".join(words)
    return f"{text[0].upper()}{text[1:]}."
