CREATE TABLE "schema_migration" ("id" INTEGER NOT NULL PRIMARY KEY, "name" VARCHAR(255) NOT NULL, "applied" DATETIME NOT NULL);
INSERT INTO "schema_migration" VALUES (1, '0001_records', '2026-11-26 03:44:08.726540');
INSERT INTO "schema_migration" VALUES (2, '0002_actors', '2026-11-26 03:44:08.741602');
INSERT INTO "schema_migration" VALUES (3, '0003_happenings', '2026-11-26 03:44:08.754002');
INSERT INTO "schema_migration" VALUES (4, '0004_speech', '2026-11-26 03:44:08.756164');
INSERT INTO "schema_migration" VALUES (5, '0005_agreements', '2026-11-26 03:44:08.770475');
INSERT INTO "schema_migration" VALUES (6, '0006_shared', '2026-11-26 03:44:08.772649');
INSERT INTO "schema_migration" VALUES (7, '0007_search', '2026-11-26 03:44:08.784836');
INSERT INTO "schema_migration" VALUES (8, '0008_deferrable_keys', '2026-11-26 03:44:08.785321');
INSERT INTO "schema_migration" VALUES (9, '0009_speaker_in_order', '2026-11-26 03:44:08.797472');
INSERT INTO "schema_migration" VALUES (10, '0010_curation', '2026-11-26 03:44:08.808681');
INSERT INTO "schema_migration" VALUES (11, '0011_timeline', '2026-11-26 03:44:08.827013');
CREATE TABLE "counter" (
    "id" INTEGER NOT NULL PRIMARY KEY CHECK ("id" = 1),
    "revision" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "epoch" KEYTEXT NOT NULL
, "timeline" KEYTEXT);
INSERT INTO "counter" VALUES (1, 8, 30, '1b9d4d99', NULL);
CREATE TABLE "revision" (
    "number" INTEGER NOT NULL PRIMARY KEY,
    "at" KEYTEXT NOT NULL,
    "who" TEXT NOT NULL,
    "why" TEXT NOT NULL
);
INSERT INTO "revision" VALUES (1, '2026-11-26T03:44:09Z', 'seeds', 'Load the seeds.');
INSERT INTO "revision" VALUES (2, '2026-11-26T03:44:09Z', 'curator', 'Kept for an upgrade. (Without evidence: An invented one.)');
INSERT INTO "revision" VALUES (3, '2026-11-26T03:44:09Z', 'curator', 'Kept for an upgrade. (Without evidence: An invented one.)');
INSERT INTO "revision" VALUES (4, '2026-11-26T03:44:09Z', 'curator', 'Kept for an upgrade. (Without evidence: An invented one.)');
INSERT INTO "revision" VALUES (5, '2026-11-26T03:44:09Z', 'curator', 'Kept for an upgrade. (Without evidence: An invented one.)');
INSERT INTO "revision" VALUES (6, '2026-11-26T03:44:09Z', 'curator', 'Kept for an upgrade.');
INSERT INTO "revision" VALUES (7, '2026-11-26T03:44:09Z', 'curator', 'Kept for an upgrade.');
INSERT INTO "revision" VALUES (8, '2026-11-26T03:44:10Z', 'operator', 'Reprinted.');
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
INSERT INTO "record" VALUES (1, 'agr-more-talks', 'agreement', 'Offer of more talks', 'offer of more talks', NULL, NULL, NULL, 1, '2026-11-26T03:44:09Z', '2026-11-26T03:44:09Z');
INSERT INTO "record" VALUES (2, 'agr-truce-1998', 'agreement', 'Truce over the Isle', 'truce over the isle', '1998-01-01', '1999-12-31', '1998-01-01', 3, '2026-11-26T03:44:09Z', '2026-11-26T03:44:09Z');
INSERT INTO "record" VALUES (3, 'con-isle', 'conflict', 'Quarrel over the Isle', 'quarrel over the isle', '1991-01-01', '1991-12-31', '1991-01-01', 1, '2026-11-26T03:44:09Z', '2026-11-26T03:44:09Z');
INSERT INTO "record" VALUES (4, 'doc-gazette-2001', 'document', 'Talks on the Isle', 'talks on the isle', '2001-03-06', '2001-03-06', '2001-03-06', 8, '2026-11-26T03:44:09Z', '2026-11-26T03:44:10Z');
INSERT INTO "record" VALUES (5, 'doc-herald-2002', 'document', '[The war over the Isle]', '[the war over the isle]', '2002-01-01', '2002-12-31', '2002-01-01', 1, '2026-11-26T03:44:09Z', '2026-11-26T03:44:09Z');
INSERT INTO "record" VALUES (6, 'evt-garrison', 'event', 'Soldiers on the Isle', 'soldiers on the isle', NULL, NULL, NULL, 1, '2026-11-26T03:44:09Z', '2026-11-26T03:44:09Z');
INSERT INTO "record" VALUES (7, 'evt-war', 'event', 'War over the Isle', 'war over the isle', '1991-01-01', '1991-12-31', '1991-01-01', 1, '2026-11-26T03:44:09Z', '2026-11-26T03:44:09Z');
INSERT INTO "record" VALUES (8, 'mdr-lake-league', 'mediator', 'Lake League', 'lake league', NULL, NULL, NULL, 1, '2026-11-26T03:44:09Z', '2026-11-26T03:44:09Z');
INSERT INTO "record" VALUES (9, 'mtg-more-talks', 'meeting', 'More talks', 'more talks', '0001-01-01', '2002-12-31', '2002-12-31', 1, '2026-11-26T03:44:09Z', '2026-11-26T03:44:09Z');
INSERT INTO "record" VALUES (10, 'mtg-port-mid', 'meeting', 'Talks at Port Mid', 'talks at port mid', '2001-03-05', '2001-03-05', '2001-03-05', 1, '2026-11-26T03:44:09Z', '2026-11-26T03:44:09Z');
INSERT INTO "record" VALUES (11, 'pty-lake-league', 'party', 'Lake League', 'lake league', NULL, NULL, NULL, 1, '2026-11-26T03:44:09Z', '2026-11-26T03:44:09Z');
INSERT INTO "record" VALUES (12, 'pty-norland', 'party', 'Norland', 'norland', NULL, NULL, NULL, 1, '2026-11-26T03:44:09Z', '2026-11-26T03:44:09Z');
INSERT INTO "record" VALUES (13, 'pty-soldiers', 'party', 'Norland soldiers on the Isle', 'norland soldiers on the isle', NULL, NULL, NULL, 1, '2026-11-26T03:44:09Z', '2026-11-26T03:44:09Z');
INSERT INTO "record" VALUES (14, 'pty-sudland', 'party', 'Sudland', 'sudland', NULL, NULL, NULL, 1, '2026-11-26T03:44:09Z', '2026-11-26T03:44:09Z');
INSERT INTO "record" VALUES (15, 'per-ada-boreal', 'person', 'Ada Boreal', 'ada boreal', NULL, NULL, NULL, 2, '2026-11-26T03:44:09Z', '2026-11-26T03:44:09Z');
INSERT INTO "record" VALUES (16, 'per-carl-austral', 'person', 'Carl Åustral', 'carl austral', NULL, NULL, NULL, 1, '2026-11-26T03:44:09Z', '2026-11-26T03:44:09Z');
INSERT INTO "record" VALUES (17, 'plc-isle', 'place', 'The Isle', 'the isle', NULL, NULL, NULL, 1, '2026-11-26T03:44:09Z', '2026-11-26T03:44:09Z');
INSERT INTO "record" VALUES (18, 'plc-port-mid', 'place', 'Port Mid', 'port mid', NULL, NULL, NULL, 1, '2026-11-26T03:44:09Z', '2026-11-26T03:44:09Z');
INSERT INTO "record" VALUES (19, 'prc-isle', 'process', 'Isle talks', 'isle talks', NULL, NULL, NULL, 1, '2026-11-26T03:44:09Z', '2026-11-26T03:44:09Z');
INSERT INTO "record" VALUES (20, 'quo-gazette-2001-162', 'quote', '“We came in good faith,”', '“we came in good faith,”', '0001-01-01', '2001-03-06', '2001-03-06', 1, '2026-11-26T03:44:09Z', '2026-11-26T03:44:09Z');
INSERT INTO "record" VALUES (21, 'quo-gazette-2001-240', 'quote', 'Norland keeps soldiers there.', 'norland keeps soldiers there.', '2001-03-05', '2001-03-05', '2001-03-05', 1, '2026-11-26T03:44:09Z', '2026-11-26T03:44:09Z');
INSERT INTO "record" VALUES (22, 'quo-gazette-2001-353', 'quote', '“guests”', '“guests”', NULL, NULL, NULL, 1, '2026-11-26T03:44:09Z', '2026-11-26T03:44:09Z');
INSERT INTO "record" VALUES (23, 'quo-gazette-2001-362', 'quote', 'The truce holds.', 'the truce holds.', '2001-03-01', '2001-03-31', '2001-03-01', 1, '2026-11-26T03:44:09Z', '2026-11-26T03:44:09Z');
INSERT INTO "record" VALUES (24, 'quo-herald-2002-120', 'quote', 'Sudland wants no more talks there.', 'sudland wants no more talks there.', NULL, NULL, NULL, 1, '2026-11-26T03:44:09Z', '2026-11-26T03:44:09Z');
INSERT INTO "record" VALUES (25, 'src-gazette', 'source', 'The Gazette', 'the gazette', NULL, NULL, NULL, 1, '2026-11-26T03:44:09Z', '2026-11-26T03:44:09Z');
INSERT INTO "record" VALUES (26, 'src-herald', 'source', 'The Herald', 'the herald', NULL, NULL, NULL, 1, '2026-11-26T03:44:09Z', '2026-11-26T03:44:09Z');
INSERT INTO "record" VALUES (27, 'top-peace', 'topic', 'Peace', 'peace', NULL, NULL, NULL, 7, '2026-11-26T03:44:09Z', '2026-11-26T03:44:09Z');
INSERT INTO "record" VALUES (28, 'top-talks', 'topic', 'Talks', 'talks', NULL, NULL, NULL, 1, '2026-11-26T03:44:09Z', '2026-11-26T03:44:09Z');
CREATE TABLE "tombstone" (
    "id" KEYTEXT NOT NULL PRIMARY KEY,
    "object" KEYTEXT NOT NULL CHECK ("object" IN ('source', 'document', 'conflict', 'process', 'party',
        'person', 'agreement', 'mediator', 'meeting', 'quote', 'event', 'place', 'topic')),
    "revision" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "merged_into" KEYTEXT, "number" INTEGER,
    FOREIGN KEY ("revision") REFERENCES "revision" ("number")
);
INSERT INTO "tombstone" VALUES ('top-haste', 'topic', 6, 'Kept for an upgrade.', NULL, 29);
INSERT INTO "tombstone" VALUES ('top-calm', 'topic', 7, 'Kept for an upgrade.', 'top-peace', 30);
CREATE TABLE "seed_file" (
    "record" KEYTEXT NOT NULL PRIMARY KEY,
    "sha256" KEYTEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    FOREIGN KEY ("revision") REFERENCES "revision" ("number")
);
INSERT INTO "seed_file" VALUES ('agr-more-talks', 'c92e6b1f6bbfe48afd0405446e230ff41eaf418ba2590c0638c0dce91e3ea1d7', 1);
INSERT INTO "seed_file" VALUES ('agr-truce-1998', 'd45cbed5d025343c5a3fb98f28416024b62461b0fe7bd7df8a8c777a0f822577', 1);
INSERT INTO "seed_file" VALUES ('con-isle', '794064e64d5ff2b37552fbece6a1b7a68b6d805b81563586d291cd2f45e96954', 1);
INSERT INTO "seed_file" VALUES ('doc-gazette-2001', 'dd978cb66fa9b464a1f388acce6f95c663175d17075da85ba9215af4d1f03426', 1);
INSERT INTO "seed_file" VALUES ('doc-herald-2002', 'b4dc505df718dbfcfd6a4672f85a483c7c981fbb6864d8fac1839e415ceb0087', 1);
INSERT INTO "seed_file" VALUES ('evt-garrison', 'd694847ffc8f09555b9d9a343970c12c4b062bddce34e1774a28390ab4a4987e', 1);
INSERT INTO "seed_file" VALUES ('evt-war', '530628256bde2a47fe8e90723a923eb1f23762188e1c2253f19f46b92298ab5c', 1);
INSERT INTO "seed_file" VALUES ('mdr-lake-league', 'ad2e108c4827900ecc2ec317db02f2534e96730e1bd156bbb7b104120f8d3c4b', 1);
INSERT INTO "seed_file" VALUES ('mtg-more-talks', '64cecb4d9c42d39ed7e1786dcbf74334d1d87b81ddbee089844a96d6d9875bd1', 1);
INSERT INTO "seed_file" VALUES ('mtg-port-mid', 'ecf52ca15a080c5b787f2e252f45670d849efb8997fd8346aed8490aaf9e276d', 1);
INSERT INTO "seed_file" VALUES ('pty-lake-league', '34fb3b4474a2b3ef7f15d10e81e88382e51c2c973f29ccc85a0db9992f9c6762', 1);
INSERT INTO "seed_file" VALUES ('pty-norland', '260f773b997abc6237a054dfcea68c94cb3933b6c0ef02801cf77657a33409e7', 1);
INSERT INTO "seed_file" VALUES ('pty-soldiers', 'ac95861246712f40ef5853cc59b43f61724f0ff0c44996ec18de8f26502635f3', 1);
INSERT INTO "seed_file" VALUES ('pty-sudland', '6c9a54759730c7e8f6ae003fd97f35a2e962d68017cfdac5e8333768955c5851', 1);
INSERT INTO "seed_file" VALUES ('per-ada-boreal', '611967a8444e2862438e2619fe77c168173a434cd54b132c522efb2c5c0cfd39', 1);
INSERT INTO "seed_file" VALUES ('per-carl-austral', '9936ef355da599c3cf936c6d8263a25f68c3d54f3c793586f830584b58d21fa5', 1);
INSERT INTO "seed_file" VALUES ('plc-isle', 'ebba8abed1acd7a49f9ddf884197eeb5dfb89e274bdbbb45b0f5c214b9c5be21', 1);
INSERT INTO "seed_file" VALUES ('plc-port-mid', '806a0623de6f034cde25606c0b6311ca49dde8148f57ceb66768a4cbcb57e37f', 1);
INSERT INTO "seed_file" VALUES ('prc-isle', 'b23f1205a32259fc87c2e9463ea63e9d7daadeb79ae041dafa302db8b7e35136', 1);
INSERT INTO "seed_file" VALUES ('quo-gazette-2001-162', '9a6e28ed26d5d803f38718f062dbe8b9b7cc052b87f4e242ab3e7ae5b00c32dc', 1);
INSERT INTO "seed_file" VALUES ('quo-gazette-2001-240', 'fb6a561638cee792ff4c8ea899e422d935f98019a2c53523129759c307f36066', 1);
INSERT INTO "seed_file" VALUES ('quo-gazette-2001-353', '8ea962f51390022ea1d28e571f22cdc482803d714578615f1c98a901f2b3c836', 1);
INSERT INTO "seed_file" VALUES ('quo-gazette-2001-362', 'eb32fd992a814f0544626e40e8b2e4a5bad81e059e9ee525e81421163d1c6b9b', 1);
INSERT INTO "seed_file" VALUES ('quo-herald-2002-120', 'f155aa86b2a938ff49c8862ad3716cac37fafb1cdcda67d06569f5aec609e83e', 1);
INSERT INTO "seed_file" VALUES ('src-gazette', '24caaf1a51a682275a097ae35cc3a62f1728e2dbf5fab0260b8801e13f0360bc', 1);
INSERT INTO "seed_file" VALUES ('src-herald', 'e6da08d3478d620055a4e9bf8a52ac17305b9b01592fed310cc4a6016106edaf', 1);
INSERT INTO "seed_file" VALUES ('top-peace', '7bd1bf2619a6e253986c473c3e68e30e95e63b7e875c4ef490a3b7cf6f574506', 1);
INSERT INTO "seed_file" VALUES ('top-talks', '088f7345a25acf4627b084b27f69ba6da8576501f730ca6f1b6764b14517c8b6', 1);
CREATE TABLE "source" (
    "number" INTEGER NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "kind" KEYTEXT NOT NULL CHECK ("kind" IN ('agency', 'newspaper', 'broadcaster', 'news_site',
        'research', 'official', 'other')),
    "country" KEYTEXT,
    "homepage" TEXT,
    FOREIGN KEY ("number") REFERENCES "record" ("number") ON DELETE CASCADE
);
INSERT INTO "source" VALUES (25, 'The Gazette', 'newspaper', 'NOR', NULL);
INSERT INTO "source" VALUES (26, 'The Herald', 'newspaper', NULL, NULL);
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
INSERT INTO "document" VALUES (4, 'Talks on the Isle', 'Ann Writer', NULL, 'en', NULL, '580325fb78f3ff62266b37ef005680ecca247a255715c83d1c56def4399fb68a', 471, NULL, '2001-03-06', '2001-03-06', '2001-03-06', '2001-03-06', 'external', NULL, NULL);
INSERT INTO "document" VALUES (5, '[The war over the Isle]', NULL, NULL, 'en', NULL, '2f908d6c5559f36c7fb171b3414f9421384c9dff6643e6b0816ea53c6b33d642', 211, NULL, '2002', '2002-01-01', '2002-12-31', '2002-01-01', 'external', NULL, NULL);
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
INSERT INTO "document_source" VALUES ('src-herald', 0, 5, 26, 'publisher');
INSERT INTO "document_source" VALUES ('src-gazette', 0, 4, 25, 'publisher');
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
INSERT INTO "document_part" VALUES ('body-1', 0, 5, 'body', 0, 210);
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
INSERT INTO "party" VALUES (11, 'Lake League', 'igo', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "party" VALUES (12, 'Norland', 'state', 'NOR', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "party" VALUES (13, 'Norland soldiers on the Isle', 'armed_forces', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "party" VALUES (14, 'Sudland', 'state', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
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
INSERT INTO "party_affiliation" VALUES ('pty-norland', 0, 13, 'part_of', 12, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
CREATE TABLE "person" (
    "number" INTEGER NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "family_name" TEXT,
    "given_name" TEXT,
    FOREIGN KEY ("number") REFERENCES "record" ("number") ON DELETE CASCADE
);
INSERT INTO "person" VALUES (15, 'Ada Boreal', 'Boreal', 'Ada');
INSERT INTO "person" VALUES (16, 'Carl Åustral', NULL, NULL);
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
INSERT INTO "person_position" VALUES ('pty-sudland', 0, 16, 14, 'who speaks for Sudland', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "person_position" VALUES ('pty-norland', 0, 15, 12, 'Norland''s envoy', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
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
INSERT INTO "conflict" VALUES (3, 'Quarrel over the Isle', 'territory', NULL, '1991', '1991-01-01', '1991-12-31', '1991-01-01', 'stated', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
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
INSERT INTO "conflict_party" VALUES ('pty-norland', 0, 3, 12, 'primary');
INSERT INTO "conflict_party" VALUES ('pty-sudland', 1, 3, 14, 'primary');
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
INSERT INTO "process" VALUES (19, 'Isle talks', 3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
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
INSERT INTO "place" VALUES (17, 'The Isle', NULL, 61.0, 4.0, 'region');
INSERT INTO "place" VALUES (18, 'Port Mid', 'NOR', 60.5, 5.25, 'exact');
CREATE TABLE "topic" (
    "number" INTEGER NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "broader" INTEGER,
    FOREIGN KEY ("number") REFERENCES "record" ("number") ON DELETE CASCADE,
    FOREIGN KEY ("broader") REFERENCES "topic" ("number") ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "topic" VALUES (27, 'Peace', NULL);
INSERT INTO "topic" VALUES (28, 'Talks', 27);
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
INSERT INTO "meeting" VALUES (9, 'More talks', 'talks', 'unknown', 'unknown', 'postponed', 11, NULL, NULL, 19, NULL, 1, '../2002', '0001-01-01', '2002-12-31', '2002-12-31', 'stated', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "meeting" VALUES (10, 'Talks at Port Mid', 'talks', 'officials', 'in_person', 'held', NULL, NULL, 18, 19, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2001-03-05', '2001-03-05', '2001-03-05', '2001-03-05', 'derived', 'on Monday', 4, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
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
INSERT INTO "attendance" VALUES ('pty-sudland', 0, 9, 14, NULL, 'participant', NULL);
INSERT INTO "attendance" VALUES ('per-ada-boreal', 0, 10, 12, 15, 'participant', NULL);
INSERT INTO "attendance" VALUES ('pty-sudland', 1, 10, 14, NULL, 'participant', NULL);
INSERT INTO "attendance" VALUES ('pty-lake-league', 2, 10, 11, NULL, 'host', NULL);
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
INSERT INTO "event" VALUES (6, 'Soldiers on the Isle', 'deployment', 'alleged', 3, 17, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "event" VALUES (7, 'War over the Isle', 'war', 'told', 3, 17, NULL, '1991', '1991-01-01', '1991-12-31', '1991-01-01', 'stated', NULL, NULL, '1998/1999', '1998-01-01', '1999-12-31', '1998-01-01', 'stated', NULL, NULL);
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
INSERT INTO "event_party" VALUES ('pty-norland', 0, 6, 12, 'accused');
INSERT INTO "event_party" VALUES ('pty-norland', 0, 7, 12, 'participant');
INSERT INTO "event_party" VALUES ('pty-sudland', 1, 7, 14, 'participant');
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
INSERT INTO "quote" VALUES (20, 4, 'direct', 'promise', 15, 'Norland''s envoy', 'named', NULL, 12, NULL, NULL, NULL, 10, NULL, 'Norland means it and stays.', '../2001-03-06', '0001-01-01', '2001-03-06', '2001-03-06', 'stated', NULL, NULL);
INSERT INTO "quote" VALUES (21, 4, 'reported', 'accuse', 16, NULL, 'named', NULL, 14, NULL, NULL, NULL, NULL, NULL, 'Norland keeps soldiers there.', '2001-03-05', '2001-03-05', '2001-03-05', '2001-03-05', 'stated', NULL, NULL);
INSERT INTO "quote" VALUES (22, 4, 'term', NULL, 12, NULL, 'named', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'Norland calls its soldiers so.', NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "quote" VALUES (23, 4, 'reported', 'state', 11, NULL, 'role', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'The truce holds.', '2001-03', '2001-03-01', '2001-03-31', '2001-03-01', 'stated', NULL, NULL);
INSERT INTO "quote" VALUES (24, 5, 'reported', 'reject', NULL, NULL, 'none', 'It is not told who spoke for Sudland.', NULL, NULL, NULL, NULL, NULL, NULL, 'Sudland wants no more talks there.', NULL, NULL, NULL, NULL, NULL, NULL, NULL);
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
INSERT INTO "quote_span" VALUES ('spoken-1', 0, 20, 'spoken', 3, 162, 184, '98861abdf6cacd37f60b2fd9bef9fb93564d0ff4c54cc15944472ac1e4022a70', 'We came in good faith,');
INSERT INTO "quote_span" VALUES ('attribution-1', 1, 20, 'attribution', 3, 186, 217, 'a5a21b971a22d3458ec8fe4619e806938cc4ac21d665ba582e203c54ff8bafe7', NULL);
INSERT INTO "quote_span" VALUES ('spoken-2', 2, 20, 'spoken', 3, 220, 238, '8e2bb738754707d2832f0081cd52094aab311eabb839de548e6fc5ddd1d1fea8', 'and we shall stay.');
INSERT INTO "quote_span" VALUES ('clause-1', 0, 21, 'clause', 4, 240, 331, '22b0909bb520cd01c30281f644d01331ae8b27c7226a6d86432bf317d97b8318', NULL);
INSERT INTO "quote_span" VALUES ('attribution-1', 1, 21, 'attribution', 4, 240, 252, '5246b36668ce64ce60facef46d9ec9be1313f62240c08957d2f8bbdd9eecfac5', NULL);
INSERT INTO "quote_span" VALUES ('spoken-1', 0, 22, 'spoken', 4, 353, 359, '21d1f8ed9293da7ae8fe6b67286a481f840320af8702d7ab8e825ad41445c141', 'guests');
INSERT INTO "quote_span" VALUES ('clause-1', 0, 23, 'clause', 5, 362, 433, 'a8bdec03cc299b4f6070e56827368ff1bc7e1e53dd290421094c0e20ea32c7df', NULL);
INSERT INTO "quote_span" VALUES ('clause-1', 0, 24, 'clause', 1, 120, 174, 'b35f0db66e9bce6303e2111c936a8d145a6b50ecf5a5fee61f162fdda2733e69', NULL);
CREATE TABLE "quote_addressee" (
    "ordinal" INTEGER NOT NULL,
    "quote" INTEGER NOT NULL,
    "record" INTEGER NOT NULL,
    PRIMARY KEY ("quote", "record"),
    FOREIGN KEY ("quote") REFERENCES "quote" ("number") ON DELETE CASCADE,
    FOREIGN KEY ("record") REFERENCES "record" ("number") ON DELETE RESTRICT
);
INSERT INTO "quote_addressee" VALUES (0, 20, 14);
CREATE TABLE "quote_target" (
    "ordinal" INTEGER NOT NULL,
    "quote" INTEGER NOT NULL,
    "record" INTEGER NOT NULL,
    PRIMARY KEY ("quote", "record"),
    FOREIGN KEY ("quote") REFERENCES "quote" ("number") ON DELETE CASCADE,
    FOREIGN KEY ("record") REFERENCES "record" ("number") ON DELETE RESTRICT
);
INSERT INTO "quote_target" VALUES (0, 21, 12);
INSERT INTO "quote_target" VALUES (0, 22, 13);
INSERT INTO "quote_target" VALUES (0, 23, 2);
INSERT INTO "quote_target" VALUES (0, 24, 1);
CREATE TABLE "quote_mention" (
    "ordinal" INTEGER NOT NULL,
    "quote" INTEGER NOT NULL,
    "record" INTEGER NOT NULL,
    PRIMARY KEY ("quote", "record"),
    FOREIGN KEY ("quote") REFERENCES "quote" ("number") ON DELETE CASCADE,
    FOREIGN KEY ("record") REFERENCES "record" ("number") ON DELETE RESTRICT
);
INSERT INTO "quote_mention" VALUES (0, 21, 13);
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
INSERT INTO "agreement" VALUES (1, 'Offer of more talks', 'offer', NULL, 'not_signed', NULL, 19, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "agreement" VALUES (2, 'Truce over the Isle', 'truce', 'ceasefire', 'multiparty', NULL, 19, 'Both sides stopped fighting.', 0, NULL, '1998/1999', '1998-01-01', '1999-12-31', '1998-01-01', 'derived', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
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
INSERT INTO "signatory" VALUES ('pty-lake-league', 0, 1, 11, NULL, NULL, 'offeror', 'unknown', NULL, NULL);
INSERT INTO "signatory" VALUES ('pty-sudland', 1, 1, 14, NULL, NULL, 'addressee', 'refused', NULL, NULL);
INSERT INTO "signatory" VALUES ('pty-norland', 0, 2, 12, NULL, NULL, 'party', 'signed', NULL, NULL);
INSERT INTO "signatory" VALUES ('pty-sudland', 1, 2, 14, NULL, NULL, 'party', 'signed', NULL, NULL);
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
INSERT INTO "agreement_state" VALUES ('in-force-1', 0, 2, 'in_force', 11, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
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
INSERT INTO "mediator" VALUES (8, 11, NULL, 3, 19, NULL);
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
INSERT INTO "mediation" VALUES ('mtg-port-mid', 0, 8, NULL, 10, 'host', 'done', 'hosted');
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
INSERT INTO "mediator_position" VALUES ('pty-sudland', 0, 8, NULL, 14, NULL, 'refuses', 24, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
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
INSERT INTO "name" VALUES ('lake-league', 0, 11, 'Lake League', 'as_printed', NULL);
INSERT INTO "name" VALUES ('the-league', 1, 11, 'the League', 'alias', NULL);
INSERT INTO "name" VALUES ('norland', 0, 12, 'Norland', 'as_printed', NULL);
INSERT INTO "name" VALUES ('sudland', 0, 14, 'Sudland', 'as_printed', NULL);
INSERT INTO "name" VALUES ('the-isle', 0, 17, 'the Isle', 'as_printed', NULL);
INSERT INTO "name" VALUES ('port-mid', 0, 18, 'Port Mid', 'as_printed', NULL);
INSERT INTO "name" VALUES ('carl-austral', 0, 16, 'Carl Austral', 'as_printed', NULL);
INSERT INTO "name" VALUES ('ada-boreal', 0, 15, 'Ada Boreal', 'as_printed', NULL);
INSERT INTO "name" VALUES ('heard', 1, 15, 'Ada Borealis', 'alias', NULL);
INSERT INTO "name" VALUES ('calm', 0, 27, 'Calm', 'alias', NULL);
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
INSERT INTO "identifier" VALUES ('wikidata', 0, 12, 'wikidata', 'Q20', NULL, 'close', NULL, NULL);
INSERT INTO "identifier" VALUES ('url', 1, 12, 'url', 'https://norland.example/a', NULL, 'exact', NULL, NULL);
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
INSERT INTO "relation" VALUES ('mtg-port-mid', 0, 9, 'follows', 10, NULL);
INSERT INTO "relation" VALUES ('evt-war', 0, 2, 'ends', 7, NULL);
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
INSERT INTO "figure" VALUES ('killed-1', 0, 7, 'killed', NULL, 'people', NULL, 400.0, 400.0, 'nearly', 'nearly 400 lives', NULL);
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
INSERT INTO "evidence" VALUES ('doc-gazette-2001', 0, 11, '/names/lake-league', 'stated', 4, 2, 148, 159, 'f4bb70105b7e3174a10c3ddc95c269ecc68070e7ff1a3ed2c141f0d8953f4c4d', NULL, 'supports', NULL, NULL, NULL, NULL, NULL);
INSERT INTO "evidence" VALUES ('doc-gazette-2001-2', 1, 11, '/names/the-league', 'stated', 4, 5, 418, 428, '1b03f28866fcde94c94ee297e9496d8f88e6378d579e1cb5a999a565896b2c34', NULL, 'supports', NULL, NULL, NULL, NULL, NULL);
INSERT INTO "evidence" VALUES ('doc-gazette-2001', 0, 12, '/names/norland', 'stated', 4, 2, 32, 39, '520aeaa829ccc20729cab0e5c9a4e353947a273e8fc218dfb06093be95a8ac7b', NULL, 'supports', NULL, NULL, NULL, NULL, NULL);
INSERT INTO "evidence" VALUES ('doc-gazette-2001', 0, 13, '', 'stated', 4, 4, 305, 331, 'bde1b8c86a3a9939479a2244ac8a133807597668de8504c197cf45c6f41e56e8', NULL, 'supports', NULL, NULL, NULL, NULL, NULL);
INSERT INTO "evidence" VALUES ('doc-gazette-2001', 0, 14, '/names/sudland', 'stated', 4, 2, 44, 51, '8f6de1ff8d52d48a4eff799d1bd8fea5caa1546fe9bb891bd292e5a46ab0349c', NULL, 'supports', NULL, NULL, NULL, NULL, NULL);
INSERT INTO "evidence" VALUES ('doc-gazette-2001', 0, 17, '/names/the-isle', 'stated', 4, 2, 109, 117, 'da9b6c5dc068946aca195698ac1de59b5de0d73777a8c931c62ace8ff6cd4057', NULL, 'supports', NULL, NULL, NULL, NULL, NULL);
INSERT INTO "evidence" VALUES ('doc-gazette-2001', 0, 18, '/names/port-mid', 'stated', 4, 2, 69, 77, '450c9dd6aa179c8dff293e283be210873144e3945ae889c9a7c13f7233bb389a', NULL, 'supports', NULL, NULL, NULL, NULL, NULL);
INSERT INTO "evidence" VALUES ('doc-herald-2002', 0, 3, '/started', 'stated', 5, 0, 31, 35, '8e9b669109df89620b94f2387dc53206a82ddc71d658f8f7a2b3a9b417370d3e', NULL, 'supports', NULL, NULL, NULL, NULL, NULL);
INSERT INTO "evidence" VALUES ('doc-gazette-2001', 0, 19, '', 'stated', 4, 2, 119, 128, '145a7f8b6db9033b3bfd9d4becfdf00f037b2c281cb5241ba65bbabfd2fc3a9a', NULL, 'supports', NULL, NULL, NULL, NULL, NULL);
INSERT INTO "evidence" VALUES ('doc-herald-2002', 0, 1, '', 'stated', 5, 1, 137, 174, 'b689acdcd94358bbde5c523ec3bd5448e182f42d9e52a52080c15256f79548b2', NULL, 'supports', NULL, NULL, NULL, NULL, NULL);
INSERT INTO "evidence" VALUES ('doc-herald-2002', 0, 9, '', 'stated', 5, 1, 164, 174, '088b1def9f5615cc6770bd8adbdeef0f8d4c1bdc75eba8151a4fbaa954f4e951', NULL, 'supports', NULL, NULL, NULL, NULL, NULL);
INSERT INTO "evidence" VALUES ('doc-gazette-2001', 0, 10, '/started', 'derived', 4, 2, 56, 65, 'e919f661fa3e6ab63294620ff0cfea0fb7c8b4a55e9a1f077befd591005748c8', NULL, 'supports', 'on Monday', NULL, NULL, NULL, 'The Monday before publication.');
INSERT INTO "evidence" VALUES ('doc-gazette-2001', 0, 16, '/names/carl-austral', 'stated', 4, 4, 240, 252, '5246b36668ce64ce60facef46d9ec9be1313f62240c08957d2f8bbdd9eecfac5', NULL, 'supports', NULL, NULL, NULL, NULL, NULL);
INSERT INTO "evidence" VALUES ('doc-gazette-2001', 0, 25, '', 'external', 4, NULL, NULL, NULL, NULL, NULL, 'supports', NULL, NULL, NULL, NULL, 'Known from its imprint.');
INSERT INTO "evidence" VALUES ('doc-gazette-2001', 0, 26, '', 'external', 4, NULL, NULL, NULL, NULL, NULL, 'supports', NULL, NULL, NULL, NULL, 'Known from its imprint.');
INSERT INTO "evidence" VALUES ('doc-gazette-2001', 0, 6, '', 'stated', 4, 4, 297, 331, '754b95b68fea8f927e9fa469d8c12e485e4d3c46fedd482d39793b316b7ba846', NULL, 'supports', NULL, NULL, 16, 21, NULL);
INSERT INTO "evidence" VALUES ('doc-herald-2002', 0, 7, '/started', 'stated', 5, 0, 31, 35, '8e9b669109df89620b94f2387dc53206a82ddc71d658f8f7a2b3a9b417370d3e', NULL, 'supports', NULL, NULL, NULL, NULL, NULL);
INSERT INTO "evidence" VALUES ('doc-herald-2002-2', 1, 7, '/figures/killed-1', 'stated', 5, 0, 45, 61, 'd6da418177d8998811b8def8548fadd2df310b544c60f210df7848e359996108', NULL, 'supports', NULL, NULL, NULL, NULL, NULL);
INSERT INTO "evidence" VALUES ('doc-gazette-2001', 0, 8, '/mediations/mtg-port-mid', 'stated', 4, 2, 134, 140, '4ca5c7e415d13fee35010a41755862ef78144eaa63244edba0dc67d39fa06643', NULL, 'supports', NULL, NULL, NULL, NULL, NULL);
INSERT INTO "evidence" VALUES ('doc-gazette-2001', 0, 15, '/names/ada-boreal', 'stated', 4, 3, 207, 217, '9b6898f53e3c0297ccf56637298e2eaf04ddff156e3ec5a892753c77dd4d1bc9', NULL, 'supports', NULL, NULL, NULL, NULL, NULL);
INSERT INTO "evidence" VALUES ('doc-gazette-2001-2', 1, 15, '/positions/pty-norland', 'stated', 4, 3, 191, 206, 'c35523e96dcfa66f82ba6805eb603506385aa5a237be3ac884b619e063178876', NULL, 'supports', NULL, NULL, NULL, NULL, NULL);
INSERT INTO "evidence" VALUES ('doc-gazette-2001', 0, 2, '/signed', 'stated', 4, 5, 375, 379, 'd54123de468bd42ea00dafbd777f85fe5fa1ff6404d9838c007953c25c92a1c5', NULL, 'supports', '1998', '1998', NULL, NULL, NULL);
INSERT INTO "evidence" VALUES ('doc-herald-2002', 1, 2, '/signed', 'stated', 5, 0, 90, 94, 'ce8457d59078a699acb70416f88155a96a906b7b7aad43708402e3a3bcc8a4b4', NULL, 'disputes', '1999', '1999', NULL, NULL, NULL);
CREATE TABLE "record_topic" (
    "ordinal" INTEGER NOT NULL,
    "record" INTEGER NOT NULL,
    "topic" INTEGER NOT NULL,
    PRIMARY KEY ("record", "topic"),
    FOREIGN KEY ("record") REFERENCES "record" ("number") ON DELETE CASCADE,
    FOREIGN KEY ("topic") REFERENCES "topic" ("number") ON DELETE RESTRICT
);
INSERT INTO "record_topic" VALUES (0, 20, 28);
CREATE TABLE "search_text" (
    "record" INTEGER NOT NULL PRIMARY KEY,
    "object" KEYTEXT NOT NULL CHECK ("object" IN ('source', 'document', 'conflict', 'process', 'party',
        'person', 'agreement', 'mediator', 'meeting', 'quote', 'event', 'place', 'topic')),
    "words" INTEGER NOT NULL,
    "names" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "shown" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    FOREIGN KEY ("record") REFERENCES "record" ("number") ON DELETE CASCADE
);
INSERT INTO "search_text" VALUES (1, 'agreement', 4, '¶ offer of more talks ¶', '', 'Offer of more talks', 'offer');
INSERT INTO "search_text" VALUES (2, 'agreement', 8, '¶ truce over the isle ¶', 'both sides stopped fighting', 'Truce over the Isle
Both sides stopped fighting.', 'truce, 1998/1999');
INSERT INTO "search_text" VALUES (3, 'conflict', 4, '¶ quarrel over the isle ¶', '', 'Quarrel over the Isle', '1991');
INSERT INTO "search_text" VALUES (4, 'document', 6, '¶ talks on the isle ¶', 'ann writer', 'Talks on the Isle
Ann Writer', '2001-03-06');
INSERT INTO "search_text" VALUES (5, 'document', 5, '¶ the war over the isle ¶', '', '[The war over the Isle]', '2002');
INSERT INTO "search_text" VALUES (6, 'event', 4, '¶ soldiers on the isle ¶', '', 'Soldiers on the Isle', 'deployment');
INSERT INTO "search_text" VALUES (7, 'event', 8, '¶ war over the isle ¶', 'people nearly 400 lives', 'War over the Isle
people
nearly 400 lives', 'war, 1991');
INSERT INTO "search_text" VALUES (8, 'mediator', 3, '¶ lake league ¶', 'hosted', 'Lake League
hosted', 'Quarrel over the Isle');
INSERT INTO "search_text" VALUES (9, 'meeting', 2, '¶ more talks ¶', '', 'More talks', 'talks, ../2002');
INSERT INTO "search_text" VALUES (10, 'meeting', 4, '¶ talks at port mid ¶', '', 'Talks at Port Mid', 'talks, 2001-03-05');
INSERT INTO "search_text" VALUES (11, 'party', 4, '¶ lake league ¶ the league ¶', '', 'Lake League
the League', 'intergovernmental organisation');
INSERT INTO "search_text" VALUES (12, 'party', 1, '¶ norland ¶', '', 'Norland', 'state, NOR');
INSERT INTO "search_text" VALUES (13, 'party', 5, '¶ norland soldiers on the isle ¶', '', 'Norland soldiers on the Isle', 'armed forces');
INSERT INTO "search_text" VALUES (14, 'party', 1, '¶ sudland ¶', '', 'Sudland', 'state');
INSERT INTO "search_text" VALUES (15, 'person', 6, '¶ ada boreal ¶ ada borealis ¶', 'boreal ada', 'Ada Boreal
Ada Borealis
Boreal
Ada', 'Norland''s envoy');
INSERT INTO "search_text" VALUES (16, 'person', 4, '¶ carl austral ¶', '', 'Carl Åustral
Carl Austral', 'who speaks for Sudland');
INSERT INTO "search_text" VALUES (17, 'place', 4, '¶ the isle ¶', '', 'The Isle
the Isle', '');
INSERT INTO "search_text" VALUES (18, 'place', 2, '¶ port mid ¶', '', 'Port Mid', 'NOR');
INSERT INTO "search_text" VALUES (19, 'process', 2, '¶ isle talks ¶', '', 'Isle talks', '');
INSERT INTO "search_text" VALUES (20, 'quote', 17, '', 'norland s envoy norland means it and stays we came in good faith and we shall stay', 'Norland''s envoy
Norland means it and stays.
We came in good faith,
and we shall stay.', '');
INSERT INTO "search_text" VALUES (21, 'quote', 4, '', 'norland keeps soldiers there', 'Norland keeps soldiers there.', '');
INSERT INTO "search_text" VALUES (22, 'quote', 6, '', 'norland calls its soldiers so guests', 'Norland calls its soldiers so.
guests', '');
INSERT INTO "search_text" VALUES (23, 'quote', 3, '', 'the truce holds', 'The truce holds.', '');
INSERT INTO "search_text" VALUES (24, 'quote', 14, '', 'it is not told who spoke for sudland sudland wants no more talks there', 'It is not told who spoke for Sudland.
Sudland wants no more talks there.', '');
INSERT INTO "search_text" VALUES (25, 'source', 2, '¶ the gazette ¶', '', 'The Gazette', 'newspaper, NOR');
INSERT INTO "search_text" VALUES (26, 'source', 2, '¶ the herald ¶', '', 'The Herald', 'newspaper');
INSERT INTO "search_text" VALUES (27, 'topic', 2, '¶ peace ¶ calm ¶', '', 'Peace
Calm', '');
INSERT INTO "search_text" VALUES (28, 'topic', 1, '¶ talks ¶', '', 'Talks', 'Peace');
CREATE TABLE search_rank (record INTEGER NOT NULL PRIMARY KEY, object TEXT NOT NULL, words INTEGER NOT NULL);
INSERT INTO "search_rank" VALUES (1, 'agreement', 4);
INSERT INTO "search_rank" VALUES (2, 'agreement', 8);
INSERT INTO "search_rank" VALUES (3, 'conflict', 4);
INSERT INTO "search_rank" VALUES (4, 'document', 6);
INSERT INTO "search_rank" VALUES (5, 'document', 5);
INSERT INTO "search_rank" VALUES (6, 'event', 4);
INSERT INTO "search_rank" VALUES (7, 'event', 8);
INSERT INTO "search_rank" VALUES (8, 'mediator', 3);
INSERT INTO "search_rank" VALUES (9, 'meeting', 2);
INSERT INTO "search_rank" VALUES (10, 'meeting', 4);
INSERT INTO "search_rank" VALUES (11, 'party', 4);
INSERT INTO "search_rank" VALUES (12, 'party', 1);
INSERT INTO "search_rank" VALUES (13, 'party', 5);
INSERT INTO "search_rank" VALUES (14, 'party', 1);
INSERT INTO "search_rank" VALUES (15, 'person', 6);
INSERT INTO "search_rank" VALUES (16, 'person', 4);
INSERT INTO "search_rank" VALUES (17, 'place', 4);
INSERT INTO "search_rank" VALUES (18, 'place', 2);
INSERT INTO "search_rank" VALUES (19, 'process', 2);
INSERT INTO "search_rank" VALUES (20, 'quote', 17);
INSERT INTO "search_rank" VALUES (21, 'quote', 4);
INSERT INTO "search_rank" VALUES (22, 'quote', 6);
INSERT INTO "search_rank" VALUES (23, 'quote', 3);
INSERT INTO "search_rank" VALUES (24, 'quote', 14);
INSERT INTO "search_rank" VALUES (25, 'source', 2);
INSERT INTO "search_rank" VALUES (26, 'source', 2);
INSERT INTO "search_rank" VALUES (27, 'topic', 2);
INSERT INTO "search_rank" VALUES (28, 'topic', 1);
CREATE TABLE "token" (
    "name" KEYTEXT NOT NULL PRIMARY KEY,
    "sha256" KEYTEXT NOT NULL,
    "scope" KEYTEXT NOT NULL CHECK ("scope" IN ('read', 'write', 'admin')),
    "created_at" KEYTEXT NOT NULL,
    "expires_at" KEYTEXT,
    "last_used_at" KEYTEXT,
    "revoked_at" KEYTEXT
);
INSERT INTO "token" VALUES ('curator', '7206a0f8e478839ef67d9d6c2f19c4bfd16edd0ca3db2d5c08135cef9210da50', 'write', '2026-11-26T03:44:09Z', NULL, '2026-11-26T03:44:09Z', NULL);
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
INSERT INTO "repeatable_reply" VALUES ('curator', '49fa6d753c7ad75b524c671134e672d5854a7412608f22902e69510fa30478a4', '2d2eac38e821c2e3bbf153d20f20f70cff7467a8bb59ffe9356cfecb8c59cfea', 201, '{"ETag":"\"1b9d4d99.4.263d59d021e5641070f5\"","Location":"/v1/topics/top-haste","Parley-Revision":"4"}', '{"data":{"id":"top-haste","object":"topic","label":"Haste","name":"Haste","broader":null,"revision":4,"created_at":"2026-11-26T03:44:09Z","updated_at":"2026-11-26T03:44:09Z"},"meta":{"revision":4,"warnings":[],"license":"CC BY 4.0 (data), MIT (code)","citation":"Parley: structured conflict data, every fact traceable to its source. Revision 4. http://localhost/v1/topics/top-haste"},"links":{"self":"http://localhost/v1/topics/top-haste"}}', '2026-11-27T03:44:09Z');
INSERT INTO "repeatable_reply" VALUES ('curator', '2b4b2eadf7b2aece598d2f2ad4637361614a738a7cdf1a457d8b46db072184d5', 'b0de093622d6a3ce345bb05662303b0406269b0f1b076a5b70fc0b4ea0744b80', 201, '{"ETag":"\"1b9d4d99.5.fc28963fe42bda74fb4b\"","Location":"/v1/topics/top-calm","Parley-Revision":"5"}', '{"data":{"id":"top-calm","object":"topic","label":"Calm","name":"Calm","broader":null,"revision":5,"created_at":"2026-11-26T03:44:09Z","updated_at":"2026-11-26T03:44:09Z"},"meta":{"revision":5,"warnings":[],"license":"CC BY 4.0 (data), MIT (code)","citation":"Parley: structured conflict data, every fact traceable to its source. Revision 5. http://localhost/v1/topics/top-calm"},"links":{"self":"http://localhost/v1/topics/top-calm"}}', '2026-11-27T03:44:09Z');
CREATE TABLE "settled" (
    "key" KEYTEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "record" INTEGER NOT NULL,
    "field" KEYTEXT NOT NULL,
    "reason" TEXT NOT NULL,
    PRIMARY KEY ("record", "key"),
    FOREIGN KEY ("record") REFERENCES "record" ("number") ON DELETE CASCADE
);
INSERT INTO "settled" VALUES ('signed', 0, 2, '/signed', 'The Gazette was there.');
CREATE TABLE "document_version" (
    "document" KEYTEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "sha256" KEYTEXT NOT NULL,
    "characters" INTEGER NOT NULL,
    "registered_at" KEYTEXT NOT NULL,
    "who" TEXT NOT NULL,
    PRIMARY KEY ("document", "version")
);
INSERT INTO "document_version" VALUES ('doc-gazette-2001', 1, '0e384272971ac339f7d4d567ece43cbfb9e9deaef731e873cbe195c90ba19605', 467, '2026-11-26T03:44:09Z', 'seeds');
INSERT INTO "document_version" VALUES ('doc-gazette-2001', 2, '580325fb78f3ff62266b37ef005680ecca247a255715c83d1c56def4399fb68a', 471, '2026-11-26T03:44:10Z', 'operator');
CREATE TABLE "document_text" (
    "sha256" KEYTEXT NOT NULL PRIMARY KEY,
    "text" TEXT NOT NULL
);
INSERT INTO "document_text" VALUES ('580325fb78f3ff62266b37ef005680ecca247a255715c83d1c56def4399fb68a', 'Talks on the Isle
By Ann Writer
Norland and Sudland met on Monday at Port Mid to end their long quarrel over the Isle. The talks were hosted by the Lake League.
“We did come in good faith,” said Norland''s envoy Ada Boreal, “and we shall stay.”
Carl Austral, who speaks for Sudland, accused Norland of keeping 1,200 soldiers on the Isle. Norland calls them “guests”.
The truce of 1998, signed by both, has held since then, the League said.
1 comment
Nobody believes them.
');
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
INSERT INTO "span_fate" VALUES ('doc-gazette-2001', 162, 184, '98861abdf6cacd37f60b2fd9bef9fb93564d0ff4c54cc15944472ac1e4022a70', 2, 'vanished', NULL);
INSERT INTO "span_fate" VALUES ('doc-gazette-2001', 186, 217, 'a5a21b971a22d3458ec8fe4619e806938cc4ac21d665ba582e203c54ff8bafe7', 2, 'moved', 190);
INSERT INTO "span_fate" VALUES ('doc-gazette-2001', 191, 206, 'c35523e96dcfa66f82ba6805eb603506385aa5a237be3ac884b619e063178876', 2, 'moved', 195);
INSERT INTO "span_fate" VALUES ('doc-gazette-2001', 207, 217, '9b6898f53e3c0297ccf56637298e2eaf04ddff156e3ec5a892753c77dd4d1bc9', 2, 'moved', 211);
INSERT INTO "span_fate" VALUES ('doc-gazette-2001', 220, 238, '8e2bb738754707d2832f0081cd52094aab311eabb839de548e6fc5ddd1d1fea8', 2, 'moved', 224);
INSERT INTO "span_fate" VALUES ('doc-gazette-2001', 240, 252, '5246b36668ce64ce60facef46d9ec9be1313f62240c08957d2f8bbdd9eecfac5', 2, 'moved', 244);
INSERT INTO "span_fate" VALUES ('doc-gazette-2001', 240, 331, '22b0909bb520cd01c30281f644d01331ae8b27c7226a6d86432bf317d97b8318', 2, 'moved', 244);
INSERT INTO "span_fate" VALUES ('doc-gazette-2001', 297, 331, '754b95b68fea8f927e9fa469d8c12e485e4d3c46fedd482d39793b316b7ba846', 2, 'moved', 301);
INSERT INTO "span_fate" VALUES ('doc-gazette-2001', 305, 331, 'bde1b8c86a3a9939479a2244ac8a133807597668de8504c197cf45c6f41e56e8', 2, 'moved', 309);
INSERT INTO "span_fate" VALUES ('doc-gazette-2001', 353, 359, '21d1f8ed9293da7ae8fe6b67286a481f840320af8702d7ab8e825ad41445c141', 2, 'moved', 357);
INSERT INTO "span_fate" VALUES ('doc-gazette-2001', 362, 433, 'a8bdec03cc299b4f6070e56827368ff1bc7e1e53dd290421094c0e20ea32c7df', 2, 'moved', 366);
INSERT INTO "span_fate" VALUES ('doc-gazette-2001', 375, 379, 'd54123de468bd42ea00dafbd777f85fe5fa1ff6404d9838c007953c25c92a1c5', 2, 'moved', 379);
INSERT INTO "span_fate" VALUES ('doc-gazette-2001', 418, 428, '1b03f28866fcde94c94ee297e9496d8f88e6378d579e1cb5a999a565896b2c34', 2, 'moved', 422);
CREATE TABLE "change" (
    "revision" INTEGER NOT NULL,
    "record" KEYTEXT NOT NULL,
    "action" KEYTEXT NOT NULL CHECK ("action" IN ('add', 'change', 'withdraw', 'merge', 'absorb', 'restore')),
    "other" KEYTEXT,
    "before" TEXT,
    PRIMARY KEY ("revision", "record"),
    FOREIGN KEY ("revision") REFERENCES "revision" ("number")
);
INSERT INTO "change" VALUES (1, 'agr-more-talks', 'add', NULL, NULL);
INSERT INTO "change" VALUES (1, 'agr-truce-1998', 'add', NULL, NULL);
INSERT INTO "change" VALUES (1, 'con-isle', 'add', NULL, NULL);
INSERT INTO "change" VALUES (1, 'doc-gazette-2001', 'add', NULL, NULL);
INSERT INTO "change" VALUES (1, 'doc-herald-2002', 'add', NULL, NULL);
INSERT INTO "change" VALUES (1, 'evt-garrison', 'add', NULL, NULL);
INSERT INTO "change" VALUES (1, 'evt-war', 'add', NULL, NULL);
INSERT INTO "change" VALUES (1, 'mdr-lake-league', 'add', NULL, NULL);
INSERT INTO "change" VALUES (1, 'mtg-more-talks', 'add', NULL, NULL);
INSERT INTO "change" VALUES (1, 'mtg-port-mid', 'add', NULL, NULL);
INSERT INTO "change" VALUES (1, 'pty-lake-league', 'add', NULL, NULL);
INSERT INTO "change" VALUES (1, 'pty-norland', 'add', NULL, NULL);
INSERT INTO "change" VALUES (1, 'pty-soldiers', 'add', NULL, NULL);
INSERT INTO "change" VALUES (1, 'pty-sudland', 'add', NULL, NULL);
INSERT INTO "change" VALUES (1, 'per-ada-boreal', 'add', NULL, NULL);
INSERT INTO "change" VALUES (1, 'per-carl-austral', 'add', NULL, NULL);
INSERT INTO "change" VALUES (1, 'plc-isle', 'add', NULL, NULL);
INSERT INTO "change" VALUES (1, 'plc-port-mid', 'add', NULL, NULL);
INSERT INTO "change" VALUES (1, 'prc-isle', 'add', NULL, NULL);
INSERT INTO "change" VALUES (1, 'quo-gazette-2001-162', 'add', NULL, NULL);
INSERT INTO "change" VALUES (1, 'quo-gazette-2001-240', 'add', NULL, NULL);
INSERT INTO "change" VALUES (1, 'quo-gazette-2001-353', 'add', NULL, NULL);
INSERT INTO "change" VALUES (1, 'quo-gazette-2001-362', 'add', NULL, NULL);
INSERT INTO "change" VALUES (1, 'quo-herald-2002-120', 'add', NULL, NULL);
INSERT INTO "change" VALUES (1, 'src-gazette', 'add', NULL, NULL);
INSERT INTO "change" VALUES (1, 'src-herald', 'add', NULL, NULL);
INSERT INTO "change" VALUES (1, 'top-peace', 'add', NULL, NULL);
INSERT INTO "change" VALUES (1, 'top-talks', 'add', NULL, NULL);
INSERT INTO "change" VALUES (2, 'per-ada-boreal', 'change', NULL, '{"id":"per-ada-boreal","name":"Ada Boreal","family_name":"Boreal","given_name":"Ada","positions":[{"key":"pty-norland","party":"pty-norland","title":"Norland''s envoy"}],"names":[{"key":"ada-boreal","text":"Ada Boreal","kind":"as_printed"}],"evidence":[{"key":"doc-gazette-2001","field":"/names/ada-boreal","document":"doc-gazette-2001","paragraph":3,"start":207,"end":217,"sha256":"9b6898f53e3c0297ccf56637298e2eaf04ddff156e3ec5a892753c77dd4d1bc9"},{"key":"doc-gazette-2001-2","field":"/positions/pty-norland","document":"doc-gazette-2001","paragraph":3,"start":191,"end":206,"sha256":"c35523e96dcfa66f82ba6805eb603506385aa5a237be3ac884b619e063178876"}]}');
INSERT INTO "change" VALUES (3, 'agr-truce-1998', 'change', NULL, '{"id":"agr-truce-1998","title":"Truce over the Isle","type":"truce","stage":"ceasefire","status":"multiparty","signed":{"value":"1998/1999","basis":"derived"},"process":"prc-isle","summary":"Both sides stopped fighting.","signatories":[{"key":"pty-norland","party":"pty-norland","role":"party","position":"signed"},{"key":"pty-sudland","party":"pty-sudland","role":"party","position":"signed"}],"states":[{"key":"in-force-1","state":"in_force","claimed_by":"pty-lake-league"}],"relations":[{"key":"evt-war","type":"ends","to":"evt-war"}],"evidence":[{"key":"doc-gazette-2001","field":"/signed","document":"doc-gazette-2001","paragraph":5,"start":375,"end":379,"sha256":"d54123de468bd42ea00dafbd777f85fe5fa1ff6404d9838c007953c25c92a1c5","stated":"1998","value":"1998"},{"key":"doc-herald-2002","field":"/signed","document":"doc-herald-2002","paragraph":0,"start":90,"end":94,"sha256":"ce8457d59078a699acb70416f88155a96a906b7b7aad43708402e3a3bcc8a4b4","stance":"disputes","stated":"1999","value":"1999"}]}');
INSERT INTO "change" VALUES (4, 'top-haste', 'add', NULL, NULL);
INSERT INTO "change" VALUES (5, 'top-calm', 'add', NULL, NULL);
INSERT INTO "change" VALUES (6, 'top-haste', 'withdraw', NULL, '{"id":"top-haste","name":"Haste"}');
INSERT INTO "change" VALUES (7, 'top-peace', 'absorb', 'top-calm', '{"id":"top-peace","name":"Peace"}');
INSERT INTO "change" VALUES (7, 'top-calm', 'merge', 'top-peace', '{"id":"top-calm","name":"Calm"}');
INSERT INTO "change" VALUES (8, 'doc-gazette-2001', 'change', NULL, '{"id":"doc-gazette-2001","title":"Talks on the Isle","author":"Ann Writer","language":"en","published":{"value":"2001-03-06","basis":"external"},"sha256":"0e384272971ac339f7d4d567ece43cbfb9e9deaef731e873cbe195c90ba19605","characters":467,"sources":[{"key":"src-gazette","source":"src-gazette","role":"publisher"}],"parts":[{"key":"title-1","kind":"title","start":0,"end":17},{"key":"byline-1","kind":"byline","start":18,"end":31},{"key":"body-1","kind":"body","start":32,"end":434},{"key":"comment-1","kind":"comment","start":435,"end":466}]}');
CREATE VIRTUAL TABLE search_index USING fts5(names, body, content='search_text', content_rowid='record', tokenize='ascii', columnsize=0);
INSERT INTO search_index (search_index) VALUES ('rebuild');
CREATE UNIQUE INDEX "schema_migration_name" ON "schema_migration" ("name");
CREATE INDEX "record_chronology_number" ON "record" ("chronology", "number");
CREATE INDEX "record_earliest" ON "record" ("earliest");
CREATE UNIQUE INDEX "record_id" ON "record" ("id");
CREATE INDEX "record_latest" ON "record" ("latest");
CREATE UNIQUE INDEX "record_object_id" ON "record" ("object", "id");
CREATE INDEX "record_object_label_key_number" ON "record" ("object", "label_key", "number");
CREATE INDEX "record_object_updated_at_number" ON "record" ("object", "updated_at", "number");
CREATE INDEX "record_revision" ON "record" ("revision");
CREATE INDEX "record_updated_at" ON "record" ("updated_at");
CREATE INDEX "tombstone_merged_into" ON "tombstone" ("merged_into");
CREATE INDEX "tombstone_revision" ON "tombstone" ("revision");
CREATE INDEX "seed_file_revision" ON "seed_file" ("revision");
CREATE INDEX "source_country" ON "source" ("country");
CREATE INDEX "source_kind" ON "source" ("kind");
CREATE INDEX "document_language" ON "document" ("language");
CREATE INDEX "document_published_anchor" ON "document" ("published_anchor");
CREATE INDEX "document_published_earliest" ON "document" ("published_earliest");
CREATE INDEX "document_published_latest" ON "document" ("published_latest");
CREATE INDEX "document_published_order" ON "document" ("published_order");
CREATE UNIQUE INDEX "document_sha256" ON "document" ("sha256");
CREATE UNIQUE INDEX "document_source_document_source_role" ON "document_source" ("document", "source", "role");
CREATE INDEX "document_source_role" ON "document_source" ("role");
CREATE INDEX "document_source_source" ON "document_source" ("source");
CREATE UNIQUE INDEX "document_part_document_start_end" ON "document_part" ("document", "start", "end");
CREATE INDEX "document_part_kind" ON "document_part" ("kind");
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
CREATE INDEX "person_position_ended_anchor" ON "person_position" ("ended_anchor");
CREATE INDEX "person_position_ended_earliest" ON "person_position" ("ended_earliest");
CREATE INDEX "person_position_ended_latest" ON "person_position" ("ended_latest");
CREATE INDEX "person_position_ended_order" ON "person_position" ("ended_order");
CREATE INDEX "person_position_party" ON "person_position" ("party");
CREATE INDEX "person_position_started_anchor" ON "person_position" ("started_anchor");
CREATE INDEX "person_position_started_earliest" ON "person_position" ("started_earliest");
CREATE INDEX "person_position_started_latest" ON "person_position" ("started_latest");
CREATE INDEX "person_position_started_order" ON "person_position" ("started_order");
CREATE INDEX "conflict_ended_anchor" ON "conflict" ("ended_anchor");
CREATE INDEX "conflict_ended_earliest" ON "conflict" ("ended_earliest");
CREATE INDEX "conflict_ended_latest" ON "conflict" ("ended_latest");
CREATE INDEX "conflict_ended_order" ON "conflict" ("ended_order");
CREATE INDEX "conflict_incompatibility" ON "conflict" ("incompatibility");
CREATE INDEX "conflict_started_anchor" ON "conflict" ("started_anchor");
CREATE INDEX "conflict_started_earliest" ON "conflict" ("started_earliest");
CREATE INDEX "conflict_started_latest" ON "conflict" ("started_latest");
CREATE INDEX "conflict_started_order" ON "conflict" ("started_order");
CREATE UNIQUE INDEX "conflict_party_conflict_party_role" ON "conflict_party" ("conflict", "party", "role");
CREATE INDEX "conflict_party_party" ON "conflict_party" ("party");
CREATE INDEX "conflict_party_role" ON "conflict_party" ("role");
CREATE INDEX "process_conflict" ON "process" ("conflict");
CREATE INDEX "process_ended_anchor" ON "process" ("ended_anchor");
CREATE INDEX "process_ended_earliest" ON "process" ("ended_earliest");
CREATE INDEX "process_ended_latest" ON "process" ("ended_latest");
CREATE INDEX "process_ended_order" ON "process" ("ended_order");
CREATE INDEX "process_started_anchor" ON "process" ("started_anchor");
CREATE INDEX "process_started_earliest" ON "process" ("started_earliest");
CREATE INDEX "process_started_latest" ON "process" ("started_latest");
CREATE INDEX "process_started_order" ON "process" ("started_order");
CREATE INDEX "place_country" ON "place" ("country");
CREATE INDEX "place_precision" ON "place" ("precision");
CREATE INDEX "topic_broader" ON "topic" ("broader");
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
CREATE INDEX "attendance_party" ON "attendance" ("party");
CREATE INDEX "attendance_person" ON "attendance" ("person");
CREATE INDEX "attendance_role" ON "attendance" ("role");
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
CREATE UNIQUE INDEX "event_party_event_party_role" ON "event_party" ("event", "party", "role");
CREATE INDEX "event_party_party" ON "event_party" ("party");
CREATE INDEX "event_party_role" ON "event_party" ("role");
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
CREATE INDEX "quote_via" ON "quote" ("via");
CREATE UNIQUE INDEX "quote_span_quote_role_start_end" ON "quote_span" ("quote", "role", "start", "end");
CREATE INDEX "quote_span_role" ON "quote_span" ("role");
CREATE INDEX "quote_addressee_record" ON "quote_addressee" ("record");
CREATE INDEX "quote_target_record" ON "quote_target" ("record");
CREATE INDEX "quote_mention_record" ON "quote_mention" ("record");
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
CREATE INDEX "signatory_on_behalf_of" ON "signatory" ("on_behalf_of");
CREATE INDEX "signatory_party" ON "signatory" ("party");
CREATE INDEX "signatory_person" ON "signatory" ("person");
CREATE INDEX "signatory_position" ON "signatory" ("position");
CREATE INDEX "signatory_role" ON "signatory" ("role");
CREATE INDEX "agreement_state_as_of_anchor" ON "agreement_state" ("as_of_anchor");
CREATE INDEX "agreement_state_as_of_earliest" ON "agreement_state" ("as_of_earliest");
CREATE INDEX "agreement_state_as_of_latest" ON "agreement_state" ("as_of_latest");
CREATE INDEX "agreement_state_as_of_order" ON "agreement_state" ("as_of_order");
CREATE INDEX "agreement_state_claimed_by" ON "agreement_state" ("claimed_by");
CREATE INDEX "agreement_state_quote" ON "agreement_state" ("quote");
CREATE INDEX "agreement_state_state" ON "agreement_state" ("state");
CREATE INDEX "mediator_conflict" ON "mediator" ("conflict");
CREATE UNIQUE INDEX "mediator_once" ON "mediator" (COALESCE("party", 0), COALESCE("person", 0), COALESCE("conflict", 0), COALESCE("process", 0));
CREATE INDEX "mediator_party" ON "mediator" ("party");
CREATE INDEX "mediator_person" ON "mediator" ("person");
CREATE INDEX "mediator_process" ON "mediator" ("process");
CREATE INDEX "mediation_agreement" ON "mediation" ("agreement");
CREATE INDEX "mediation_meeting" ON "mediation" ("meeting");
CREATE INDEX "mediation_role" ON "mediation" ("role");
CREATE INDEX "mediation_status" ON "mediation" ("status");
CREATE INDEX "mediator_position_party" ON "mediator_position" ("party");
CREATE INDEX "mediator_position_person" ON "mediator_position" ("person");
CREATE INDEX "mediator_position_quote" ON "mediator_position" ("quote");
CREATE INDEX "mediator_position_said_anchor" ON "mediator_position" ("said_anchor");
CREATE INDEX "mediator_position_said_earliest" ON "mediator_position" ("said_earliest");
CREATE INDEX "mediator_position_said_latest" ON "mediator_position" ("said_latest");
CREATE INDEX "mediator_position_said_order" ON "mediator_position" ("said_order");
CREATE INDEX "mediator_position_stance" ON "mediator_position" ("stance");
CREATE INDEX "name_kind" ON "name" ("kind");
CREATE UNIQUE INDEX "name_record_text_kind" ON "name" ("record", "text", "kind");
CREATE UNIQUE INDEX "identifier_record_scheme_value" ON "identifier" ("record", "scheme", "value");
CREATE INDEX "identifier_scheme_value" ON "identifier" ("scheme", "value");
CREATE INDEX "relation_claimed_by" ON "relation" ("claimed_by");
CREATE UNIQUE INDEX "relation_from_type_to" ON "relation" ("from", "type", "to");
CREATE INDEX "relation_to" ON "relation" ("to");
CREATE INDEX "relation_type" ON "relation" ("type");
CREATE INDEX "figure_claimed_by" ON "figure" ("claimed_by");
CREATE INDEX "figure_measure" ON "figure" ("measure");
CREATE INDEX "figure_of_party" ON "figure" ("of_party");
CREATE INDEX "figure_qualifier" ON "figure" ("qualifier");
CREATE INDEX "evidence_basis" ON "evidence" ("basis");
CREATE INDEX "evidence_claimed_by" ON "evidence" ("claimed_by");
CREATE INDEX "evidence_document" ON "evidence" ("document");
CREATE INDEX "evidence_quote" ON "evidence" ("quote");
CREATE INDEX "evidence_stance" ON "evidence" ("stance");
CREATE INDEX "evidence_stance_record_field" ON "evidence" ("stance", "record", "field");
CREATE INDEX "record_topic_topic" ON "record_topic" ("topic");
CREATE TRIGGER search_text_insert AFTER INSERT ON search_text BEGIN INSERT INTO search_index (rowid, names, body) VALUES (new.record, new.names, new.body); INSERT INTO search_rank VALUES (new.record, new.object, new.words); END;
CREATE TRIGGER search_text_delete AFTER DELETE ON search_text BEGIN INSERT INTO search_index (search_index, rowid, names, body) VALUES ('delete', old.record, old.names, old.body); DELETE FROM search_rank WHERE record = old.record; END;
CREATE TRIGGER search_text_update AFTER UPDATE ON search_text BEGIN INSERT INTO search_index (search_index, rowid, names, body) VALUES ('delete', old.record, old.names, old.body); INSERT INTO search_index (rowid, names, body) VALUES (new.record, new.names, new.body); UPDATE search_rank SET object = new.object, words = new.words WHERE record = new.record; END;
CREATE INDEX "quote_speaker_said_order_number" ON "quote" ("speaker", "said_order", "number");
CREATE UNIQUE INDEX "token_sha256" ON "token" ("sha256");
CREATE INDEX "repeatable_reply_expires_at" ON "repeatable_reply" ("expires_at");
CREATE UNIQUE INDEX "settled_record_field" ON "settled" ("record", "field");
CREATE INDEX "document_version_sha256" ON "document_version" ("sha256");
CREATE UNIQUE INDEX "change_record_revision" ON "change" ("record", "revision");
