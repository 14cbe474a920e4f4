"""What the database itself refuses, on both engines, whoever writes to it."""

import pytest
from flask.testing import FlaskClient
from peewee import IntegrityError

from api.database import engine, transaction

SIGNATORY = 'INSERT INTO "signatory" ("agreement", "key", "ordinal", "party", "role", "position")'
PLACE = 'INSERT INTO "place" ("number", "name"'
OF_TRUCE = "SELECT number FROM record WHERE id = 'agr-truce-1998'"


@pytest.mark.parametrize(
    "statement",
    [
        f"{SIGNATORY} VALUES (({OF_TRUCE}), 'x', 9, 999999, 'party', 'signed')",
        f"{SIGNATORY} VALUES (999999, 'x', 9, NULL, 'party', 'signed')",
        f"{SIGNATORY} VALUES (({OF_TRUCE}), 'x', 9, ({OF_TRUCE}), 'party', 'signed')",
        f"{PLACE}) VALUES (999999, 'Nowhere')",
        'UPDATE "topic" SET "broader" = 999999',  # deferred: refused at the end
        'UPDATE "record" SET "revision" = 999999',
        'DELETE FROM "record" WHERE "id" = \'pty-norland\'',
        'INSERT INTO "record_topic" ("record", "topic", "ordinal") VALUES (1, 999999, 0)',
    ],
)
def test_the_database_refuses_a_dangling_number(world: FlaskClient, statement: str) -> None:
    with pytest.raises(IntegrityError), transaction():
        engine().execute_sql(statement)


@pytest.mark.parametrize(
    "statement",
    [
        'UPDATE "party" SET "kind" = \'nonsense\'',
        'UPDATE "record" SET "object" = \'ship\'',
        'UPDATE "place" SET "latitude" = NULL',
        'UPDATE "quote" SET "act" = NULL',
        'UPDATE "signatory" SET "party" = NULL, "person" = NULL',
        'UPDATE "quote_span" SET "end" = "start"',
        'UPDATE "agreement_state" SET "state" = \'violated\', "claimed_by" = NULL',
        'UPDATE "mediator" SET "conflict" = NULL, "process" = NULL',
        "INSERT INTO \"counter\" VALUES (2, 0, 0, 'x', NULL)",
    ],
)
def test_the_database_refuses_what_a_check_excludes(world: FlaskClient, statement: str) -> None:
    with pytest.raises(IntegrityError), transaction():
        engine().execute_sql(statement)


@pytest.mark.parametrize(
    "statement",
    [
        'UPDATE "record" SET "id" = \'top-talks\'',
        'UPDATE "document" SET "sha256" = \'x\'',
        'UPDATE "signatory" SET "key" = \'x\'',
        'UPDATE "name" SET "text" = \'x\', "kind" = \'alias\'',
        'UPDATE "conflict_party" SET "party" = (SELECT min(number) FROM "party")',
    ],
)
def test_the_database_refuses_what_is_there_already(world: FlaskClient, statement: str) -> None:
    with pytest.raises(IntegrityError), transaction():
        engine().execute_sql(statement)
