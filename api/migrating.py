"""Migrations: what is pending, up and down, one process at a time."""

from playhouse.migrations import Runner

from .config import ROOT
from .database import Engine, connection, directly

DIRECTORY = ROOT / "migrations"


def runner(database: Engine) -> Runner:
    """The runner over the project's migrations."""
    return Runner(database, str(DIRECTORY))


def pending() -> list[str]:
    """The names of the migrations that have not been applied."""
    with connection() as database:
        return [step.name for step in runner(database).status() if step.path and not step.applied]


def up(target: str | None = None) -> list[str]:
    """Apply what is pending, up to `target`; returns the names applied."""
    with directly() as direct, direct.alone(), connection() as database:
        database.take_time()
        return list(runner(database).up(target))


def make(database: Engine) -> None:
    """Apply all migrations to a new database, which nobody else knows of."""
    with database.connection_context():
        runner(database).up()


def down(target: str | None = None) -> list[str]:
    """Revert the last migration, or all back through `target`; returns the names reverted."""
    with directly() as direct, direct.alone(), connection() as database:
        database.take_time()
        return list(runner(database).down(target))


def status() -> list[tuple[str, str | None]]:
    """Each migration with the time it was applied, None while it is pending."""
    with connection() as database:
        return [
            (step.name, str(step.applied) if step.applied else None)
            for step in runner(database).status()
        ]
