"""JSON Pointers into a record, followed: what they name, step by step, and what stands there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .members import Kind, members

Json = dict[str, Any]


@dataclass(frozen=True)
class Step:
    """One step of a pointer: a member, a row of a part, a record in a list, or what is not found.

    `form` says which; `kind` is that of the member or of the part that the row belongs to.
    """

    form: str
    value: Any
    kind: Kind | None = None


@dataclass(frozen=True)
class Pointed:
    """What a pointer names: its steps, what it says at its end, and its place in the record."""

    pointer: str
    steps: tuple[Step, ...]
    place: tuple[int, ...]

    @property
    def end(self) -> Step | None:
        """The last step; None of the record as a whole."""
        return self.steps[-1] if self.steps else None

    @property
    def kind(self) -> Kind | None:
        """What the value at the end is, where it is a member."""
        return self.end.kind if self.end and self.end.form == "member" else None

    @property
    def value(self) -> Any:
        """The value at the end of a member; None elsewhere."""
        return self.end.value if self.end and self.end.form == "member" else None

    @property
    def anchor(self) -> str:
        """The id of its evidence on the page."""
        return anchor_of(self.pointer)


def anchor_of(pointer: str) -> str:
    """An id that no other pointer has."""
    return f"of{pointer.replace('/', '.')}"


def follow(record: Json, pointer: str) -> Pointed:
    """A pointer followed into a record."""
    steps: list[Step] = []
    place: list[int] = []
    known, value, kind = members(record["object"]), record, None
    for name in pointer.split("/")[1:]:
        step, at = next_step(known, value, kind, name)
        steps.append(step)
        place.append(at)
        value, kind = step.value, step.kind
        if step.form == "row":
            assert kind is not None
            known, kind = kind.members, None
    return Pointed(pointer, tuple(steps), tuple(place))


def next_step(
    known: Mapping[str, Kind], value: Any, kind: Kind | None, name: str
) -> tuple[Step, int]:
    """The step from a record or row (of no kind), or from a list, and its place among others."""
    if kind is None and isinstance(value, Mapping) and name in known:
        return Step("member", value.get(name), known[name]), list(known).index(name)
    if kind is not None and isinstance(value, list):
        form, member = ("row", "key") if kind.form == "rows" else ("reference", "id")
        for at, each in enumerate(value):
            if each.get(member) == name:
                return Step(form, each, kind), at
    return Step("lost", name), 0
