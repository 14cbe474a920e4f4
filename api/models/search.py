"""The table that full text is searched in, and how each engine indexes it.

`names` and `body` hold the words of our own tokenizer joined by blanks, so that the engines have
nothing left to take apart; a boundary stands before, between and behind the names.
"""

from peewee import ForeignKeyField, IntegerField, TextField

from .columns import Table
from .record import Record, object_name


class SearchText(Table):
    """What a record can be found by, what of it is shown, and what tells it from its namesakes."""

    record = ForeignKeyField(
        Record,
        column_name="record",
        primary_key=True,
        lazy_load=False,
        backref="+",
        on_delete="CASCADE",
    )
    object = object_name()
    words = IntegerField()
    names = TextField()
    body = TextField()
    shown = TextField()
    hint = TextField()


# The migration has its own frozen copy of these; the drift test compares the two.
# FTS5 with the tokenizer `ascii` leaves what is not ASCII as it is; with `columnsize=0` it keeps no
# lengths, which only its own ranking would need. `search_rank` holds again, close together, what
# hits are ordered by: read from the texts themselves, a thousand would cost a thousand pages.
SQLITE_INDEX = (
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
# A tsvector of our own words: its parser would take `1e5` or `a1` apart in its own way.
POSTGRESQL_INDEX = (
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
