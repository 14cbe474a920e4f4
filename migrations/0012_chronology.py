"""The chronology of each kind of record, and of what each party or person said, by indexes alone.

They also hold the days that a date may mean, so that what is not in time is passed over, and what
is counted, without reading the records.
"""

ADDED = {
    "record_object_chronology_number_earliest_latest": (
        '"record" ("object", "chronology", "number", "earliest", "latest")'
    ),
    "quote_speaker_said_order_number_said_earliest_said_latest": (
        '"quote" ("speaker", "said_order", "number", "said_earliest", "said_latest")'
    ),
    "quote_on_behalf_of_said_order_number_said_earliest_said_latest": (
        '"quote" ("on_behalf_of", "said_order", "number", "said_earliest", "said_latest")'
    ),
}
REPLACED = {
    "record_chronology_number": '"record" ("chronology", "number")',
    "quote_speaker_said_order_number": '"quote" ("speaker", "said_order", "number")',
    "quote_on_behalf_of": '"quote" ("on_behalf_of")',
}


def up(migrator, db):
    exchange(db, REPLACED, ADDED)


def down(migrator, db):
    exchange(db, ADDED, REPLACED)


def exchange(db, gone, made):
    """Drop some indexes and make others."""
    for name in gone:
        db.execute_sql(f'DROP INDEX "{name}"')
    for name, columns in made.items():
        db.execute_sql(f'CREATE INDEX "{name}" ON {columns}')
