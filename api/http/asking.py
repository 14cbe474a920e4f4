"""Query strings: checked by the endpoint's schema, every fault named with what would be right."""

from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import unquote_to_bytes

from flask import Request, request
from marshmallow import Schema, ValidationError, missing

from api.errors import (
    BAD_REQUEST,
    INVALID_PARAMETER,
    UNKNOWN_PARAMETER,
    Problem,
    fault,
    nearest,
)

from .endpoint import Endpoint

MOST_PARAMETERS = 200
LONGEST_NAME = 100
MOST_FAULTS = 10


def arguments_of(request: Request, schema: Schema) -> dict[str, Any]:
    """The checked arguments of a request, with defaults; raises a Problem naming every fault."""
    given = query_of(request)
    strange = [name for name in given if name not in schema.fields]
    if strange:
        faults = [unknown(name, schema) for name in strange[:MOST_FAULTS]]
        names = ", ".join(each["name"] for each in faults)
        more = f" and {len(strange) - MOST_FAULTS} more" if len(strange) > MOST_FAULTS else ""
        told = f"There is no parameter {names}{more} here."
        raise Problem(UNKNOWN_PARAMETER, told, faults)
    return checked(given, schema)


def checked(given: Mapping[str, str], schema: Schema) -> dict[str, Any]:
    """The values of parameters, with defaults; raises a Problem naming every one that is wrong.

    Only what is given or has a default is looked at, and a name with a point stays one name: both
    are otherwise in `Schema.load`.
    """
    found: dict[str, Any] = {}
    faults: dict[str, Any] = {}
    for name in (*given, *(each for each in always_loaded(schema) if each not in given)):
        field = schema.fields[name]
        try:
            value = field.deserialize(given.get(name, missing), name, given)
        except ValidationError as error:
            faults[name] = error.messages
            continue
        if value is not missing:
            found[name] = value
    if faults:
        raise invalid_arguments(given, schema, faults)
    return found


@cache
def always_loaded(schema: Schema) -> tuple[str, ...]:
    """The parameters that have a default or must be given."""
    return tuple(
        name
        for name, field in schema.fields.items()
        if field.required or field.load_default is not missing
    )


def check_path(endpoint: Endpoint, path: Mapping[str, str]) -> None:
    """Raise a Problem for a part of the address that its parameter does not take."""
    for name, value in path.items():
        try:
            endpoint.parameters[name].field.deserialize(value)
        except ValidationError as error:
            told = " ".join(flat(error.messages))
            detail = f"The {name} in the address cannot be used: {told}"
            raise Problem(BAD_REQUEST, detail, [fault("path", name, told)]) from error


def query_of(request: Request) -> dict[str, str]:
    """The query string as names and values; a Problem for too many, a double one, no UTF-8."""
    if not request.query_string:
        return {}
    try:
        unquote_to_bytes(request.query_string).decode()
    except UnicodeDecodeError as error:
        raise Problem(BAD_REQUEST, "The query string is not UTF-8.") from error
    count = request.query_string.count(b"&") + 1
    if count > MOST_PARAMETERS:
        told = f"There are {count} parameters; an address may have at most {MOST_PARAMETERS}."
        raise Problem(BAD_REQUEST, told)
    args = request.args
    repeated = [name for name in args if len(args.getlist(name)) > 1]
    if repeated:
        told = "is given more than once; several values are joined by commas."
        faults = [fault("query", name[:LONGEST_NAME], told) for name in repeated[:MOST_FAULTS]]
        raise Problem(
            INVALID_PARAMETER, f"The parameter {repeated[0][:LONGEST_NAME]} {told}", faults
        )
    return args.to_dict()


def unknown(name: str, schema: Schema) -> dict[str, Any]:
    """The fault of a parameter that does not exist."""
    known = sorted(schema.fields)
    told = f"is no parameter of this address; there are {', '.join(known)}."
    if not known:
        told = "is no parameter: this address takes none."
    near = nearest(name, known) if len(name) <= LONGEST_NAME else None
    return fault("query", name[:LONGEST_NAME], told, near=near)


def invalid_arguments(given: Mapping[str, str], schema: Schema, told: Mapping[str, Any]) -> Problem:
    """The Problem of values that cannot be used; `told` are the messages of each parameter."""
    faults = []
    for name, messages in told.items():
        detail = " ".join(flat(messages))
        value = given.get(name, "")
        allowed = getattr(schema.fields.get(name), "allowed", ())
        wrong = (
            next((part for part in value.split(",") if part not in allowed), value)
            if allowed
            else value
        )
        faults.append(fault("query", name, detail, value=value[:200], near=nearest(wrong, allowed)))
    names = ", ".join(each["name"] for each in faults)
    return Problem(INVALID_PARAMETER, f"The value of {names} cannot be used.", faults)


def flat(messages: Any) -> list[str]:
    """The messages of a field, however deep."""
    if isinstance(messages, Mapping):
        return [told for inner in messages.values() for told in flat(inner)]
    if isinstance(messages, list):
        return [told for inner in messages for told in flat(inner)]
    return [str(messages)]


def refuse_without_host() -> None:
    """Refuse a request without a host: links could not be made."""
    if not request.host:
        raise Problem(BAD_REQUEST, "The Host header is missing or is no host.")
