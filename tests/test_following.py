"""A second Parley that follows the changes of a first one ends with exactly its records."""

from typing import Any

import pytest

from bench.faults.following import Follower, NotFollowed, followed
from tests.conftest import Databases

OTHER = {"sqlite": "postgresql", "postgresql": "sqlite"}
WRITES, SEED = 60, 7


def test_who_follows_ends_with_the_same_records(databases: Databases, engine_name: str) -> None:
    source = databases.fresh(engine_name, "world")
    found = followed(source, databases.fresh(OTHER[engine_name], "empty"), WRITES, SEED)
    assert found.faults == []
    (row,) = found.rows
    assert (row["writes"], row["differences"]) == (str(WRITES), "0")
    assert int(row["changes followed"]) > WRITES // 2


def test_a_follower_that_forgets_to_withdraw_is_found(
    databases: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = Follower.act

    def forgetful(follower: Follower, action: str, target: str, *other: Any) -> None:
        if action != "withdraw":
            act(follower, action, target, *other)

    monkeypatch.setattr(Follower, "act", forgetful)
    source, copy = databases.fresh("sqlite", "world"), databases.fresh("sqlite", "empty")
    try:
        found = followed(source, copy, WRITES, SEED).faults
    except NotFollowed as fault:
        found = [str(fault)]
    assert found
