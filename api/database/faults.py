"""What a database can do to a reader beside answering."""


class DatabaseAway(Exception):
    """The database cannot be reached or has no connection left; its text says which."""


class TooSlow(Exception):
    """A statement ran longer than a reader's may, and was stopped."""
