"""Search text: written with each record, anew where it follows others, and rebuilt on demand."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from peewee import JOIN

from api.database import engine, snapshot, transaction
from api.models import Record, SearchText
from api.query.reading import numbers_by_id
from api.query.resource import LabelOf
from api.query.searchable import search_row
from api.query.shape import State
from api.resources import READER, RESOURCES
from schemas.objects import object_of

from .revision import lock_counter
from .rows import insert

RECORDS_A_STEP = 1000
Watch = Callable[[int], None]


def save_search(
    states: Iterable[State], numbers: Mapping[str, int], labels: LabelOf, label_of: LabelOf
) -> None:
    """Write the search text of records that have none; `labels` gives that of each by its id."""
    rows = []
    for state in states:
        target = state["id"]
        resource = RESOURCES[object_of(target) or ""]
        row = search_row(resource, state, labels(target), label_of)
        rows.append({"record": numbers[target], **row})
    insert(SearchText, rows)


def refresh_search(numbers: Iterable[int]) -> None:
    """Write the search text of records anew, from what the database holds of them."""
    wanted = sorted(set(numbers))
    for start in range(0, len(wanted), RECORDS_A_STEP):
        some = wanted[start : start + RECORDS_A_STEP]
        states = READER.full_states(some)
        SearchText.delete().where(SearchText.record.in_(some)).execute()
        save_search(
            states.values(),
            numbers_by_id(states),
            {target: state["label"] for target, state in states.items()}.__getitem__,
            label_of_stub,
        )


def label_of_stub(stub: Any) -> str:
    """The label of what a fetched record refers to; there a stub stands in the place of an id."""
    return str(stub.label)


def fill_search(watch: Watch = lambda done: None) -> int:
    """Write what search text is missing, as in a database from before there was any.

    Returns for how many records; `watch` is told of each step.
    """
    return sum(steps(missing_after, watch))


def rebuild_search(watch: Watch = lambda done: None) -> int:
    """Write all search text anew, and the index over it; returns for how many records."""
    done = sum(steps(present_after, watch))
    with transaction():
        engine().rebuild_search()
    return done


def steps(after: Callable[[int], list[int]], watch: Watch) -> Iterator[int]:
    """Write search text anew step by step, each its own transaction; gives how many in each."""
    last = 0
    while True:
        with transaction():
            lock_counter()
            some = after(last)
            refresh_search(some)
        if not some:
            return
        last = some[-1]
        watch(len(some))
        yield len(some)


def present_after(number: int) -> list[int]:
    """The records that come next after a number."""
    query = Record.select(Record.number).where(Record.number > number)
    return [each for (each,) in query.order_by(Record.number).limit(RECORDS_A_STEP).tuples()]


def missing_after(number: int) -> list[int]:
    """The records without search text that come next after a number."""
    query = (
        Record.select(Record.number)
        .join(SearchText, JOIN.LEFT_OUTER, on=(SearchText.record == Record.number))
        .where(Record.number > number, SearchText.record.is_null())
    )
    return [each for (each,) in query.order_by(Record.number).limit(RECORDS_A_STEP).tuples()]


def counted_records() -> int:
    """How many records there are."""
    with snapshot():
        return int(Record.select().count())
