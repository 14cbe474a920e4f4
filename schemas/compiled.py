"""Loading by straight-line code: what `schema.load` gives for valid input, made once a schema.

The code declines what it is not sure of, and then `schema.load` decides and words the faults: so a
fault is worded in one place, and what is valid costs a tenth.
"""

from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, missing
from marshmallow.decorators import POST_LOAD, PRE_LOAD, VALIDATES, VALIDATES_SCHEMA
from marshmallow.validate import Length

from .base import READ_ONLY, Record, References, Rows, none_twice
from .dates import PartialDate, bounds
from .fields import ID, MAXIMUM_ID, UNWRITABLE, Code, Flag, Integer, Matched, Number, Text, Verbatim
from .objects import OBJECTS
from .pointing import CIRCUMSTANCES, DATE_MEMBERS, Date, Reference
from .shared import Pointer

State = dict[str, Any]
Load = Callable[[Any], State]
Quick = Callable[[Any], State | None]
Lines = Iterator[str]
DATES_KEPT = 1 << 16
DECLINE = "return None"
MEMBERS_OF_DATE = frozenset(DATE_MEMBERS)


@cache
def loader(schema: Schema) -> Load:
    """`schema.load`, quick where the input is valid; raises ValidationError as it does."""
    quick = compile_load(schema)

    def load(data: Any) -> State:
        made = quick(data)
        return made if made is not None else dict(schema.load(data))

    return load


def compile_load(schema: Schema) -> Quick:
    """A function that gives the loaded state of valid input, and None for what it declines."""
    if not is_plain(schema):
        return lambda data: None
    known: dict[str, Any] = {
        "members": frozenset(schema.load_fields),
        "missing": missing,
        "ValidationError": ValidationError,
        "unwritable": UNWRITABLE.search,
        "is_id": ID.fullmatch,
        "load_date": load_date,
        "read_only": frozenset(READ_ONLY),
        "unknown": schema.unknown,
    }
    lines = ["def load(data):", *indented(body(schema, known))]
    exec("\n".join(lines), known)  # noqa: S102  # nosec B102  # our own text, made from our own declarations
    return known["load"]


def is_plain(schema: Schema) -> bool:
    """Whether a schema does nothing on loading that the compiled code does not know of."""
    hooks = schema._hooks
    checks = hooks[VALIDATES_SCHEMA]
    before = [getattr(type(schema), name) for name, *_ in hooks[PRE_LOAD]]
    return (
        schema.unknown == RAISE
        and not (schema.many or schema.partial or hooks[POST_LOAD] or hooks[VALIDATES])
        and before in ([], [Record.ignore_read_only])
        and not any(many or told.get("pass_original") for _, many, told in checks)
        and not any(each.data_key or each.attribute for each in schema.load_fields.values())
    )


def body(schema: Schema, known: dict[str, Any]) -> Lines:
    """The lines of the function: members in the order of the schema, then its own checks."""
    yield f"if type(data) is not dict: {DECLINE}"
    yield "if not data.keys() <= members:"
    if schema._hooks[PRE_LOAD]:
        yield "    data = {name: value for name, value in data.items() if name not in read_only}"
        yield f"    if not data.keys() <= members: {DECLINE}"
    else:
        yield f"    {DECLINE}"
    yield "get, made = data.get, {}"
    yield "try:"
    for number, (name, field) in enumerate(schema.load_fields.items()):
        yield f"    value = get({name!r}, missing)"
        yield from indented(member(name, field, number, known))
    for name, *_ in schema._hooks[VALIDATES_SCHEMA]:
        known[f"check_{name}"] = getattr(schema, name)
        yield f"    check_{name}(made, partial=None, many=False, unknown=unknown)"
    yield f"except ValidationError: {DECLINE}"
    yield "return made"


def member(name: str, field: fields.Field[Any], number: int, known: dict[str, Any]) -> Lines:
    """The lines that take one member: what is missing, null, or a value."""
    yield "if value is missing:"
    if field.required:
        yield f"    {DECLINE}"
    elif field.load_default is missing:
        yield "    pass"
    else:
        known[f"default_{number}"] = field.load_default
        call = "()" if callable(field.load_default) else ""
        yield f"    made[{name!r}] = default_{number}{call}"
    yield "elif value is None:"
    yield f"    made[{name!r}] = None" if field.allow_none else f"    {DECLINE}"
    yield "else:"
    yield from indented(value_lines(field, str(number), known))
    yield f"    made[{name!r}] = value"


def value_lines(field: fields.Field[Any], tag: str, known: dict[str, Any]) -> Lines:
    """The lines that check a value that is not null, and make it what it is loaded as."""
    if field.pre_load or field.post_load:
        yield from by_the_field(field, tag, known)
    elif type(field) in (Rows, References):
        yield from list_lines(field, tag, known)  # type: ignore[arg-type]
    elif field.validators:
        yield from by_the_field(field, tag, known)
    elif type(field) is Reference:
        prefixes = [OBJECTS[name].prefix for name in field.objects]
        known[f"prefixes_{tag}"] = frozenset(prefixes)
        yield "if type(value) is dict: value = value.get('id')"
        yield f"if type(value) is not str or len(value) > {MAXIMUM_ID}: {DECLINE}"
        yield f"if value[:3] not in prefixes_{tag} or is_id(value) is None: {DECLINE}"
    elif type(field) is Date:
        yield "value = load_date(value)"
        yield f"if value is None: {DECLINE}"
    elif type(field) is Number:
        yield "if type(value) is not int and type(value) is not float: return None"
        yield f"if not {field.minimum!r} <= value <= {field.maximum!r}: {DECLINE}"
        yield "value = float(value)"
    elif (condition := scalar_condition(field, tag, known)) is not None:
        yield f"if not ({condition}): {DECLINE}"
    else:
        yield from by_the_field(field, tag, known)


def by_the_field(field: fields.Field[Any], tag: str, known: dict[str, Any]) -> Lines:
    """The line that leaves a value to the field itself."""
    known[f"field_{tag}"] = field
    yield f"value = field_{tag}.deserialize(value)"


def list_lines(field: Rows | References, tag: str, known: dict[str, Any]) -> Lines:
    """The lines for a part: each row or reference, then what must hold of all."""
    yield f"if type(value) is not list: {DECLINE}"
    if isinstance(field, Rows):
        known[f"row_{tag}"] = compile_load(field.inner.schema)
        yield f"value = [row_{tag}(each) for each in value]"
    else:
        known[f"one_{tag}"] = compile_reference(field.inner)
        yield f"value = [one_{tag}(each) for each in value]"
    yield f"if None in value: {DECLINE}"
    for number, validator in enumerate(field.validators):
        yield validator_line(validator, f"{tag}_{number}", known)


def compile_reference(field: Reference) -> Callable[[Any], str | None]:
    """A function that gives the id of one reference, None for what is no reference."""
    known: dict[str, Any] = {"is_id": ID.fullmatch, "ValidationError": ValidationError}
    lines = ["try:", *indented(value_lines(field, "", known)), f"except ValidationError: {DECLINE}"]
    exec("\n".join(["def load(value):", *indented(lines), "    return value"]), known)  # noqa: S102  # nosec B102
    return known["load"]


def validator_line(validator: Any, tag: str, known: dict[str, Any]) -> str:
    """The line for a check of a whole list."""
    if type(validator) is Length and (validator.min, validator.equal) == (None, None):
        return f"if len(value) > {validator.max}: {DECLINE}"
    if validator is none_twice:
        return f"if len(set(value)) < len(value): {DECLINE}"
    known[f"validator_{tag}"] = validator
    return f"validator_{tag}(value)"


def scalar_condition(field: fields.Field[Any], tag: str, known: dict[str, Any]) -> str | None:
    """What must hold of a value that is loaded as it stands; None for a field of another kind."""
    if type(field) is Code:
        known[f"codes_{tag}"] = frozenset(field.vocabulary.codes)
        return f"type(value) is str and value in codes_{tag}"
    if type(field) is Integer:
        return f"type(value) is int and {field.minimum} <= value <= {field.maximum}"
    if type(field) is Flag:
        return "value is True or value is False"
    if type(field) in (Text, Verbatim, Matched, Pointer):
        return text_condition(field, tag, known)  # type: ignore[arg-type]
    return None


def text_condition(field: Text, tag: str, known: dict[str, Any]) -> str:
    """What must hold of a text: what is printable has no character that cannot be written."""
    found = f"type(value) is str and 0 < len(value) <= {field.maximum}"
    found += " and (value.isprintable() or unwritable(value) is None)"
    if type(field) is Verbatim:
        return f"{found} and value.strip()"
    found += " and value == value.strip()"
    if field.words:
        found += f" and len(value.split()) <= {field.words}"
    if isinstance(field, Matched):
        known[f"form_{tag}"] = field.pattern.fullmatch
        found += f" and form_{tag}(value) is not None"
    return f"value == '' or {found}" if type(field) is Pointer else found


def indented(lines: Any) -> Lines:
    """Lines one step to the right."""
    return (f"    {line}" for line in lines)


def load_date(value: Any) -> PartialDate | None:
    """A date from its text or an object; None for what is no date."""
    if type(value) is str:
        return date_of(value)
    if type(value) is not dict or not value.keys() <= MEMBERS_OF_DATE:
        return None
    text = value.get("value")
    made = date_of(text) if type(text) is str else None
    told = {name: value[name] for name in CIRCUMSTANCES if name in value}
    circumstances = load_circumstances(told) if made is not None else None
    if made is None or circumstances is None:
        return None
    return PartialDate(made.value, **circumstances)


@lru_cache(DATES_KEPT)
def date_of(text: str) -> PartialDate | None:
    """The date that a text alone tells, None for what is no date; dates come again and again."""
    try:
        bounds(text)
    except ValueError:
        return None
    return PartialDate(text)


load_circumstances: Quick = compile_load(Schema.from_dict(dict(CIRCUMSTANCES))(unknown=RAISE))
