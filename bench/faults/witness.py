"""An application that kept answers before a writer was killed, asked again after it."""

from api.app import create_app
from api.config import Settings
from api.models import proxy
from tests.conftest import NO_LIMIT

from .asking import Answer, InProcess

PATHS = (
    "/v1/events/evt-counted?include=figures",
    "/v1/parties/pty-gesokaka-2?include=names",
    "/v1/parties/pty-tudumeza-3",
    "/v1/topics?limit=20",
    "/v1/quotes?limit=5",
    "/v1/search?q=question&limit=5",
    "/v1/stats/quotes?group_by=act",
    "/v1/changes?since=1&limit=3",
)


class Witness:
    """An application that keeps answers, and one that keeps none, over the same database.

    Their connections are closed before a child is made.
    """

    def __init__(self, url: str) -> None:
        self.forgetful = create_app(Settings(database_url=url, cache_megabytes=0, **NO_LIMIT))
        self.other = proxy.obj
        self.app = create_app(Settings(database_url=url, **NO_LIMIT))
        self.bound = proxy.obj
        self.known: dict[str, Answer] = {}

    def close(self) -> None:
        """Close all its connections."""
        self.bound.close_all()
        self.other.close_all()

    def ask(self) -> None:
        """Have answers made and kept."""
        ask = InProcess(self.app)
        self.known = {path: ask("GET", path, None, {}) for path in PATHS}

    def look_on(self) -> None:
        """Read while another writes, and keep the connection."""
        InProcess(self.app)("GET", PATHS[0], None, {})

    def faults(self) -> list[str]:
        """Answers that are not those of an application that keeps none."""
        mine = InProcess(self.app)
        now = {path: mine("GET", path, None, {}) for path in PATHS}
        unchanged = {
            path: mine("GET", path, None, {"If-None-Match": former.headers.get("etag", "none")})
            for path, former in self.known.items()
        }
        fresh = self.fresh()
        told = [f"{path} gives an old answer" for path in PATHS if differ(now[path], fresh[path])]
        return told + [
            f"{path} is said to be as it was"
            for path, answer in unchanged.items()
            if answer.status == 304 and differ(self.known[path], fresh[path])
        ]

    def fresh(self) -> dict[str, Answer]:
        """What the application answers that makes each answer anew."""
        ask = InProcess(self.forgetful)
        proxy.initialize(self.other)
        try:
            return {path: ask("GET", path, None, {}) for path in PATHS}
        finally:
            proxy.initialize(self.bound)


def differ(one: Answer, other: Answer) -> bool:
    """Whether two answers differ in what a client can see."""
    told = [(each.status, each.headers.get("etag"), each.body) for each in (one, other)]
    return one.status != other.status or (one.status < 300 and told[0] != told[1])
