"""Starting to be watched, in a worker that serves."""

import logging

from api.database.timing import account

from .. import log_lines
from .figures import begin


class OfRequest(logging.Filter):
    """Adds the id of the request that a thread serves to what it logs meanwhile."""

    def filter(self, record: logging.LogRecord) -> bool:
        if account.spent is not None:
            record.told = {"request_id": account.spent.request_id} | getattr(record, "told", {})
        return True


def log_to_stderr() -> None:
    """Write the log of the service as lines of JSON, and show that this worker runs."""
    log_lines.log_to_stderr(OfRequest())
    begin()
