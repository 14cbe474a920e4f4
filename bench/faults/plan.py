"""What a run of faults is given, and what it gives back."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Plan:
    """One run on one engine: how often (None for what the run itself thinks enough), from where.

    `fresh` gives the address of a new database: `empty` (migrated), `world` or `seeds`; `copy` that
    of one on the other engine, where both were asked for.
    """

    engine: str
    times: int | None
    seed: int
    fresh: Callable[[str], str]
    copy: Callable[[str], str]


@dataclass
class Findings:
    """What a run found: figures by the head of their column, and what was wrong."""

    rows: list[dict[str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


Run = Callable[[Plan], Findings]
