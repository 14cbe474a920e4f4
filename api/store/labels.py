"""Labels that follow another record's, as a mediator is called by its party."""

from collections.abc import Mapping

from api.models import Record
from api.resources import RESOURCES
from schemas.folding import fold


def refresh_labels(labels: Mapping[int, str]) -> None:
    """Carry labels, by the number of their record, to the records that are called by it."""
    for resource in RESOURCES.values():
        for name in resource.label_follows:
            column = getattr(resource.model, name)
            query = resource.model.select(resource.model.record, column)
            for number, followed in query.where(column.in_(list(labels))).tuples():
                label = labels[followed]
                Record.update(label=label, label_key=fold(label)).where(
                    Record.number == number
                ).execute()
