"""Curation: tokens, replies to requests that may come twice, settled disputes, merges in history.

A change tells the other record of a merge, and may be that another record was merged into this one
or that a record stands again; a tombstone keeps the number of its record.
"""

from peewee import PostgresqlDatabase

from migrations.statements import drop_tables, run

TABLES = """
CREATE TABLE "token" (
    "name" KEYTEXT NOT NULL PRIMARY KEY,
    "sha256" KEYTEXT NOT NULL,
    "scope" KEYTEXT NOT NULL CHECK ("scope" IN ('read', 'write', 'admin')),
    "created_at" KEYTEXT NOT NULL,
    "expires_at" KEYTEXT,
    "last_used_at" KEYTEXT,
    "revoked_at" KEYTEXT
);
CREATE UNIQUE INDEX "token_sha256" ON "token" ("sha256");

CREATE TABLE "repeatable_reply" (
    "token" KEYTEXT NOT NULL,
    "key" KEYTEXT NOT NULL,
    "request" KEYTEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "headers" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "expires_at" KEYTEXT NOT NULL,
    PRIMARY KEY ("token", "key")
);
CREATE INDEX "repeatable_reply_expires_at" ON "repeatable_reply" ("expires_at");

CREATE TABLE "settled" (
    "key" KEYTEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "record" INTEGER NOT NULL,
    "field" KEYTEXT NOT NULL,
    "reason" TEXT NOT NULL,
    PRIMARY KEY ("record", "key"),
    FOREIGN KEY ("record") REFERENCES "record" ("number") ON DELETE CASCADE
);
CREATE UNIQUE INDEX "settled_record_field" ON "settled" ("record", "field");

CREATE TABLE "document_version" (
    "document" KEYTEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "sha256" KEYTEXT NOT NULL,
    "characters" INTEGER NOT NULL,
    "registered_at" KEYTEXT NOT NULL,
    "who" TEXT NOT NULL,
    PRIMARY KEY ("document", "version")
);
CREATE INDEX "document_version_sha256" ON "document_version" ("sha256");

CREATE TABLE "document_text" (
    "sha256" KEYTEXT NOT NULL PRIMARY KEY,
    "text" TEXT NOT NULL
);

CREATE TABLE "span_fate" (
    "document" KEYTEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    "sha256" KEYTEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "fate" KEYTEXT NOT NULL CHECK ("fate" IN ('moved', 'several', 'vanished')),
    "moved_to" INTEGER,
    PRIMARY KEY ("document", "start", "end", "sha256"),
    CHECK (("moved_to" IS NULL) = ("fate" <> 'moved'))
);
"""
BEFORE = "'add', 'change', 'withdraw', 'merge'"
SINCE = f"{BEFORE}, 'absorb', 'restore'"
CHANGE = """
CREATE TABLE "change" (
    "revision" INTEGER NOT NULL,
    "record" KEYTEXT NOT NULL,
    "action" KEYTEXT NOT NULL CHECK ("action" IN ({actions})),
    {other}
    "before" TEXT,
    PRIMARY KEY ("revision", "record"),
    FOREIGN KEY ("revision") REFERENCES "revision" ("number")
);
"""


def rebuild_changes(db, actions, other):
    """Make the table of changes anew on SQLite, which cannot change a check."""
    columns = '"revision", "record", "action", "before"'
    db.execute_sql('ALTER TABLE "change" RENAME TO "change_before"')
    run(db, CHANGE.format(actions=actions, other=other))
    db.execute_sql(f'INSERT INTO "change" ({columns}) SELECT {columns} FROM "change_before"')
    db.execute_sql('DROP TABLE "change_before"')


def allow_actions(db, actions):
    """Exchange the check of the actions on PostgreSQL."""
    db.execute_sql('ALTER TABLE "change" DROP CONSTRAINT "change_action_check"')
    db.execute_sql(f'ALTER TABLE "change" ADD CHECK ("action" IN ({actions}))')


def up(migrator, db):
    run(db, TABLES)
    db.execute_sql('DROP INDEX "change_record"')
    if isinstance(db, PostgresqlDatabase):
        db.execute_sql('ALTER TABLE "change" ADD COLUMN "other" KEYTEXT')
        allow_actions(db, SINCE)
    else:
        rebuild_changes(db, SINCE, '"other" KEYTEXT,')
    db.execute_sql('CREATE UNIQUE INDEX "change_record_revision" ON "change" ("record", "revision")')
    db.execute_sql('ALTER TABLE "tombstone" ADD COLUMN "number" INTEGER')


def down(migrator, db):
    db.execute_sql('ALTER TABLE "tombstone" DROP COLUMN "number"')
    db.execute_sql('DROP INDEX "change_record_revision"')
    for action, former in (("absorb", "change"), ("restore", "add")):
        db.execute_sql(f"UPDATE \"change\" SET \"action\" = '{former}' WHERE \"action\" = '{action}'")
    if isinstance(db, PostgresqlDatabase):
        db.execute_sql('ALTER TABLE "change" DROP COLUMN "other"')
        allow_actions(db, BEFORE)
    else:
        rebuild_changes(db, BEFORE, "")
    db.execute_sql('CREATE INDEX "change_record" ON "change" ("record")')
    drop_tables(db, TABLES)
