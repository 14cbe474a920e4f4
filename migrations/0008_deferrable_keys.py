"""Keys to other records can be checked at commit: a bulk load may name a record before it comes.

SQLite defers all keys of a transaction by a PRAGMA, and needs nothing here.
"""

from peewee import PostgresqlDatabase

KEYS = """
SELECT conrelid::regclass::text, quote_ident(conname) FROM pg_constraint
WHERE contype = 'f' AND confdeltype = 'r' AND NOT condeferred
    AND connamespace = current_schema()::regnamespace
ORDER BY 1, 2
"""


def alter(db, how):
    if isinstance(db, PostgresqlDatabase):
        for table, name in db.execute_sql(KEYS).fetchall():
            db.execute_sql(f"ALTER TABLE {table} ALTER CONSTRAINT {name} {how}")


def up(migrator, db):
    alter(db, "DEFERRABLE INITIALLY IMMEDIATE")


def down(migrator, db):
    alter(db, "NOT DEFERRABLE")
