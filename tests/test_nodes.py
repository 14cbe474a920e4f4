"""Whom to read from: the bookkeeping of servers, with a clock of the test's own."""

from typing import Any

import pytest

from api.database.nodes import Node, Nodes, Sight


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
