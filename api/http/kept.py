"""Finished answers kept in memory, each with the tag of the state of the data that it shows."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from .headers import Headers

LARGEST_SHARE = 16
KEPT_ABOUT = 400


@dataclass(frozen=True)
class Kept:
    """A finished answer, and its tag, which names the state of the data that it shows."""

    tag: str
    headers: Headers
    body: bytes
    route: str

    @property
    def size(self) -> int:
        """About how many bytes it takes beside its key."""
        headers = sum(len(name) + len(value) for name, value in self.headers)
        return len(self.body) + headers + KEPT_ABOUT


class Answers:
    """Finished answers by what was asked; those unused for longest go when they fill their room."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes, self.bytes = most_bytes, 0
        self.kept: OrderedDict[str, Kept] = OrderedDict()
        self.lock = Lock()

    def get(self, key: str) -> Kept | None:
        """The answer to a question, of whatever state of the data."""
        with self.lock:
            found = self.kept.get(key)
            if found is not None:
                self.kept.move_to_end(key)
            return found

    def put(self, key: str, answer: Kept) -> None:
        """Keep an answer, if it is not too large a share of the room."""
        size = len(key) + answer.size
        if size * LARGEST_SHARE > self.most_bytes:
            return
        with self.lock:
            former = self.kept.pop(key, None)
            self.bytes += size - (len(key) + former.size if former else 0)
            self.kept[key] = answer
            while self.bytes > self.most_bytes:
                oldest, gone = self.kept.popitem(last=False)
                self.bytes -= len(oldest) + gone.size
