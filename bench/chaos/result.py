"""The table, printed, and kept in the page of what holds: each row as it last ran in full."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from bench.report import table

from .plan import Findings, Row

HEAD = ("fault, under steady load", "to hold", "engine", "found", "holds", "when")
BEGIN, END = "<!-- The table is written by make chaos. -->", "<!-- Here the table ends. -->"
MOST_TOLD = 5


def cells(row: Row, engine: str, found: Findings) -> list[str]:
    """A line of the table."""
    holds = "not run" if found.skipped else "**no**" if found.faults else "yes"
    told = [found.skipped] if found.skipped else found.figures
    told = [*told, *(f"FAULT: {each}" for each in found.faults[:MOST_TOLD])]
    text = "; ".join(told).replace("|", "/").replace("\n", " ")
    return [row.fault, row.outcome, engine, text, holds, f"{datetime.now(UTC):%Y-%m-%d %H:%M}"]


def shown(lines: Iterable[list[str]]) -> str:
    """The table in Markdown."""
    return table(HEAD, iter(lines))


def keep(
    lines: list[list[str]], order: Mapping[tuple[str, str], int], machine: str, path: Path
) -> None:
    """Put lines into the page, in the place of those of the same row and engine."""
    before, _, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    former, _, after = rest.partition(END)
    kept = {(line[0], line[2]): line for line in parsed(former)}
    kept |= {(line[0], line[2]): line for line in lines}
    sorted_lines = sorted(kept.items(), key=lambda each: order.get(each[0], len(order)))
    text = shown(line for key, line in sorted_lines if key in order)
    path.write_text(f"{before}{BEGIN}\n\n{text}\n\n{machine}\n\n{END}{after}", encoding="utf-8")


def parsed(text: str) -> Iterable[list[str]]:
    """The lines of a table in Markdown, without its head."""
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    for line in rows[2:]:
        yield [cell.strip() for cell in line.strip("| ").split(" | ")]
