"""What is to be reached, and whether it was."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from .databases import Database
from .exporting import Export
from .growth import Grown
from .measuring import Row

SHARE_OF_LIMIT = {
    "sqlite": {
        "item, warm": 0.8,
        "list of 25, warm": 0.8,
        "304 of an item, warm": 0.8,
        "item, cold": 0.4,
        "list of 25, cold": 0.2,
    },
    "postgresql": {"item, warm": 0.6, "list of 25, warm": 0.6, "304 of an item, warm": 0.6},
}
TIMES_PEER = {"item": 10, "list": 12, "search": 8}
MOST_GROWTH = 1.5
MOST_OVER_STATEMENTS = 2.0
EXPORT_MEMORY = 80
EXPORT_FIRST_BYTE = 200
QUOTES_A_SECOND = 2_500
STEADY = 1.1
STEADY_ABOVE = 20


@dataclass
class Findings:
    """All that was measured in a run."""

    largest: int
    databases: list[Database] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    growth: list[Grown | str] = field(default_factory=list)
    costs: dict[str, dict[str, dict[str, float | str]]] = field(default_factory=dict)
    exports: dict[str, Export] = field(default_factory=dict)


@dataclass(frozen=True)
class Target:
    """A measure, what is to be reached, what was found, and whether that reaches it."""

    measure: str
    needed: str
    found: str
    reached: bool | None


def at_least(measure: str, needed: float, found: float | None) -> Target:
    """A target that a figure reaches from below."""
    told = "not measured" if found is None else f"{found:.2f}"
    return Target(measure, f"≥ {needed:g}", told, None if found is None else found >= needed)


def at_most(measure: str, needed: float, found: float | None, unit: str = "") -> Target:
    """A target that a figure must not pass."""
    told = "not measured" if found is None else f"{found:.2f}{unit}"
    return Target(measure, f"≤ {needed:g}{unit}", told, None if found is None else found <= needed)


def targets(findings: Findings) -> list[Target]:
    """All targets, at the largest size that was measured."""
    return [
        *beside_limit(findings),
        *beside_peer(findings),
        *grown(findings),
        *over_statements(findings),
        *exported(findings),
        *loaded(findings),
    ]


def rows_of(findings: Findings, engine: str) -> dict[str, Row]:
    """The rows of an engine's largest database, by question."""
    name = f"{engine}, {findings.largest:,} quotes"
    return {row.question: row for row in findings.rows if row.database == name}


def beside_limit(findings: Findings) -> Iterator[Target]:
    """Shares of the limit."""
    for engine, shares in SHARE_OF_LIMIT.items():
        rows = rows_of(findings, engine)
        for question, share in shares.items():
            row = rows.get(question)
            measure = f"{engine}: {question}, of the limit"
            yield at_least(measure, share, row.of_limit if row else None)


def beside_peer(findings: Findings) -> Iterator[Target]:
    """Times the peer's requests a second."""
    for question, row in rows_of(findings, "sqlite").items():
        kind = question.split(" ")[0].rstrip(",")
        if question.endswith("cold") and (question in SHARE_OF_LIMIT["sqlite"] or kind == "search"):
            measure = f"{question}, times Datasette"
            yield at_least(measure, TIMES_PEER[kind], row.times_peer)


def grown(findings: Findings) -> Iterator[Target]:
    """Growth of p50 from the smallest to the largest size."""
    for each in findings.growth:
        if isinstance(each, str):
            yield Target(each, f"≤ {MOST_GROWTH:g}", "not measured", None)
        else:
            measure = f"{each.engine}: p50 of {each.question}, largest to smallest"
            yield at_most(measure, MOST_GROWTH, each.ratio)


def over_statements(findings: Findings) -> Iterator[Target]:
    """Searches over their own SQL."""
    for engine, costs in findings.costs.items():
        for words, told in costs.items():
            ratio = None
            if "note" not in told:
                ratio = float(told["request"]) / float(told["statements"])
            measure = f"{engine}: search p50 over its bare SQL, {words}"
            yield at_most(measure, MOST_OVER_STATEMENTS, ratio)


def exported(findings: Findings) -> Iterator[Target]:
    """The export's memory and first byte."""
    for engine, told in findings.exports.items():
        known = None if told.note.startswith("not") else told
        memory = known.memory if known else None
        first = known.first_byte if known else None
        yield at_most(f"{engine}: NDJSON export, memory over idle", EXPORT_MEMORY, memory, " MB")
        yield at_most(f"{engine}: NDJSON export, first byte", EXPORT_FIRST_BYTE, first, " ms")


def loaded(findings: Findings) -> Iterator[Target]:
    """The bulk load into the largest SQLite database."""
    for each in findings.databases:
        if each.engine == "sqlite" and each.quotes == findings.largest:
            build = each.build
            rate = build.quotes / build.seconds
            yield at_least("bulk load into SQLite, quotes a second", QUOTES_A_SECOND, rate)
            most = max(STEADY * build.at_half, build.at_half + STEADY_ABOVE)
            told = f"{build.at_half:.0f} MB half-way, {build.peak:.0f} MB at most"
            yield Target("bulk load, memory constant", "steady", told, build.peak <= most)
