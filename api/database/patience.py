"""Connections to PostgreSQL that do not wait for ever for a server that hangs.

The limits of the server (`statement_timeout`) bind one that works; one that was stopped, or a
pooler whose server is gone, answers nothing at all, and the system keeps such a connection open.
"""

from typing import Any

import psycopg
from peewee import Psycopg3Adapter
from psycopg.errors import _WaitTimeout

ALIVE: dict[str, Any] = {"keepalives_idle": 15, "keepalives_interval": 5, "keepalives_count": 3}
"""So a connection to a machine that is gone ends by itself."""


class Patient(psycopg.Connection[Any]):
    """A connection that gives up where an answer takes longer than its patience, in seconds.

    None waits for ever. What was given up is closed, since nobody knows what it is doing.
    """

    patience: float | None = None

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        try:
            return super().wait(gen, interval, self.patience if timeout is None else timeout)
        except _WaitTimeout as fault:
            if timeout is not None:
                raise
            self.pgconn.finish()
            told = f"the server has not answered for {self.patience} s"
            raise psycopg.OperationalError(told) from fault


class PatientAdapter(Psycopg3Adapter):
    """Lets Peewee open patient connections."""

    def connect(self, db: Any, **params: Any) -> Patient:
        opened = Patient.connect(db.database, **params)
        opened.patience = db.patience
        return opened


def open_patient(address: str, seconds: int, *, prepared: bool = True) -> Patient:
    """A connection for single statements, apart from any pool."""
    opened = Patient.connect(
        address,
        connect_timeout=seconds,
        autocommit=True,
        prepare_threshold=PREPARED_AFTER if prepared else None,
        **ALIVE,
    )
    opened.patience = seconds
    return opened


PREPARED_AFTER = 5
