"""Compiled loading: the state that `schema.load` gives, or its refusal, for whatever comes."""

import copy
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marshmallow import Schema, ValidationError, fields, post_load, pre_load, validates

from api.query.shape import Shape
from api.resources import RESOURCES
from api.store import with_all_keys
from api.store.rows import compile_row, names_of
from api.transfer.files import read_seeds
from api.transfer.retired import RETIRED, is_retired
from schemas import SCHEMAS
from schemas.base import READ_ONLY, References, Row, Rows, Strict, references
from schemas.compiled import compile_load, loader
from schemas.fields import Flag, Text
from schemas.objects import BY_COLLECTION
from schemas.pointing import DATE_MEMBERS, Reference
from schemas.referring import ids_of
from tests.conftest import ROOT, WORLD

COMPILED: dict[str, Schema] = {name: schema() for name, schema in SCHEMAS.items()}
WRONG: list[Any] = [
    None, "", " ", "x",
    " x", "x ", "a\x00b", "\ud800", "a\nb", "é" * 3, "w " * 13 + "w", "z" * 6000,
    0, 1, -1, 2**31, 2**70, 1.0, 0.5, float("nan"), float("inf"), True, False, [], {}, [None], [1],
    (), "2020", "2020-13", "../2020", "2021/2020", "1", "٣", "pty-norland", "per-x", "doc-a",
    "PTY-A", "pty-", "pty-a\n", ["pty-a", "pty-a"], ["pty-a", "per-b"], {"id": "pty-a"},
    {"id": ["pty-a"]}, {"id": "pty-a", "object": "party", "more": 1}, {"value": "2020"},
    {"value": ["2020"]}, {"value": "2020", "basis": None}, {"value": "2020", "basis": "derived"},
    {"value": "2020", "anchor": "doc-a", "verbatim": "in the year"}, {"value": "2020", "else": 1},
    {"value": "2020", "precision": 3}, {"value": "2020", "verbatim": " "}, "quo-a-1", "stated",
    "spoken", "clause", "reported", "term", "f" * 64, "en", "FRA", "https://example.org/", "/title",
]  # fmt: skip


def examples() -> Iterator[tuple[Schema, dict[str, Any]]]:
    """Every record of the seeds and of the invented world, with its schema."""
    for folder in (ROOT / "seeds", WORLD / "seeds"):
        for entry in read_seeds(Path(folder)).entries:
            schema = COMPILED[BY_COLLECTION[entry.collection].name]
            yield (RETIRED if is_retired(entry.value) else schema), entry.value


EXAMPLES = list(examples())
BY_SCHEMA: dict[Schema, list[dict[str, Any]]] = {}
for known, value in EXAMPLES:
    BY_SCHEMA.setdefault(known, []).append(value)


def refused_or_loaded(load: Callable[[Any], Any], value: Any) -> Any:
    """What loading gives: a state in the order of its members, or messages."""
    try:
        return in_order(load(copy.deepcopy(value)))
    except ValidationError as error:
        return "refused", error.messages


def in_order(value: Any) -> Any:
    """A value in which the order of members counts, and a float is no whole number."""
    if isinstance(value, dict):
        return [(name, in_order(each)) for name, each in value.items()]
    if isinstance(value, list):
        return [in_order(each) for each in value]
    return type(value).__name__, value


def expect_same(schema: Schema, value: Any) -> None:
    """Compiled loading does what the schema does; what it takes, the schema takes."""
    expected = refused_or_loaded(schema.load, value)
    assert refused_or_loaded(loader(schema), value) == expected
    quick = compile_load_once(schema)(copy.deepcopy(value))
    assert quick is None or in_order(quick) == expected


QUICK: dict[Schema, Callable[[Any], Any]] = {}


def compile_load_once(schema: Schema) -> Callable[[Any], Any]:
    """The compiled code of a schema, without what it falls back on."""
    if schema not in QUICK:
        QUICK[schema] = compile_load(schema)
    return QUICK[schema]


def places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a value: the value itself, its members and items, theirs, and so on."""
    yield at
    if isinstance(value, (dict, list)):
        inner = value.items() if isinstance(value, dict) else enumerate(value)
        for step, each in inner:
            yield from places(each, (*at, step))


def mutated(value: Any, chance: random.Random, times: int) -> Any:
    """A value with some places changed: replaced, removed, doubled, or with one more member."""
    made = copy.deepcopy(value)
    for _ in range(times):
        at = chance.choice([each for each in places(made) if each] or [()])
        if not at:
            return chance.choice(WRONG)
        owner = made
        for step in at[:-1]:
            owner = owner[step]
        change(owner, at[-1], chance)
    return made


def change(owner: Any, step: Any, chance: random.Random) -> None:
    """Change one member or item of a value."""
    kind = chance.randrange(5)
    if kind == 0:
        del owner[step]
    elif kind == 1 and isinstance(owner, list):
        owner.append(copy.deepcopy(owner[step]))
    elif kind == 2 and isinstance(owner, dict):
        name = chance.choice([*READ_ONLY, *DATE_MEMBERS, "more", "key", "id", 5])
        owner[name] = copy.deepcopy(chance.choice(WRONG))
    elif kind == 3:
        other = chance.choice(EXAMPLES)[1]
        owner[step] = copy.deepcopy(chance.choice(list(other.values())))
    else:
        owner[step] = copy.deepcopy(chance.choice(WRONG))


def test_what_is_valid_is_loaded_by_the_compiled_code_alone() -> None:
    assert len(BY_SCHEMA) >= len(SCHEMAS)
    for schema, value in EXAMPLES:
        quick = compile_load_once(schema)(value)
        assert quick is not None, value["id"]
        assert in_order(quick) == in_order(dict(schema.load(value)))


@pytest.mark.parametrize("schema", BY_SCHEMA, ids=lambda schema: type(schema).__name__)
@given(seed=st.integers(0, 2**32), times=st.integers(1, 3))
@settings(max_examples=60, deadline=None)
def test_whatever_comes_is_loaded_or_refused_alike(schema: Schema, seed: int, times: int) -> None:
    chance = random.Random(seed)
    expect_same(schema, mutated(chance.choice(BY_SCHEMA[schema]), chance, times))


@pytest.mark.parametrize("schema", BY_SCHEMA, ids=lambda schema: type(schema).__name__)
def test_every_member_takes_and_refuses_alike(schema: Schema) -> None:
    value = BY_SCHEMA[schema][0]
    for wrong in WRONG:
        expect_same(schema, wrong)
        for name in [*schema.fields, "more", *READ_ONLY]:
            expect_same(schema, value | {name: wrong})


def test_what_an_answer_carries_is_ignored() -> None:
    schema, value = EXAMPLES[0]
    carried = value | dict.fromkeys(READ_ONLY, "x")
    assert compile_load_once(schema)(carried) == schema.load(value)


class Inner(Row):
    """A row with a check of its own kind of field."""

    told = fields.String()


class Odd(Strict):
    """Members of kinds that the compiled code leaves to the field."""

    text = Text("A text.", validate=lambda text: text.startswith("a"))
    plain = fields.Integer(load_default=lambda: 7)
    rows = Rows(Inner, "Rows.", "told")
    several = References("References.", "party")
    one = Reference("A reference.", "party", required=True)
    flag = Flag("A flag.", load_default=True, allow_none=False)


@pytest.mark.parametrize(
    "value",
    [
        {"one": "pty-a"},
        {"one": "pty-a", "text": "abc", "plain": "5", "rows": [{"told": "x"}], "several": []},
        {"one": "pty-a", "text": "bc"},
        {"one": "pty-a", "plain": "x"},
        {"one": "pty-a", "rows": [{"told": 5}]},
        {"one": "pty-a", "several": ["pty-a", None]},
        {"one": "per-a", "flag": 1},
    ],
)
def test_other_fields_are_asked_themselves(value: Any) -> None:
    expect_same(Odd(), value)


def test_schemas_that_do_more_are_left_to_themselves() -> None:
    class Before(Strict):
        name = Text("A name.")

        @pre_load
        def change(self, data: Any, **kwargs: Any) -> Any:
            return data | {"name": "changed"}

    class After(Strict):
        name = Text("A name.")

        @post_load
        def change(self, data: Any, **kwargs: Any) -> Any:
            return data | {"name": "changed"}

    class Member(Strict):
        name = Text("A name.")

        @validates("name")
        def refuse(self, value: str, data_key: str) -> None:
            raise ValidationError("Never.")

    class Renamed(Strict):
        name = Text("A name.", data_key="called")

    for schema in (Before(), After(), Member(), Renamed(), Renamed(partial=True)):
        assert compile_load(schema)({"name": "x"}) is None
        expect_same(schema, {"name": "x"})
        expect_same(schema, {"called": "x"})


def test_compiled_ids_are_the_references() -> None:
    for schema, value in EXAMPLES:
        state = loader(schema)(value)
        told = [target for _, target in references(schema, state)]
        assert sorted(ids_of(schema)(state)) == sorted(told)


def test_compiled_rows_are_those_of_the_shape() -> None:
    for schema, value in EXAMPLES:
        if schema is RETIRED:
            continue
        state = with_all_keys(dict(schema.load(value)))
        resource = next(each for each in RESOURCES.values() if each.kind.prefix == state["id"][:3])
        expect_same_row(resource.shape, state)
        for name, part in resource.part.items():
            for row in state.get(name) or () if part.shape else ():
                expect_same_row(part.shape, row)  # type: ignore[arg-type]


def expect_same_row(shape: Shape, state: dict[str, Any]) -> None:
    """The compiled row of a state is that of its shape; days are text."""
    numbers = {target: len(target) for _, target in references(shape.schema, state)}
    row = dict(zip(names_of(shape), compile_row(shape)(state, numbers), strict=True))
    expected = shape.row(state, numbers.__getitem__)
    assert row == {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in expected.items()
    }
