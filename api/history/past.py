"""A record as it stood at a revision, in the shape in which it is answered today."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from api.models import Change, Revision
from api.query.resource import Resource
from schemas.base import References, Rows, references
from schemas.compiled import loader
from schemas.pointing import Reference

from .states import standing_labels, state_at, stub_of

Row = dict[str, Any]


@dataclass(frozen=True)
class Past:
    """What the history has of a record until a revision.

    `state` is plain, None where there was no record then; `last` is the last change until then and
    `first` the one in which it was added, whenever that was: each with revision, at, why, other.
    """

    state: dict[str, Any] | None
    last: Row | None
    first: Row | None


def past_of(record_id: str, revision: int) -> Past:
    """A record as it stood right after a revision."""
    last = changes_of(record_id).where(Change.revision <= revision)
    first = changes_of(record_id).where(Change.action == "add")
    return Past(
        state_at(record_id, revision),
        last.order_by(Change.revision.desc()).first(),
        first.order_by(Change.revision).first(),
    )


def changes_of(record_id: str) -> Any:
    """A query of the changes of a record."""
    columns = (Change.revision, Change.action, Change.other, Revision.at, Revision.why)
    query = Change.select(*columns).join(Revision, on=(Change.revision == Revision.number))
    return query.where(Change.record == record_id).dicts()


def answer_of(resource: Resource, past: Past, parts: Collection[str]) -> dict[str, Any]:
    """A record as it was, answered with some of its parts; what it refers to as it is called now.

    It is called as it would be today if it still were so; a record that is gone is called by its
    id.
    """
    assert past.state is not None
    assert past.last is not None
    state = loader(resource.schema)(past.state)
    labels = standing_labels({target for _, target in references(resource.schema, state)})
    made = {
        **whole(resource.schema.load_fields, state, labels),
        "object": resource.object,
        "label": resource.label(state, lambda target: labels.get(target, target)),
        "revision": past.last["revision"],
        "created_at": (past.first or past.last)["at"],
        "updated_at": past.last["at"],
    }
    hidden = resource.part.keys() - set(parts)
    shown = {name: value for name, value in made.items() if name not in hidden}
    return dict(resource.schema.dump(shown))


def whole(
    members: Mapping[str, Any], state: Mapping[str, Any], labels: Mapping[str, str]
) -> dict[str, Any]:
    """A loaded state as the database gives one: every member there, references as stubs."""
    return {name: member(field, state.get(name), labels) for name, field in members.items()}


def member(field: Any, value: Any, labels: Mapping[str, str]) -> Any:
    """One member as the database gives it."""
    if isinstance(field, Rows):
        return [whole(field.inner.schema.load_fields, row, labels) for row in value or ()]
    if isinstance(field, References):
        return [stub_of(target, labels.get(target)) for target in value or ()]
    if value is not None and isinstance(field, Reference):
        return stub_of(value, labels.get(value))
    return value
