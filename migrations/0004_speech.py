"""Quotes and their spans."""

from migrations.statements import drop_tables, run

TABLES = """
CREATE TABLE "quote" (
    "number" INTEGER NOT NULL PRIMARY KEY,
    "document" INTEGER NOT NULL,
    "kind" KEYTEXT NOT NULL CHECK ("kind" IN ('direct', 'partial', 'reported', 'term')),
    "act" KEYTEXT CHECK ("act" IN ('state', 'accuse', 'deny', 'reject', 'refuse', 'decline', 'offer',
        'promise', 'request', 'demand', 'appeal', 'ask', 'support', 'praise', 'criticise', 'condemn',
        'object', 'warn', 'inform', 'announce', 'assess', 'hope', 'welcome')),
    "speaker" INTEGER,
    "capacity_as_printed" TEXT,
    "attribution" KEYTEXT NOT NULL CHECK ("attribution" IN ('named', 'role', 'pronoun', 'continued',
        'writer', 'none')),
    "speaker_unknown" TEXT,
    "on_behalf_of" INTEGER,
    "alleged_of" INTEGER,
    "via" INTEGER,
    "nested_in" INTEGER,
    "occasion" INTEGER,
    "language" KEYTEXT,
    "summary" TEXT,
    "said" KEYTEXT,
    "said_earliest" DATE,
    "said_latest" DATE,
    "said_order" DATE,
    "said_basis" KEYTEXT CHECK ("said_basis" IN ('stated', 'derived', 'external')),
    "said_verbatim" TEXT,
    "said_anchor" INTEGER,
    FOREIGN KEY ("number") REFERENCES "record" ("number") ON DELETE CASCADE,
    FOREIGN KEY ("document") REFERENCES "document" ("number") ON DELETE RESTRICT,
    FOREIGN KEY ("speaker") REFERENCES "record" ("number") ON DELETE RESTRICT,
    FOREIGN KEY ("on_behalf_of") REFERENCES "party" ("number") ON DELETE RESTRICT,
    FOREIGN KEY ("alleged_of") REFERENCES "record" ("number") ON DELETE RESTRICT,
    FOREIGN KEY ("via") REFERENCES "record" ("number") ON DELETE RESTRICT,
    FOREIGN KEY ("nested_in") REFERENCES "quote" ("number") ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY ("occasion") REFERENCES "meeting" ("number") ON DELETE RESTRICT,
    FOREIGN KEY ("said_anchor") REFERENCES "record" ("number") ON DELETE RESTRICT,
    CHECK (("speaker" IS NULL) <> ("speaker_unknown" IS NULL)),
    CHECK (("kind" = 'term') = ("act" IS NULL))
);
CREATE INDEX "quote_act" ON "quote" ("act");
CREATE INDEX "quote_alleged_of" ON "quote" ("alleged_of");
CREATE INDEX "quote_attribution" ON "quote" ("attribution");
CREATE INDEX "quote_document" ON "quote" ("document");
CREATE INDEX "quote_kind" ON "quote" ("kind");
CREATE INDEX "quote_language" ON "quote" ("language");
CREATE INDEX "quote_nested_in" ON "quote" ("nested_in");
CREATE INDEX "quote_occasion" ON "quote" ("occasion");
CREATE INDEX "quote_on_behalf_of" ON "quote" ("on_behalf_of");
CREATE INDEX "quote_said_anchor" ON "quote" ("said_anchor");
CREATE INDEX "quote_said_earliest" ON "quote" ("said_earliest");
CREATE INDEX "quote_said_latest" ON "quote" ("said_latest");
CREATE INDEX "quote_said_order" ON "quote" ("said_order");
CREATE INDEX "quote_speaker" ON "quote" ("speaker");
CREATE INDEX "quote_via" ON "quote" ("via");

CREATE TABLE "quote_span" (
    "key" KEYTEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "quote" INTEGER NOT NULL,
    "role" KEYTEXT NOT NULL CHECK ("role" IN ('spoken', 'clause', 'attribution', 'insertion')),
    "paragraph" INTEGER,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    "sha256" KEYTEXT NOT NULL,
    "text" TEXT,
    PRIMARY KEY ("quote", "key"),
    FOREIGN KEY ("quote") REFERENCES "quote" ("number") ON DELETE CASCADE,
    CHECK ("start" < "end"),
    CHECK (("role" = 'spoken') = ("text" IS NOT NULL))
);
CREATE UNIQUE INDEX "quote_span_quote_role_start_end" ON "quote_span" ("quote", "role", "start", "end");
CREATE INDEX "quote_span_role" ON "quote_span" ("role");

CREATE TABLE "quote_addressee" (
    "ordinal" INTEGER NOT NULL,
    "quote" INTEGER NOT NULL,
    "record" INTEGER NOT NULL,
    PRIMARY KEY ("quote", "record"),
    FOREIGN KEY ("quote") REFERENCES "quote" ("number") ON DELETE CASCADE,
    FOREIGN KEY ("record") REFERENCES "record" ("number") ON DELETE RESTRICT
);
CREATE INDEX "quote_addressee_record" ON "quote_addressee" ("record");

CREATE TABLE "quote_target" (
    "ordinal" INTEGER NOT NULL,
    "quote" INTEGER NOT NULL,
    "record" INTEGER NOT NULL,
    PRIMARY KEY ("quote", "record"),
    FOREIGN KEY ("quote") REFERENCES "quote" ("number") ON DELETE CASCADE,
    FOREIGN KEY ("record") REFERENCES "record" ("number") ON DELETE RESTRICT
);
CREATE INDEX "quote_target_record" ON "quote_target" ("record");

CREATE TABLE "quote_mention" (
    "ordinal" INTEGER NOT NULL,
    "quote" INTEGER NOT NULL,
    "record" INTEGER NOT NULL,
    PRIMARY KEY ("quote", "record"),
    FOREIGN KEY ("quote") REFERENCES "quote" ("number") ON DELETE CASCADE,
    FOREIGN KEY ("record") REFERENCES "record" ("number") ON DELETE RESTRICT
);
CREATE INDEX "quote_mention_record" ON "quote_mention" ("record");
"""


def up(migrator, db):
    run(db, TABLES)


def down(migrator, db):
    drop_tables(db, TABLES)
