"""What a row of the table is given, and what it gives back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from .cluster import Cluster


@dataclass(frozen=True)
class Plan:
    """One row on one engine: for how long (None for as long as the table says), from where.

    `fresh` gives the address of a new database with the project's seeds, on PostgreSQL of a
    cluster; `folder` is for what the row needs beside it.
    """

    engine: str
    seconds: float | None
    seed: int
    folder: Path
    cluster: Cluster | None
    fresh: Callable[[], str]


@dataclass
class Findings:
    """What a row found: figures in words, what did not hold, or why it was not run (`skipped`)."""

    figures: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    skipped: str = ""

    def must(self, holds: object, fault: str) -> None:
        """Note a fault where something does not hold."""
        if not holds:
            self.faults.append(fault)


@dataclass(frozen=True)
class Row:
    """A row of the table: the fault, what is to hold, how it is tried, on which engines."""

    fault: str
    outcome: str
    run: Callable[[Plan], Findings]
    engines: tuple[str, ...] = ("sqlite", "postgresql")
