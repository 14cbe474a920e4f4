"""Writers killed with SIGKILL at random moments: all of a step is there, or nothing of it.

A child does a work, this process kills it and looks at what is left: over the connections that an
application of its own had open meanwhile in every other round, over new ones in the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from api.transfer.bulk import load_folder

from .asking import InProcess, bearer, written
from .child import Ended, killed
from .generations import facts, write_folder
from .plan import Findings, Plan
from .soundness import Look, States, before, look, wait_for_the_dead
from .witness import Witness
from .works import WHO, WHY, Folder, Import, Merges, Seeds, Single, Work
from .writers import COUNTED, figure

TIMES, QUOTES = 200, 1000
BEYOND = 1.15
NEAR_THE_END = 0.85
MOST_TOLD = 9


@dataclass
class Tally:
    """How the rounds of one work ended."""

    kills: int = 0
    during: int = 0
    nothing: int = 0
    some: int = 0
    everything: int = 0
    length: float = 0
    faults: list[str] = field(default_factory=list)

    def row(self, name: str) -> dict[str, str]:
        """The figures of a work."""
        return {
            "work": name,
            "seconds it takes": f"{self.length:.2f}",
            "kills": f"{self.kills}",
            "during the work": f"{self.during}",
            "after its end": f"{self.kills - self.during}",
            "nothing there": f"{self.nothing}",
            "some whole steps": f"{self.some}",
            "all there": f"{self.everything}",
            "faults": f"{len(self.faults)}",
        }


class Rounds:
    """Rounds of kills over one database."""

    def __init__(self, url: str, folder: Path, seed: int, quotes: int = QUOTES) -> None:
        self.random = Random(seed)  # noqa: S311 - when to kill is no secret
        headers = bearer(url)
        self.witness = Witness(url)
        first = facts(quotes)
        write_folder(first, folder / "first")
        load_folder(folder / "first", WHO, WHY)
        event = {**COUNTED, "figures": [figure("total", 0)]}
        ask, app = InProcess(self.witness.app), self.witness.app
        assert ask("POST", written("/v1/events"), event, headers).status == 201
        self.works: Sequence[Work] = (
            Folder(first, folder / "lines"),
            Import(first, app, headers),
            Seeds(folder / "seeds"),
            Merges(),
            Single(app, headers),
        )
        self.tallies = {work.name: Tally() for work in self.works}
        self.number = 0
        self.now = look()

    def run(self, times: int) -> None:
        """Let each work end once, then kill so often, and look at the whole history."""
        for work in self.works:
            self.round(work, None)
        for place in range(times):
            work = self.works[place % len(self.works)]
            self.round(work, self.delay(work))
        found, faults = before(self.now.states, 0)
        if found:
            faults.append(f"{len(found)} records were there before they were added")
        self.tallies[self.works[0].name].faults += [f"the history: {each}" for each in faults]
        self.witness.close()

    def delay(self, work: Work) -> float:
        """When to kill, in seconds; with one commit, in every other round somewhere about it."""
        least = self.random.choice((0, NEAR_THE_END)) if work.steps == 1 else 0
        return self.tallies[work.name].length * self.random.uniform(least, BEYOND)

    def round(self, work: Work, delay: float | None) -> None:
        """Let a child do a work, kill it after a while unless it may end, and look."""
        self.number += 1
        tally, former = self.tallies[work.name], self.now
        work.prepare(f"mark{self.number}")
        self.witness.ask()
        self.witness.close()
        meanwhile = self.witness.look_on if self.number % 2 else lambda: None
        ended = killed(work.do, delay, meanwhile)
        wait_for_the_dead()
        self.now = look()
        faults = [*self.now.faults, *self.what_is_there(work, former, ended, tally, delay)]
        faults += self.witness.faults() + work.settle()
        tally.faults += [f"round {self.number}, {work.name}: {each}" for each in faults]
        if work.settles:
            self.now = look()

    def what_is_there(
        self, work: Work, former: Look, ended: Ended, tally: Tally, delay: float | None
    ) -> list[str]:
        """Count how the round ended; what is there beside whole steps."""
        done = self.now.revision - former.revision
        tally.length = ended.seconds or max(tally.length, delay or 0)
        if delay is not None:
            tally.kills += 1
            tally.during += ended.during
            tally.nothing += done == 0
            tally.some += 0 < done < work.steps
            tally.everything += done == work.steps
        faults = []
        if not 0 <= done <= work.steps or (done < work.steps and not ended.during):
            faults.append(f"{done} revisions of {work.steps}")
        expected = work.expected(former.states, done) if done else former.states
        if self.now.states != expected:
            faults.append(f"{differing(self.now.states, expected)} are as they were never to be")
        stood, contradictions = before(self.now.states, former.revision)
        if stood != former.states:
            faults.append(f"the history says else of {differing(stood, former.states)}")
        return faults + contradictions


def differing(one: States, other: States) -> list[str]:
    """Some of the records that differ."""
    ids = one.keys() | other.keys()
    return sorted(each for each in ids if one.get(each) != other.get(each))[:MOST_TOLD]


def kills(plan: Plan) -> Findings:
    """Kill so often on one engine."""
    with TemporaryDirectory(prefix="parley-kills-") as folder:
        rounds = Rounds(plan.fresh("world"), Path(folder), plan.seed)
        rounds.run(plan.times or TIMES)
    tallies = rounds.tallies.items()
    faults = [fault for _, tally in tallies for fault in tally.faults]
    return Findings([tally.row(name) for name, tally in tallies], faults)
