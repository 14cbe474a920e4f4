"""Records, revisions, changes, tombstones: what all objects share."""

from secrets import token_hex

from peewee import PostgresqlDatabase

from migrations.statements import drop_tables, run

TABLES = """
CREATE TABLE "counter" (
    "id" INTEGER NOT NULL PRIMARY KEY CHECK ("id" = 1),
    "revision" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "epoch" KEYTEXT NOT NULL
);

CREATE TABLE "revision" (
    "number" INTEGER NOT NULL PRIMARY KEY,
    "at" KEYTEXT NOT NULL,
    "who" TEXT NOT NULL,
    "why" TEXT NOT NULL
);

CREATE TABLE "record" (
    "number" INTEGER NOT NULL PRIMARY KEY,
    "id" KEYTEXT NOT NULL,
    "object" KEYTEXT NOT NULL CHECK ("object" IN ('source', 'document', 'conflict', 'process', 'party',
        'person', 'agreement', 'mediator', 'meeting', 'quote', 'event', 'place', 'topic')),
    "label" TEXT NOT NULL,
    "label_key" KEYTEXT NOT NULL,
    "earliest" DATE,
    "latest" DATE,
    "chronology" DATE,
    "revision" INTEGER NOT NULL,
    "created_at" KEYTEXT NOT NULL,
    "updated_at" KEYTEXT NOT NULL,
    FOREIGN KEY ("revision") REFERENCES "revision" ("number")
);
CREATE INDEX "record_chronology_number" ON "record" ("chronology", "number");
CREATE INDEX "record_earliest" ON "record" ("earliest");
CREATE UNIQUE INDEX "record_id" ON "record" ("id");
CREATE INDEX "record_latest" ON "record" ("latest");
CREATE UNIQUE INDEX "record_object_id" ON "record" ("object", "id");
CREATE INDEX "record_object_label_key_number" ON "record" ("object", "label_key", "number");
CREATE INDEX "record_object_updated_at_number" ON "record" ("object", "updated_at", "number");
CREATE INDEX "record_revision" ON "record" ("revision");
CREATE INDEX "record_updated_at" ON "record" ("updated_at");

CREATE TABLE "change" (
    "revision" INTEGER NOT NULL,
    "record" KEYTEXT NOT NULL,
    "action" KEYTEXT NOT NULL CHECK ("action" IN ('add', 'change', 'withdraw', 'merge')),
    "before" TEXT,
    PRIMARY KEY ("revision", "record"),
    FOREIGN KEY ("revision") REFERENCES "revision" ("number")
);
CREATE INDEX "change_record" ON "change" ("record");

CREATE TABLE "tombstone" (
    "id" KEYTEXT NOT NULL PRIMARY KEY,
    "object" KEYTEXT NOT NULL CHECK ("object" IN ('source', 'document', 'conflict', 'process', 'party',
        'person', 'agreement', 'mediator', 'meeting', 'quote', 'event', 'place', 'topic')),
    "revision" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "merged_into" KEYTEXT,
    FOREIGN KEY ("revision") REFERENCES "revision" ("number")
);
CREATE INDEX "tombstone_merged_into" ON "tombstone" ("merged_into");
CREATE INDEX "tombstone_revision" ON "tombstone" ("revision");

CREATE TABLE "seed_file" (
    "record" KEYTEXT NOT NULL PRIMARY KEY,
    "sha256" KEYTEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    FOREIGN KEY ("revision") REFERENCES "revision" ("number")
);
CREATE INDEX "seed_file_revision" ON "seed_file" ("revision");
"""


def up(migrator, db):
    if isinstance(db, PostgresqlDatabase):
        db.execute_sql('CREATE DOMAIN KEYTEXT AS TEXT COLLATE "C"')
    run(db, TABLES)
    db.execute_sql(f"INSERT INTO counter (id, revision, number, epoch) VALUES (1, 0, 0, '{token_hex(4)}')")


def down(migrator, db):
    drop_tables(db, TABLES)
    if isinstance(db, PostgresqlDatabase):
        db.execute_sql("DROP DOMAIN KEYTEXT")
