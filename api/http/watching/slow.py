"""Slow statements in the log, with their plan, which is asked for apart from the request."""

import logging
import re
import time
from collections import OrderedDict
from queue import Full, Queue
from threading import Lock, Thread
from typing import Any

from api.database.plans import plan
from api.database.timing import Slow

from .figures import SLOW

PLAN_EVERY_SECONDS = 600
MOST_TEXTS = 1000
MOST_WAITING = 50
LONGEST_TEXT = 10_000
MANY_PLACES = re.compile(r"(\?|%s)(?:, \1){3,}")
log = logging.getLogger("parley")


class SlowStatements:
    """Tells of slow statements: at once, or, where its plan is due, when that is there.

    The plan of a text is asked for once in ten minutes, by one thread, on a connection of its own:
    no answer waits for it, and none fails by it.
    """

    def __init__(self) -> None:
        self.asked: OrderedDict[str, float] = OrderedDict()
        self.lock = Lock()
        self.waiting: Queue[tuple[Slow, dict[str, Any]]] = Queue(MOST_WAITING)
        self.thread: Thread | None = None

    def tell(self, statement: Slow, request_id: str, route: str | None) -> None:
        """Log a slow statement; its values are not known here."""
        SLOW.inc()
        told: dict[str, Any] = {
            "request_id": request_id,
            "route": route,
            "milliseconds": round(statement.seconds * 1000, 3),
            "sql": brief(statement.sql),
        }
        if self.is_due(told["sql"]):
            try:
                self.waiting.put_nowait((statement, told))
                return
            except Full:
                told["no_plan"] = "too many others wait for theirs"
        say(told)

    def is_due(self, sql: str) -> bool:
        """Whether the plan of a text was not asked for lately; from now on it was."""
        now = time.monotonic()
        with self.lock:
            if now - self.asked.get(sql, -PLAN_EVERY_SECONDS) < PLAN_EVERY_SECONDS:
                return False
            self.asked[sql] = now
            self.asked.move_to_end(sql)
            if len(self.asked) > MOST_TEXTS:
                self.asked.popitem(last=False)
            if self.thread is None:
                self.thread = Thread(target=self.explain, name="plans", daemon=True)
                self.thread.start()
            return True

    def explain(self) -> None:
        """Log those whose plan is due, as long as the process runs."""
        while True:
            statement, told = self.waiting.get()
            say(told | planned(statement))
            self.waiting.task_done()


def brief(sql: str) -> str:
    """A statement to be read: of a list of places for values the first, and how many there are."""

    def counted(found: re.Match[str]) -> str:
        return f"{found[1]}, … ({found[0].count(found[1])} values)"

    return MANY_PLACES.sub(counted, sql)[:LONGEST_TEXT]


def planned(statement: Slow) -> dict[str, Any]:
    """The plan of a statement, or why there is none."""
    try:
        return {"plan": plan(statement.database, statement.sql, statement.values)}
    except Exception as fault:  # whatever it is, the next ones are to be told of
        return {"no_plan": str(fault) or type(fault).__name__}


def say(told: dict[str, Any]) -> None:
    """Write the line."""
    log.warning("slow statement", extra={"told": told})
