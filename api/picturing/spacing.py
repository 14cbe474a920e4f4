"""Keeping circles apart and within a frame."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

Place = tuple[float, float]
ROUNDS = 60
NEGLIGIBLE = 0.02
TURN = math.pi * (3 - math.sqrt(5))


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle, in pixels from the upper left corner of the picture."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def within(self, place: Place, margin: float = 0) -> Place:
        """The nearest place in the frame that is `margin` away from its sides."""
        return (
            held(place[0], self.left + margin, self.right - margin),
            held(place[1], self.top + margin, self.bottom - margin),
        )


def held(value: float, least: float, most: float) -> float:
    """The value, or the bound that it passes; the middle where the bounds cross."""
    return (least + most) / 2 if least > most else min(max(value, least), most)


def spread(
    places: Mapping[str, Place], reach: Mapping[str, float], frame: Frame
) -> dict[str, Place]:
    """The places pushed apart until no two circles of these radii touch, or patience ends."""
    names = sorted(places)
    moved = {name: list(frame.within(places[name], reach[name])) for name in names}
    widest = max(reach.values(), default=0)
    for _ in range(ROUNDS):
        names.sort(key=lambda name: moved[name][0])
        if not pushed(names, moved, reach, widest):
            break
        for name in names:
            moved[name][:] = frame.within((moved[name][0], moved[name][1]), reach[name])
    return {name: (x, y) for name, (x, y) in moved.items()}


def pushed(
    names: Sequence[str], moved: dict[str, list[float]], reach: Mapping[str, float], widest: float
) -> bool:
    """Push apart once all that touch, told from left to right; whether any did."""
    any_touched = False
    for index, name in enumerate(names):
        here, own = moved[name], reach[name]
        for other in names[index + 1 :]:
            there = moved[other]
            if there[0] - here[0] > own + widest:
                break
            any_touched |= parted(here, there, own + reach[other], index)
    return any_touched


def parted(here: list[float], there: list[float], least: float, index: int) -> bool:
    """Move both ends away from each other, each half of what is missing; whether any was."""
    dx, dy = there[0] - here[0], there[1] - here[1]
    if abs(dy) >= least or (apart := math.hypot(dx, dy)) >= least - NEGLIGIBLE / 2:
        return False
    if apart < NEGLIGIBLE:
        dx, dy, apart = math.cos(index * TURN), math.sin(index * TURN), 1.0
        share = least / 2
    else:
        share = (least - apart) / 2 / apart
    here[0] -= dx * share
    here[1] -= dy * share
    there[0] += dx * share
    there[1] += dy * share
    return True


def seated(
    places: Mapping[str, Place], reach: Mapping[str, float], frame: Frame
) -> dict[str, Place]:
    """Each place, or the nearest free one, the largest circles first; no two circles touch.

    A place is always free while all circles, drawn as large as the largest, cover less than
    some 0.22 of where their centres may be: else circles of twice their radius would cover it.
    """
    cell = 2 * max(reach.values(), default=1) or 1
    taken: dict[tuple[int, int], list[tuple[float, float, float]]] = {}
    seats = {}
    for name in sorted(places, key=lambda name: (-reach[name], name)):
        for x, y in nearby(places[name], reach[name], frame):
            column, row = int(x // cell), int(y // cell)
            if is_free(x, y, reach[name], taken, column, row):
                break
        seats[name] = (x, y)
        taken.setdefault((column, row), []).append((x, y, reach[name]))
    return seats


def is_free(
    x: float,
    y: float,
    radius: float,
    taken: Mapping[tuple[int, int], list[tuple[float, float, float]]],
    column: int,
    row: int,
) -> bool:
    """Whether a circle touches none of those in the cells around."""
    return not any(
        math.hypot(x - other_x, y - other_y) < radius + other_radius - NEGLIGIBLE
        for near_column in (column - 1, column, column + 1)
        for near_row in (row - 1, row, row + 1)
        for other_x, other_y, other_radius in taken.get((near_column, near_row), ())
    )


def nearby(place: Place, radius: float, frame: Frame) -> Iterator[Place]:
    """The place and others on a spiral around it, to the corners of the frame."""
    farthest = frame.width + frame.height
    for step in count():
        away = radius * 0.4 * math.sqrt(step)
        angle = step * TURN
        yield frame.within(
            (place[0] + away * math.cos(angle), place[1] + away * math.sin(angle)), radius
        )
        if away > farthest:
            return
