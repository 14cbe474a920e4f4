"""Answers made straight from rows are what the schemas dump of the same records' states."""

from collections.abc import Callable

import pytest
from flask import Flask

from api.database import snapshot
from api.models import Record
from api.query.reading import tree_of
from api.resources import READER, RESOURCES


@pytest.mark.parametrize("content", ["world", "seeds"])
def test_every_record_is_answered_as_its_state_is_dumped(
    make_app: Callable[[str], Flask], content: str
) -> None:
    make_app(content)
    compared = 0
    with snapshot():
        for resource in RESOURCES.values():
            query = Record.select(Record.number).where(Record.object == resource.object)
            numbers = [number for (number,) in query.tuples()]
            states = READER.full_states(numbers)
            tree = tree_of(resource.part)
            for _, answer in READER.read_answers(resource, numbers, tree):
                dumped = resource.schema.dump(states[answer["id"]])
                assert answer == dumped
                assert list(answer) == list(dumped)
                compared += 1
    assert compared > 25
