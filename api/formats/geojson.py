"""GeoJSON (RFC 7946): records as features at the places where they happened."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import orjson

Record = Mapping[str, Any]


def own_place(record: Record) -> Record | None:
    """Where a record lies: a place itself, anything else by its whole place, if it has one."""
    return record if record["object"] == "place" else record.get("place")


def features(
    records: Iterable[Record], place_of: Callable[[Record], Record | None] = own_place
) -> Iterator[bytes]:
    """A FeatureCollection in pieces, a feature a record; without records a valid empty one.

    `place_of` gives the whole place of a record as it is answered, or None where it has none.
    """
    yield b'{"type":"FeatureCollection","features":['
    separator = b""
    for record in records:
        yield separator + orjson.dumps(feature(record, place_of(record)))
        separator = b","
    yield b"]}"


def feature(record: Record, place: Record | None) -> dict[str, Any]:
    """One record as a feature; its properties are its members, with the values they have in JSON.

    The geometry is null where no coordinates are known (RFC 7946, 3.2: an unlocated feature).
    """
    return {
        "type": "Feature",
        "id": record["id"],
        "geometry": None if place is None else point(place),
        "properties": record,
    }


def point(place: Record) -> dict[str, Any] | None:
    """The point of a place, [degrees east, degrees north] in WGS 84; None where it is unknown."""
    longitude, latitude = place.get("longitude"), place.get("latitude")
    if longitude is None or latitude is None:
        return None
    return {"type": "Point", "coordinates": [longitude, latitude]}
