"""Which server of the database a request reads from: one that has the revision that it must show.

Each answer tells the revision that it shows (`Parley-Revision`). Who sends it back is not shown an
earlier one, and so reads what it has just written, whichever server answers.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from api.database import DatabaseAway, asking, nodes
from api.errors import BAD_REQUEST, PRECONDITION_FAILED, Problem, fault

HEADER = "Parley-Revision"
KEY = "HTTP_PARLEY_REVISION"
MOST_DIGITS = 15
Answer = TypeVar("Answer")


class Behind(Exception):
    """The state that is read is older than the one that must be shown; it has this revision."""

    def __init__(self, revision: int) -> None:
        super().__init__(revision)
        self.revision = revision


def at_least(environ: Mapping[str, Any]) -> int:
    """The revision that an answer must show or come after, 0 where none is asked for.

    Raises a Problem for what is no number of a revision.
    """
    given = environ.get(KEY)
    if given is None:
        return 0
    if not given.isascii() or not given.isdigit() or len(given) > MOST_DIGITS:
        told = f"{HEADER} must be the number of a revision, as an answer had it in this header."
        raise Problem(BAD_REQUEST, told, [fault("header", HEADER, told, value=given[:100])])
    return int(given)


def require_revision(environ: Mapping[str, Any], revision: int) -> None:
    """Raise Behind where the state that is read is older than what was asked for."""
    if revision < at_least(environ):
        raise Behind(revision)


def read_somewhere(environ: Mapping[str, Any], read: Callable[[], Answer]) -> Answer:
    """What is read from the first server that can be read and has what is asked for.

    Raises DatabaseAway where none can be read, a Problem (412) where all that can lie behind.
    """
    wanted = at_least(environ)
    away: DatabaseAway | None = None
    furthest = 0
    for node in nodes().to_read(wanted):
        try:
            with asking(node.engine):
                return read()
        except Behind as told:
            furthest = max(furthest, told.revision)
        except DatabaseAway as told:
            away = told
    if away is not None:
        raise away
    detail = (
        f"There is no revision {wanted} here: the last is {furthest}. It is of another database, "
        f"or was lost with a server; read again without {HEADER}."
    )
    raise Problem(PRECONDITION_FAILED, detail, [fault("header", HEADER, detail, value=str(wanted))])
