"""Sources, documents, parties, persons."""

from migrations.statements import drop_tables, run

TABLES = """
CREATE TABLE "source" (
    "number" INTEGER NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "kind" KEYTEXT NOT NULL CHECK ("kind" IN ('agency', 'newspaper', 'broadcaster', 'news_site',
        'research', 'official', 'other')),
    "country" KEYTEXT,
    "homepage" TEXT,
    FOREIGN KEY ("number") REFERENCES "record" ("number") ON DELETE CASCADE
);
CREATE INDEX "source_country" ON "source" ("country");
CREATE INDEX "source_kind" ON "source" ("kind");

CREATE TABLE "document" (
    "number" INTEGER NOT NULL PRIMARY KEY,
    "title" TEXT NOT NULL,
    "author" TEXT,
    "translator" TEXT,
    "language" KEYTEXT,
    "url" TEXT,
    "sha256" KEYTEXT NOT NULL,
    "characters" INTEGER NOT NULL,
    "licence" TEXT,
    "published" KEYTEXT,
    "published_earliest" DATE,
    "published_latest" DATE,
    "published_order" DATE,
    "published_basis" KEYTEXT CHECK ("published_basis" IN ('stated', 'derived', 'external')),
    "published_verbatim" TEXT,
    "published_anchor" INTEGER,
    FOREIGN KEY ("number") REFERENCES "record" ("number") ON DELETE CASCADE,
    FOREIGN KEY ("published_anchor") REFERENCES "record" ("number") ON DELETE RESTRICT
);
CREATE INDEX "document_language" ON "document" ("language");
CREATE INDEX "document_published_anchor" ON "document" ("published_anchor");
CREATE INDEX "document_published_earliest" ON "document" ("published_earliest");
CREATE INDEX "document_published_latest" ON "document" ("published_latest");
CREATE INDEX "document_published_order" ON "document" ("published_order");
CREATE UNIQUE INDEX "document_sha256" ON "document" ("sha256");

CREATE TABLE "document_source" (
    "key" KEYTEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "document" INTEGER NOT NULL,
    "source" INTEGER NOT NULL,
    "role" KEYTEXT NOT NULL CHECK ("role" IN ('publisher', 'original', 'agency', 'republisher', 'translator')),
    PRIMARY KEY ("document", "key"),
    FOREIGN KEY ("document") REFERENCES "document" ("number") ON DELETE CASCADE,
    FOREIGN KEY ("source") REFERENCES "source" ("number") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "document_source_document_source_role" ON "document_source" ("document", "source", "role");
CREATE INDEX "document_source_role" ON "document_source" ("role");
CREATE INDEX "document_source_source" ON "document_source" ("source");

CREATE TABLE "document_part" (
    "key" KEYTEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "document" INTEGER NOT NULL,
    "kind" KEYTEXT NOT NULL CHECK ("kind" IN ('title', 'standfirst', 'body', 'byline', 'credit', 'comment',
        'teaser', 'form')),
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY ("document", "key"),
    FOREIGN KEY ("document") REFERENCES "document" ("number") ON DELETE CASCADE
);
CREATE UNIQUE INDEX "document_part_document_start_end" ON "document_part" ("document", "start", "end");
CREATE INDEX "document_part_kind" ON "document_part" ("kind");

CREATE TABLE "party" (
    "number" INTEGER NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "kind" KEYTEXT NOT NULL CHECK ("kind" IN ('state', 'former_state', 'government_body',
        'de_facto_entity', 'armed_group', 'armed_forces', 'alliance', 'igo', 'un_body', 'bloc', 'mission',
        'population_group', 'ngo', 'media', 'company', 'coalition', 'other')),
    "country" KEYTEXT,
    "existed_from" KEYTEXT,
    "existed_from_earliest" DATE,
    "existed_from_latest" DATE,
    "existed_from_order" DATE,
    "existed_from_basis" KEYTEXT CHECK ("existed_from_basis" IN ('stated', 'derived', 'external')),
    "existed_from_verbatim" TEXT,
    "existed_from_anchor" INTEGER,
    "existed_to" KEYTEXT,
    "existed_to_earliest" DATE,
    "existed_to_latest" DATE,
    "existed_to_order" DATE,
    "existed_to_basis" KEYTEXT CHECK ("existed_to_basis" IN ('stated', 'derived', 'external')),
    "existed_to_verbatim" TEXT,
    "existed_to_anchor" INTEGER,
    FOREIGN KEY ("number") REFERENCES "record" ("number") ON DELETE CASCADE,
    FOREIGN KEY ("existed_from_anchor") REFERENCES "record" ("number") ON DELETE RESTRICT,
    FOREIGN KEY ("existed_to_anchor") REFERENCES "record" ("number") ON DELETE RESTRICT
);
CREATE INDEX "party_country" ON "party" ("country");
CREATE INDEX "party_existed_from_anchor" ON "party" ("existed_from_anchor");
CREATE INDEX "party_existed_from_earliest" ON "party" ("existed_from_earliest");
CREATE INDEX "party_existed_from_latest" ON "party" ("existed_from_latest");
CREATE INDEX "party_existed_from_order" ON "party" ("existed_from_order");
CREATE INDEX "party_existed_to_anchor" ON "party" ("existed_to_anchor");
CREATE INDEX "party_existed_to_earliest" ON "party" ("existed_to_earliest");
CREATE INDEX "party_existed_to_latest" ON "party" ("existed_to_latest");
CREATE INDEX "party_existed_to_order" ON "party" ("existed_to_order");
CREATE INDEX "party_kind" ON "party" ("kind");

CREATE TABLE "party_affiliation" (
    "key" KEYTEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "of_party" INTEGER NOT NULL,
    "type" KEYTEXT NOT NULL CHECK ("type" IN ('part_of', 'member_of', 'acts_for', 'successor_of')),
    "party" INTEGER NOT NULL,
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
    PRIMARY KEY ("of_party", "key"),
    FOREIGN KEY ("of_party") REFERENCES "party" ("number") ON DELETE CASCADE,
    FOREIGN KEY ("party") REFERENCES "party" ("number") ON DELETE RESTRICT,
    FOREIGN KEY ("started_anchor") REFERENCES "record" ("number") ON DELETE RESTRICT,
    FOREIGN KEY ("ended_anchor") REFERENCES "record" ("number") ON DELETE RESTRICT
);
CREATE INDEX "party_affiliation_ended_anchor" ON "party_affiliation" ("ended_anchor");
CREATE INDEX "party_affiliation_ended_earliest" ON "party_affiliation" ("ended_earliest");
CREATE INDEX "party_affiliation_ended_latest" ON "party_affiliation" ("ended_latest");
CREATE INDEX "party_affiliation_ended_order" ON "party_affiliation" ("ended_order");
CREATE INDEX "party_affiliation_party" ON "party_affiliation" ("party");
CREATE INDEX "party_affiliation_started_anchor" ON "party_affiliation" ("started_anchor");
CREATE INDEX "party_affiliation_started_earliest" ON "party_affiliation" ("started_earliest");
CREATE INDEX "party_affiliation_started_latest" ON "party_affiliation" ("started_latest");
CREATE INDEX "party_affiliation_started_order" ON "party_affiliation" ("started_order");
CREATE INDEX "party_affiliation_type" ON "party_affiliation" ("type");

CREATE TABLE "person" (
    "number" INTEGER NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "family_name" TEXT,
    "given_name" TEXT,
    FOREIGN KEY ("number") REFERENCES "record" ("number") ON DELETE CASCADE
);

CREATE TABLE "person_position" (
    "key" KEYTEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "person" INTEGER NOT NULL,
    "party" INTEGER,
    "title" TEXT NOT NULL,
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
    PRIMARY KEY ("person", "key"),
    FOREIGN KEY ("person") REFERENCES "person" ("number") ON DELETE CASCADE,
    FOREIGN KEY ("party") REFERENCES "party" ("number") ON DELETE RESTRICT,
    FOREIGN KEY ("started_anchor") REFERENCES "record" ("number") ON DELETE RESTRICT,
    FOREIGN KEY ("ended_anchor") REFERENCES "record" ("number") ON DELETE RESTRICT
);
CREATE INDEX "person_position_ended_anchor" ON "person_position" ("ended_anchor");
CREATE INDEX "person_position_ended_earliest" ON "person_position" ("ended_earliest");
CREATE INDEX "person_position_ended_latest" ON "person_position" ("ended_latest");
CREATE INDEX "person_position_ended_order" ON "person_position" ("ended_order");
CREATE INDEX "person_position_party" ON "person_position" ("party");
CREATE INDEX "person_position_started_anchor" ON "person_position" ("started_anchor");
CREATE INDEX "person_position_started_earliest" ON "person_position" ("started_earliest");
CREATE INDEX "person_position_started_latest" ON "person_position" ("started_latest");
CREATE INDEX "person_position_started_order" ON "person_position" ("started_order");
"""


def up(migrator, db):
    run(db, TABLES)


def down(migrator, db):
    drop_tables(db, TABLES)
