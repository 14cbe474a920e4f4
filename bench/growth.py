"""Growth: the same questions to a small and a large database in turn, one at a time each."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from .loads import load, write_paths
from .questions import Drawn, Question, filtered, first_page, last_page, ordered
from .servers import Server


@dataclass(frozen=True)
class Side:
    """One of the two databases, as it is served."""

    quotes: int
    server: Server
    drawn: Drawn

    def questions(self) -> list[Question]:
        """What is asked of it."""
        return [ordered(), filtered(self.quotes), first_page(), last_page(self.drawn)]


@dataclass(frozen=True)
class Grown:
    """Medians of p50 in milliseconds, small and large, and the median of their ratios."""

    engine: str
    question: str
    small: float
    large: float
    ratio: float


def compare(
    engine: str, small: Side, large: Side, seconds: float, rounds: int
) -> Iterator[Grown | str]:
    """Each question's growth, or a line that says why there is none."""
    for few, many in zip(small.questions(), large.questions(), strict=True):
        told = [
            f"{engine}, growth of {question.name}: not answered: {status}"
            for side, question in ((small, few), (large, many))
            if (status := side.server.get(question.paths[0])[0]) != 200
        ]
        if told:
            yield told[0]
            continue
        pairs = [one_round(small, large, few, many, seconds, turn) for turn in range(rounds)]
        yield Grown(
            engine,
            many.name,
            median(low for low, _ in pairs),
            median(high for _, high in pairs),
            median(high / low for low, high in pairs if low),
        )


def one_round(
    small: Side, large: Side, few: Question, many: Question, seconds: float, turn: int
) -> tuple[float, float]:
    """The p50 of both, in milliseconds."""
    found = []
    for side, question in ((small, few), (large, many)):
        paths = write_paths("growth", question.paths)
        begin = turn * len(question.paths) // 7
        found.append(load(side.server, paths, seconds, begin=begin, connections=1).p50)
    return found[0], found[1]
