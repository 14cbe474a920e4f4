"""What somebody said, in order: one index for both, in the place of that for the speaker alone."""


def up(migrator, db):
    db.execute_sql('DROP INDEX "quote_speaker"')
    db.execute_sql('CREATE INDEX "quote_speaker_said_order_number" ON "quote" ("speaker", "said_order", "number")')


def down(migrator, db):
    db.execute_sql('DROP INDEX "quote_speaker_said_order_number"')
    db.execute_sql('CREATE INDEX "quote_speaker" ON "quote" ("speaker")')
