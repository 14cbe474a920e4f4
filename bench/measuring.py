"""Measuring: limit, ours and peer in turn, several rounds, medians of what the rounds gave."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from statistics import median

from .loads import Load, load, write_paths
from .questions import Question
from .servers import Server


@dataclass
class Row:
    """A row of the table: the loads of each round, or why there are none."""

    database: str
    question: str
    ours: list[Load] = field(default_factory=list)
    limit: list[Load] = field(default_factory=list)
    peer: list[Load] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def of_limit(self) -> float | None:
        """Our requests a second as a share of the limit's, the median of the rounds."""
        return ratio(self.ours, self.limit)

    @property
    def times_peer(self) -> float | None:
        """How many times the peer's requests a second are ours, the median of the rounds."""
        return ratio(self.ours, self.peer)


def middle(loads: Iterable[Load], name: str) -> float | None:
    """The median of one figure of some loads."""
    found = [getattr(each, name) for each in loads]
    return median(found) if found else None


def ratio(ours: list[Load], others: list[Load]) -> float | None:
    """The median of the ratios of the rounds."""
    pairs = zip(ours, others, strict=False)
    found = [mine.rate / other.rate for mine, other in pairs if other.rate]
    return median(found) if found else None


@dataclass(frozen=True)
class Contest:
    """Who is measured on one database: ours, the limit, and the peer where there is one."""

    database: str
    ours: Server
    limit: Server | None
    peer: Server | None
    seconds: float
    rounds: int

    def row(self, question: Question) -> Row:
        """Ask one question of each in turn."""
        row = Row(self.database, question.name)
        asked = self.prepared(question, row)
        if asked is None:
            return row
        paths, limit_path = asked
        peer_paths = self.peer_paths(question, row)
        for turn in range(self.rounds):
            begin = turn * len(question.paths) // self.rounds
            if self.limit and question.limit:
                row.limit.append(load(self.limit, limit_path, self.seconds))
            row.ours.append(load(self.ours, paths, self.seconds, begin=begin))
            if self.peer and peer_paths:
                row.peer.append(load(self.peer, peer_paths, self.seconds, begin=begin))
        row.notes += [
            *repeated(len(question.paths), sum(each.requests for each in row.ours)),
            *faults(row.ours, "ours"),
            *faults(row.peer, "Datasette"),
        ]
        return row

    def prepared(self, question: Question, row: Row) -> tuple[Path, Path] | None:
        """The paths of ours and of the limit; None, with a note, where ours does not answer."""
        first = question.paths[0]
        try:
            status, headers, body = self.ours.get(first)
            tag = headers.get("etag") if question.status == 304 else None
            if question.status == 304:
                status, headers, body = self.ours.get(first, tag or '"none"')
        except (OSError, HTTPException) as fault:
            row.notes.append(f"not answered: {fault}")
            return None
        if status != question.status:
            row.notes.append(f"not answered: {status}, not {question.status}")
            return None
        lines = [f"{path}\t{tag}" for path in question.paths] if tag else question.paths
        ready = f"/ready/{question.status}/{len(body)}"
        return write_paths("ours", lines), write_paths("limit", [ready])

    def peer_paths(self, question: Question, row: Row) -> Path | None:
        """The paths of the peer; None, with a note, where it does not answer."""
        if not self.peer or not question.peer:
            return None
        status, _, _ = self.peer.get(question.peer[0])
        if status != 200:
            row.notes.append(f"not answered by Datasette: {status}")
            return None
        return write_paths("peer", question.peer)


def repeated(paths: int, requests: int) -> Iterable[str]:
    """A note where a row that is to be cold had too few different requests."""
    if 1 < paths < requests:
        yield f"only {paths:,} different requests, so some were repeated"


def faults(loads: Iterable[Load], who: str) -> Iterable[str]:
    """Notes on answers that were refused or did not come."""
    known = list(loads)
    if refused := sum(each.refused for each in known):
        yield f"{who}: {refused} answers were no success"
    if lost := sum(each.lost for each in known):
        yield f"{who}: {lost} requests got no answer"
    if any(not each.rate for each in known):
        yield f"{who}: no answer within the time of a round"
