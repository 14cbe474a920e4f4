"""Reading: a transaction that sees one state of the database."""

from typing import Any

from peewee import __exception_wrapper__ as as_peewee_errors


class Reading:
    """A transaction that reads, begun by one statement; within another it is part of that one.

    Peewee's own asks more of Python than such a statement asks of SQLite.
    """

    __slots__ = ("begin", "database", "inner")

    def __init__(self, database: Any, begin: str) -> None:
        self.database, self.begin = database, begin
        self.inner = bool(database.transaction_depth())

    def __enter__(self) -> None:
        if self.inner:
            return
        with as_peewee_errors:
            self.database.connection().execute(self.begin)
        self.database.push_transaction(self)

    def __exit__(self, kind: Any, fault: Any, trace: Any) -> None:
        if self.inner:
            return
        self.database.pop_transaction()
        self.database.end_allowance()
        with as_peewee_errors:
            self.database.connection().execute("ROLLBACK" if kind else "COMMIT")
