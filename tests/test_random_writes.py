"""Random writes in small: after each, all that must hold does, and a broken guard is found."""

import pytest

from api.store import Unit
from bench.faults.ground import Ground
from bench.faults.random_writes import write
from tests.conftest import Databases

EXAMPLES = {"sqlite": 12, "postgresql": 4}
STEPS, SEED = 25, 7
FEW = 5


def test_random_writes_leave_all_that_must_hold(databases: Databases, engine_name: str) -> None:
    ground = Ground(databases.fresh(engine_name, "world"))
    assert write(ground, EXAMPLES[engine_name], STEPS, SEED) is None
    done = sum(number for status, number in ground.statuses.items() if status < 300)
    assert done > 0.6 * ground.statuses.total()
    assert {200, 201, 422} <= ground.statuses.keys()


@pytest.mark.parametrize("action", ["change", "merge"])
def test_a_change_that_is_not_noted_is_found(
    databases: Databases, monkeypatch: pytest.MonkeyPatch, action: str
) -> None:
    note = Unit.note

    def forgetful(unit: Unit, record: str, done: str, *told: object, **other: object) -> None:
        unit.begin()
        if done != action:
            note(unit, record, done, *told, **other)  # type: ignore[arg-type]

    monkeypatch.setattr(Unit, "note", forgetful)
    ground = Ground(databases.fresh("sqlite", "world"))
    found = write(ground, FEW, STEPS, SEED, shrink=False)
    assert found is not None
    assert "and has not noted it" in found


def test_search_text_that_is_left_as_it_was_is_found(
    databases: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.store.writing.follow_labels", lambda labels: set())
    ground = Ground(databases.fresh("sqlite", "world"))
    found = write(ground, FEW, STEPS, SEED, shrink=False)
    assert found is not None
    assert "is called" in found or "the search text of record" in found
