"""The works in which a writer is killed: what each does, and what may be there after it."""

import shutil
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

from api.store import merge, merge_in, plain_state, restore, unit, with_all_keys
from api.transfer.bulk import load_folder
from api.transfer.check import check
from api.transfer.files import read_seeds
from api.transfer.load import load
from bench.facts import Fact
from bench.processes import ROOT

from .asking import InProcess, written
from .generations import as_states, every, generation, lines, write_folder
from .soundness import States, present
from .writers import COUNTED, PATH, READ, figure, numbers_of

WORLD = ROOT / "tests" / "world" / "seeds"
SEEDED = 60
WHO, WHY = "faults", "A fault run."
GONE, SURVIVOR = "pty-gesokaka-2", "pty-tudumeza-3"
MERGES, WRITES = 3, 8


class Work(ABC):
    """A work in steps, each a revision: it is prepared and looked at here, and done by a child."""

    name = ""
    steps = 1
    settles = False

    def prepare(self, mark: str) -> None:  # noqa: B027 - not every work needs it
        """Make ready what the next child does; the mark is in no text yet."""

    @abstractmethod
    def do(self) -> None:
        """Do it."""

    @abstractmethod
    def expected(self, before: States, done: int) -> States:
        """What is there after so many of its steps; none of them leaves what was before."""

    def settle(self) -> list[str]:
        """Do what the next work needs, and say what is wrong."""
        return []


class Folder(Work):
    """Loading a folder in bulk."""

    name = "bulk import of a folder"

    def __init__(self, first: dict[str, list[Fact]], folder: Path) -> None:
        self.first, self.folder = first, folder
        self.told: dict[str, list[Fact]] = {}

    def prepare(self, mark: str) -> None:
        self.told = generation(self.first, mark)
        write_folder(self.told, self.folder)

    def do(self) -> None:
        load_folder(self.folder, WHO, WHY)

    def expected(self, before: States, done: int) -> States:
        return before | as_states(every(self.told))


class Import(Work):
    """The same lines in one request."""

    name = "POST /v1/import"

    def __init__(self, first: dict[str, list[Fact]], app: Any, headers: dict[str, str]) -> None:
        self.first, self.app, self.headers = first, app, headers
        self.told: dict[str, list[Fact]] = {}
        self.body = b""

    def prepare(self, mark: str) -> None:
        self.told = generation(self.first, mark)
        self.body = lines(list(every(self.told)))

    def do(self) -> None:
        answer = self.app.test_client().post(
            written("/v1/import"),
            data=self.body,
            content_type="application/x-ndjson",
            headers=self.headers,
        )
        assert answer.status_code == 200, answer.get_data(as_text=True)[:1000]

    def expected(self, before: States, done: int) -> States:
        return before | as_states(every(self.told))


class Seeds(Work):
    """Loading seeds of which many were changed."""

    name = "load of seeds"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(WORLD, folder)

    def prepare(self, mark: str) -> None:
        for place in range(SEEDED):
            target = f"top-seeded-{place}"
            text = f"id: {target}\nname: Seeded {place} {mark}\n"
            (self.folder / "topics" / f"{target}.yml").write_text(text, encoding="utf-8")

    def do(self) -> None:
        load(self.folder)

    def expected(self, before: States, done: int) -> States:
        checked = check(read_seeds(self.folder), form=False)
        told = {each: with_all_keys(state) for each, state in checked.states.items()}
        return before | {each: plain_state(state) for each, state in told.items()}


class Merges(Work):
    """Merging a record and restoring it, again and again."""

    name = "merge and restore"
    steps = 2 * MERGES
    settles = True

    def __init__(self) -> None:
        self.merged: States = {}

    def prepare(self, mark: str) -> None:
        with unit(WHO, WHY, trial=True) as revision:
            merge_in(revision, GONE, SURVIVOR, WHY)
            self.merged = present()

    def do(self) -> None:
        for _ in range(MERGES):
            merge(GONE, SURVIVOR, WHY, WHO)
            restore(GONE, WHY, WHO)

    def expected(self, before: States, done: int) -> States:
        return self.merged if done % 2 else before

    def settle(self) -> list[str]:
        if GONE not in present():
            restore(GONE, WHY, WHO)
        return []


class Single(Work):
    """Adding one to a number, and adding a record by a request that may come twice, in turn."""

    name = "single writes"
    steps = 2 * WRITES
    settles = True

    def __init__(self, app: Any, headers: dict[str, str]) -> None:
        self.app, self.headers, self.mark = app, headers, ""

    def prepare(self, mark: str) -> None:
        self.mark = mark

    def topic(self, place: int) -> dict[str, str]:
        """The record that is added at a place."""
        return {"id": f"top-single-{self.mark}-{place}", "name": f"Single {self.mark} {place}"}

    def do(self) -> None:
        ask = InProcess(self.app)
        for place in range(WRITES):
            read = ask("GET", READ, None, {})
            change = {"total": figure("total", numbers_of(read)["total"] + 1, keyed=False)}
            told = self.headers | {"If-Match": read.headers["etag"]}
            assert ask("PATCH", written(PATH), {"figures": change}, told).status == 200
            assert self.add(place) == 201

    def add(self, place: int) -> int:
        """Add a record; gives the status."""
        told = self.headers | {"Idempotency-Key": f"{self.mark}-{place}"}
        ask = InProcess(self.app)
        return ask("POST", written("/v1/topics"), self.topic(place), told).status

    def expected(self, before: States, done: int) -> States:
        event = before[COUNTED["id"]]
        (total,) = event["figures"]
        counted = {**total, "best": total["best"] + (done + 1) // 2}
        topics = as_states(self.topic(place) for place in range(done // 2))
        return {**before, COUNTED["id"]: {**event, "figures": [counted]}, **topics}

    def settle(self) -> list[str]:
        statuses = [self.add(place) for place in range(WRITES)]
        return [] if set(statuses) == {201} else [f"sent again, it was answered {statuses}"]
