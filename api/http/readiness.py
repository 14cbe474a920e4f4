"""Whether the database can be asked: its migrations are applied."""

from api import migrating
from api.errors import unavailable


class Migrations:
    """Whether the database is migrated: asked until it is, then known."""

    def __init__(self) -> None:
        self.done = False

    def require(self) -> None:
        """Raise a Problem while migrations are pending."""
        if self.done:
            return
        waiting = migrating.pending()
        if waiting:
            raise unavailable(f"Migrations are pending: {', '.join(waiting)}. Run: flask db up")
        self.done = True
