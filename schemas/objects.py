"""The objects that Parley knows: what each is called, in ids and in addresses."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ObjectType:
    """One kind of record: its name, the prefix of its ids and the collection it stands in."""

    name: str
    prefix: str
    collection: str


OBJECTS: dict[str, ObjectType] = {
    name: ObjectType(name, prefix, collection)
    for name, prefix, collection in (
        ("source", "src", "sources"),
        ("document", "doc", "documents"),
        ("conflict", "con", "conflicts"),
        ("process", "prc", "processes"),
        ("party", "pty", "parties"),
        ("person", "per", "persons"),
        ("agreement", "agr", "agreements"),
        ("mediator", "mdr", "mediators"),
        ("meeting", "mtg", "meetings"),
        ("quote", "quo", "quotes"),
        ("event", "evt", "events"),
        ("place", "plc", "places"),
        ("topic", "top", "topics"),
    )
}
BY_PREFIX: dict[str, ObjectType] = {kind.prefix: kind for kind in OBJECTS.values()}
BY_COLLECTION: dict[str, ObjectType] = {kind.collection: kind for kind in OBJECTS.values()}


def object_of(record_id: str) -> str | None:
    """The object that an id's prefix names, or None where it names none."""
    kind = BY_PREFIX.get(record_id.partition("-")[0])
    return kind.name if kind else None


def address(record_id: str) -> str:
    """The path under which the record with this id is served."""
    kind = BY_PREFIX[record_id.partition("-")[0]]
    return f"/v1/{kind.collection}/{record_id}"
