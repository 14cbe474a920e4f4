"""Names in the reader's language, where the data has them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from peewee import Case

from api.models import Name, Record

LONGEST_WALK = 20_000
KINDS = ("official", "alias")


def stubs_in(value: Any) -> Iterator[Mapping[str, Any]]:
    """All records and references to records in an answer."""
    pending, seen = [value], 0
    while pending and seen < LONGEST_WALK:
        seen += 1
        each = pending.pop()
        if type(each) is dict:
            if "label" in each and "object" in each:
                yield each
            each = each.values()
        pending += [inner for inner in each if type(inner) in (dict, list)]


def names_in(language: str, answers: Iterable[Any]) -> dict[str, str]:
    """The names in a language of all records in answers, by id, official ones before others."""
    ids = {each["id"] for answer in answers for each in stubs_in(answer)} if language else None
    if not ids:
        return {}
    rank = Case(Name.kind, [(kind, place) for place, kind in enumerate(KINDS)])
    query = (
        Name.select(Record.id, Name.text)
        .join(Record, on=(Name.owner == Record.number))
        .where(Record.id.in_(sorted(ids)), Name.language == language, Name.kind.in_(KINDS))
        .order_by(rank.desc(), Name.ordinal.desc())
    )
    return dict(query.tuples())
