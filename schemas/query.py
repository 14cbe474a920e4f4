"""The fields of query strings: everything arrives as text, several values joined by commas."""

import csv
import re
from datetime import datetime
from typing import Any, NamedTuple

from marshmallow import ValidationError

from .dates import FORMS, bounds
from .fields import ID, MAXIMUM_ID, Field, Text
from .objects import object_of
from .vocabulary.evidence import IDENTIFIER_SCHEME
from .wording import LONGEST_QUESTION, Question, read_question, whole_name

DIGITS = re.compile("[0-9]{1,16}")
MAXIMUM_VALUES = 50
LONGEST_NAME = 300


class Many(Field):
    """Several values of one kind, joined by commas; any of them may match."""

    def __init__(
        self, description: str, inner: Field, *, most: int = MAXIMUM_VALUES, **kwargs: Any
    ) -> None:
        super().__init__(description, **kwargs)
        self.inner, self.most = inner, most

    @property
    def allowed(self) -> tuple[str, ...]:
        return self.inner.allowed

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[Any]:
        parts = self.inner.split(value) if isinstance(self.inner, IdOf) else value.split(",")
        if len(parts) > self.most:
            raise ValidationError(f"Must name at most {self.most} values, not {len(parts)}.")
        return list(dict.fromkeys(self.inner.deserialize(part) for part in parts))

    def json_schema(self) -> dict[str, Any]:
        return {
            "type": "array",
            "items": self.inner.json_schema(),
            "minItems": 1,
            "maxItems": self.most,
        }


class Identifier(NamedTuple):
    """What another dataset calls a record."""

    scheme: str
    value: str


class Identified(Text):
    """An identifier of another dataset, `scheme:value`; gives an `Identifier`."""

    FORM = re.compile(f"({'|'.join(IDENTIFIER_SCHEME.codes)}):(.+)")

    def __init__(self, description: str, **kwargs: Any) -> None:
        super().__init__(description, maximum=520, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        match = self.FORM.fullmatch(text)
        if match is None:
            raise ValidationError(
                "Must be a scheme of the vocabulary identifier-scheme, a colon and a value."
            )
        return Identifier(match[1], match[2])

    def json_schema(self) -> dict[str, Any]:
        return super().json_schema() | {"pattern": f"^{self.FORM.pattern}$"}


class IdOf(Text):
    """A record of one of some objects: its id, another dataset's `scheme:value`, or its name.

    Gives the text as it stands; the query engine looks it up. An id of another object is refused.
    A name that holds a comma stands in quotation marks.
    """

    def __init__(self, description: str, objects: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(description, maximum=LONGEST_NAME, **kwargs)
        self.objects = objects

    @staticmethod
    def split(value: str) -> list[str]:
        """Several values, joined by commas; in quotation marks a comma is part of a name."""
        if '"' not in value:
            return value.split(",")
        try:
            return [part.strip() for part in next(csv.reader([value], skipinitialspace=True), [""])]
        except csv.Error as fault:
            raise ValidationError("Must be values joined by commas, on one line.") from fault

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text: str = super()._deserialize(value, attr, data, **kwargs)
        named = object_of(text) if is_id(text) else None
        if named is not None and named not in self.objects:
            raise ValidationError(f"Must be the id of a {' or '.join(self.objects)}.")
        return text


def is_id(text: str) -> bool:
    """Whether a text is the id of a record, and not its name."""
    return (
        len(text) <= MAXIMUM_ID and ID.fullmatch(text) is not None and object_of(text) is not None
    )


class Choice(Field):
    """One of a few words."""

    def __init__(self, description: str, choices: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(description, **kwargs)
        self.choices = choices

    @property
    def allowed(self) -> tuple[str, ...]:
        return self.choices

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        if value not in self.choices:
            raise ValidationError(f"Must be one of: {', '.join(self.choices)}.")
        return str(value)

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "enum": list(self.choices)}


class Truth(Choice):
    """`true` or `false`."""

    def __init__(self, description: str, **kwargs: Any) -> None:
        super().__init__(description, ("true", "false"), **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> bool:  # type: ignore[override]
        return super()._deserialize(value, attr, data, **kwargs) == "true"

    def json_schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


class Count(Field):
    """A whole number in ASCII digits, within bounds."""

    def __init__(self, description: str, *, minimum: int, maximum: int, **kwargs: Any) -> None:
        super().__init__(description, **kwargs)
        self.minimum, self.maximum = minimum, maximum

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int:
        if DIGITS.fullmatch(value) is None or not self.minimum <= int(value) <= self.maximum:
            raise ValidationError(f"Must be a whole number from {self.minimum} to {self.maximum}.")
        return int(value)

    def json_schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.minimum, "maximum": self.maximum}


class Period(Field):
    """A date as precise as wanted; gives its first and last day.

    It is written `2020`, `2020-11`, `2020-11-09` or `A/B`.
    """

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        try:
            return bounds(value)
        except ValueError as fault:
            raise ValidationError(f"Must be a date ({FORMS}): {fault}.") from fault

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": DATE_PATTERN}


POINT_PATTERN = "[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
DATE_PATTERN = (
    f"^({POINT_PATTERN}|{POINT_PATTERN}/({POINT_PATTERN}|\\.\\.)|\\.\\./{POINT_PATTERN})$"
)


class Moment(Text):
    """A moment in UTC, `2026-01-31T12:00:00Z`, or a day: its first or last second."""

    FORM = re.compile(
        "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
        "(T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z)?"
    )

    def __init__(self, description: str, *, at_end: bool = False, **kwargs: Any) -> None:
        super().__init__(description, **kwargs)
        self.day = "23:59:59" if at_end else "00:00:00"

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        told = "Must be a day or a moment in UTC, such as 2026-01-31 or 2026-01-31T12:00:00Z"
        if self.FORM.fullmatch(value) is None:
            raise ValidationError(f"{told}.")
        try:
            datetime.fromisoformat(value.removesuffix("Z"))
        except ValueError as fault:
            raise ValidationError(f"{told}: {fault}.") from fault
        return value if "T" in value else f"{value}T{self.day}Z"

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{self.FORM.pattern}$"}


class Words(Text):
    """A full-text question; gives a `schemas.wording.Question`."""

    def __init__(self, description: str, **kwargs: Any) -> None:
        super().__init__(description, maximum=LONGEST_QUESTION, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Question:  # type: ignore[override]
        text = super()._deserialize(value.strip(), attr, data, **kwargs)
        try:
            return read_question(text)
        except ValueError as fault:
            raise ValidationError(f"Cannot be looked for: {fault}.") from fault


class WholeName(Text):
    """A name as a whole, without case and marks; gives a `schemas.wording.Question`."""

    def __init__(self, description: str, **kwargs: Any) -> None:
        super().__init__(description, maximum=LONGEST_NAME, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Question:  # type: ignore[override]
        try:
            return whole_name(super()._deserialize(value, attr, data, **kwargs))
        except ValueError as fault:
            raise ValidationError(f"Cannot be looked for: {fault}.") from fault
