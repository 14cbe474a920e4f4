"""The fields that point: to another record, and to a time."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from marshmallow import ValidationError, missing

from .dates import FORMS, PartialDate, bounds, describe
from .fields import ID, MAXIMUM_ID, Code, Field, Text
from .objects import OBJECTS, address, object_of
from .vocabulary.evidence import BASIS


class Stub(NamedTuple):
    """A reference as it is read: enough to show and to follow."""

    id: str
    object: str
    label: str


@lru_cache(maxsize=10_000)
def stub_json(stub: Stub) -> dict[str, str]:
    """A reference as it is answered; the same object again, so nobody may change it."""
    return {
        "id": stub.id,
        "object": stub.object,
        "label": stub.label,
        "href": address(stub.id),
    }


class Reference(Field):
    """A reference to a record of one of some objects (any, where none is named).

    Takes an id, a stub or a whole record; gives a stub, or the whole record where it was included.
    """

    def __init__(self, description: str, *objects: str, **kwargs: Any) -> None:
        super().__init__(description, **kwargs)
        self.objects = objects or tuple(OBJECTS)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        target = value.get("id") if isinstance(value, Mapping) else value
        if not isinstance(target, str) or len(target) > MAXIMUM_ID or ID.fullmatch(target) is None:
            raise ValidationError("Must be the id of a record.")
        if object_of(target) not in self.objects:
            raise ValidationError(f"Must be the id of a {' or '.join(self.objects)}.")
        return target

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return stub_json(value) if isinstance(value, Stub) else value

    def json_schema(self) -> dict[str, Any]:
        return {"$ref": "#/components/schemas/Stub"}


class Date(Field):
    """A date as precise as it is known, from its text or an object with its basis.

    See `schemas.dates`.
    """

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> PartialDate:
        told = {"value": value} if isinstance(value, str) else value
        if not isinstance(told, Mapping) or not isinstance(told.get("value"), str):
            raise ValidationError(f"Must be a date ({FORMS}) or an object with it as value.")
        try:
            bounds(told["value"])
        except ValueError as fault:
            raise ValidationError(f"{str(fault)[0].upper()}{str(fault)[1:]}.") from fault
        return PartialDate(told["value"], *date_circumstances(told))

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return describe(value) if value is not None else None

    def json_schema(self) -> dict[str, Any]:
        return {"$ref": "#/components/schemas/Date"}


DATE_MEMBERS = (
    "value",
    "earliest",
    "latest",
    "precision",
    "basis",
    "verbatim",
    "anchor",
    "ucdp_date_prec",
)
CIRCUMSTANCES: dict[str, Field] = {
    "basis": Code("How the date is known.", BASIS, load_default="stated"),
    "verbatim": Text("The words of the document.", maximum=200, words=12),
    "anchor": Reference("What a relative date counts from."),
}


def date_circumstances(told: Mapping[str, Any]) -> list[Any]:
    """Basis, verbatim words and anchor of a date given as an object; faults name the member."""
    faults = {str(name): ["Unknown member."] for name in told if name not in DATE_MEMBERS}
    found = []
    for name, member in CIRCUMSTANCES.items():
        try:
            found.append(member.deserialize(told[name]) if name in told else member.load_default)
        except ValidationError as fault:
            faults[name] = fault.messages if isinstance(fault.messages, list) else [str(fault)]
    if faults:
        raise ValidationError(faults)
    return [None if value is missing else value for value in found]
