"""Whom to read from: the bookkeeping of servers, with a clock of the test's own."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from api.database.nodes import STATES_KEPT, Node, Nodes, Sight
from api.database.peeking import Peeking


class Peeked:
    """An engine that shows one state."""

    def __init__(self, revision: int) -> None:
        self.peeking, self.revision = self, revision

    def state(self) -> tuple[str, int]:
        return "epoch", self.revision


class World:
    """A primary and two replicas at some moment."""

    def __init__(self) -> None:
        self.now = 0.0
        one, two = Node("one", Peeked(5)), Node("two", Peeked(5))
        self.nodes = Nodes(Node("primary", Peeked(5)), [one, two], 10, clock=lambda: self.now)
        for node in self.nodes:
            self.see(node, 5)

    def see(self, node: Node, revision: int, **given: Any) -> None:
        self.nodes.saw(node, Sight("epoch", revision, **given), None)

    def names(self, at_least: int = 0) -> list[str]:
        return [node.name for node in self.nodes.to_read(at_least)]


@pytest.fixture
def world() -> World:
    return World()


def test_replicas_are_read_from_in_turn_and_the_primary_last(world: World) -> None:
    assert world.names() == ["one", "two", "primary"]
    assert world.names() == ["two", "one", "primary"]


def test_without_replicas_the_primary_is_read_from() -> None:
    alone = Nodes(Node("primary", Peeked(5)))
    assert alone.to_read() == [alone.primary]
    assert alone.state() == ("epoch", 5)
    assert alone.state(6) is None


def test_a_revision_that_a_replica_is_not_known_to_have_is_read_elsewhere(world: World) -> None:
    world.see(world.nodes.primary, 6)
    world.see(world.nodes.replicas[1], 6)
    assert world.names(6) == ["two", "primary"]
    assert world.names(7) == ["primary"]


def test_how_far_one_lies_behind_is_told_by_the_first_state_that_it_lacks(world: World) -> None:
    one = world.nodes.replicas[0]
    world.now = 100
    world.see(one, 5)
    assert one.lag_seconds == 0
    for revision in (6, 7):
        world.see(world.nodes.primary, revision)
        world.now += 4
    world.see(one, 5)
    assert one.lag_seconds == 8
    world.see(one, 6)
    assert one.lag_seconds == 4
    world.now += 7
    assert world.names() == ["primary"]
    world.see(one, 7)
    assert world.names() == ["one", "primary"]


def test_without_the_primary_the_furthest_is_read_from_however_late(world: World) -> None:
    one, two = world.nodes.replicas
    world.see(world.nodes.primary, 9)
    world.see(two, 7)
    world.now = 1000
    assert world.names() == ["primary"]
    world.nodes.saw(world.nodes.primary, None, "away")
    assert world.names() == ["two", "one", "primary"]
    world.nodes.saw(two, None, "away")
    assert world.names() == ["one", "primary"]
    assert world.names(6) == ["primary"]
    assert world.nodes.state(6) is None
    assert one.fault is None


def test_a_former_primary_is_not_believed(world: World) -> None:
    one = world.nodes.replicas[0]
    world.see(world.nodes.primary, 6, timeline="00000001")
    assert world.nodes.primary.fault is None
    world.see(one, 7, timeline="00000002")
    world.see(world.nodes.primary, 8, timeline="00000001")
    assert "former primary" in str(world.nodes.primary.fault)
    world.see(world.nodes.primary, 8, timeline="00000002")
    assert world.nodes.primary.fault is None


def test_revisions_that_were_lost_are_lacked_by_no_replica(world: World) -> None:
    for revision in (6, 7, 8):
        world.see(world.nodes.primary, revision)
    world.now = 100
    world.see(world.nodes.primary, 6)
    one, two = world.nodes.replicas
    world.see(one, 6)
    world.see(two, 5)
    assert one.lag_seconds == two.lag_seconds == 0
    world.now += 11
    assert world.names() == ["one", "primary"]


def test_a_replica_of_another_life_is_not_read_from_beside_the_primary(world: World) -> None:
    one, two = world.nodes.replicas
    world.nodes.saw(world.nodes.primary, Sight("another", 6), None)
    world.nodes.saw(one, Sight("another", 6), None)
    world.see(two, 7)
    assert world.names() == ["one", "primary"]
    world.nodes.saw(world.nodes.primary, None, "away")
    assert world.names() == ["one", "two", "primary"]


class Closed:
    """A connection that can be closed."""

    def close(self) -> None:
        """Close it."""


@pytest.fixture
def restless() -> Iterator[ThreadPoolExecutor]:
    """Threads that take turns after each step."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    with ThreadPoolExecutor(4) as threads:
        yield threads
    sys.setswitchinterval(usual)


def test_it_may_be_asked_while_it_is_looked(world: World, restless: ThreadPoolExecutor) -> None:
    for revision in range(6, STATES_KEPT):
        world.see(world.nodes.primary, revision)
    asked = [restless.submit(world.names) for _ in range(300)]
    for revision in range(STATES_KEPT, STATES_KEPT + 300):
        world.see(world.nodes.primary, revision)
    assert all(each.result()[-1] == "primary" for each in asked)


def test_several_may_close_what_is_looked_with(restless: ThreadPoolExecutor) -> None:
    peeking = Peeking(Closed)
    for _ in range(100):
        peeking.idle.extend(Closed() for _ in range(100))
        for each in [restless.submit(peeking.close) for _ in range(4)]:
            each.result()
    assert not peeking.idle
