"""`flask record`: what curators do on the command line, on each engine."""

import pytest
from click.testing import Result
from flask.testing import FlaskClient

from tests.writing import changed, everything, put


def run(client: FlaskClient, *arguments: str) -> Result:
    """Run `flask record …`."""
    return client.application.test_cli_runner().invoke(args=["record", *arguments])


def test_a_record_is_withdrawn_restored_merged_and_reverted(world: FlaskClient) -> None:
    before, why = everything(), ("--why", "A test.")
    assert "revision 2" in run(world, "withdraw", "evt-garrison", *why).output
    assert world.get("/v1/events/evt-garrison").status_code == 410
    assert "revision 3" in run(world, "restore", "evt-garrison", *why).output
    assert "revision 4" in run(world, "merge", "pty-sudland", "pty-norland", *why).output
    assert "revision 5" in run(world, "restore", "pty-sudland", *why).output
    put(changed("evt-war", name="Another name"))
    assert "revision 7" in run(world, "revert", "evt-war", "5", *why).output
    assert everything() == before


def test_the_history_is_told_line_by_line(world: FlaskClient) -> None:
    put(changed("evt-war", name="Another name"))
    told = run(world, "history", "evt-war").output.splitlines()
    assert [line.split("  ")[2:] for line in told if not line.startswith(" ")] == [
        ["seeds", "add: Load the seeds."],
        ["tester", "change: A test."],
    ]
    assert "replace /name" in told[-1]
    assert '"Another name"' in told[-1]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("history", "evt-nothing"), "There is no record evt-nothing"),
        (("withdraw", "pty-norland", "--why", "x"), "is referred to by"),
        (("withdraw", "pty-nobody", "--why", "x"), "There is no record pty-nobody."),
        (("merge", "pty-norland", "evt-war", "--why", "x"), "two records of one object"),
        (("restore", "pty-norland", "--why", "x"), "it stands"),
        (("revert", "evt-war", "0", "--why", "x"), "There was no evt-war in revision 0"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    world: FlaskClient, arguments: tuple[str, ...], told: str
) -> None:
    before = everything()
    done = run(world, *arguments)
    assert done.exit_code == 1
    assert told in done.output
    assert len(done.output.strip().splitlines()) == 1
    assert everything() == before
