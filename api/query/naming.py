"""Records that a question names: by id, by another dataset's identifier, or by a name."""

from collections.abc import Iterable, Mapping
from typing import Any

from peewee import Join, Select

from api.database import engine
from api.errors import Problem, invalid, nearest
from api.models import Identifier, Record, Tombstone
from schemas.objects import BY_PREFIX
from schemas.query import Identified, IdOf, is_id
from schemas.wording import whole_name

from .reading import numbers_by_id

NEAR_CANDIDATES = 2000
MOST_CANDIDATES = 10


def with_numbers(
    fields: Mapping[str, IdOf], arguments: Mapping[str, Any]
) -> tuple[dict[str, Any], list[str]]:
    """The arguments with the numbers of records in the place of what names them, and warnings.

    `fields` are the parameters that take records. A merged id stands for its survivor, and a
    warning says so; what names no record, or several, is a Problem.
    """
    asked = {name: arguments[name] for name in fields if name in arguments}
    if not asked:
        return dict(arguments), []
    ids = {text for texts in asked.values() for text in texts if is_id(text)}
    numbers, warnings = by_ids(ids, asked)
    known: dict[str, list[int]] = {}
    for name, texts in asked.items():
        known[name] = []
        for text in texts:
            if text in numbers:
                known[name].append(numbers[text])
                continue
            number, target = called(name, fields[name], text)
            warnings.append(f"{name}: “{text}” was taken to be {target}.")
            known[name].append(number)
    return {**arguments, **known}, warnings


def by_ids(ids: set[str], asked: Mapping[str, Any]) -> tuple[dict[str, int], list[str]]:
    """The numbers of ids, merged ones followed with a warning; a Problem for one of no record."""
    numbers = numbers_by_id(ids)
    warnings = []
    for stone in tombstones(ids - set(numbers)):
        if stone.merged_into in (survivors := numbers_by_id([stone.merged_into or ""])):
            numbers[stone.id] = survivors[stone.merged_into]
            warnings.append(f"{stone.id} was merged into {stone.merged_into}, which was asked for.")
        else:
            told = f"{stone.id} was withdrawn: {stone.reason}"
            raise invalid(asking(asked, stone.id), told, value=stone.id)
    for target in sorted(ids - set(numbers)):
        told = f"there is no record {target}."
        raise invalid(asking(asked, target), told, value=target, near=near_id(target))
    return numbers, warnings


def asking(asked: Mapping[str, Any], text: str) -> str:
    """The first parameter in which a text stands."""
    return next(name for name, texts in asked.items() if text in texts)


def tombstones(ids: Iterable[str]) -> list[Tombstone]:
    """The tombstones among some ids."""
    wanted = list(ids)
    return list(Tombstone.select().where(Tombstone.id.in_(wanted))) if wanted else []


def called(name: str, field: IdOf, text: str) -> tuple[int, str]:
    """Number and id of the one record that an identifier or a name means; a Problem for none."""
    identified = Identified.FORM.fullmatch(text)
    if identified:
        found = by_identifier(field, identified[1], identified[2])
    else:
        found = by_name(name, field, text)
    if len(found) == 1:
        return found[0][0], found[0][1]
    kinds = " or ".join(field.objects)
    if not found:
        raise invalid(name, f"no {kinds} is called so.", value=text[:200], near=near(field, text))
    raise ambiguous(name, text, found)


def ambiguous(name: str, text: str, found: list[tuple[int, str, str]]) -> Problem:
    """The Problem of what names several records: their ids."""
    shown = ", ".join(f"{target} ({label})" for _, target, label in found[:MOST_CANDIDATES])
    return invalid(name, f"several records are called so; name one by id: {shown}.", value=text)


def by_identifier(field: IdOf, scheme: str, value: str) -> list[tuple[int, str, str]]:
    """Number, id and label of the records with an identifier; those that match exactly, if any."""
    query = Record.select(Record.number, Record.id, Record.label, Identifier.match).join(
        Identifier, on=(Identifier.owner == Record.number)
    )
    query = query.where(
        Identifier.scheme == scheme, Identifier.value == value, Record.object.in_(field.objects)
    )
    rows = list(query.order_by(Record.number).limit(MOST_CANDIDATES + 1).tuples())
    exact = [row[:3] for row in rows if row[3] == "exact"]
    return exact or [row[:3] for row in rows]


def by_name(name: str, field: IdOf, text: str) -> list[tuple[int, str, str]]:
    """Number, id and label of the records with a name, in any spelling of case and marks."""
    try:
        question = whole_name(text)
    except ValueError as fault:
        raise invalid(name, f"{fault}.", value=text[:200]) from fault
    hits = engine().hits(engine().question_text(question))
    found = Join(hits.source, Record, on=(Record.number == hits.number))
    query = Select([found], [Record.number, Record.id, Record.label])
    query = query.where(hits.matches, hits.object.in_(field.objects)).order_by(Record.number)
    cursor = engine().execute(query.limit(MOST_CANDIDATES + 1))
    return [(row[0], row[1], row[2]) for row in cursor.fetchall()]


def near(field: IdOf, text: str) -> str | None:
    """The label of a record that is like a name which nothing has."""
    query = (
        Record.select(Record.label)
        .where(Record.object.in_(field.objects))
        .order_by(Record.number)
        .limit(NEAR_CANDIDATES)
    )
    labels = {label.casefold(): label for (label,) in query.tuples()}
    found = nearest(text, list(labels))
    return labels[found] if found else None


def near_id(target: str) -> str | None:
    """The id of a record that is like one that does not exist."""
    kind = BY_PREFIX.get(target[:3])
    if kind is None:
        return None
    query = (
        Record.select(Record.id)
        .where(Record.object == kind.name)
        .order_by(Record.id)
        .limit(NEAR_CANDIDATES)
    )
    return nearest(target, [found for (found,) in query.tuples()])
