"""Changes in their order: of one record or of all, a page or all that match at a time."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from peewee import JOIN, SQL

from api.models import Change, Record, Revision
from api.query.cursors import digest
from api.query.filters import any_of, either
from api.query.listing import limit_of
from api.query.paging import Keyset, Page, Sort
from api.query.statement import Row
from schemas.objects import OBJECTS

ROWS_A_CHUNK = 200
NEWEST_FIRST = "-revision"
NOT_OF_THE_QUERY = ("epoch", "states")
BY_REVISION = Sort("revision", Change.revision, Change.record, "by revision")
Other = Record.alias()
Later = Change.alias()


def noted() -> Any:
    """A query of changes: with when, who and why, what the records are now, and the next `before`.

    `later` is what the next change of the same record found; null where it was the last one.
    """
    later = Later.select(Later.before).where(
        Later.record == Change.record, Later.revision > Change.revision
    )
    return (
        Change.select(
            Change.revision,
            Change.record,
            Change.action,
            Change.other,
            Change.before,
            Revision.at,
            Revision.who,
            Revision.why,
            Record.number,
            Record.label,
            Other.label.alias("other_label"),
            later.order_by(Later.revision).limit(1).alias("later"),
        )
        .join(Revision, on=(Change.revision == Revision.number))
        .join_from(Change, Record, JOIN.LEFT_OUTER, on=(Record.id == Change.record))
        .join_from(Change, Other, JOIN.LEFT_OUTER, on=(Other.id == Change.other))
    )


def keyset(conditions: Sequence[Any], *, descending: bool) -> Keyset:
    """Changes that meet all of some conditions, read a page at a time."""
    counted = Change.select(SQL("1")).join(Revision, on=(Change.revision == Revision.number))
    return Keyset(
        noted().where(*conditions),
        BY_REVISION,
        descending=descending,
        counted=counted.where(*conditions),
    )


def page_of(list_name: str, conditions: Sequence[Any], arguments: Mapping[str, Any]) -> Page:
    """The page of changes that is asked for; `sort` is `revision` where it is not given."""
    order = arguments.get("sort") or BY_REVISION.name
    asked = {name: value for name, value in arguments.items() if name not in NOT_OF_THE_QUERY}
    return keyset(conditions, descending=order == NEWEST_FIRST).page(
        limit_of(arguments),
        arguments.get("cursor"),
        arguments["count"],
        digest(list_name, {**asked, "sort": order}),
    )


def conditions_of(arguments: Mapping[str, Any]) -> list[Any]:
    """The conditions of what is asked for: `since`, and the filters that are given."""
    found: list[Any] = [Change.revision > arguments["since"]]
    if objects := arguments.get("object"):
        found.append(either([begins_with(OBJECTS[name].prefix) for name in objects]))
    if actions := arguments.get("action"):
        found.append(any_of(Change.action, actions))
    if who := arguments.get("who"):
        found.append(Revision.who == who)
    if record := arguments.get("record"):
        found.append(Change.record == record)
    return found


def begins_with(prefix: str) -> Any:
    """Whether the id of a change's record begins with a prefix; ids are compared by code point."""
    return (Change.record > f"{prefix}-") & (Change.record < f"{prefix}.")


def chunks(conditions: Sequence[Any]) -> Iterator[list[Row]]:
    """All changes that meet some conditions, the oldest first, some at a time."""
    pages = keyset(conditions, descending=False)
    keys: list[Any] = []
    while True:
        rows = pages.segment(0, keys, ROWS_A_CHUNK, ())
        if rows:
            yield rows
        if len(rows) < ROWS_A_CHUNK:
            return
        keys = [rows[-1]["sort_key"], rows[-1]["tie_key"]]
