"""Seed entries that take a record out: withdrawn with a reason, or merged into another."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, validates_schema

from schemas.base import Strict
from schemas.fields import ID, MAXIMUM_ID, Matched, Text
from schemas.pointing import Reference


class Retired(Strict):
    """What a file says of a record that is no more."""

    id = Matched("Its id.", ID, "an id", maximum=MAXIMUM_ID, required=True)
    withdrawn = Text("Why it was withdrawn.", maximum=1000)
    merged_into = Reference("The record that it became.")
    reason = Text("Why it was merged.", maximum=1000)

    @validates_schema
    def says_one_thing(self, data: dict[str, Any], **kwargs: Any) -> None:
        """It was withdrawn, or merged for a reason into another record of its object."""
        if bool(data.get("withdrawn")) == bool(data.get("merged_into")):
            raise ValidationError("Say withdrawn or merged_into, one of them.", "withdrawn")
        if bool(data.get("merged_into")) != bool(data.get("reason")):
            raise ValidationError("merged_into needs a reason, and only it.", "reason")
        survivor = data.get("merged_into")
        if survivor and (survivor == data["id"] or survivor[:3] != data["id"][:3]):
            raise ValidationError("Must be another record of the same object.", "merged_into")


RETIRED = Retired()


def is_retired(value: Mapping[str, Any]) -> bool:
    """Whether an entry of a seed file takes a record out."""
    return "withdrawn" in value or "merged_into" in value
