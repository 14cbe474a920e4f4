"""The timeline of PostgreSQL in which the last revision was written.

A promoted replica and a recovery to a point in time go on in another; what was lost with the former
may have used the numbers of revisions that come now, so the epoch is drawn anew then.
"""


def up(migrator, db):
    db.execute_sql('ALTER TABLE "counter" ADD COLUMN "timeline" KEYTEXT')


def down(migrator, db):
    db.execute_sql('ALTER TABLE "counter" DROP COLUMN "timeline"')
