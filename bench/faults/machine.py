"""A state machine of Hypothesis that writes over HTTP; after each write it looks at what must hold.

What the machine saw in each revision it remembers, and the history has to tell the same.
"""

from collections.abc import Iterable, Mapping
from random import Random
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule
from werkzeug.test import TestResponse

from api.database import snapshot
from api.history.states import state_at
from api.models import Record

from . import looking
from .actions import ACTIONS, Request, View, drawn
from .drawing import Draw, Plain
from .ground import Ground

REFUSALS = (404, 409, 410, 412, 422)
LOOKED_BACK = 3
A_PAGE = 7
CONDITIONAL = ("replace", "change", "withdraw", "merge", "revert")
RANDOMS = st.randoms(use_true_random=True, note_method_calls=False)


class RandomWrites(RuleBasedStateMachine):
    """Writes over HTTP, each drawn out of what is there; a subclass has the `ground`."""

    ground: Ground

    def __init__(self) -> None:
        super().__init__()
        self.client = self.ground.begin().test_client()
        self.sound, self.sent = True, ["a copy of the world"]
        states = looking.present()
        self.past: list[Mapping[str, Plain]] = [{}, states]
        self.view = View(states, looking.gone(), 1)
        self.exempt = set(states)
        self.rows, self.copy = looking.all_rows(), dict(states)
        self.first_tag = self.tag()

    def tag(self) -> str:
        """The ETag of what is read now."""
        return str(self.client.get("/v1/topics?limit=1").headers["ETag"])

    @rule(random=RANDOMS)
    def add(self, random: Random) -> None:
        """Add a record."""
        self.write("add", random)

    @rule(random=RANDOMS)
    def replace(self, random: Random) -> None:
        """Replace a record."""
        self.write("replace", random)

    @rule(random=RANDOMS)
    def change(self, random: Random) -> None:
        """Patch a record."""
        self.write("change", random)

    @rule(random=RANDOMS)
    def withdraw(self, random: Random) -> None:
        """Withdraw a record."""
        self.write("withdraw", random)

    @rule(random=RANDOMS)
    def merge(self, random: Random) -> None:
        """Merge two records."""
        self.write("merge", random)

    @precondition(lambda self: self.view.gone)
    @rule(random=RANDOMS)
    def restore(self, random: Random) -> None:
        """Restore a record, or take a merge back."""
        self.write("restore", random)

    @rule(random=RANDOMS)
    def revert(self, random: Random) -> None:
        """Let a record be as it was."""
        self.write("revert", random)

    @rule(random=RANDOMS)
    def bring(self, random: Random) -> None:
        """Import several records."""
        self.write("import", random)

    @rule(random=RANDOMS)
    def attempt(self, random: Random) -> None:
        """Try a write without doing it."""
        request = self.drawn(random, list(ACTIONS))
        self.nothing_done(self.send(request, random, dry_run="true"))

    @rule(random=RANDOMS)
    def come_late(self, random: Random) -> None:
        """Change a record by what was read before it changed."""
        request = self.drawn(random, CONDITIONAL)
        with snapshot():
            old = Record.get_or_none(Record.id == request.target, Record.revision > 1)
        if old is not None:
            answer = self.send(request, random, If_Match=self.first_tag)
            self.must(answer.status_code == 412, f"{answer.status_code} to one who is late")
            self.nothing_done(answer)

    @rule(random=RANDOMS)
    def repeat(self, random: Random) -> None:
        """Send a request twice with one key."""
        request, key = self.drawn(random, list(ACTIONS)), f"key-{len(self.sent)}"
        sent = {"Idempotency_Key": key, "If_Match": "*"}
        first = self.send(request, random, **sent)
        self.done(first)
        second = self.send(request, random, **sent)
        self.nothing_done(second)
        if first.status_code < 400:
            same = (first.status_code, first.data) == (second.status_code, second.data)
            self.must(same, "another answer to the same request")

    def drawn(self, random: Random, actions: Iterable[str]) -> Request:
        """A request of one of some actions."""
        return drawn(Draw(random, {}).pick(list(actions)), random, self.view)

    def write(self, action: str, random: Random) -> None:
        """Draw a request, send it, and look at what came of it."""
        self.done(self.send(drawn(action, random, self.view), random))

    def send(self, request: Request, random: Random, **given: str) -> TestResponse:
        """Send a request; names of headers have underscores, `dry_run` is a parameter."""
        query = {**request.query, **({"dry_run": "true"} if given.pop("dry_run", None) else {})}
        told = {name.replace("_", "-"): value for name, value in given.items()}
        if request.conditional and "If-Match" not in told:
            told["If-Match"] = "*" if Draw(random, {}).one_in(3) else self.tag()
        answer = self.client.open(
            request.path,
            method=request.method,
            data=request.content,
            content_type=request.content_type if request.content is not None else None,
            query_string=query,
            headers={**self.ground.headers, **told},
        )
        self.ground.statuses[answer.status_code] += 1
        content = (request.content or b"").decode()
        self.sent.append(f"{answer.status_code} {request.method} {request.path} {query} {content}")
        known = answer.status_code < 300 or answer.status_code in REFUSALS
        self.must(known, answer.get_data(as_text=True)[:1000])
        return answer

    def done(self, answer: TestResponse) -> None:
        """Look at a database that was written to, if it was."""
        if answer.status_code >= 400:
            self.nothing_done(answer)
            return
        before, states = self.view.live, looking.present()
        self.view = View(states, looking.gone(), self.revision_now())
        if self.view.revision == len(self.past):
            self.past.append(states)
            self.all_right(looking.noted(self.view.revision, before, states))
        self.must(self.view.revision == len(self.past) - 1, "revisions do not count up by one")
        self.must(self.past[-1] == states, "something changed without a revision")
        for look in (looking.keys, looking.fitness, looking.unique, looking.stones):
            self.all_right(look(states))
        self.all_right(looking.labels(states))
        self.all_right(looking.evidence(states, self.exempt))
        self.all_right(looking.numbering())
        self.follow(len(self.past) - 2)
        self.look_back(answer)
        self.rows = looking.all_rows()

    def nothing_done(self, answer: TestResponse) -> None:
        """Nothing was written by a request that was refused, only tried or repeated."""
        rows = looking.all_rows()
        differing = [name for name, told in rows.items() if told != self.rows[name]]
        self.must(not differing, f"{answer.status_code}, and yet {differing} changed")

    def revision_now(self) -> int:
        """The revision that an answer of now tells."""
        return int(self.client.get("/v1/topics?limit=1").get_json()["meta"]["revision"])

    def follow(self, since: int) -> None:
        """Apply what changed to a copy, which must then be what is there."""
        query = f"/v1/changes?states=true&limit={A_PAGE}&since={since}"
        cursor: str | None = ""
        while cursor is not None:
            page = self.client.get(f"{query}&cursor={cursor}" if cursor else query).get_json()
            for each in page["data"]:
                self.copy.pop(each["record"]["id"], None)
                if each["state"] is not None:
                    self.copy[each["record"]["id"]] = each["state"]
            cursor = page["meta"]["next_cursor"]
        self.must(self.copy == self.view.live, "who follows the changes has another database")

    def look_back(self, answer: TestResponse) -> None:
        """Compare states of some records and revisions with what was seen then."""
        random = Random(len(answer.data) + self.view.revision)  # noqa: S311 - what to look at
        ids = sorted({*self.view.live, *self.view.gone})
        with snapshot():
            for _ in range(LOOKED_BACK):
                target, revision = random.choice(ids), random.randrange(len(self.past))
                told, seen = state_at(target, revision), self.past[revision].get(target)
                self.must(told == seen, f"{target} in revision {revision}: {told}, not {seen}")

    def all_right(self, faults: Iterable[str]) -> None:
        """Fail where something was found wrong."""
        found = list(faults)
        self.must(not found, "; ".join(found[:9]))

    def must(self, holds: Any, told: str) -> None:
        """Fail with what was sent so far where something does not hold."""
        if not holds:
            self.sound = False
            raise AssertionError("\n".join([told, "after", *self.sent]))

    def teardown(self) -> None:
        """At the end of an example, look at the whole history and at the search text."""
        try:
            if self.sound:
                self.copy = {}
                self.follow(0)
                self.all_right(looking.search())
        finally:
            self.ground.end()
