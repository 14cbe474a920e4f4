"""Agreements, signatories, mediators."""

from migrations.statements import drop_tables, run

TABLES = """
CREATE TABLE "agreement" (
    "number" INTEGER NOT NULL PRIMARY KEY,
    "title" TEXT NOT NULL,
    "type" KEYTEXT NOT NULL CHECK ("type" IN ('ceasefire', 'truce', 'declaration', 'joint_statement',
        'protocol', 'framework', 'peace_treaty', 'negotiation_plan', 'implementation', 'offer', 'other')),
    "stage" KEYTEXT CHECK ("stage" IN ('pre_negotiation', 'ceasefire', 'framework_partial',
        'framework_comprehensive', 'implementation', 'renewal', 'other')),
    "status" KEYTEXT CHECK ("status" IN ('multiparty', 'unilateral', 'unclear', 'subsequent', 'not_signed')),
    "place" INTEGER,
    "process" INTEGER,
    "summary" TEXT,
    "is_set" BOOLEAN NOT NULL,
    "set_size" INTEGER,
    "signed" KEYTEXT,
    "signed_earliest" DATE,
    "signed_latest" DATE,
    "signed_order" DATE,
    "signed_basis" KEYTEXT CHECK ("signed_basis" IN ('stated', 'derived', 'external')),
    "signed_verbatim" TEXT,
    "signed_anchor" INTEGER,
    "ended" KEYTEXT,
    "ended_earliest" DATE,
    "ended_latest" DATE,
    "ended_order" DATE,
    "ended_basis" KEYTEXT CHECK ("ended_basis" IN ('stated', 'derived', 'external')),
    "ended_verbatim" TEXT,
    "ended_anchor" INTEGER,
    FOREIGN KEY ("number") REFERENCES "record" ("number") ON DELETE CASCADE,
    FOREIGN KEY ("place") REFERENCES "place" ("number") ON DELETE RESTRICT,
    FOREIGN KEY ("process") REFERENCES "process" ("number") ON DELETE RESTRICT,
    FOREIGN KEY ("signed_anchor") REFERENCES "record" ("number") ON DELETE RESTRICT,
    FOREIGN KEY ("ended_anchor") REFERENCES "record" ("number") ON DELETE RESTRICT
);
CREATE INDEX "agreement_ended_anchor" ON "agreement" ("ended_anchor");
CREATE INDEX "agreement_ended_earliest" ON "agreement" ("ended_earliest");
CREATE INDEX "agreement_ended_latest" ON "agreement" ("ended_latest");
CREATE INDEX "agreement_ended_order" ON "agreement" ("ended_order");
CREATE INDEX "agreement_is_set" ON "agreement" ("is_set");
CREATE INDEX "agreement_place" ON "agreement" ("place");
CREATE INDEX "agreement_process" ON "agreement" ("process");
CREATE INDEX "agreement_signed_anchor" ON "agreement" ("signed_anchor");
CREATE INDEX "agreement_signed_earliest" ON "agreement" ("signed_earliest");
CREATE INDEX "agreement_signed_latest" ON "agreement" ("signed_latest");
CREATE INDEX "agreement_signed_order" ON "agreement" ("signed_order");
CREATE INDEX "agreement_stage" ON "agreement" ("stage");
CREATE INDEX "agreement_status" ON "agreement" ("status");
CREATE INDEX "agreement_type" ON "agreement" ("type");

CREATE TABLE "signatory" (
    "key" KEYTEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "agreement" INTEGER NOT NULL,
    "party" INTEGER,
    "person" INTEGER,
    "on_behalf_of" INTEGER,
    "role" KEYTEXT NOT NULL CHECK ("role" IN ('party', 'witness', 'observer', 'guarantor', 'mediator',
        'facilitator', 'chair', 'host', 'depositary', 'in_presence_of', 'endorser', 'monitor', 'offeror',
        'addressee', 'other')),
    "position" KEYTEXT NOT NULL CHECK ("position" IN ('signed', 'agreed', 'confirmed', 'not_confirmed',
        'refused', 'unknown')),
    "term_as_printed" TEXT,
    "capacity_as_printed" TEXT,
    PRIMARY KEY ("agreement", "key"),
    FOREIGN KEY ("agreement") REFERENCES "agreement" ("number") ON DELETE CASCADE,
    FOREIGN KEY ("party") REFERENCES "party" ("number") ON DELETE RESTRICT,
    FOREIGN KEY ("person") REFERENCES "person" ("number") ON DELETE RESTRICT,
    FOREIGN KEY ("on_behalf_of") REFERENCES "party" ("number") ON DELETE RESTRICT,
    CHECK ("party" IS NOT NULL OR "person" IS NOT NULL)
);
CREATE INDEX "signatory_on_behalf_of" ON "signatory" ("on_behalf_of");
CREATE INDEX "signatory_party" ON "signatory" ("party");
CREATE INDEX "signatory_person" ON "signatory" ("person");
CREATE INDEX "signatory_position" ON "signatory" ("position");
CREATE INDEX "signatory_role" ON "signatory" ("role");

CREATE TABLE "agreement_state" (
    "key" KEYTEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "agreement" INTEGER NOT NULL,
    "state" KEYTEXT NOT NULL CHECK ("state" IN ('proposed', 'offered', 'under_negotiation', 'agreed',
        'signed', 'in_force', 'violated', 'refused', 'superseded', 'terminated', 'unknown')),
    "claimed_by" INTEGER,
    "quote" INTEGER,
    "term_as_printed" TEXT,
    "as_of" KEYTEXT,
    "as_of_earliest" DATE,
    "as_of_latest" DATE,
    "as_of_order" DATE,
    "as_of_basis" KEYTEXT CHECK ("as_of_basis" IN ('stated', 'derived', 'external')),
    "as_of_verbatim" TEXT,
    "as_of_anchor" INTEGER,
    PRIMARY KEY ("agreement", "key"),
    FOREIGN KEY ("agreement") REFERENCES "agreement" ("number") ON DELETE CASCADE,
    FOREIGN KEY ("claimed_by") REFERENCES "record" ("number") ON DELETE RESTRICT,
    FOREIGN KEY ("quote") REFERENCES "quote" ("number") ON DELETE RESTRICT,
    FOREIGN KEY ("as_of_anchor") REFERENCES "record" ("number") ON DELETE RESTRICT,
    CHECK ("state" <> 'violated' OR "claimed_by" IS NOT NULL)
);
CREATE INDEX "agreement_state_as_of_anchor" ON "agreement_state" ("as_of_anchor");
CREATE INDEX "agreement_state_as_of_earliest" ON "agreement_state" ("as_of_earliest");
CREATE INDEX "agreement_state_as_of_latest" ON "agreement_state" ("as_of_latest");
CREATE INDEX "agreement_state_as_of_order" ON "agreement_state" ("as_of_order");
CREATE INDEX "agreement_state_claimed_by" ON "agreement_state" ("claimed_by");
CREATE INDEX "agreement_state_quote" ON "agreement_state" ("quote");
CREATE INDEX "agreement_state_state" ON "agreement_state" ("state");

CREATE TABLE "mediator" (
    "number" INTEGER NOT NULL PRIMARY KEY,
    "party" INTEGER,
    "person" INTEGER,
    "conflict" INTEGER,
    "process" INTEGER,
    "summary" TEXT,
    FOREIGN KEY ("number") REFERENCES "record" ("number") ON DELETE CASCADE,
    FOREIGN KEY ("party") REFERENCES "party" ("number") ON DELETE RESTRICT,
    FOREIGN KEY ("person") REFERENCES "person" ("number") ON DELETE RESTRICT,
    FOREIGN KEY ("conflict") REFERENCES "conflict" ("number") ON DELETE RESTRICT,
    FOREIGN KEY ("process") REFERENCES "process" ("number") ON DELETE RESTRICT,
    CHECK (("party" IS NULL) <> ("person" IS NULL)),
    CHECK ("conflict" IS NOT NULL OR "process" IS NOT NULL)
);
CREATE INDEX "mediator_conflict" ON "mediator" ("conflict");
CREATE UNIQUE INDEX "mediator_once" ON "mediator" (COALESCE("party", 0), COALESCE("person", 0), COALESCE("conflict", 0), COALESCE("process", 0));
CREATE INDEX "mediator_party" ON "mediator" ("party");
CREATE INDEX "mediator_person" ON "mediator" ("person");
CREATE INDEX "mediator_process" ON "mediator" ("process");

CREATE TABLE "mediation" (
    "key" KEYTEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "mediator" INTEGER NOT NULL,
    "agreement" INTEGER,
    "meeting" INTEGER,
    "role" KEYTEXT NOT NULL CHECK ("role" IN ('mediator', 'broker', 'facilitator', 'host', 'chair',
        'guarantor', 'monitor', 'observer')),
    "status" KEYTEXT NOT NULL CHECK ("status" IN ('done', 'ongoing', 'offered', 'refused', 'alleged')),
    "term_as_printed" TEXT,
    PRIMARY KEY ("mediator", "key"),
    FOREIGN KEY ("mediator") REFERENCES "mediator" ("number") ON DELETE CASCADE,
    FOREIGN KEY ("agreement") REFERENCES "agreement" ("number") ON DELETE RESTRICT,
    FOREIGN KEY ("meeting") REFERENCES "meeting" ("number") ON DELETE RESTRICT
);
CREATE INDEX "mediation_agreement" ON "mediation" ("agreement");
CREATE INDEX "mediation_meeting" ON "mediation" ("meeting");
CREATE INDEX "mediation_role" ON "mediation" ("role");
CREATE INDEX "mediation_status" ON "mediation" ("status");

CREATE TABLE "mediator_position" (
    "key" KEYTEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "mediator" INTEGER NOT NULL,
    "mediation" KEYTEXT,
    "party" INTEGER NOT NULL,
    "person" INTEGER,
    "stance" KEYTEXT NOT NULL CHECK ("stance" IN ('accepts', 'conditional', 'reserved', 'objects',
        'refuses', 'unknown')),
    "quote" INTEGER,
    "said" KEYTEXT,
    "said_earliest" DATE,
    "said_latest" DATE,
    "said_order" DATE,
    "said_basis" KEYTEXT CHECK ("said_basis" IN ('stated', 'derived', 'external')),
    "said_verbatim" TEXT,
    "said_anchor" INTEGER,
    PRIMARY KEY ("mediator", "key"),
    FOREIGN KEY ("mediator") REFERENCES "mediator" ("number") ON DELETE CASCADE,
    FOREIGN KEY ("party") REFERENCES "party" ("number") ON DELETE RESTRICT,
    FOREIGN KEY ("person") REFERENCES "person" ("number") ON DELETE RESTRICT,
    FOREIGN KEY ("quote") REFERENCES "quote" ("number") ON DELETE RESTRICT,
    FOREIGN KEY ("said_anchor") REFERENCES "record" ("number") ON DELETE RESTRICT
);
CREATE INDEX "mediator_position_party" ON "mediator_position" ("party");
CREATE INDEX "mediator_position_person" ON "mediator_position" ("person");
CREATE INDEX "mediator_position_quote" ON "mediator_position" ("quote");
CREATE INDEX "mediator_position_said_anchor" ON "mediator_position" ("said_anchor");
CREATE INDEX "mediator_position_said_earliest" ON "mediator_position" ("said_earliest");
CREATE INDEX "mediator_position_said_latest" ON "mediator_position" ("said_latest");
CREATE INDEX "mediator_position_said_order" ON "mediator_position" ("said_order");
CREATE INDEX "mediator_position_stance" ON "mediator_position" ("stance");
"""


def up(migrator, db):
    run(db, TABLES)


def down(migrator, db):
    drop_tables(db, TABLES)
