"""The database that the models ask: the one bound at the start, or a replica chosen by a thread."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from peewee import DatabaseProxy


class Chosen(threading.local):
    """What a thread has chosen to ask instead, if anything."""

    database: Any = None


class Current(DatabaseProxy):
    """Peewee's proxy, whose database may be another for a while in a thread."""

    def __init__(self) -> None:
        self.bound: Any = None
        self.chosen = Chosen()
        super().__init__()

    __setattr__ = object.__setattr__

    @property
    def obj(self) -> Any:
        """The database that this thread asks."""
        return self.chosen.database or self.bound

    @obj.setter
    def obj(self, database: Any) -> None:
        self.bound = database

    @contextmanager
    def asking(self, database: Any) -> Iterator[None]:
        """Let this thread ask another database for a while."""
        former, self.chosen.database = self.chosen.database, database
        try:
            yield
        finally:
            self.chosen.database = former
