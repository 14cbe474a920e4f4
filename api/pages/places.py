"""The map: meetings and events by place, and what happened at one of them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from marshmallow import Schema

from api.errors import Moved
from api.http.endpoint import Endpoint
from api.picturing.projection import WORLD
from api.query.facets import MOST_GROUPS
from schemas.fields import MAXIMUM_ID, Matched
from schemas.query import MAXIMUM_VALUES, Choice, Many
from schemas.vocabulary.process import TOOK_PLACE

from .asking import Answer, Question, ask
from .atlas import Spot, drawn, window_for
from .page import Page, Visit
from .rendering import CURRENT
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
    "status": Choice(
        "What counts: meetings that were held and events told as facts (held), or also what was "
        "planned, put off, offered, refused or alleged (any).",
        ("held", "any"),
        example="any",
    ),
    "window": Window("What the map shows.", example=EXAMPLE),
}
BY_PLACE = {"group_by": "place", "place__null": "false"}
MOST_PLACES = 200
"""So many places are drawn, those where most happened."""
AT_A_PLACE = {"sort": "started", "limit": "25"}
FIELDS = ("object", "party", "started__gte", "started__lte", "status")


def objects_of(visit: Visit) -> Sequence[str]:
    """What is shown: meetings, events, or both."""
    wanted = visit.own["object"] or OBJECTS
    return [each for each in OBJECTS if each in wanted]


def narrowing(visit: Visit, object_: str) -> dict[str, str]:
    """What meetings or events are narrowed by: what is asked, and that they took place."""
    if visit.own["status"] == "any":
        return dict(visit.query)
    return {**visit.query, "status": TOOK_PLACE[object_]}


def question(visit: Visit) -> Question:
    """What happened first in question: at the chosen place, else how much at every place."""
    first = objects_of(visit)[0]
    return at_place(visit, first) if visit.own["place"] else by_place(visit, first)


def by_place(visit: Visit, object_: str) -> Question:
    """How many meetings or events are known at each place."""
    operation = f"count{COLLECTION[object_].capitalize()}"
    return Question(operation, {**BY_PLACE, **narrowing(visit, object_)})


def at_place(visit: Visit, object_: str) -> Question:
    """The meetings or events at the chosen place, in the order of time."""
    operation = f"list{COLLECTION[object_].capitalize()}"
    narrowed = narrowing(visit, object_)
    return Question(operation, {"place": visit.own["place"], **narrowed, **AT_A_PLACE})


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
    heaviest = next((each.point for each in spots if each.point), None)
    return {
        "draw": partial(drawn, spots, bounds, chosen, name_of),
        "counts": counts.values(),
        "left_out": len(known) - len(numbers),
        "is_cut_off": any(map(is_cut_off, counts.values())),
        "unplaced": [each for each in spots if each.point is None and each.total],
        "spots": spots,
        "chosen": chosen,
        "lists": lists,
        "moves": moves(bounds, heaviest),
        "world": told(WORLD) if bounds[2] - bounds[0] < WORLD[2] - WORLD[0] else None,
        "told": told,
        "objects": OBJECTS,
        "shown": objects_of(visit),
        "narrowing": {each: narrowing(visit, each) for each in OBJECTS},
        "collection": COLLECTION,
        "fields": FIELDS,
        "title": None,
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
    return [
        Spot(records[target], known.get("meeting", 0), known.get("event", 0))
        for target, known in numbers.items()
    ]


def name_of(place: Mapping[str, Any]) -> str:
    """The name of a place in the reader's language: a picture holds no markup within its words."""
    return CURRENT.get().name(place)


def place_of(target: str, spots: Sequence[Spot]) -> Spot:
    """A place by its id; it may be one where nothing that is asked for happened, or be merged."""
    known = next((each for each in spots if each.id == target), None)
    if known:
        return known
    try:
        record = ask(Question("getPlace", path={"id": target})).data
    except Moved as moved:
        return place_of(moved.target, spots)
    return Spot(record)


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
