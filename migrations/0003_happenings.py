"""Conflicts, processes, places, topics, meetings, events."""

from migrations.statements import drop_tables, run

TABLES = """
CREATE TABLE "conflict" (
    "number" INTEGER NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "incompatibility" KEYTEXT CHECK ("incompatibility" IN ('territory', 'government', 'both')),
    "summary" TEXT,
    "started" KEYTEXT,
    "started_earliest" DATE,
    "started_latest" DATE,
    "started_order" DATE,
    "started_basis" KEYTEXT CHECK ("started_basis" IN ('stated', 'derived', 'external')),
    "started_verbatim" TEXT,
    "started_anchor" INTEGER,
    "ended" KEYTEXT,
    "ended_earliest" DATE,
    "ended_latest" DATE,
    "ended_order" DATE,
    "ended_basis" KEYTEXT CHECK ("ended_basis" IN ('stated', 'derived', 'external')),
    "ended_verbatim" TEXT,
    "ended_anchor" INTEGER,
    FOREIGN KEY ("number") REFERENCES "record" ("number") ON DELETE CASCADE,
    FOREIGN KEY ("started_anchor") REFERENCES "record" ("number") ON DELETE RESTRICT,
    FOREIGN KEY ("ended_anchor") REFERENCES "record" ("number") ON DELETE RESTRICT
);
CREATE INDEX "conflict_ended_anchor" ON "conflict" ("ended_anchor");
CREATE INDEX "conflict_ended_earliest" ON "conflict" ("ended_earliest");
CREATE INDEX "conflict_ended_latest" ON "conflict" ("ended_latest");
CREATE INDEX "conflict_ended_order" ON "conflict" ("ended_order");
CREATE INDEX "conflict_incompatibility" ON "conflict" ("incompatibility");
CREATE INDEX "conflict_started_anchor" ON "conflict" ("started_anchor");
CREATE INDEX "conflict_started_earliest" ON "conflict" ("started_earliest");
CREATE INDEX "conflict_started_latest" ON "conflict" ("started_latest");
CREATE INDEX "conflict_started_order" ON "conflict" ("started_order");

CREATE TABLE "conflict_party" (
    "key" KEYTEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "conflict" INTEGER NOT NULL,
    "party" INTEGER NOT NULL,
    "role" KEYTEXT NOT NULL CHECK ("role" IN ('primary', 'secondary_supporting', 'third_party',
        'peacekeeper', 'affected')),
    PRIMARY KEY ("conflict", "key"),
    FOREIGN KEY ("conflict") REFERENCES "conflict" ("number") ON DELETE CASCADE,
    FOREIGN KEY ("party") REFERENCES "party" ("number") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "conflict_party_conflict_party_role" ON "conflict_party" ("conflict", "party", "role");
CREATE INDEX "conflict_party_party" ON "conflict_party" ("party");
CREATE INDEX "conflict_party_role" ON "conflict_party" ("role");

CREATE TABLE "process" (
    "number" INTEGER NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "conflict" INTEGER,
    "summary" TEXT,
    "started" KEYTEXT,
    "started_earliest" DATE,
    "started_latest" DATE,
    "started_order" DATE,
    "started_basis" KEYTEXT CHECK ("started_basis" IN ('stated', 'derived', 'external')),
    "started_verbatim" TEXT,
    "started_anchor" INTEGER,
    "ended" KEYTEXT,
    "ended_earliest" DATE,
    "ended_latest" DATE,
    "ended_order" DATE,
    "ended_basis" KEYTEXT CHECK ("ended_basis" IN ('stated', 'derived', 'external')),
    "ended_verbatim" TEXT,
    "ended_anchor" INTEGER,
    FOREIGN KEY ("number") REFERENCES "record" ("number") ON DELETE CASCADE,
    FOREIGN KEY ("conflict") REFERENCES "conflict" ("number") ON DELETE RESTRICT,
    FOREIGN KEY ("started_anchor") REFERENCES "record" ("number") ON DELETE RESTRICT,
    FOREIGN KEY ("ended_anchor") REFERENCES "record" ("number") ON DELETE RESTRICT
);
CREATE INDEX "process_conflict" ON "process" ("conflict");
CREATE INDEX "process_ended_anchor" ON "process" ("ended_anchor");
CREATE INDEX "process_ended_earliest" ON "process" ("ended_earliest");
CREATE INDEX "process_ended_latest" ON "process" ("ended_latest");
CREATE INDEX "process_ended_order" ON "process" ("ended_order");
CREATE INDEX "process_started_anchor" ON "process" ("started_anchor");
CREATE INDEX "process_started_earliest" ON "process" ("started_earliest");
CREATE INDEX "process_started_latest" ON "process" ("started_latest");
CREATE INDEX "process_started_order" ON "process" ("started_order");

CREATE TABLE "place" (
    "number" INTEGER NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "country" KEYTEXT,
    "latitude" DOUBLE PRECISION,
    "longitude" DOUBLE PRECISION,
    "precision" KEYTEXT CHECK ("precision" IN ('exact', 'near', 'adm2', 'adm1', 'region', 'country',
        'international')),
    FOREIGN KEY ("number") REFERENCES "record" ("number") ON DELETE CASCADE,
    CHECK (("latitude" IS NULL) = ("longitude" IS NULL))
);
CREATE INDEX "place_country" ON "place" ("country");
CREATE INDEX "place_precision" ON "place" ("precision");

CREATE TABLE "topic" (
    "number" INTEGER NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "broader" INTEGER,
    FOREIGN KEY ("number") REFERENCES "record" ("number") ON DELETE CASCADE,
    FOREIGN KEY ("broader") REFERENCES "topic" ("number") ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX "topic_broader" ON "topic" ("broader");

CREATE TABLE "meeting" (
    "number" INTEGER NOT NULL PRIMARY KEY,
    "title" TEXT NOT NULL,
    "format" KEYTEXT NOT NULL CHECK ("format" IN ('talks', 'contacts', 'call', 'briefing',
        'press_conference', 'interview', 'readout', 'session', 'technical', 'other')),
    "level" KEYTEXT NOT NULL CHECK ("level" IN ('leaders', 'ministers', 'officials', 'working', 'unknown')),
    "modality" KEYTEXT NOT NULL CHECK ("modality" IN ('in_person', 'telephone', 'video', 'written', 'unknown')),
    "status" KEYTEXT NOT NULL CHECK ("status" IN ('held', 'planned', 'postponed', 'cancelled', 'offered',
        'refused', 'alleged')),
    "status_by" INTEGER,
    "status_reason" TEXT,
    "place" INTEGER,
    "process" INTEGER,
    "summary" TEXT,
    "is_set" BOOLEAN NOT NULL,
    "scheduled" KEYTEXT,
    "scheduled_earliest" DATE,
    "scheduled_latest" DATE,
    "scheduled_order" DATE,
    "scheduled_basis" KEYTEXT CHECK ("scheduled_basis" IN ('stated', 'derived', 'external')),
    "scheduled_verbatim" TEXT,
    "scheduled_anchor" INTEGER,
    "started" KEYTEXT,
    "started_earliest" DATE,
    "started_latest" DATE,
    "started_order" DATE,
    "started_basis" KEYTEXT CHECK ("started_basis" IN ('stated', 'derived', 'external')),
    "started_verbatim" TEXT,
    "started_anchor" INTEGER,
    "ended" KEYTEXT,
    "ended_earliest" DATE,
    "ended_latest" DATE,
    "ended_order" DATE,
    "ended_basis" KEYTEXT CHECK ("ended_basis" IN ('stated', 'derived', 'external')),
    "ended_verbatim" TEXT,
    "ended_anchor" INTEGER,
    FOREIGN KEY ("number") REFERENCES "record" ("number") ON DELETE CASCADE,
    FOREIGN KEY ("status_by") REFERENCES "record" ("number") ON DELETE RESTRICT,
    FOREIGN KEY ("place") REFERENCES "place" ("number") ON DELETE RESTRICT,
    FOREIGN KEY ("process") REFERENCES "process" ("number") ON DELETE RESTRICT,
    FOREIGN KEY ("scheduled_anchor") REFERENCES "record" ("number") ON DELETE RESTRICT,
    FOREIGN KEY ("started_anchor") REFERENCES "record" ("number") ON DELETE RESTRICT,
    FOREIGN KEY ("ended_anchor") REFERENCES "record" ("number") ON DELETE RESTRICT
);
CREATE INDEX "meeting_ended_anchor" ON "meeting" ("ended_anchor");
CREATE INDEX "meeting_ended_earliest" ON "meeting" ("ended_earliest");
CREATE INDEX "meeting_ended_latest" ON "meeting" ("ended_latest");
CREATE INDEX "meeting_ended_order" ON "meeting" ("ended_order");
CREATE INDEX "meeting_format" ON "meeting" ("format");
CREATE INDEX "meeting_is_set" ON "meeting" ("is_set");
CREATE INDEX "meeting_level" ON "meeting" ("level");
CREATE INDEX "meeting_modality" ON "meeting" ("modality");
CREATE INDEX "meeting_place" ON "meeting" ("place");
CREATE INDEX "meeting_process" ON "meeting" ("process");
CREATE INDEX "meeting_scheduled_anchor" ON "meeting" ("scheduled_anchor");
CREATE INDEX "meeting_scheduled_earliest" ON "meeting" ("scheduled_earliest");
CREATE INDEX "meeting_scheduled_latest" ON "meeting" ("scheduled_latest");
CREATE INDEX "meeting_scheduled_order" ON "meeting" ("scheduled_order");
CREATE INDEX "meeting_started_anchor" ON "meeting" ("started_anchor");
CREATE INDEX "meeting_started_earliest" ON "meeting" ("started_earliest");
CREATE INDEX "meeting_started_latest" ON "meeting" ("started_latest");
CREATE INDEX "meeting_started_order" ON "meeting" ("started_order");
CREATE INDEX "meeting_status" ON "meeting" ("status");
CREATE INDEX "meeting_status_by" ON "meeting" ("status_by");

CREATE TABLE "attendance" (
    "key" KEYTEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "meeting" INTEGER NOT NULL,
    "party" INTEGER,
    "person" INTEGER,
    "role" KEYTEXT NOT NULL CHECK ("role" IN ('participant', 'head_of_delegation', 'host', 'chair',
        'mediator', 'spokesperson', 'interviewer', 'interviewee', 'questioner', 'requester', 'observer')),
    "capacity_as_printed" TEXT,
    PRIMARY KEY ("meeting", "key"),
    FOREIGN KEY ("meeting") REFERENCES "meeting" ("number") ON DELETE CASCADE,
    FOREIGN KEY ("party") REFERENCES "party" ("number") ON DELETE RESTRICT,
    FOREIGN KEY ("person") REFERENCES "person" ("number") ON DELETE RESTRICT,
    CHECK ("party" IS NOT NULL OR "person" IS NOT NULL)
);
CREATE INDEX "attendance_party" ON "attendance" ("party");
CREATE INDEX "attendance_person" ON "attendance" ("person");
CREATE INDEX "attendance_role" ON "attendance" ("role");

CREATE TABLE "event" (
    "number" INTEGER NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "kind" KEYTEXT NOT NULL CHECK ("kind" IN ('war', 'offensive', 'clash', 'seizure', 'takeover',
        'ceasefire_violation', 'blockade', 'displacement', 'deployment', 'withdrawal', 'protest',
        'exercise', 'refusal', 'other')),
    "status" KEYTEXT NOT NULL CHECK ("status" IN ('told', 'alleged', 'denied', 'expected')),
    "conflict" INTEGER,
    "place" INTEGER,
    "summary" TEXT,
    "started" KEYTEXT,
    "started_earliest" DATE,
    "started_latest" DATE,
    "started_order" DATE,
    "started_basis" KEYTEXT CHECK ("started_basis" IN ('stated', 'derived', 'external')),
    "started_verbatim" TEXT,
    "started_anchor" INTEGER,
    "ended" KEYTEXT,
    "ended_earliest" DATE,
    "ended_latest" DATE,
    "ended_order" DATE,
    "ended_basis" KEYTEXT CHECK ("ended_basis" IN ('stated', 'derived', 'external')),
    "ended_verbatim" TEXT,
    "ended_anchor" INTEGER,
    FOREIGN KEY ("number") REFERENCES "record" ("number") ON DELETE CASCADE,
    FOREIGN KEY ("conflict") REFERENCES "conflict" ("number") ON DELETE RESTRICT,
    FOREIGN KEY ("place") REFERENCES "place" ("number") ON DELETE RESTRICT,
    FOREIGN KEY ("started_anchor") REFERENCES "record" ("number") ON DELETE RESTRICT,
    FOREIGN KEY ("ended_anchor") REFERENCES "record" ("number") ON DELETE RESTRICT
);
CREATE INDEX "event_conflict" ON "event" ("conflict");
CREATE INDEX "event_ended_anchor" ON "event" ("ended_anchor");
CREATE INDEX "event_ended_earliest" ON "event" ("ended_earliest");
CREATE INDEX "event_ended_latest" ON "event" ("ended_latest");
CREATE INDEX "event_ended_order" ON "event" ("ended_order");
CREATE INDEX "event_kind" ON "event" ("kind");
CREATE INDEX "event_place" ON "event" ("place");
CREATE INDEX "event_started_anchor" ON "event" ("started_anchor");
CREATE INDEX "event_started_earliest" ON "event" ("started_earliest");
CREATE INDEX "event_started_latest" ON "event" ("started_latest");
CREATE INDEX "event_started_order" ON "event" ("started_order");
CREATE INDEX "event_status" ON "event" ("status");

CREATE TABLE "event_party" (
    "key" KEYTEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "event" INTEGER NOT NULL,
    "party" INTEGER NOT NULL,
    "role" KEYTEXT NOT NULL CHECK ("role" IN ('initiator', 'target', 'participant', 'deployer', 'host',
        'requester', 'supporter', 'accused', 'affected')),
    PRIMARY KEY ("event", "key"),
    FOREIGN KEY ("event") REFERENCES "event" ("number") ON DELETE CASCADE,
    FOREIGN KEY ("party") REFERENCES "party" ("number") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "event_party_event_party_role" ON "event_party" ("event", "party", "role");
CREATE INDEX "event_party_party" ON "event_party" ("party");
CREATE INDEX "event_party_role" ON "event_party" ("role");
"""


def up(migrator, db):
    run(db, TABLES)


def down(migrator, db):
    drop_tables(db, TABLES)
