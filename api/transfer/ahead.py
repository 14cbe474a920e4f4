"""Numbers of records by id while a load goes on, also of those that are named before they come."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from api.database import engine
from api.query.resource import Resource
from api.store import Unit, numbers_by_id
from schemas.objects import object_of

NUMBERS_KEPT = 50_000


@dataclass(frozen=True)
class Mention:
    """Where a record was first named, and the number it will have."""

    number: int
    file: str
    line: int
    pointer: str


class Numbers:
    """The numbers of records: those of the database, of which some are kept, and those promised.

    What is kept is bounded; what is promised is what was named and has not come yet.
    """

    def __init__(self, revision: Unit) -> None:
        self.revision = revision
        self.kept: dict[str, int] = {}
        self.promised: dict[str, Mention] = {}
        self.deferred: set[tuple[str, str]] = set()

    def present(self, ids: Iterable[str]) -> dict[str, int]:
        """The numbers of those of the ids that are in the database."""
        wanted = set(ids)
        found = {target: self.kept[target] for target in wanted & self.kept.keys()}
        looked_up = numbers_by_id(wanted - found.keys() - self.promised.keys())
        self.keep(looked_up)
        return found | looked_up

    def keep(self, numbers: Mapping[str, int]) -> None:
        """Keep numbers that are likely to be asked for again."""
        if len(self.kept) > NUMBERS_KEPT:
            self.kept.clear()
        self.kept.update(numbers)

    def arrive(self, target: str) -> int:
        """The number of a record that is added: the one promised, or the next."""
        mention = self.promised.pop(target, None)
        return mention.number if mention else self.revision.next_record()

    def promise(self, target: str, file: str, line: int, pointer: str) -> int:
        """The number that a record will have that is named before it comes."""
        if target not in self.promised:
            number = self.revision.next_record()
            self.promised[target] = Mention(number, file, line, pointer)
        return self.promised[target].number

    def defer(self, resource: Resource, pointer: str) -> None:
        """Let the key at a pointer be checked at commit."""
        key = column_at(resource, pointer)
        if key not in self.deferred:
            self.deferred.add(key)
            engine().defer_key(*key)

    def broken(self, name: str) -> list[tuple[str, Mention]]:
        """The promises of an object that were not kept, forgotten with this call."""
        found = [each for each in self.promised.items() if object_of(each[0]) == name]
        for target, _ in found:
            del self.promised[target]
        return found


def column_at(resource: Resource, pointer: str) -> tuple[str, str]:
    """Table and column of the reference at a JSON Pointer (rows by key) into a record."""
    steps = pointer.split("/")[1:]
    model, names = resource.model, steps
    if steps[0] in resource.part:
        part = resource.part[steps[0]]
        model, names = part.model, steps[2:] if part.shape else ["target"]
    field = model._meta.fields["_".join(names)]
    return model._meta.table_name, field.column_name
