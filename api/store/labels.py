"""Labels and hints that follow another record's label, as a mediator is called by its party."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from api.models import Record
from api.query.reading import slices
from api.query.resource import Resource
from api.query.searchable import folded
from api.resources import RESOURCES

HINT_FOLLOWS: dict[str, Sequence[str]] = {
    "topic": ("broader",),
    "mediator": ("conflict", "process"),
}


def follow_labels(labels: Mapping[int, str]) -> set[int]:
    """Carry new labels, by the number of their record, to the records that are called by them.

    Returns the numbers of the records whose label or hint has changed with them.
    """
    renamed: set[int] = set()
    for resource in RESOURCES.values():
        for number, followed in list(followers(resource, resource.label_follows, labels)):
            label = labels[followed]
            Record.update(label=label, label_key=folded(label)).where(
                Record.number == number
            ).execute()
            renamed.add(number)
    return renamed | hinted({*labels, *renamed})


def hinted(numbers: Iterable[int]) -> set[int]:
    """The records that are told from their namesakes by the label of one of these."""
    return {
        number
        for name, columns in HINT_FOLLOWS.items()
        for number, _ in followers(RESOURCES[name], columns, numbers)
    }


def followers(
    resource: Resource, columns: Sequence[str], numbers: Iterable[int]
) -> Iterator[tuple[int, int]]:
    """The records of a collection that refer to one of these by some columns, each with it."""
    for name in columns:
        column = getattr(resource.model, name)
        for some in slices(list(numbers)):
            query = resource.model.select(resource.model.record, column)
            yield from query.where(column.in_(some)).tuples()
