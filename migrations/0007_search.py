"""Full text: what records are found by, indexed by FTS5 or as tsvector."""

from peewee import PostgresqlDatabase

from migrations.statements import drop_tables, run

TABLES = """
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
"""
SQLITE = (
    "CREATE VIRTUAL TABLE search_index USING fts5(names, body, content='search_text', "
    "content_rowid='record', tokenize='ascii', columnsize=0)",
    "CREATE TABLE search_rank (record INTEGER NOT NULL PRIMARY KEY, object TEXT NOT NULL, "
    "words INTEGER NOT NULL)",
    "CREATE TRIGGER search_text_insert AFTER INSERT ON search_text BEGIN "
    "INSERT INTO search_index (rowid, names, body) VALUES (new.record, new.names, new.body); "
    "INSERT INTO search_rank VALUES (new.record, new.object, new.words); END",
    "CREATE TRIGGER search_text_delete AFTER DELETE ON search_text BEGIN "
    "INSERT INTO search_index (search_index, rowid, names, body) "
    "VALUES ('delete', old.record, old.names, old.body); "
    "DELETE FROM search_rank WHERE record = old.record; END",
    "CREATE TRIGGER search_text_update AFTER UPDATE ON search_text BEGIN "
    "INSERT INTO search_index (search_index, rowid, names, body) "
    "VALUES ('delete', old.record, old.names, old.body); "
    "INSERT INTO search_index (rowid, names, body) VALUES (new.record, new.names, new.body); "
    "UPDATE search_rank SET object = new.object, words = new.words WHERE record = new.record; END",
)
POSTGRESQL = (
    """CREATE FUNCTION search_vector(names TEXT, body TEXT) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT COALESCE(string_agg(word || ':' || LEAST(place, 16383) || weight, ' '), '')::tsvector
    FROM (
        SELECT word, place, 'A' AS weight
        FROM unnest(string_to_array(names, ' ')) WITH ORDINALITY AS named(word, place)
        UNION ALL
        SELECT word, place + 1 + cardinality(string_to_array(names, ' ')), 'D'
        FROM unnest(string_to_array(body, ' ')) WITH ORDINALITY AS told(word, place)
    ) AS placed WHERE word <> ''
    $$""",
    "ALTER TABLE search_text ADD COLUMN vector tsvector "
    "GENERATED ALWAYS AS (search_vector(names, body)) STORED",
    "CREATE INDEX search_text_vector ON search_text USING GIN (vector)",
)


def up(migrator, db):
    run(db, TABLES)
    for statement in POSTGRESQL if isinstance(db, PostgresqlDatabase) else SQLITE:
        db.execute_sql(statement)


def down(migrator, db):
    if not isinstance(db, PostgresqlDatabase):
        db.execute_sql("DROP TABLE search_index")
        db.execute_sql("DROP TABLE search_rank")
    drop_tables(db, TABLES)
    if isinstance(db, PostgresqlDatabase):
        db.execute_sql("DROP FUNCTION search_vector(TEXT, TEXT)")
