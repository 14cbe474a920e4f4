"""What the store refuses, as Problems: records that are wrong, and changes that cannot be made."""

from peewee import IntegrityError

from api.errors import CONFLICT, INVALID_RECORD, NOT_FOUND, Problem, fault
from api.query.reading import numbers_by_id, stubs_of
from api.store import NoSuchRecord, Referred
from api.transfer.bulk import BadImport
from schemas.pointing import stub_json

MOST_TOLD = 1000


def as_problem(refused: Exception) -> Problem:
    """The Problem of what the store refused."""
    if isinstance(refused, BadImport):
        return invalid_records(refused)
    if isinstance(refused, NoSuchRecord):
        return Problem(NOT_FOUND, str(refused))
    if isinstance(refused, Referred):
        return referred(refused)
    if isinstance(refused, IntegrityError):
        told = "It conflicts with a record that is there: what only one may have is taken."
        return Problem(CONFLICT, told)
    return Problem(CONFLICT, str(refused))


def invalid_records(refused: BadImport) -> Problem:
    """The Problem of records with faults, each with pointer and, of several lines, its line."""
    faults = []
    for each in sorted(refused.faults, key=lambda each: (each.line, each.member))[:MOST_TOLD]:
        told = fault(
            "body", each.member[:300], each.detail[:1000], value=each.value, near=each.near
        )
        faults.append({**told, "line": each.line} if each.line else told)
    number = "1 fault" if refused.number == 1 else f"{refused.number} faults"
    more = f", of which the first {len(faults)} are told" if refused.number > len(faults) else ""
    return Problem(INVALID_RECORD, f"Nothing was written: {number}{more}.", faults)


def referred(refused: Referred) -> Problem:
    """The Problem of a record that others refer to, with their stubs."""
    stubs = stubs_of(numbers_by_id(refused.ids).values())
    members = {"referred_by": [stub_json(stub) for stub in stubs.values()]}
    number = f"{'more than ' if refused.there_are_more else ''}{len(refused.ids)}"
    records = "record" if number == "1" else "records"
    told = f"{refused.target} is referred to by {number} {records}; change those first."
    return Problem(CONFLICT, told, members=members)
