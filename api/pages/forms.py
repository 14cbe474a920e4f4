"""The fields of a form over a list, read from the parameters of its operation."""

from collections.abc import Iterable
from typing import NamedTuple

from api.http.endpoint import Endpoint
from schemas.query import IdOf, Many, Words
from schemas.vocabulary import VOCABULARIES

MEMBERS = {"topic": "topics"}
"""Parameters that are called otherwise than the member they ask about."""
BOUNDS = {"gte": "common.from", "lte": "common.until"}


class FormField(NamedTuple):
    """A field: the parameter it sends, how it is shown, the keys of its words, what it may hold.

    `form` is `words`, `record` (of one of `allowed`, which are objects), `choice` (of `allowed`,
    codes of a vocabulary) or `text`; `bound` says that it bounds a date.
    """

    name: str
    form: str
    label: str
    bound: str = ""
    allowed: tuple[str, ...] = ()
    vocabulary: str = ""


def fields_of(operation: Endpoint, names: Iterable[str]) -> list[FormField]:
    """The fields for some parameters of an operation."""
    return [field_of(operation, name) for name in names]


def field_of(operation: Endpoint, name: str) -> FormField:
    """The field for one parameter."""
    declared = operation.arguments.fields[name]
    taken = declared.inner if isinstance(declared, Many) else declared
    member, _, suffix = name.partition("__")
    own = member.rpartition(".")[2]
    label = f"fields.{MEMBERS.get(own, own)}"
    if isinstance(taken, Words):
        return FormField(name, "words", "common.words")
    if isinstance(taken, IdOf):
        return FormField(name, "record", label, allowed=taken.objects)
    allowed = tuple(getattr(taken, "allowed", ()))
    vocabulary = next((each.name for each in VOCABULARIES.values() if each.codes == allowed), "")
    if vocabulary:
        return FormField(name, "choice", label, allowed=allowed, vocabulary=vocabulary)
    return FormField(name, "text", label, bound=BOUNDS.get(suffix, ""))
