"""What is known while records are taken in: numbers, extents of documents, what is to come."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from api.database import engine
from api.models import Tombstone
from api.query.shape import State
from api.store import Unit, Written, refresh_search

from .ahead import Numbers
from .lines import Faults
from .placing import Extents


def nothing_more(state: State) -> Iterator[tuple[str, str]]:
    """No faults beside those that are always looked for."""
    return iter(())


@dataclass(frozen=True)
class Rules:
    """How lines are taken beside what always holds.

    `further` gives further faults of a record as JSON Pointer and text; where pointers are told `by
    position`, rows are named by their place in what was sent, as RFC 6901 has it, not by their key.
    """

    further: Callable[[State], Iterator[tuple[str, str]]] = nothing_more
    by_position: bool = False


@dataclass
class Imported:
    """What a load did; `revision` is None where nothing changed, or was to change."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    revision: int | None = None

    def count(self, written: Written) -> None:
        """Add what one step wrote."""
        self.added += len(written.added)
        self.changed += len(written.changed)
        self.unchanged += len(written.unchanged)


AS_FILES = Rules()


class Bulk:
    """What is known while a load goes on; all of it is bounded.

    `seen` has a bit for each record that was there before, `unnamed` are records that others are
    called by and that are still to come; `stale` are the numbers of records whose search text is to
    be written anew at the end.
    """

    def __init__(
        self,
        revision: Unit,
        faults: Faults,
        coming: set[str],
        done: Imported,
        rules: Rules = AS_FILES,
    ) -> None:
        self.revision, self.faults, self.coming, self.done = revision, faults, coming, done
        self.rules = rules
        self.numbers, self.extents = Numbers(revision), Extents()
        self.last_before = revision.last_record
        self.seen = bytearray(self.last_before // 8 + 1)
        self.has_tombstones = Tombstone.select().exists()
        self.unnamed: set[str] = set()
        self.stale: set[int] = set()
        self.failed = False

    def see(self, number: int) -> bool:
        """Note that a record was in the files; false where it was already."""
        if number > self.last_before:
            return False
        byte, bit = number >> 3, 1 << (number & 7)
        fresh = not self.seen[byte] & bit
        self.seen[byte] |= bit
        return fresh

    def end(self, name: str) -> None:
        """End an object: what was promised of it and has not come does not exist."""
        self.coming.discard(name)
        for target, mention in self.numbers.broken(name):
            self.faults.add(mention.file, mention.line, mention.pointer, no_such(target))
            self.extents.waiting.pop(target, None)
        self.fail_softly()

    def finish(self) -> None:
        """Write what follows from all that was taken in, unless it is taken back for its faults."""
        if not self.faults.number:
            refresh_search(self.stale)

    def fail_softly(self) -> None:
        """After the first fault nothing is kept, and keys need not hold."""
        if self.faults.number and not self.failed:
            self.failed = True
            engine().defer_keys()


def no_such(target: str) -> str:
    """What is said of a reference to nothing."""
    stone = Tombstone.get_or_none(Tombstone.id == target)
    if stone is None:
        return f"refers to {target}, which is neither among what is written nor there already."
    return f"refers to {target}, which was {stone.fate}."
