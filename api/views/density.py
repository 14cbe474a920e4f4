"""How many records of the chronology fall into each year, month or decade."""

import operator
from collections.abc import Sequence
from functools import reduce
from typing import Any

from flask import g
from marshmallow import Schema
from peewee import SQL, Case, Cast, Value, fn

from api.http.answering import envelope
from api.http.endpoint import Endpoint, Reply
from api.http.shapes import TEXT, WHOLE, item_of, object_shape
from api.network.participation import IN_TIME
from api.query.merging import DAY, Stream, merged
from api.query.statement import PREPARED, Statement
from schemas.dates import FIRST_YEAR, LAST_YEAR, bounds
from schemas.query import Choice

from .timeline import FILTERS, Asked

MOST_PERIODS = 2000
DIGITS = {"decade": 3, "year": 4, "month": 7}
"""How much of a day (`2023-05-17`) its period has in common with the others in it."""
ARGUMENTS = Schema.from_dict(
    {
        **FILTERS,
        "by": Choice(
            "What is counted by; year if not given.",
            ("year", "month", "decade"),
            load_default="year",
            example="decade",
        ),
    },
    name="DensityQuery",
)()
DAY_SHAPE = {**TEXT, "format": "date"}
PERIOD = object_shape(
    "A period and how many records fall into it.",
    {
        "period": {**TEXT, "description": "YYYY, YYYY-MM or A/B, as `date` takes it."},
        "earliest": DAY_SHAPE,
        "latest": DAY_SHAPE,
        **dict.fromkeys(IN_TIME, WHOLE),
    },
)
CUT_OFF = (
    f"There are more than {MOST_PERIODS:,} periods, of which the first are shown; "
    "narrow date, or count by longer ones."
)


def density(arguments: dict[str, Any]) -> Reply:
    """The periods that have any records, in order."""
    asked, by = Asked(arguments), arguments["by"]
    statement = PREPARED.get(
        ("density", by, asked.form), lambda: Statement(counted(asked.streams(), DIGITS[by]))
    )
    rows = statement.tuples(asked.values)
    warnings = [*asked.warnings, *([CUT_OFF] if len(rows) > MOST_PERIODS else [])]
    data = [period_json(*row) for row in rows[:MOST_PERIODS]]
    return Reply(envelope(data, g.revision, warnings=warnings))


def counted(streams: Sequence[Stream], digits: int) -> Any:
    """The query that counts records by the beginning of their days, one row for each beginning.

    Days are counted first, as indexes give them in order; then the days are put together.
    """
    of_each = [
        days_of(name, [stream for stream in streams if stream.object == name])
        for name in IN_TIME
        if any(stream.object == name for stream in streams)
    ]
    days = reduce(operator.add, of_each).alias("days")
    beginning = fn.SUBSTR(Cast(days.c.day, "text"), 1, digits).alias("beginning")
    sums = [
        fn.SUM(Case(None, [(days.c.object == name, days.c.found)], 0)).alias(name)
        for name in IN_TIME
    ]
    query = days.select_from(beginning, *sums).group_by(SQL("beginning"))
    return query.order_by(SQL("beginning")).limit(MOST_PERIODS + 1)


def days_of(name: str, streams: Sequence[Stream]) -> Any:
    """How many records of one kind have each day."""
    rows = merged(streams, [stream.rows for stream in streams]).alias("of_a_kind")
    day = getattr(rows.c, DAY)
    columns = (Value(name).alias("object"), day.alias("day"), fn.COUNT(SQL("1")).alias("found"))
    return rows.select_from(*columns).group_by(day)


def period_json(beginning: str, *numbers: Any) -> dict[str, Any]:
    """A counted period as it is answered; PostgreSQL adds up to decimals."""
    period = decade(beginning) if len(beginning) == DIGITS["decade"] else beginning
    earliest, latest = bounds(period)
    return {
        "period": period,
        "earliest": earliest.isoformat(),
        "latest": latest.isoformat(),
        **{name: int(number) for name, number in zip(IN_TIME, numbers, strict=True)},
    }


def decade(digits: str) -> str:
    """A decade from the three digits that its years begin with: `1990/1999` from `199`."""
    first, last = max(int(f"{digits}0"), FIRST_YEAR), min(int(f"{digits}9"), LAST_YEAR)
    return f"{first:04d}/{last:04d}"


def endpoints() -> list[Endpoint]:
    """The density of the timeline."""
    return [
        Endpoint(
            path="/v1/timeline/density",
            operation="getTimelineDensity",
            tag="timeline",
            summary="Count the chronology by year, month or decade",
            description=(
                "A record counts in the period of the day that orders it: the earliest that its "
                "date may mean or, where that is open, the latest. Periods without records are "
                "left out."
            ),
            view=density,
            arguments=ARGUMENTS,
            answer=item_of({"type": "array", "items": PERIOD}),
            example="/v1/timeline/density?by=decade",
        )
    ]
