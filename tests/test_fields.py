"""The strict fields: what they take and refuse, and that what is loaded can be written again."""

from pathlib import Path
from typing import Any

import pytest
from marshmallow import Schema, ValidationError

from api.transfer.yaml_text import read_yaml
from schemas import SCHEMAS
from schemas.base import MAXIMUM_ROWS, READ_ONLY, plain
from schemas.dates import PartialDate
from schemas.fields import Code, Field, Flag, Integer, Number, Text, Verbatim
from schemas.objects import BY_COLLECTION
from schemas.pointing import Date, Reference
from schemas.shared import Pointer, language, sha256
from schemas.sources import country, url
from schemas.vocabulary.process import AGREEMENT_STAGE

ROOT = Path(__file__).resolve().parent.parent
SEED_FILES = [
    path.relative_to(ROOT)
    for folder in ("tests/world/seeds", "seeds")
    for path in sorted((ROOT / folder).rglob("*.yml"))
]
PARTY = {"id": "pty-norland", "name": "Norland", "kind": "state"}


def load(name: str, value: Any) -> dict[str, Any]:
    """A record loaded by the schema of its object."""
    return dict(SCHEMAS[name]().load(value))


def faults(name: str, value: Any) -> dict[str, Any]:
    """What the schema of an object says against a value."""
    with pytest.raises(ValidationError) as refused:
        load(name, value)
    return dict(refused.value.messages)


def refuses(field: Field, value: Any) -> str:
    """The first words with which a field refuses a value."""
    with pytest.raises(ValidationError) as refused:
        field.deserialize(value)
    return str(refused.value.messages[0])


@pytest.mark.parametrize(
    "value", [3.7, 3.0, "3", True, False, 10**30, -1, 2**31, [], {}, "", float("nan")]
)
def test_an_integer_is_a_whole_number_within_bounds(value: Any) -> None:
    assert refuses(Integer("x"), value) == f"Must be a whole number from 0 to {2**31 - 1}."


def test_an_integer_takes_its_bounds() -> None:
    field = Integer("x", minimum=2, maximum=4)
    assert [field.deserialize(value) for value in (2, 4)] == [2, 4]
    for value in (1, 5):
        assert refuses(field, value) == "Must be a whole number from 2 to 4."


@pytest.mark.parametrize(
    "value", ["1", True, 10**30, 90.1, float("nan"), float("inf"), float("-inf"), []]
)
def test_a_number_is_finite_and_within_bounds(value: Any) -> None:
    assert "Must be a number from -90 to 90" in refuses(Number("x", minimum=-90, maximum=90), value)


@pytest.mark.parametrize("value", ["yes", "true", 1, 0, "", [], "on"])
def test_a_flag_is_true_or_false(value: Any) -> None:
    assert refuses(Flag("x"), value) == "Must be true or false."


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (3, "Must be text."),
        (True, "Must be text."),
        (["a"], "Must be text."),
        ("a\x00b", "control characters"),
        ("a\x1bb", "control characters"),
        ("a\rb", "control characters"),
        ("a\x7fb", "control characters"),
        ("a\ud800b", "lone surrogates"),
        ("a\uffffb", "control characters"),
        ("", "Must not be empty"),
        (" a", "begin or end with a blank"),
        ("a ", "begin or end with a blank"),
        ("a\n", "begin or end with a blank"),
        ("\u00a0a", "begin or end with a blank"),
        ("a" * 21, "at most 20 characters"),
        ("a b c d e", "at most 4 words"),
    ],
)
def test_text_is_refused_with_the_reason(value: Any, told: str) -> None:
    assert told in refuses(Text("x", maximum=20, words=4), value)


@pytest.mark.parametrize(
    "value", ["NO", "Åland", "a\nb", "a\tb", "“so”", "Ղարաբաղ", "😀", "a" * 20]
)
def test_text_is_taken_as_it_is(value: str) -> None:
    assert Text("x", maximum=20, words=4).deserialize(value) == value


@pytest.mark.parametrize("value", ["a\x80b", "a\x85b", "a\x9fb"])
def test_the_upper_control_characters_are_refused(value: str) -> None:
    """U+0085 is a line break of YAML 1.1: what is written with it is read back as a blank."""
    assert "control characters" in refuses(Text("x"), value)


def test_what_is_quoted_from_a_document_has_at_most_twelve_words() -> None:
    position = {"key": "a", "title": "a b c d e f g h i j k l m"}
    told = faults("person", {"id": "per-a", "name": "A", "positions": [position]})
    assert told == {"positions": {0: {"title": ["Must have at most 12 words."]}}}


def test_spoken_words_keep_their_blanks() -> None:
    assert Verbatim("x").deserialize(" so, ") == " so, "
    assert all(refuses(Verbatim("x"), value) for value in ("  ", "", "a\x00", 3))


def test_a_code_lists_the_allowed() -> None:
    told = (
        "Must be one of: pre_negotiation, ceasefire, framework_partial, framework_comprehensive, "
        "implementation, renewal, other."
    )
    for value in ("Cea", "CEASEFIRE", "", 1, ["ceasefire"]):
        assert refuses(Code("x", AGREEMENT_STAGE), value) == told


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [
        (url("x"), "https://a.example/b?c#d", "ftp://a.example"),
        (url("x"), "http://a.example", "https://a.example/a b"),
        (country("x"), "NOR", "no"),
        (language("x"), "hy-Armn", "English"),
        (sha256("x"), "0" * 64, "A" * 64),
        (sha256("x"), "f" * 64, "f" * 63),
    ],
)
def test_text_of_a_fixed_form(field: Field, good: str, bad: str) -> None:
    assert field.deserialize(good) == good
    assert refuses(field, bad).startswith("Must be ")


def test_a_pointer_may_be_empty_and_has_slashes() -> None:
    field = SCHEMAS["party"]().fields["evidence"].inner.schema.fields["field"]
    assert isinstance(field, Pointer)
    assert [field.deserialize(value) for value in ("", "/a/b-1")] == ["", "/a/b-1"]
    for value in ("a", "/a/", "/A", "//", "/a b"):
        assert refuses(field, value) == "Must be a JSON Pointer such as /signed."


@pytest.mark.parametrize(
    "value",
    [
        "pty-norland",
        {"id": "pty-norland", "object": "party", "label": "Norland", "href": "/v1/x"},
        {**PARTY, "object": "party", "names": [], "revision": 3},
    ],
)
def test_a_reference_takes_id_stub_and_whole_record(value: Any) -> None:
    assert Reference("x", "party").deserialize(value) == "pty-norland"


@pytest.mark.parametrize(
    "value", ["per-ada", {"id": "per-ada"}, "xyz-ada", "pty", "pty-", "pty-A", "pty-a\n", 3, {}, []]
)
def test_a_reference_refuses_other_objects_and_what_is_no_id(value: Any) -> None:
    assert refuses(Reference("x", "party"), value).startswith("Must be the id of a ")


def test_a_reference_without_objects_takes_any() -> None:
    assert Reference("x").deserialize("top-a") == "top-a"
    assert "id of a record" in refuses(Reference("x"), "top-" + "a" * 200)


def test_a_date_is_text_or_an_object() -> None:
    told = {"value": "2020", "basis": "derived", "verbatim": "then", "anchor": "doc-a"}
    assert Date("x").deserialize("2020-11") == PartialDate("2020-11")
    assert Date("x").deserialize(told) == PartialDate("2020", "derived", "then", "doc-a")
    shown = Date("x").serialize("at", {"at": PartialDate("2020", "derived", "then", "doc-a")})
    assert Date("x").deserialize(shown) == PartialDate("2020", "derived", "then", "doc-a")


@pytest.mark.parametrize(
    "value", [2020, True, [], {}, {"value": 2020}, {"value": "2020", "when": "then"}, "2023-02-30"]
)
def test_a_date_refuses_what_is_none_and_unknown_members(value: Any) -> None:
    with pytest.raises(ValidationError):
        Date("x").deserialize(value)


@pytest.mark.parametrize(
    ("member", "value"), [("basis", "guessed"), ("verbatim", "a " * 13 + "a"), ("anchor", "x")]
)
def test_a_wrong_member_of_a_date_is_named(member: str, value: str) -> None:
    told = faults("conflict", {"started": {"value": "2020", member: value}})
    assert list(told["started"]) == [member]


def test_a_date_without_basis_is_stated_and_null_is_no_basis() -> None:
    assert Date("x").deserialize({"value": "2020"}) == PartialDate("2020", "stated")
    told = faults("conflict", {"started": {"value": "2020", "basis": None}})
    assert list(told["started"]) == ["basis"]


def test_unknown_members_are_refused() -> None:
    row = {"text": "N", "kind": "alias", "colour": "red"}
    assert faults("party", {**PARTY, "colour": "red"}) == {"colour": ["Unknown field."]}
    told = faults("party", {**PARTY, "names": [row]})
    assert told == {"names": {0: {"colour": ["Unknown field."]}}}


def test_read_only_members_are_ignored() -> None:
    given = {**PARTY, **dict.fromkeys(READ_ONLY, "anything")}
    assert load("party", given) == load("party", PARTY)


def test_what_is_no_object_is_refused() -> None:
    for value in (None, [], "pty-norland", 3):
        assert faults("party", value) == {"_schema": ["Invalid input type."]}


def test_a_part_has_at_most_five_hundred_rows() -> None:
    rows = [{"text": f"N{n}", "kind": "alias"} for n in range(MAXIMUM_ROWS + 1)]
    assert load("party", {**PARTY, "names": rows[:-1]})
    assert "Longer than maximum length 500" in str(faults("party", {**PARTY, "names": rows}))


@pytest.mark.parametrize("member", ["level", "modality"])
def test_where_there_is_a_default_null_is_refused(member: str) -> None:
    meeting = {"id": "mtg-a", "title": "A", "format": "talks", "status": "held"}
    assert load("meeting", meeting)[member] == "unknown"
    assert list(faults("meeting", {**meeting, member: None})) == [member]


@pytest.mark.parametrize("path", SEED_FILES, ids=str)
def test_what_is_loaded_is_written_again(path: Path) -> None:
    value = read_yaml((ROOT / path).read_text("utf-8"))
    schema: Schema = SCHEMAS[BY_COLLECTION[path.parent.name].name]()
    for record in value if isinstance(value, list) else [value]:
        assert plain(schema, schema.load(record)) == record
