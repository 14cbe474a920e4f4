"""The map: meetings and events by place, and what happened at one of them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import request
from marshmallow import Schema

from api.errors import Moved
from api.http.endpoint import Endpoint
from api.http.languages import language_of
from api.picturing.projection import WORLD
from api.picturing.world import BORDERS_NOTE
from api.query.facets import MOST_GROUPS
from schemas.fields import MAXIMUM_ID, Matched
from schemas.query import MAXIMUM_VALUES, Choice, Many

from . import naming
from .asking import Answer, Question, ask
from .atlas import Spot, drawn, mark_of, window_for
from .page import Page, Visit
from .windows import EXAMPLE, Window, moves, told

OBJECTS = ("meeting", "event")
COLLECTION = {"meeting": "meetings", "event": "events"}
SHARED = ("party", "started__gte", "started__lte", "date_match")
"""The parameters of the API that narrow meetings and events alike."""
OWN = {
    "object": Many("What is shown.", Choice("An object.", OBJECTS), example="meeting"),
    "place": Matched(
        "The place that is looked at.",
        re.compile("plc(-[a-z0-9]+)+"),
        "the id of a place such as plc-moscow",
        maximum=MAXIMUM_ID,
    ),
    "window": Window("What the map shows.", example=EXAMPLE),
}
BY_PLACE = {"group_by": "place", "place__null": "false"}
MOST_PLACES = 200
"""So many places are drawn, those where most happened."""
AT_A_PLACE = {"sort": "started", "limit": "25"}
FIELDS = ("object", "party", "started__gte", "started__lte")


def objects_of(visit: Visit) -> Sequence[str]:
    """What is shown: meetings, events, or both."""
    wanted = visit.own["object"] or OBJECTS
    return [each for each in OBJECTS if each in wanted]


def question(visit: Visit) -> Question:
    """What happened first in question: at the chosen place, else how much at every place."""
    first = objects_of(visit)[0]
    return at_place(visit, first) if visit.own["place"] else by_place(visit, first)


def by_place(visit: Visit, object_: str) -> Question:
    """How many meetings or events are known at each place."""
    operation = f"count{COLLECTION[object_].capitalize()}"
    return Question(operation, {**BY_PLACE, **visit.query})


def at_place(visit: Visit, object_: str) -> Question:
    """The meetings or events at the chosen place, in the order of time."""
    operation = f"list{COLLECTION[object_].capitalize()}"
    return Question(operation, {"place": visit.own["place"], **visit.query, **AT_A_PLACE})


def show(visit: Visit, answer: Answer) -> Mapping[str, Any]:
    """The picture, the same as a table, and what happened at the chosen place."""
    lists = listed(visit, answer) if visit.own["place"] else {}
    counts = {
        each: answer if answer.question == by_place(visit, each) else ask(by_place(visit, each))
        for each in objects_of(visit)
    }
    known = ranked(counts)
    numbers = whole(visit, counts, dict([*known.items()][:MOST_PLACES]))
    spots = located(numbers)
    chosen = place_of(visit.own["place"], spots) if visit.own["place"] else None
    bounds = window_for(spots, chosen, visit.own["window"])
    picture = drawn(spots, bounds, chosen)
    own = mark_of(chosen, picture.layers[0].marks) if chosen else None
    heaviest = next((each.point for each in spots if each.point), None)
    return {
        "picture": picture,
        "warnings": dict.fromkeys(each for some in counts.values() for each in warned(some)),
        "left_out": len(known) - len(numbers),
        "is_cut_off": any(map(is_cut_off, counts.values())),
        "unplaced": [each for each in spots if each.point is None and each.total],
        "spots": spots,
        "chosen": chosen,
        "beside": [each for each in own.spots if chosen and each.id != chosen.id] if own else [],
        "lists": lists,
        "moves": moves(bounds, heaviest),
        "world": told(WORLD) if bounds[2] - bounds[0] < WORLD[2] - WORLD[0] else None,
        "told": told,
        "objects": OBJECTS,
        "shown": objects_of(visit),
        "narrowing": visit.query,
        "collection": COLLECTION,
        "fields": FIELDS,
        "note": BORDERS_NOTE,
        "title": chosen.place["label"] if chosen else None,
    }


def listed(visit: Visit, answer: Answer) -> dict[str, Answer]:
    """What happened at the chosen place, by object; the page's own answer is the first."""
    first, *others = objects_of(visit)
    return {first: answer} | {each: ask(at_place(visit, each)) for each in others}


def ranked(counts: Mapping[str, Answer]) -> dict[str, dict[str, int]]:
    """How many of each object are known at each place, where most happened first."""
    found: dict[str, dict[str, int]] = {}
    for object_, answer in counts.items():
        for row in answer.data:
            found.setdefault(row["place"]["id"], {})[object_] = row["count"]
    return dict(sorted(found.items(), key=lambda each: (-sum(each[1].values()), each[0])))


def whole(
    visit: Visit, counts: Mapping[str, Answer], numbers: Mapping[str, Mapping[str, int]]
) -> dict[str, dict[str, int]]:
    """The same numbers with those that are missing because an answer was cut off."""
    found = {target: dict(known) for target, known in numbers.items()}
    for object_ in (name for name, answer in counts.items() if is_cut_off(answer)):
        asked = by_place(visit, object_)
        for some in batches([each for each in found if object_ not in found[each]]):
            for row in ask(replace(asked, query={**asked.query, "place": some})).data:
                found[row["place"]["id"]][object_] = row["count"]
    return found


def is_cut_off(answer: Answer) -> bool:
    """Whether there may be more places than an answer tells."""
    return len(answer.data) >= MOST_GROUPS


def warned(answer: Answer) -> Sequence[str]:
    """The warnings of an answer."""
    found: Sequence[str] = answer.meta["warnings"]
    return found


def batches(ids: Sequence[str]) -> list[str]:
    """As many ids as the API takes in one question, joined."""
    return [
        ",".join(ids[first : first + MAXIMUM_VALUES])
        for first in range(0, len(ids), MAXIMUM_VALUES)
    ]


def located(numbers: Mapping[str, Mapping[str, int]]) -> list[Spot]:
    """The places with what happened there, in the same order."""
    records: dict[str, Any] = {}
    for some in batches([*numbers]):
        asked = {"id": some, "limit": str(MAXIMUM_VALUES), "count": "none"}
        records |= {each["id"]: each for each in ask(Question("listPlaces", asked)).data}
    names = names_of(records.values())
    return [spot_of(records[target], names, known) for target, known in numbers.items()]


def names_of(records: Iterable[Mapping[str, Any]]) -> Mapping[str, str]:
    """The names of places in the reader's language: a picture holds no markup within its words."""
    return naming.names_in(language_of(request.environ), [list(records)])


def spot_of(
    record: Mapping[str, Any], names: Mapping[str, str], numbers: Mapping[str, int]
) -> Spot:
    """A place with what happened there."""
    name = names.get(record["id"], record["label"])
    return Spot(record, name, numbers.get("meeting", 0), numbers.get("event", 0))


def place_of(target: str, spots: Sequence[Spot]) -> Spot:
    """A place by its id; it may be one where nothing that is asked for happened, or be merged."""
    known = next((each for each in spots if each.id == target), None)
    if known:
        return known
    try:
        record = ask(Question("getPlace", path={"id": target})).data
    except Moved as moved:
        return place_of(moved.target, spots)
    return spot_of(record, names_of([record]), {})


def pages(operations: Mapping[str, Endpoint]) -> list[Page]:
    """The map."""
    counting = operations["countMeetings"]
    declared = type(counting.arguments)._declared_fields
    taken: dict[str, Any] = {name: declared[name] for name in SHARED}
    return [
        Page(
            path="/map",
            name="map",
            template="map.html",
            question=question,
            show=show,
            takes=replace(counting, arguments=Schema.from_dict(taken, name="MapQuery")()),
            own=OWN,
        )
    ]
