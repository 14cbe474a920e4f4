"""The strict fields of every schema: what they take, what they give, how they are documented.

marshmallow's own fields take `"3"`, `3.7`, `"yes"` and NUL; these take a value of their type or say
why not. Each field tells its JSON Schema by `json_schema()`, so that the documentation cannot
differ from the check.
"""

import re
from abc import ABC, abstractmethod
from typing import Any, TypeGuard

from marshmallow import ValidationError, fields

from .vocabulary import Vocabulary

ID = re.compile(r"[a-z]{3}(-[a-z0-9]+)+")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MAXIMUM_ID = 120
MAXIMUM_INTEGER = 2**31 - 1
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def is_id(value: Any) -> TypeGuard[str]:
    """Whether a value can be the id of a record."""
    return isinstance(value, str) and len(value) <= MAXIMUM_ID and ID.fullmatch(value) is not None


# The same as a pattern for the documentation of parts of an address: no blank at either end.
_INNER = r"\u0000-\u001f\u007f-\u009f\ufffd-\uffff"
WRITABLE = re.compile(rf"[^\s{_INNER}]([^{_INNER}]*[^\s{_INNER}])?")


class Field(fields.Field[Any], ABC):
    """A field that is null unless required, and describes itself."""

    def __init__(
        self, description: str, *, required: bool = False, example: Any = None, **kwargs: Any
    ) -> None:
        kwargs.setdefault("allow_none", not required and "load_default" not in kwargs)
        super().__init__(required=required, metadata={"description": description}, **kwargs)
        self.example = example

    @property
    def allowed(self) -> tuple[str, ...]:
        """All values there are, where they can be listed: what a wrong value is compared with."""
        return ()

    @abstractmethod
    def json_schema(self) -> dict[str, Any]:
        """The JSON Schema of a value that is not null."""


class Text(Field):
    """Text without control characters or surrounding blanks.

    `words` bounds what is quoted from a document.
    """

    def __init__(
        self, description: str, *, maximum: int = 2000, words: int | None = None, **kwargs: Any
    ) -> None:
        super().__init__(description, **kwargs)
        self.maximum, self.words = maximum, words

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        if not isinstance(value, str):
            raise ValidationError("Must be text.")
        fault = text_fault(value, self.maximum)
        if fault:
            raise ValidationError(fault)
        if self.words and len(value.split()) > self.words:
            raise ValidationError(f"Must have at most {self.words} words.")
        return value

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1, "maxLength": self.maximum}


def text_fault(value: str, maximum: int) -> str | None:
    """What is wrong with a text, or None."""
    if not value or value != value.strip():
        return "Must not be empty or begin or end with a blank."
    if len(value) > maximum:
        return f"Must have at most {maximum} characters."
    if UNWRITABLE.search(value):
        return "Must not contain control characters or lone surrogates."
    return None


class Verbatim(Text):
    """Words exactly as they stand between their marks, blanks at the ends included."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        if not isinstance(value, str) or not value.strip():
            raise ValidationError("Must be text.")
        fault = text_fault(f"|{value}|", self.maximum + 2)
        if fault:
            raise ValidationError(fault)
        return value


class Matched(Text):
    """Text of a fixed form."""

    def __init__(
        self, description: str, pattern: re.Pattern[str], form: str, **kwargs: Any
    ) -> None:
        super().__init__(description, **kwargs)
        self.pattern, self.form = pattern, form

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text: str = super()._deserialize(value, attr, data, **kwargs)
        if self.pattern.fullmatch(text) is None:
            raise ValidationError(f"Must be {self.form}.")
        return text

    def json_schema(self) -> dict[str, Any]:
        return super().json_schema() | {"pattern": f"^{self.pattern.pattern}$"}


def record_id(description: str, prefix: str) -> Matched:
    """The id of a record of one object, such as `pty-armenia`."""
    pattern = re.compile(prefix + r"(-[a-z0-9]+)+")
    return Matched(
        description, pattern, f"an id such as {prefix}-a-name", maximum=MAXIMUM_ID, required=True
    )


def key() -> Matched:
    """The key of a row: unique in its record and part, permanent."""
    return Matched(
        "Key of the row, unique in its part of the record and permanent; "
        "evidence and patches name the row by it. "
        "By default the id the row refers to, else its code and a number.",
        SLUG,
        "a slug such as killed-1",
        maximum=MAXIMUM_ID,
    )


class Code(Field):
    """A code of a controlled vocabulary."""

    def __init__(self, description: str, vocabulary: Vocabulary, **kwargs: Any) -> None:
        super().__init__(description, **kwargs)
        self.vocabulary = vocabulary

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        if not isinstance(value, str) or value not in self.vocabulary.codes:
            raise ValidationError(f"Must be one of: {', '.join(self.vocabulary.codes)}.")
        return value

    @property
    def allowed(self) -> tuple[str, ...]:
        return self.vocabulary.codes

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "enum": list(self.vocabulary.codes)}


class Integer(Field):
    """A whole number within bounds; never a float, text or Boolean."""

    def __init__(
        self, description: str, *, minimum: int = 0, maximum: int = MAXIMUM_INTEGER, **kwargs: Any
    ) -> None:
        super().__init__(description, **kwargs)
        self.minimum, self.maximum = minimum, maximum

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int:
        if type(value) is not int or not self.minimum <= value <= self.maximum:
            raise ValidationError(f"Must be a whole number from {self.minimum} to {self.maximum}.")
        return value

    def json_schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.minimum, "maximum": self.maximum}


class Number(Field):
    """A number within bounds; whole ones stay whole."""

    def __init__(self, description: str, *, minimum: float, maximum: float, **kwargs: Any) -> None:
        super().__init__(description, **kwargs)
        self.minimum, self.maximum = minimum, maximum

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> float:
        if type(value) not in (int, float) or not self.minimum <= value <= self.maximum:
            raise ValidationError(f"Must be a number from {self.minimum} to {self.maximum}.")
        return float(value)

    def _serialize(
        self, value: Any, attr: str | None, obj: Any, **kwargs: Any
    ) -> float | int | None:
        return int(value) if value is not None and value == int(value) else value

    def json_schema(self) -> dict[str, Any]:
        return {"type": "number", "minimum": self.minimum, "maximum": self.maximum}


class Flag(Field):
    """True or false."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> bool:
        if not isinstance(value, bool):
            raise ValidationError("Must be true or false.")
        return value

    def json_schema(self) -> dict[str, Any]:
        return {"type": "boolean"}
