"""The result as text: one file of Markdown, the same that is printed."""

from collections.abc import Iterator, Sequence

from .measuring import Row, middle
from .servers import THREADS, WORKERS
from .targets import Findings, Target, targets

HEAD = (
    "Database", "Request", "req/s", "p50 ms", "p99 ms", "MB", "limit req/s", "of limit",
    "Datasette req/s", "times", "Notes",
)  # fmt: skip
EXPLAINED = f"""
All figures are from one run: limit, ours and Datasette in turn, medians of the rounds. wrk asks
from a process beside the server over 32 connections, on the same machine. The server runs as it is
shipped, with {WORKERS} processes of {THREADS} threads, logs and metrics on. *cold*: each request is
different. *MB*: the most that the server's processes held together (pages they share count in
each). *limit*: a Flask view on the same server that returns ready bytes of the same size.

Datasette serves the same SQLite file, immutable, in one process as it comes, with counts, facets
and suggestions off. Its nearest requests do less: an item is the row of the quote alone (no spans,
evidence, names, labels), a list 25 such rows, a search 25 records with the word in the order of
adding (no rank, no snippets, no count).
"""


def table(head: Sequence[str], rows: Iterator[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def figure(value: float | None, form: str = ",.0f") -> str:
    """A number, or nothing."""
    return "" if value is None else format(value, form)


def row_cells(row: Row) -> list[str]:
    """The cells of a measured row."""
    return [
        row.database,
        row.question,
        figure(middle(row.ours, "rate")),
        figure(middle(row.ours, "p50"), ".2f"),
        figure(middle(row.ours, "p99"), ".1f"),
        figure(max((each.memory for each in row.ours), default=None)),
        figure(middle(row.limit, "rate")),
        figure(row.of_limit, ".2f"),
        figure(middle(row.peer, "rate")),
        figure(row.times_peer, ".1f"),
        "; ".join(row.notes),
    ]


def target_cells(target: Target) -> list[str]:
    """The cells of a target."""
    reached = {True: "yes", False: "**no**", None: "–"}[target.reached]
    return [target.measure, target.needed, target.found, reached]


def exports(findings: Findings) -> Iterator[list[str]]:
    """The exports, a row an engine."""
    for engine, told in findings.exports.items():
        figures = [told.first_byte, told.memory, told.lines, told.seconds]
        shown = [""] * 4 if told.note.startswith("not") else [figure(each) for each in figures]
        yield [engine, *shown, told.note]


def growth(findings: Findings) -> Iterator[list[str]]:
    """The growth, a row a question."""
    for each in findings.growth:
        if not isinstance(each, str):
            told = (each.small, each.large, each.ratio)
            yield [each.engine, each.question, *(figure(value, ".2f") for value in told)]


def costs(findings: Findings) -> Iterator[list[str]]:
    """What searches cost over their SQL."""
    for engine, families in findings.costs.items():
        for words, told in families.items():
            if "note" in told:
                yield [engine, words, "", "", str(told["note"])]
            else:
                shown = [figure(float(told[name]), ".2f") for name in ("request", "statements")]
                yield [engine, words, *shown, ""]


def report(findings: Findings, machine: list[str], when: str, command: str) -> str:
    """The whole result."""
    builds = "\n".join(f"- {each.name}: {each.build.told}" for each in findings.databases)
    return "\n\n".join(
        [
            "# What was measured",
            "\n".join([f"- {line}" for line in [*machine, f"{when}, `{command}`"]]),
            f"## Targets, at {findings.largest:,} quotes",
            table(
                ("Measure", "To reach", "Found", "Reached"), map(target_cells, targets(findings))
            ),
            "## Requests",
            table(HEAD, map(row_cells, findings.rows)),
            EXPLAINED.strip(),
            "## Growth: p50 in ms, one request at a time",
            table(("Engine", "Request", "smallest", "largest", "ratio"), growth(findings)),
            "## Search beside its own SQL: p50 in ms, within one process",
            table(("Engine", "Search", "request", "statements alone", "Notes"), costs(findings)),
            "## Export of all quotes as NDJSON",
            table(
                ("Engine", "first byte ms", "MB over idle", "lines", "seconds", "Notes"),
                exports(findings),
            ),
            "## Building (timed apart, kept between runs)",
            builds,
        ]
    )
