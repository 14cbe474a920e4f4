"""A second Parley that follows a first one while that is written to, and ends the same.

The follower reads `/v1/changes` in small pages and does what it reads through the public API of an
empty Parley: merges, withdraws and restores as was done, then imports the states of the revision.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from itertools import groupby
from random import Random
from tempfile import TemporaryDirectory
from threading import Event
from time import perf_counter, sleep
from typing import Any

import httpx
import orjson

from api import database
from api.config import Settings
from schemas.objects import address
from tests.serving import serve

from . import looking
from .actions import ACTIONS, BARE, View, drawn, whole
from .asking import bearer
from .drawing import Draw, Plain, States
from .plan import Findings, Plan

WRITES, THREADS = 1000, 4
A_PAGE, MOST_BEHIND, SHORT_WAIT = 7, 8, 0.02
OFTEN = (*ACTIONS, "add", "change", "replace", "restore")
REFUSALS = (404, 409, 410, 412, 422)
DONE = (200, 201)
WHY = {"reason": "So it is where this comes from."}


class NotFollowed(Exception):
    """What was done in the first Parley cannot be done in the second; the text says what."""


class Follower:
    """A client that brings into one Parley what changed in another."""

    def __init__(self, source: httpx.Client, copy: httpx.Client) -> None:
        self.source, self.copy = source, copy
        self.view = View({}, {}, 0)
        self.polls = self.changes = 0
        self.ended = False

    def follow(self, over: Event) -> None:
        """Poll until the other is written to no more and all that it tells is done here."""
        try:
            while True:
                last, before = over.is_set(), self.view.revision
                self.poll()
                if last and self.view.revision == before:
                    return
                sleep(SHORT_WAIT)
        finally:
            self.ended = True

    def poll(self) -> None:
        """Do all that changed since the last revision that is done here."""
        for revision, entries in groupby(self.pages(), key=lambda each: each["revision"]):
            self.repeat(revision, list(entries))

    def pages(self) -> Iterator[dict[str, Any]]:
        """What changed, page by page."""
        query = {"states": "true", "limit": A_PAGE, "since": self.view.revision}
        while True:
            self.polls += 1
            page = must(self.source.get("/v1/changes", params=query)).json()
            yield from page["data"]
            if page["meta"]["next_cursor"] is None:
                return
            query["cursor"] = page["meta"]["next_cursor"]

    def repeat(self, revision: int, entries: list[dict[str, Any]]) -> None:
        """Do here what one revision did there."""
        for each in entries:
            self.act(each["action"], each["record"]["id"], each["other"])
        states = {each["record"]["id"]: each["state"] for each in entries if each["state"]}
        if states:
            self.bring(states)
        self.changes += len(entries)
        goes = {each["record"]["id"]: each for each in entries if each["state"] is None}
        kept = {**self.view.live, **states}
        into = {each: told["other"] and told["other"]["id"] for each, told in goes.items()}
        self.view = View(
            {each: state for each, state in kept.items() if each not in goes},
            {each: to for each, to in {**self.view.gone, **into}.items() if each not in states},
            revision,
        )

    def act(self, action: str, target: str, other: Mapping[str, Any] | None) -> None:
        """Withdraw, merge or restore a record."""
        told = {"params": WHY, "headers": {"If-Match": "*"}}
        if action == "withdraw":
            must(self.copy.delete(address(target), **told))
        elif action == "merge" and other:
            into = {"into": other["id"]}
            must(self.copy.post(f"{address(target)}/merge", json=into, **told))
        elif action == "restore":
            must(self.copy.post(f"{address(target)}/restore", params=WHY))

    def bring(self, states: States) -> None:
        """Import states; parts that they do not have are told as empty, else they would stay."""
        lines = b"\n".join(orjson.dumps(whole(state)) for state in states.values())
        kind = {"Content-Type": "application/x-ndjson"}
        must(self.copy.post("/v1/import", content=lines, params={**WHY, **BARE}, headers=kind))


def must(answer: httpx.Response) -> httpx.Response:
    """An answer that is one of success."""
    if answer.status_code not in DONE:
        asked = answer.request
        sent = asked.content.decode()[:2000]
        told = f"{answer.status_code} to {asked.method} {asked.url}: {answer.text[:1000]} ({sent})"
        raise NotFollowed(told)
    return answer


class Writer:
    """One of several that write at random, by what the follower knows: what others did is news."""

    def __init__(self, source: httpx.Client, follower: Follower, random: Random) -> None:
        self.source, self.follower, self.random = source, follower, random
        self.statuses: Counter[int] = Counter()
        self.faults: list[str] = []

    def write(self, times: int) -> None:
        """Write so many times, and wait where the follower is far behind."""
        for _ in range(times):
            revision = self.once()
            while not self.follower.ended and revision > self.follower.view.revision + MOST_BEHIND:
                sleep(SHORT_WAIT)

    def once(self) -> int:
        """Write once; gives the revision that the answer tells, 0 where it was refused."""
        draw = Draw(self.random, {})
        request = drawn(draw.pick(OFTEN), self.random, self.follower.view)
        headers = {"Content-Type": request.content_type} if request.content else {}
        if request.conditional:
            headers["If-Match"] = self.tag(request.target) if draw.one_in(2) else "*"
        answer = self.source.request(
            request.method,
            request.path,
            params=dict(request.query),
            content=request.content,
            headers=headers,
        )
        self.statuses[answer.status_code] += 1
        if answer.status_code in DONE:
            return int(answer.json()["meta"]["revision"])
        if answer.status_code not in REFUSALS:
            self.faults.append(f"{answer.status_code} to {request}: {answer.text[:500]}")
        return 0

    def tag(self, target: str) -> str:
        """The ETag of a record, which others may change meanwhile."""
        return self.source.get(address(target)).headers.get("ETag", "*")


def states_of(url: str) -> dict[str, Plain]:
    """The plain states of all records of a database that no server has open."""
    bound = database.connect(Settings(database_url=url))
    try:
        return looking.present()
    finally:
        bound.close_all()


@contextmanager
def parley(url: str, stack: ExitStack) -> Iterator[httpx.Client]:
    """A client of a Parley over a database, with a token that writes."""
    headers, nothing = bearer(url), stack.enter_context(TemporaryDirectory())
    server = stack.enter_context(serve(url, SEEDS=nothing))
    with httpx.Client(base_url=server.url, headers=headers, timeout=60) as client:
        yield client


def followed(source: str, copy: str, writes: int, number: int) -> Findings:
    """Write to one database at random while another follows; both must be the same in the end."""
    began, over = perf_counter(), Event()
    with ExitStack() as stack:
        here = stack.enter_context(parley(source, stack))
        follower = Follower(here, stack.enter_context(parley(copy, stack)))
        follower.poll()
        randoms = [Random(number + each) for each in range(THREADS)]  # noqa: S311 - what to write
        everyone = [Writer(here, follower, each) for each in randoms]
        pool = stack.enter_context(ThreadPoolExecutor(THREADS + 1))
        following = pool.submit(follower.follow, over)
        writing = [pool.submit(each.write, writes // THREADS) for each in everyone]
        try:
            for each in writing:
                each.result()
        finally:
            over.set()
        following.result()
    one, other = states_of(source), states_of(copy)
    different = sorted(each for each in {*one, *other} if one.get(each) != other.get(each))
    statuses = sum((each.statuses for each in everyone), Counter())
    row = {
        "writes": f"{statuses.total():,}",
        **{str(status): f"{number:,}" for status, number in sorted(statuses.items())},
        "changes followed": f"{follower.changes:,}",
        "polls": f"{follower.polls:,}",
        "seconds": f"{perf_counter() - began:.0f}",
        "records": f"{len(one):,}",
        "differences": str(len(different)),
    }
    faults = [f"{each} differs: {one.get(each)}, copy {other.get(each)}" for each in different]
    return Findings([row], [*faults, *(told for each in everyone for told in each.faults)])


def follow(plan: Plan) -> Findings:
    """Follow a thousand writes from one engine to the other."""
    return followed(plan.fresh("world"), plan.copy("empty"), plan.times or WRITES, plan.seed)
