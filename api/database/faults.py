"""What a database can do to who asks it beside answering."""

import sqlite3
from collections.abc import Iterator

import psycopg
from peewee import DatabaseError, InterfaceError
from psycopg import errors

ENGINE_FAULTS = (DatabaseError, InterfaceError, sqlite3.Error, psycopg.Error)
"""All faults of the engines; while rows are read they come as the drivers raise them."""
ROLLED_BACK = "cannot rollback - no transaction is active"
"""What is said of a rollback after SQLite itself has taken all back, as where the disk is full."""
FULL, READ_ONLY = "The disk of the database is full.", "The database can only be read just now."


class DatabaseAway(Exception):
    """The database cannot be reached or has no connection left; its text says which."""


class Busy(Exception):
    """Others write, and did not end while this writer could wait."""


class CannotWrite(Exception):
    """Nothing can be written just now, since the database is full or only to be read."""


class TooSlow(Exception):
    """A statement ran longer than a reader's may, and was stopped."""


def meaning(fault: Exception) -> Exception | None:
    """What a fault of a live connection means to who asked; None where it is one of ours."""
    cause = getattr(fault, "orig", fault)
    if isinstance(cause, psycopg.Error):
        return of_postgres(cause)
    if ROLLED_BACK in str(cause):
        before = (each for each in earlier(fault) if ROLLED_BACK not in str(each))
        return next(map(meaning, before), None)
    return of_sqlite(str(cause))


def earlier(fault: BaseException) -> Iterator[Exception]:
    """The faults that a fault followed on."""
    while isinstance(fault.__context__, Exception):
        fault = fault.__context__
        yield fault


def of_postgres(cause: psycopg.Error) -> Exception | None:
    """What a fault of PostgreSQL means, by its SQLSTATE."""
    match cause:
        case errors.QueryCanceled():
            return TooSlow()
        case errors.LockNotAvailable():
            return Busy("Others write just now, and have not ended yet.")
        case errors.ReadOnlySqlTransaction():
            return CannotWrite(READ_ONLY)
        case errors.DiskFull():
            return CannotWrite(FULL)
        case errors.SerializationFailure():
            return DatabaseAway("The replica took back what was being read.")
    return None


def of_sqlite(text: str) -> Exception | None:
    """What a fault of SQLite means, by its text: Peewee leaves no code."""
    if "interrupted" in text:
        return TooSlow()
    if "locked" in text:
        return Busy("Others write just now, and have not ended yet.")
    if "readonly" in text:
        return CannotWrite(READ_ONLY)
    return CannotWrite(FULL) if "is full" in text else None
