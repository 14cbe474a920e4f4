"""Reading records: one query for rows, one a part, one for all stubs, whatever a page holds."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from api.models import Record
from schemas.pointing import Stub, stub_json

from .parts import Rowset
from .resource import Resource
from .shape import State
from .statement import MOST_VALUES, PREPARED, Row, Statement, by_numbers, sized, slot

HEAD_COLUMNS = (
    Record.number,
    Record.id,
    Record.object,
    Record.label,
    Record.revision,
    Record.created_at,
    Record.updated_at,
)
Tree = dict[str, Any]


def tree_of(paths: Iterable[str]) -> Tree:
    """`["place", "signatories.party"]` as nested members."""
    tree: Tree = {}
    for path in paths:
        branch = tree
        for step in path.split("."):
            branch = branch.setdefault(step, {})
    return tree


def base_query(resource: Resource) -> Any:
    """The rows of a collection: the object's columns beside those of its record."""
    model = resource.model
    return model.select(*HEAD_COLUMNS, *resource.shape.columns).join(
        Record, on=(model.record == Record.number)
    )


def stubs_of(numbers: Iterable[int]) -> dict[int, Stub]:
    """The stubs of records by number."""
    columns = (Record.number, Record.id, Record.object, Record.label)
    found: dict[int, Stub] = {}
    for rows in by_numbers(
        "stubs",
        sorted(set(numbers)),
        lambda slots: Record.select(*columns).where(Record.number.in_(slots)),
    ):
        found.update((row[0], Stub(*row[1:])) for row in rows)
    return found


def numbers_by_id(ids: Iterable[str]) -> dict[str, int]:
    """The numbers of those of the ids that are records."""
    found: dict[str, int] = {}
    for rows in by_numbers(
        "numbers",
        sorted(set(ids)),
        lambda slots: Record.select(Record.id, Record.number).where(Record.id.in_(slots)),
    ):
        found.update(rows)
    return found


def slices(items: Sequence[Any]) -> Iterable[list[Any]]:
    """Items in lists that fit into one statement."""
    for start in range(0, len(items), MOST_VALUES):
        yield list(items[start : start + MOST_VALUES])


class Reader:
    """Reads records of all collections, with what was asked to be included."""

    def __init__(self, resources: Mapping[str, Resource]) -> None:
        self.resources = resources

    def states(
        self, resource: Resource, rows: Sequence[Mapping[str, Any]], shown: Iterable[str]
    ) -> list[State]:
        """The states of rows that `base_query` gave, with some of their parts."""
        numbers = [row["number"] for row in rows]
        parts = {name: resource.part[name].fetch(numbers) if numbers else {} for name in shown}
        stubs = stubs_of(self.numbers(resource, rows, parts))
        return [self.state(resource, row, parts, stubs) for row in rows]

    @staticmethod
    def numbers(
        resource: Resource, rows: Sequence[Mapping[str, Any]], parts: Mapping[str, Rowset]
    ) -> set[int]:
        """All records that the rows and their parts refer to."""
        found = resource.shape.numbers(rows)
        for name, rowset in parts.items():
            found.update(resource.part[name].numbers(rowset))
        return found

    @staticmethod
    def state(
        resource: Resource,
        row: Mapping[str, Any],
        parts: Mapping[str, Rowset],
        stubs: Mapping[int, Stub],
    ) -> State:
        """One record as a state: head, columns, parts."""
        made = {
            name: row[name]
            for name in ("id", "object", "label", "revision", "created_at", "updated_at")
        }
        made |= resource.shape.state(row, stubs)
        for name, rowset in parts.items():
            made[name] = resource.part[name].states(rowset.get(row["number"], []), stubs)
        return made

    def included(
        self,
        resource: Resource,
        rows: Sequence[Mapping[str, Any]],
        parts: Mapping[str, Rowset],
        stubs: Mapping[int, Stub],
        tree: Tree,
    ) -> dict[str, dict[int, Any]]:
        """The records to show whole, by the path of the reference and their number."""
        wanted: dict[str, tuple[set[int], Tree]] = {}
        for name, below in tree.items():
            if name in resource.shape.references:
                wanted[name] = {row[name] for row in rows if row[name] is not None}, below
                continue
            for inner in below:
                found = {
                    row[inner]
                    for owned in parts[name].values()
                    for row in owned
                    if row[inner] is not None
                }
                wanted[f"{name}.{inner}"] = found, below[inner]
        return {
            path: self.whole(numbers, stubs, below) for path, (numbers, below) in wanted.items()
        }

    def answers(
        self, resource: Resource, rows: Sequence[Mapping[str, Any]], tree: Tree
    ) -> list[dict[str, Any]]:
        """The records of rows that `base_query` gave as answers, with what is included."""
        numbers = [row["number"] for row in rows]
        shown = [name for name in resource.part if name in tree or name in resource.always]
        found = {name: resource.part[name].fetch(numbers) if numbers else {} for name in shown}
        stubs = stubs_of(self.numbers(resource, rows, found))
        whole = self.included(resource, rows, found, stubs, tree)
        told = {number: stub_json(stub) for number, stub in stubs.items()}
        parts = {
            name: resource.part[name].answers(rowset, told, below(whole, name))
            for name, rowset in found.items()
        }
        answer = resource.answer
        return [answer(row, told, whole, parts) for row in rows]

    @staticmethod
    def rows_of(resource: Resource, numbers: Sequence[int]) -> Iterator[list[Row]]:
        """The rows of records of one collection by number, some at a time."""
        number = resource.model.record
        for statement, some in sized(
            (resource.name, "rows"),
            numbers,
            lambda slots: base_query(resource).where(number.in_(slots)),
        ):
            yield statement.rows(some)

    def by_id(self, resource: Resource, target: str, tree: Tree) -> dict[str, Any] | None:
        """One record by its id as it is answered, or None where there is none."""
        statement = PREPARED.get(
            (resource.name, "by id"),
            lambda: Statement(base_query(resource).where(Record.id == slot(0))),
        )
        answers = self.answers(resource, statement.rows([target]), tree)
        return answers[0] if answers else None

    def by_resource(
        self, numbers: Iterable[int], stubs: Mapping[int, Stub]
    ) -> Iterator[tuple[Resource, list[int]]]:
        """The numbers of each collection, in order."""
        found: dict[str, list[int]] = defaultdict(list)
        for number in sorted(numbers):
            found[stubs[number].object].append(number)
        return ((self.resources[name], some) for name, some in found.items())

    def whole(
        self, numbers: Iterable[int], stubs: Mapping[int, Stub], tree: Tree
    ) -> dict[int, Any]:
        """Records by number as they are answered, whatever their objects."""
        return {
            number: answer
            for resource, some in self.by_resource(numbers, stubs)
            for number, answer in self.read_answers(resource, some, tree)
        }

    def read_answers(
        self, resource: Resource, numbers: Sequence[int], tree: Tree
    ) -> Iterator[tuple[int, dict[str, Any]]]:
        """Records of one collection by number as they are answered."""
        for rows in self.rows_of(resource, numbers):
            for row, answer in zip(rows, self.answers(resource, rows, tree), strict=True):
                yield row["number"], answer

    def full_states(self, numbers: Iterable[int]) -> dict[str, State]:
        """Records by id with all their parts: what history, export and comparison rest on."""
        stubs = stubs_of(numbers)
        return {
            state["id"]: state
            for resource, some in self.by_resource(stubs, stubs)
            for rows in self.rows_of(resource, some)
            for state in self.states(resource, rows, resource.part)
        }


def below(whole: Mapping[str, Mapping[int, Any]], name: str) -> dict[str, Mapping[int, Any]]:
    """Of the records to show whole, those that the rows of one part refer to, by the member."""
    start = f"{name}."
    return {
        path.removeprefix(start): records
        for path, records in whole.items()
        if path.startswith(start)
    }
