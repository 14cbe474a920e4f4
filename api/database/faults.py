"""What a database can do to a reader beside answering."""

import sqlite3

import psycopg
from peewee import DatabaseError, InterfaceError

ENGINE_FAULTS = (DatabaseError, InterfaceError, sqlite3.Error, psycopg.Error)
"""All faults of the engines; while rows are read they come as the drivers raise them."""


class DatabaseAway(Exception):
    """The database cannot be reached or has no connection left; its text says which."""


class Busy(Exception):
    """Others write, and did not end while this writer could wait."""


class TooSlow(Exception):
    """A statement ran longer than a reader's may, and was stopped."""
