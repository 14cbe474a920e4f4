"""Entity tags: an answer is known by the state of the data and by what was asked.

`"epoch.revision.hash"`: the epoch names the database (it is drawn anew when one is restored or
copied), the revision its state, the hash the address, the forms accepted and the code's version. So
whether a caller has the present answer is told without making it.
"""

import hashlib
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from api.models import Counter
from api.query.statement import PREPARED, Statement
from api.version import VERSION

from .formats import HTML, wanted
from .languages import language_of

HASH_DIGITS = 20
OF_THE_PAST = re.compile("(?:^|&)revision=")
PAST = "-past"
"""What the tag of an earlier state ends with: nothing is written on the strength of it."""
ASKED = "parley.asked"
API = "/v1/"


class State(NamedTuple):
    """The state of the data."""

    epoch: str
    revision: int


def state_of_data() -> State:
    """The state that this snapshot of the database shows."""
    statement = PREPARED.get(
        "state", lambda: Statement(Counter.select(Counter.epoch, Counter.revision))
    )
    return State(*statement.tuples()[0])


def asked(environ: dict[str, Any]) -> str:
    """What an answer depends on beside the data: the address, and the forms that are accepted.

    Links in answers lead to where the caller came from, so the host is part of it; pages, which
    stand outside `/v1`, show names in the reader's language. It is told once for each request.
    """
    if ASKED in environ:
        return str(environ[ASKED])
    is_page = not is_of_api(environ)
    accept = environ.get("HTTP_ACCEPT", "") or (HTML.media_type if is_page else "")
    told = environ[ASKED] = "\n".join(
        (
            environ.get("wsgi.url_scheme", ""),
            environ.get("HTTP_HOST", environ.get("SERVER_NAME", "")),
            environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", ""),
            environ.get("QUERY_STRING", ""),
            ",".join(wanted(accept)),
            language_of(environ) if is_page else "",
        )
    )
    return told


def is_of_api(environ: Mapping[str, Any]) -> bool:
    """Whether a request is one to the API, and not for a page."""
    return str(environ.get("PATH_INFO", "")).startswith(API)


def begins(state: State) -> str:
    """What the tags of all answers that show a state begin with."""
    return f'"{state.epoch}.{state.revision}.'


def tag_of(environ: dict[str, Any], state: State) -> str:
    """The ETag of the answer to a request."""
    told = f"{VERSION}\n{asked(environ)}".encode("utf-8", "surrogateescape")
    query = environ.get("QUERY_STRING", "")
    past = PAST if query and OF_THE_PAST.search(query) else ""
    return f'{begins(state)}{hashlib.sha256(told).hexdigest()[:HASH_DIGITS]}{past}"'


def is_known(environ: Mapping[str, Any], tag: str) -> bool:
    """Whether the caller says that it has the answer with this tag."""
    given = environ.get("HTTP_IF_NONE_MATCH", "")
    if not given:
        return False
    known = {each.strip().removeprefix("W/") for each in given.split(",")}
    return tag in known  # `*` is not heeded: whether there is an answer at all is not known yet
