"""Starting: settings, the one-line refusals, a second start that keeps what was changed."""

import os
import signal
import socket
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import httpx
import pytest

from api.cli.setting import shown
from api.config import EXAMPLE_PASSWORD, BadSetting, Settings
from api.database.opening import open_all
from tests.conftest import ROOT, Databases
from tests.serving import Server, free_port, serve

PATIENCE_SECONDS = 15


def start(**environment: str) -> subprocess.CompletedProcess[str]:
    """`flask serve` with some settings, expected to end by itself."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "serve"]
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | environment,
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("PORT", "0", "PORT must be a whole number"),
        ("PORT", "٣", "PORT must be a whole number"),
        ("WORKERS", "many", "WORKERS must be a whole number"),
        ("DATABASE_URL", "mysql://x/y", "DATABASE_URL must begin with"),
        ("DATABASE_URL", f"postgresql://p:{EXAMPLE_PASSWORD}@db/parley", "MODE=trial"),
        ("MODE", "test", "MODE must be one of"),
        ("OPEN_READS", "false", "OPEN_READS must be yes or no"),
        ("DATABASE_URLS", "x", "DATABASE_URLS is no setting; is DATABASE_URL meant?"),
        ("WROKERS", "2", "WROKERS is no setting; is WORKERS meant?"),
        ("database_url", "x", "is DATABASE_URL meant?"),
        ("PORT", "9" * 5000, "PORT must be a whole number"),
        ("PUBLIC_URL", "https://parley.example/v1", "PUBLIC_URL must be such as"),
        ("PUBLIC_URL", "https://e x.org", "PUBLIC_URL must be such as"),
        ("PUBLIC_URL", 'https://a"b', "PUBLIC_URL must be such as"),
        ("PUBLIC_URL", "https://parley.example#a", "PUBLIC_URL must be such as"),
        ("PUBLIC_URL", "https://parley.example:99999", "PUBLIC_URL must be such as"),
        ("PUBLIC_URL", "http://[", "PUBLIC_URL must be such as"),
        ("CORS_ORIGINS", "example.org", "CORS_ORIGINS must be such as"),
        ("REDIS_URL", "http://cache", "REDIS_URL must begin with redis://"),
        ("DATABASE_REPLICA_URLS", "sqlite:///a", "DATABASE_REPLICA_URLS must begin with"),
        ("DATABASE_URL", "postgresql://p:hid%zz@db/parley", "written %25 %40"),
        ("DATABASE_URL", "postgresql://p:hid%00den@db/parley", "written %25 %40"),
        ("DATABASE_URL", "postgresql://p:hid@den@db/parley", "written %25 %40"),
        ("DATABASE_URL", "postgresql://p:hid/den@db/parley", "written %25 %40"),
        ("DATABASE_URL", "postgresql://p:hid?den@db/parley", "written %25 %40"),
        ("DATABASE_URL", "postgresql://p:1/hidden@db/parley", "written %25 %40"),
        ("DATABASE_DIRECT_URL", "postgresql://p:hid\nden@db/parley", "written %25 %40"),
        ("DATABASE_REPLICA_URLS", "postgresql://a/b", "needs a DATABASE_URL of PostgreSQL"),
        ("DATABASE_PASSWORD_FILE", "/nowhere", "names /nowhere, which cannot be read"),
    ],
)
def test_a_bad_setting_is_told(name: str, value: str, told: str) -> None:
    with pytest.raises(BadSetting, match=told) as raised:
        Settings.from_environment({name: value})
    assert "\n" not in str(raised.value)
    assert "hid" not in str(raised.value)


def test_the_address_of_a_replica_that_cannot_be_read_is_not_repeated() -> None:
    both = {"DATABASE_URL": "postgresql://a/b", "DATABASE_REPLICA_URLS": "postgresql://u:x@a/b?c=1"}
    with pytest.raises(BadSetting, match="DATABASE_REPLICA_URLS holds an address") as told:
        open_all(Settings.from_environment(both))
    assert "u:x" not in str(told.value)


def test_a_file_is_given_no_password() -> None:
    settings = Settings(database_password="our-own")
    assert settings.with_password("sqlite:////home/a@b.db") == "sqlite:////home/a@b.db"
    there = settings.with_password("postgresql://parley@db/parley")
    assert there == "postgresql://parley:our-own@db/parley"


def test_the_example_password_is_taken_on_trial() -> None:
    url = f"postgresql://p:{EXAMPLE_PASSWORD}@db/parley"
    assert Settings.from_environment({"DATABASE_URL": url, "MODE": "trial"}).database_url == url


def test_variables_that_are_not_ours_are_left_alone() -> None:
    theirs = (
        "HOSTNAME",
        "PATH",
        "DATABASE_PORT",
        "PARLEY_SERVICE_HOST",
        "POSTGRES_PASSWORD",
        "LOG",
    )
    assert Settings.from_environment(dict.fromkeys(theirs, "x")) == Settings()


def test_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("p@ss word\n", encoding="utf-8")
    given = {
        "DATABASE_URL": "postgresql://parley@db/parley",
        "DATABASE_REPLICA_URLS": "postgresql://parley@one/parley postgresql://a:b@two/parley",
        "DATABASE_PASSWORD_FILE": str(tmp_path / "password"),
    }
    assert [address for _, address in Settings.from_environment(given).addresses()] == [
        "postgresql://parley:p%40ss%20word@db/parley",
        "",
        "postgresql://parley:p%40ss%20word@one/parley",
        "postgresql://a:b@two/parley",
    ]
    with pytest.raises(BadSetting, match="both set"):
        Settings.from_environment(given | {"DATABASE_PASSWORD": "other"})


def test_reads_are_open_unless_they_are_closed() -> None:
    assert Settings.from_environment({}).open_reads
    assert Settings.from_environment({"OPEN_READS": "yes"}).open_reads
    assert not Settings.from_environment({"OPEN_READS": "no"}).open_reads


def test_a_bad_setting_ends_the_start_with_one_line() -> None:
    ended = start(PORT="99999999")
    assert ended.returncode == 1
    assert ended.stderr == "parley: PORT must be a whole number from 1 to 65535, not '99999999'.\n"


def test_the_page_of_settings_tells_all_of_them() -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    told = [line for line in page.splitlines() if line.startswith("| `")]
    for line, each in zip(told, fields(Settings), strict=True):
        name, meaning, default = (cell.strip() for cell in line.strip("|").split("|"))
        assert name == f"`{each.name.upper()}`"
        assert meaning == each.metadata["told"]
        shown_default = shown(each.name, each.default).replace(f"{ROOT}/", "")
        assert default.strip("`") == shown_default


def test_the_settings_in_force_are_told_without_passwords() -> None:
    given = {"DATABASE_URL": "postgresql://parley:hidden-word@db/parley", "RATE_READS": "7"}
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "settings"]
    told = subprocess.run(
        command, cwd=ROOT, env=os.environ | given, capture_output=True, text=True, check=True
    ).stdout
    assert "DATABASE_URL=postgresql://parley:(not told)@db/parley  (set)" in told
    assert "RATE_READS=7  (set)" in told
    assert "hidden-word" not in told
    assert len(told.splitlines()) == len(fields(Settings))


@pytest.mark.parametrize(
    "address",
    [
        "redis://:hid@den@cache/1",
        "redis://me:hid/@den@cache/1",
        "unix:///run/redis?password=hidden&db=1",
        "postgresql://db/parley?user=p&password=hidden",
        "postgresql://p:hid,den@one:1,two/parley",
    ],
)
def test_no_part_of_a_password_is_told(address: str) -> None:
    for told in (shown("redis_url", address), shown("replicas", (address, address))):
        assert "hid" not in told
        assert "den" not in told


def test_addresses_of_several_hosts_are_taken() -> None:
    address = "postgresql://p:a%40b%25:c@one:5432,[::1]:5433,two/parley?target_session_attrs=any"
    assert Settings.from_environment({"DATABASE_URL": address}).database_url == address


def test_a_taken_port_ends_the_start_with_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        ended = start(PORT=port, DATABASE_URL=f"sqlite:///{tmp_path}/parley.db")
    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1
    assert f"127.0.0.1:{port} cannot be used" in ended.stderr
    assert "PORT=" in ended.stderr


def test_a_missing_folder_ends_the_start_with_one_line(tmp_path: Path) -> None:
    ended = start(DATABASE_URL=f"sqlite:///{tmp_path}/none/parley.db", PORT="1")
    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1
    assert "does not exist" in ended.stderr


CHANGE = """
from api.app import create_app
from api.store import merge
create_app()
merge("top-alliances", "top-military-presence", "One topic.", "a curator")
"""


def test_a_second_start_keeps_what_was_changed(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/parley.db"
    with serve(url) as first:
        assert httpx.get(f"{first.url}/readyz").json()["revision"] == 1
    environment = os.environ | {"DATABASE_URL": url}
    subprocess.run([sys.executable, "-c", CHANGE], cwd=ROOT, env=environment, check=True)
    with serve(url) as second:
        assert httpx.get(f"{second.url}/readyz").json()["revision"] == 2
        assert httpx.get(f"{second.url}/v1/topics/top-alliances").status_code == 308


def test_make_names_the_python_that_is_needed() -> None:
    command = ["make", "run", "PYTHON=/bin/false"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode != 0
    assert ended.stderr.startswith("parley: Python 3.11, 3.12 or 3.13 is needed; name one:")


@pytest.mark.skipif(not (Path(sys.prefix) / "run").exists(), reason="not run by make test")
def test_make_run_serves(tmp_path: Path) -> None:
    port = str(free_port())
    own = {"DATABASE_URL": f"sqlite:///{tmp_path}/parley.db", "PORT": port}
    process = subprocess.Popen(
        ["make", "run", f"VENV={sys.prefix}"], cwd=ROOT, env=os.environ | own,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip
    with process:
        assert process.stdout
        server = Server(f"http://127.0.0.1:{port}", process, process.stdout)
        try:
            server.wait_until_ready()
            assert httpx.get(f"{server.url}/v1/agreements").json()["meta"]["total"]["value"] == 10
        finally:
            end_group(process)


def end_group(process: subprocess.Popen[str]) -> None:
    """End a process and what it started; a server that does not heed SIGTERM is killed."""
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)


def test_two_processes_start_over_one_empty_database(
    databases: Databases, engine_name: str
) -> None:
    url = databases.fresh(engine_name, "bare")
    with serve(url, wait=False) as first, serve(url) as second:
        first.wait_until_ready()
        for server in (first, second):
            assert httpx.get(f"{server.url}/readyz").json()["revision"] == 1
