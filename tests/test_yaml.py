"""YAML shaped like JSON: what is read as what, what is refused in which line, one way to write."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.transfer.check import check
from api.transfer.files import read_seeds
from api.transfer.yaml_text import NotPlain, read_yaml, write_yaml
from schemas.shared import LARGEST_FIGURE
from tests.conftest import WORLD

CHARACTERS = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
TEXTS = st.text(CHARACTERS, max_size=40) | st.text("ab \n\t'\"#:-?[{,&*!|>%@`\\", max_size=300)
NUMBERS = st.integers(-(10**20), 10**20) | st.floats(-LARGEST_FIGURE, LARGEST_FIGURE)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(CHARACTERS, max_size=20), inner, max_size=4)
    ),
    max_leaves=12,
)
RECORDS = st.dictionaries(TEXTS, VALUES, max_size=5) | st.lists(VALUES, max_size=5)


@pytest.mark.parametrize(
    "text",
    [
        *("NO", "no", "Yes", "on", "off", "True", "FALSE", "Null", "NULL", "~", "y", "<<", "="),
        *(".inf", ".nan", "2020-11-10", "2020-11", "2001-12-14T21:59:43Z", "..", "../2020"),
        *("1:30", "190:20:30", "012", "0o7", "0x1F", "1_000", "+1", "1e5", ".5", "1.", "1,200"),
    ],
)
def test_what_json_has_not_is_text(text: str) -> None:
    assert read_yaml(f"country: {text}\n") == {"country": text}
    assert write_yaml({"country": text}) == f"country: {text}\n"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("-12", -12),
        ("1200", 1200),
        ("60.5", 60.5),
        ("-0.25", -0.25),
        ("true", True),
        ("false", False),
        ("null", None),
        ("'1998'", "1998"),
        ("'true'", "true"),
        ("'null'", "null"),
        ("'60.5'", "60.5"),
    ],
)
def test_integers_decimals_true_false_and_null(text: str, value: Any) -> None:
    read = read_yaml(f"a: {text}\n")["a"]
    assert (read, type(read)) == (value, type(value))
    assert write_yaml({"a": value}) == f"a: {text}\n"


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("a: 1\nb: &x 1\n", 2, "anchors and aliases"),
        ("a: 1\nb:\n  - *x\n", 3, "anchors and aliases"),
        ("a: 1\n&x b: 1\n", 2, "anchors and aliases"),
        ("a: 1\n<<: *x\n", 2, "anchors and aliases"),
        ("a: !!str 5\n", 1, "tags are not allowed"),
        ("a: 1\nb: ! 5\n", 2, "tags are not allowed"),
        ("a: 1\nb: !!python/object/apply:os.getcwd []\n", 2, "tags are not allowed"),
        ("a: 1\nb: 2\na: 3\n", 3, "the member a stands twice"),
        ("a:\n  - b: 1\n    b: 1\n", 3, "the member b stands twice"),
        ("a: {b: 1, b: 2}\n", 1, "the member b stands twice"),
        ("1: a\n'1': b\n", 2, "the member 1 stands twice"),
        ("a: 1\nb: c: d\n", 2, "mapping values are not allowed"),
        ("a: 1\nb: [1, 2\n", 3, "expected ',' or ']'"),
        ("a: 1\n\tb: 2\n", 2, "cannot start any token"),
        ("a: 1\nb: 'x\n", 3, "unexpected end of stream"),
        ("a: 1\n- b\n", 2, "expected <block end>"),
        ("a: 1\nb: @x\n", 2, "cannot start any token"),
        ("a: 1\n---\nb: 1\n", 2, "another document"),
        ("a: 1\nb: \x00\n", 2, "unacceptable character"),
        ("a: 1\nb: \x1b\n", 2, "unacceptable character"),
        (f"a: 1\nb: {'9' * 5000}\n", 2, ""),
        ("a: 1\n? [b]\n: 2\n", 2, ""),
        ("a: 1\n? {b: 1}\n: 2\n", 2, ""),
    ],
)
def test_what_json_cannot_say_is_refused_with_its_line(text: str, line: int, told: str) -> None:
    with pytest.raises(NotPlain) as refused:
        read_yaml(text)
    assert told in str(refused.value)
    assert str(refused.value).startswith(f"line {line}: ")


@pytest.mark.parametrize("text", ["1", "true", "null", "1.5", "NO"])
def test_names_of_members_are_text(text: str) -> None:
    assert read_yaml(f"{text}: a\n") == {text: "a"}


@pytest.mark.parametrize("start", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_is_a_fault_and_no_crash(start: str) -> None:
    with pytest.raises(NotPlain):
        read_yaml(start * 20_000)


def test_deep_nesting_in_a_file_is_a_fault(seeds: Path) -> None:
    for depth in (50, 100, 200, 20_000):
        (seeds / "topics" / f"top-{depth}.yml").write_text(
            f"id: top-{depth}\nname: A\nx: {'[' * depth}{']' * depth}\n"
        )
    told = {fault.file for fault in check(read_seeds(seeds)).faults}
    assert told == {f"topics/top-{depth}.yml" for depth in (50, 100, 200, 20_000)}


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """A copy of the seeds of the invented world."""
    return shutil.copytree(WORLD / "seeds", tmp_path / "seeds")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: Peace\n", "name: 'Peace'\n"),
        ("name: Peace\n", 'name: "Peace"\n'),
        ("name: Peace\n", "name:   Peace\n"),
        ("name: Peace\n", "name: Peace"),
        ("name: Peace\n", "name: Peace\n\n"),
        ("name: Peace\n", "name: Peace\r\n"),
        ("id: top-peace\nname: Peace\n", "name: Peace\nid: top-peace\n"),
        ("id: top-peace\nname: Peace\n", "{id: top-peace, name: Peace}\n"),
        ("id: top-peace\n", "---\nid: top-peace\n"),
        ("id: top-peace\n", "\ufeffid: top-peace\n"),
        ("name: Peace\n", "name: Peace\nbroader: null\n"),
        ("name: Peace\n", "name: Peace\nnames: []\n"),
    ],
)
def test_other_ways_to_write_are_noticed(seeds: Path, old: str, new: str) -> None:
    path = seeds / "topics" / "top-peace.yml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_bytes(text.replace(old, new).encode())
    faults = [str(fault) for fault in check(read_seeds(seeds)).faults]
    way = "is not written in the one way; flask seeds format writes it so."
    assert faults == [f"topics/top-peace.yml: {way}"]


@pytest.mark.parametrize("text", ["a: 1\nb: x # y\n", "a: 1\n# y\nb: x\n", "a: 1\nb: x\n\n#"])
def test_a_comment_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(NotPlain, match=r"line [234]: comments are not allowed"):
        read_yaml(text)


@pytest.mark.parametrize("text", ["a: b#c\n", "a: '# b'\n", "a: |\n  # b\n", 'a: "x # y"\n'])
def test_a_mark_inside_a_text_is_no_comment(text: str) -> None:
    assert "#" in read_yaml(text)["a"]


def test_a_file_that_is_not_utf_8_is_a_fault(seeds: Path) -> None:
    (seeds / "topics" / "top-peace.yml").write_bytes("id: top-peace\nname: Krí\n".encode("latin-1"))
    faults = [fault for fault in check(read_seeds(seeds)).faults if "utf-8" in fault.detail]
    assert [fault.file for fault in faults] == ["topics/top-peace.yml"]


def test_lists_are_indented_and_lines_folded() -> None:
    text = write_yaml({"a": [{"b": "word " * 29 + "word"}, {"c": []}]})
    assert text.startswith("a:\n  - b: word word")
    assert text.endswith("\n  - c: []\n")
    assert text.count("\n") == 4


def test_letters_of_all_scripts_are_written_as_they_are() -> None:
    assert write_yaml({"name": "Ղարաբաղ “Åland” 😀"}) == "name: Ղարաբաղ “Åland” 😀\n"


HARD_NUMBERS = [0.00001, -0.00005, 5e-324, 0.1, 1.5, 123456.789, 999999999999999.9, 10**30, -1]
HARD_TEXTS = [
    *("a\u2028b", "a\u2029b", "\ufeffa", "\u00a0", "a\x7fb", "a\x80b", "\U0010ffff", "a\tb", ""),
    *(" ", "\n", "a\n", "\na", "a\n\n b", "null\n", "1\n", "a  " * 60, "'" * 120),
]


@pytest.mark.parametrize("value", HARD_NUMBERS + HARD_TEXTS)
def test_hard_values_come_back(value: Any) -> None:
    assert read_yaml(write_yaml({"a": value, "b": [value]})) == {"a": value, "b": [value]}


@given(RECORDS)
@settings(derandomize=True, deadline=None, max_examples=400)
def test_what_is_written_is_read_alike(value: Any) -> None:
    """All that a record may hold: numbers up to a figure's, texts without control characters.

    Of those PyYAML loses U+0085 alone, which it writes as a line break and reads as a blank.
    """
    text = write_yaml(value)
    assert json.dumps(read_yaml(text)) == json.dumps(value)
    assert write_yaml(read_yaml(text)) == text
