"""Names, identifiers, relations, figures, evidence, topics of records."""

from migrations.statements import drop_tables, run

TABLES = """
CREATE TABLE "name" (
    "key" KEYTEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "record" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "kind" KEYTEXT NOT NULL CHECK ("kind" IN ('official', 'alias', 'abbreviation', 'as_printed', 'former')),
    "language" KEYTEXT,
    PRIMARY KEY ("record", "key"),
    FOREIGN KEY ("record") REFERENCES "record" ("number") ON DELETE CASCADE
);
CREATE INDEX "name_kind" ON "name" ("kind");
CREATE UNIQUE INDEX "name_record_text_kind" ON "name" ("record", "text", "kind");

CREATE TABLE "identifier" (
    "key" KEYTEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "record" INTEGER NOT NULL,
    "scheme" KEYTEXT NOT NULL CHECK ("scheme" IN ('ucdp-actor', 'ucdp-conflict', 'ucdp-dyad',
        'ucdp-agreement', 'pax-agreement', 'pax-process', 'gw', 'iso3166-1-a3', 'wikidata', 'url', 'doi')),
    "value" KEYTEXT NOT NULL,
    "scheme_version" TEXT,
    "match" KEYTEXT NOT NULL CHECK ("match" IN ('exact', 'close', 'broad', 'narrow')),
    "valid_from" KEYTEXT,
    "valid_to" KEYTEXT,
    PRIMARY KEY ("record", "key"),
    FOREIGN KEY ("record") REFERENCES "record" ("number") ON DELETE CASCADE
);
CREATE UNIQUE INDEX "identifier_record_scheme_value" ON "identifier" ("record", "scheme", "value");
CREATE INDEX "identifier_scheme_value" ON "identifier" ("scheme", "value");

CREATE TABLE "relation" (
    "key" KEYTEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "from" INTEGER NOT NULL,
    "type" KEYTEXT NOT NULL CHECK ("type" IN ('implements', 'amends', 'supersedes', 'reaffirms', 'part_of',
        'prepares', 'references', 'replaces', 'follows', 'reports_on', 'ends', 'led_to', 'deployed_under',
        'about', 'possibly_same', 'same_utterance')),
    "to" INTEGER NOT NULL,
    "claimed_by" INTEGER,
    PRIMARY KEY ("from", "key"),
    FOREIGN KEY ("from") REFERENCES "record" ("number") ON DELETE CASCADE,
    FOREIGN KEY ("to") REFERENCES "record" ("number") ON DELETE RESTRICT,
    FOREIGN KEY ("claimed_by") REFERENCES "record" ("number") ON DELETE RESTRICT
);
CREATE INDEX "relation_claimed_by" ON "relation" ("claimed_by");
CREATE UNIQUE INDEX "relation_from_type_to" ON "relation" ("from", "type", "to");
CREATE INDEX "relation_to" ON "relation" ("to");
CREATE INDEX "relation_type" ON "relation" ("type");

CREATE TABLE "figure" (
    "key" KEYTEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "record" INTEGER NOT NULL,
    "measure" KEYTEXT NOT NULL CHECK ("measure" IN ('killed', 'wounded', 'displaced', 'fled', 'deployed',
        'area', 'amount', 'duration')),
    "of_party" INTEGER,
    "unit" TEXT,
    "low" DOUBLE PRECISION,
    "best" DOUBLE PRECISION,
    "high" DOUBLE PRECISION,
    "qualifier" KEYTEXT CHECK ("qualifier" IN ('exactly', 'about', 'nearly', 'more_than', 'less_than', 'order')),
    "verbatim" TEXT,
    "claimed_by" INTEGER,
    PRIMARY KEY ("record", "key"),
    FOREIGN KEY ("record") REFERENCES "record" ("number") ON DELETE CASCADE,
    FOREIGN KEY ("of_party") REFERENCES "party" ("number") ON DELETE RESTRICT,
    FOREIGN KEY ("claimed_by") REFERENCES "record" ("number") ON DELETE RESTRICT,
    CHECK ("low" IS NOT NULL OR "best" IS NOT NULL OR "high" IS NOT NULL),
    CHECK ("low" IS NULL OR "best" IS NULL OR "low" <= "best"),
    CHECK ("best" IS NULL OR "high" IS NULL OR "best" <= "high"),
    CHECK ("low" IS NULL OR "high" IS NULL OR "low" <= "high")
);
CREATE INDEX "figure_claimed_by" ON "figure" ("claimed_by");
CREATE INDEX "figure_measure" ON "figure" ("measure");
CREATE INDEX "figure_of_party" ON "figure" ("of_party");
CREATE INDEX "figure_qualifier" ON "figure" ("qualifier");

CREATE TABLE "evidence" (
    "key" KEYTEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "record" INTEGER NOT NULL,
    "field" KEYTEXT NOT NULL,
    "basis" KEYTEXT NOT NULL CHECK ("basis" IN ('stated', 'derived', 'external')),
    "document" INTEGER,
    "paragraph" INTEGER,
    "start" INTEGER,
    "end" INTEGER,
    "sha256" KEYTEXT,
    "locator" TEXT,
    "stance" KEYTEXT NOT NULL CHECK ("stance" IN ('supports', 'varies', 'disputes')),
    "stated" TEXT,
    "value" TEXT,
    "claimed_by" INTEGER,
    "quote" INTEGER,
    "note" TEXT,
    PRIMARY KEY ("record", "key"),
    FOREIGN KEY ("record") REFERENCES "record" ("number") ON DELETE CASCADE,
    FOREIGN KEY ("document") REFERENCES "document" ("number") ON DELETE RESTRICT,
    FOREIGN KEY ("claimed_by") REFERENCES "record" ("number") ON DELETE RESTRICT,
    FOREIGN KEY ("quote") REFERENCES "quote" ("number") ON DELETE RESTRICT,
    CHECK (("start" IS NULL) = ("end" IS NULL) AND ("start" IS NULL) = ("sha256" IS NULL)),
    CHECK ("start" IS NULL OR ("start" < "end" AND "document" IS NOT NULL))
);
CREATE INDEX "evidence_basis" ON "evidence" ("basis");
CREATE INDEX "evidence_claimed_by" ON "evidence" ("claimed_by");
CREATE INDEX "evidence_document" ON "evidence" ("document");
CREATE INDEX "evidence_quote" ON "evidence" ("quote");
CREATE INDEX "evidence_stance" ON "evidence" ("stance");
CREATE INDEX "evidence_stance_record_field" ON "evidence" ("stance", "record", "field");

CREATE TABLE "record_topic" (
    "ordinal" INTEGER NOT NULL,
    "record" INTEGER NOT NULL,
    "topic" INTEGER NOT NULL,
    PRIMARY KEY ("record", "topic"),
    FOREIGN KEY ("record") REFERENCES "record" ("number") ON DELETE CASCADE,
    FOREIGN KEY ("topic") REFERENCES "topic" ("number") ON DELETE RESTRICT
);
CREATE INDEX "record_topic_topic" ON "record_topic" ("topic");
"""


def up(migrator, db):
    run(db, TABLES)


def down(migrator, db):
    drop_tables(db, TABLES)
