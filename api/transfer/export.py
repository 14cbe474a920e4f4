"""Writing the database as seed files, byte for byte what was loaded."""

from collections.abc import Iterator
from pathlib import Path

from api.database import long_snapshot
from api.models import Record, Tombstone
from api.query.shape import State
from api.resources import READER
from schemas.objects import OBJECTS

from .files import texts_of
from .yaml_text import write_yaml


def all_states() -> Iterator[State]:
    """All records with all their parts, collection by collection, in one snapshot."""
    for name in OBJECTS:
        numbers = [
            number
            for (number,) in Record.select(Record.number).where(Record.object == name).tuples()
        ]
        yield from READER.full_states(numbers).values()


def seed_texts() -> dict[str, str]:
    """The whole database as seed files: text by name, retired ids included."""
    with long_snapshot():
        texts = texts_of(all_states())
        for stone in Tombstone.select().order_by(Tombstone.id):
            value = {"id": stone.id, "merged_into": stone.merged_into, "reason": stone.reason}
            if stone.merged_into is None:
                value = {"id": stone.id, "withdrawn": stone.reason}
            texts[f"{OBJECTS[stone.object].collection}/{stone.id}.yml"] = write_yaml(value)
    return texts


def export_seeds(folder: Path) -> list[str]:
    """Write the database as seed files into a folder; returns their names."""
    texts = seed_texts()
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return sorted(texts)
