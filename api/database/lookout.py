"""Looking at the servers of the database, again and again, so that no request has to find out."""

import logging
import threading
from typing import Any

from psycopg.errors import UndefinedTable

from .engines import Engine
from .nodes import Node, Nodes, Sight
from .patience import open_patient
from .peeking import FAULTS, close
from .postgres import PEEK_SECONDS, TIMELINE, PostgresEngine

log = logging.getLogger("parley")
SECONDS_BETWEEN = 1.0
AWAY = "it cannot be reached, or does not answer"
RECOVERING = "it is a replica of another and can only be read"
READ_ONLY = "its database can only be read"
LOOK = (
    "SELECT epoch, revision, current_setting('transaction_read_only') = 'on', "  # noqa: S608  # nosec B608
    f"pg_is_in_recovery(), {TIMELINE} FROM counter"
)


class Looker:
    """Looks at one server by a connection of its own."""

    def __init__(self, nodes: Nodes, node: Node) -> None:
        self.nodes, self.node = nodes, node
        self.held: Any = None
        self.said = self.told()

    def look(self) -> None:
        """Look once, and log what has changed since."""
        self.nodes.saw(self.node, *self.seen())
        now = self.told()
        if now != self.said:
            level = logging.INFO if now == "ok" else logging.WARNING
            log.log(level, "database, %s: %s", self.node.name, now)
        self.said = now

    def seen(self) -> tuple[Sight | None, str | None]:
        """What the server shows, and what is wrong with it."""
        engine: Engine = self.node.engine
        if not isinstance(engine, PostgresEngine):
            epoch, revision = engine.peeking.state() or ("", 0)
            return Sight(epoch, revision, engine.why_not_writable()), None
        try:
            self.held = self.held or open_patient(
                engine.database, PEEK_SECONDS, prepared=engine.is_prepared
            )
            epoch, revision, is_read_only, is_recovering, timeline = self.held.execute(
                LOOK
            ).fetchone()
        except UndefinedTable:
            return Sight("", 0, "its migrations are pending"), None
        except (*FAULTS, TypeError):
            self.close()
            return None, AWAY
        why_not = RECOVERING if is_recovering else READ_ONLY if is_read_only else None
        return Sight(epoch, revision, why_not, timeline), None

    def told(self) -> str:
        """The state of the server in a word or a clause."""
        return state_of(self.nodes, self.node)

    def close(self) -> None:
        """Close its connection."""
        close(self.held)
        self.held = None


def state_of(nodes: Nodes, node: Node) -> str:
    """The state of a server in a word or a clause, for logs and for readiness."""
    if node.fault is not None:
        return node.fault
    if node.is_replica:
        if node.sight is None:
            return "not looked at yet"
        return "ok" if nodes.is_fresh(node) else "it lies too far behind to be read from"
    return (node.sight.why_not if node.sight else None) or "ok"


def look_around(nodes: Nodes) -> None:
    """Look at each server once, unless somebody keeps looking."""
    for node in () if nodes.are_watched else nodes:
        looker = Looker(nodes, node)
        looker.look()
        looker.close()


def keep_looking(database: Engine) -> None:
    """Look at each server once a second from now on, by threads that end with the process."""
    database.nodes.are_watched = True
    for node in database.nodes:
        looker = Looker(database.nodes, node)
        looker.look()
        thread = threading.Thread(
            target=look_for_ever, args=(looker,), name=f"looks at {node.name}", daemon=True
        )
        thread.start()


def look_for_ever(looker: Looker) -> None:
    """Look once a second; whatever goes wrong, look again."""
    pause = threading.Event()
    while not pause.wait(SECONDS_BETWEEN):
        try:
            looker.look()
        except Exception:
            log.exception("looking at the database failed")
