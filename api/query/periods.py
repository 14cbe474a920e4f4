"""Filters over dates, which may be imprecise."""

import operator
from functools import reduce

from peewee import Field as Column

from api.models import Record, Table
from schemas.fields import Field
from schemas.query import Many, Period, Truth

from .filters import Arguments, Conditions, Filter, either


class During(Filter):
    """A date within one of several periods.

    The parameters are `name`, `name__not`, `name__gte`, `name__lte`, and `name__null` where it may
    be unknown.

    With `date_match=possible` the record's days and the period overlap, with `certain` they lie
    within it. `prefix` is what the columns `earliest` and `latest` begin with; where there is none,
    the table holds only what is dated, and nothing is offered for the unknown. `called` is the name
    of the parameter where it is not that of the column.
    """

    def __init__(
        self,
        name: str,
        model: type[Table],
        example: str,
        about: str,
        prefix: str | None = None,
        called: str | None = None,
    ) -> None:
        self.name, self.example, self.about = called or name, example, about
        start = f"{name}_" if prefix is None else prefix
        self.earliest = getattr(model, f"{start}earliest")
        self.latest = getattr(model, f"{start}latest")
        self.may_be_unknown = bool(start)

    def parameters(self) -> dict[str, Field]:
        about = self.about
        a_period = Period("A period.")
        made: dict[str, Field] = {
            self.name: Many(
                f"{about} Within this period (see date_match). Several mean or.",
                a_period,
                example=self.example,
            ),
            f"{self.name}__not": Many(
                f"{about} Not within any of these; unknown counts as not.",
                a_period,
                example="1900",
            ),
            f"{self.name}__gte": Period(f"{about} Not before this.", example=self.example),
            f"{self.name}__lte": Period(f"{about} Not after this.", example=self.example),
        }
        if self.may_be_unknown:
            made[f"{self.name}__null"] = Truth(f"Whether it is unknown: {about}", example="false")
        return made

    def dated(self) -> frozenset[str]:
        return frozenset(name for name in self.parameters() if not name.endswith("__null"))

    def bounds_alone(self) -> dict[str, Field]:
        """The parameters that say when, without those for what is unknown or not so."""
        made = self.parameters()
        return {name: made[name] for name in (self.name, f"{self.name}__gte", f"{self.name}__lte")}

    def conditions(self, arguments: Arguments, number: Column = Record.number) -> Conditions:
        certain = arguments.get("date_match") == "certain"
        low, high = (self.earliest, self.latest) if certain else (self.latest, self.earliest)
        found: Conditions = []
        if periods := arguments.get(self.name):
            found.append(either([(low >= first) & (high <= last) for first, last in periods]))
        if periods := arguments.get(f"{self.name}__not"):
            outside = [(low < first) | (high > last) for first, last in periods]
            found.append(reduce(operator.and_, outside) | self.earliest.is_null())
        if period := arguments.get(f"{self.name}__gte"):
            found.append(low >= period[0])
        if period := arguments.get(f"{self.name}__lte"):
            found.append(high <= period[1])
        if (is_null := arguments.get(f"{self.name}__null")) is not None:
            found.append(self.earliest.is_null(is_null))
        return found
