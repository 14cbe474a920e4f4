"""Tokens in addresses: refused before all else, and repeated nowhere."""

from api.access.masking import decoded, masked
from api.errors import BAD_REQUEST, Problem

from .refusing import PROBLEM_TYPE, problem_bytes
from .watching import Seen

TOLD = (
    "A token stands in this address. Tokens belong in the Authorization header. This one should be "
    "revoked, since addresses are kept in logs."
)


def refusal(seen: Seen) -> tuple[list[tuple[str, str]], bytes]:
    """The headers and the body of the Problem; what is logged of the request is masked too."""
    seen.path = masked(decoded(seen.path))
    body = problem_bytes(Problem(BAD_REQUEST, TOLD), instance=seen.path, request_id=seen.id)
    return [("Content-Type", PROBLEM_TYPE), ("Content-Length", str(len(body)))], body
