"""The fields of query strings: everything arrives as text, several values joined by commas."""

import re
from datetime import datetime
from typing import Any

from marshmallow import ValidationError

from .dates import FORMS, bounds
from .fields import MAXIMUM_ID, Field, Text
from .objects import OBJECTS

DIGITS = re.compile("[0-9]{1,16}")
MAXIMUM_VALUES = 50


class Many(Field):
    """Several values of one kind, joined by commas; any of them may match."""

    def __init__(self, description: str, inner: Field, **kwargs: Any) -> None:
        super().__init__(description, **kwargs)
        self.inner = inner

    @property
    def allowed(self) -> tuple[str, ...]:
        return self.inner.allowed

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[Any]:
        parts = value.split(",")
        if len(parts) > MAXIMUM_VALUES:
            raise ValidationError(f"Must name at most {MAXIMUM_VALUES} values.")
        return list(dict.fromkeys(self.inner.deserialize(part) for part in parts))

    def json_schema(self) -> dict[str, Any]:
        return {
            "type": "array",
            "items": self.inner.json_schema(),
            "minItems": 1,
            "maxItems": MAXIMUM_VALUES,
        }


class IdOf(Field):
    """The id of a record of one of some objects; the query engine looks it up."""

    def __init__(self, description: str, objects: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(description, **kwargs)
        prefixes = "|".join(OBJECTS[name].prefix for name in objects)
        self.pattern = re.compile(f"({prefixes})(-[a-z0-9]+)+")
        self.objects = objects

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        if len(value) > MAXIMUM_ID or self.pattern.fullmatch(value) is None:
            raise ValidationError(f"Must be the id of a {' or '.join(self.objects)}.")
        return str(value)

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": MAXIMUM_ID, "pattern": f"^{self.pattern.pattern}$"}


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
    """A moment in UTC, `2026-01-31T12:00:00Z`, or a day."""

    FORM = re.compile(
        "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
        "(T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z)?"
    )

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        told = "Must be a day or a moment in UTC, such as 2026-01-31 or 2026-01-31T12:00:00Z"
        if self.FORM.fullmatch(value) is None:
            raise ValidationError(f"{told}.")
        try:
            datetime.fromisoformat(value.removesuffix("Z"))
        except ValueError as fault:
            raise ValidationError(f"{told}: {fault}.") from fault
        return str(value)

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{self.FORM.pattern}$"}
