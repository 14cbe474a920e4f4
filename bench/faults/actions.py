"""Writes drawn at random over what is there: each becomes one request, most of them can be done."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

import orjson

from api.resources import RESOURCES
from schemas.objects import OBJECTS, address, object_of

from .drawing import WORDS, Draw, Plain, States, closed_ids, without_nothing
from .patches import patch_of
from .records import record

CLOSED = closed_ids()
LINES, FEWEST = 4, 16
REASON = {"reason": "Drawn at random."}
BARE = {"without_evidence": "Nothing was drawn."}
FAULTY = ({"id": "xyz-1"}, {"id": "top-new-0", "name": "X", "colour": 1}, {"id": "per-new-1"})


@dataclass(frozen=True)
class View:
    """What a writer knows: live records, what became of others, the revision this was so in."""

    live: States
    gone: Mapping[str, str | None]
    revision: int

    def free(self, *objects: str) -> list[str]:
        """The ids that a new record may have."""
        known = {*self.live, *self.gone}
        ids = (each for name in objects or CLOSED for each in CLOSED[name])
        return [each for each in ids if each not in known]

    def unreferred(self) -> list[str]:
        """The records that can be withdrawn."""
        named = {
            each
            for target, state in self.live.items()
            for each in texts_of(state)
            if each != target
        }
        return sorted(self.live.keys() - named)


@dataclass(frozen=True)
class Request:
    """One request that writes."""

    action: str
    method: str
    path: str
    target: str
    body: Any = None
    query: Mapping[str, str] = field(default_factory=dict)
    conditional: bool = True

    @property
    def content(self) -> bytes | None:
        """The bytes that are sent."""
        if isinstance(self.body, list):
            return b"\n".join(orjson.dumps(line) for line in self.body)
        return None if self.body is None else orjson.dumps(self.body)

    @property
    def content_type(self) -> str:
        """What the bytes are."""
        return "application/x-ndjson" if isinstance(self.body, list) else "application/json"


def texts_of(value: Any) -> Iterator[str]:
    """All texts in JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from texts_of(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts_of(each)


def reasons(draw: Draw, *states: Plain) -> dict[str, str]:
    """The parameters of a write, that for having no evidence hardly ever forgotten."""
    bare = not all(state.get("evidence") for state in states)
    return {**REASON, **(BARE if bare and not draw.one_in(40) else {})}


def whole(state: Plain) -> Plain:
    """A record whose parts are all told: what it does not have is taken away."""
    resource = RESOURCES[object_of(state["id"]) or ""]
    return {**{name: [] for name in resource.part}, **state}


def add(draw: Draw, view: View) -> Request | None:
    """Add a record, once in a while under an id that is taken."""
    free = view.free()
    if draw.one_in(20):
        free = sorted({*view.live, *view.gone})
    if not free:
        return None
    state = record(draw, draw.pick(free))
    collection = OBJECTS[object_of(state["id"]) or ""].collection
    query = reasons(draw, state)
    return Request("add", "POST", f"/v1/{collection}", state["id"], state, query, False)


def replace(draw: Draw, view: View) -> Request:
    """Put a new record in the place of one, or the same with other members."""
    target = written(draw)
    if draw.one_in(3):
        patch = patch_of(draw, view.live[target], by_key=False)
        state = without_nothing(**{**view.live[target], **patch})
    else:
        state = whole(record(draw, target))
    state = kept(target, state, view)
    return Request("replace", "PUT", address(target), target, state, reasons(draw, state))


def change(draw: Draw, view: View) -> Request:
    """Change some members of a record."""
    target = written(draw)
    patch = kept(target, patch_of(draw, view.live[target], by_key=True), view)
    return Request("change", "PATCH", address(target), target, patch, {**REASON, **BARE})


def kept(target: str, state: Plain, view: View) -> Plain:
    """What is sent of a record, a document of the world with the extent that its spans lie in."""
    if target not in WORDS:
        return state
    held = {name: view.live[target].get(name) for name in ("sha256", "characters", "parts")}
    return {**state, **held}


def written(draw: Draw) -> str:
    """A record to change."""
    return str(draw.pick(sorted(draw.live)))


def withdraw(draw: Draw, view: View) -> Request:
    """Withdraw a record, mostly one that nothing refers to."""
    loose = [each for each in view.unreferred() if each not in WORDS]
    target = draw.pick(loose) if loose and not draw.one_in(8) else written(draw)
    return Request("withdraw", "DELETE", address(target), target, None, REASON)


def merge(draw: Draw, view: View) -> Request | None:
    """Merge a record into another of its object."""
    pairs = {name: [each for each in draw.there(name) if each not in WORDS] for name in OBJECTS}
    able = [some for some in pairs.values() if len(some) > 1]
    if not able:
        return None
    some = list(draw.pick(able))
    target = some.pop(draw.random.randrange(len(some)))
    body = {"into": draw.pick(some)}
    return Request("merge", "POST", f"{address(target)}/merge", target, body, REASON)


def restore(draw: Draw, view: View) -> Request | None:
    """Restore a record, or take back its merge."""
    if not view.gone:
        return None
    target = draw.pick(sorted(view.gone))
    return Request("restore", "POST", f"{address(target)}/restore", target, None, REASON, False)


def revert(draw: Draw, view: View) -> Request:
    """Let a record be as it was in some revision."""
    target = written(draw)
    body = {"revision": draw.random.randrange(1, view.revision + 1)}
    return Request("revert", "POST", f"{address(target)}/revert", target, body, REASON)


def bring(draw: Draw, view: View) -> Request:
    """Import several records that may refer to each other, some of them with a faulty line."""
    free, known = view.free(), sorted(view.live)
    ids = [*draw.some(free, LINES), *draw.some(known, LINES)] or known[:1]
    draw = Draw(draw.random, {**view.live, **{each: {} for each in ids}})
    lines = [kept(each, whole(record(draw, each)), view) for each in ids]
    if draw.one_in(6):
        lines.insert(draw.random.randrange(len(lines) + 1), draw.pick(FAULTY))
    return Request("import", "POST", "/v1/import", "", lines, reasons(draw, *lines), False)


Action = Callable[[Draw, View], Request | None]
ACTIONS: dict[str, Action] = {
    "add": add,
    "replace": replace,
    "change": change,
    "withdraw": withdraw,
    "merge": merge,
    "restore": restore,
    "revert": revert,
    "import": bring,
}


def drawn(name: str, random: Random, view: View) -> Request:
    """A request of an action; where there is nothing to do it to, one that changes a record.

    Where few records are left, none is taken out, but one restored.
    """
    if name in ("withdraw", "merge") and len(view.live) < FEWEST:
        name = "restore"
    draw = Draw(random, view.live)
    return ACTIONS[name](draw, view) or change(draw, view)
