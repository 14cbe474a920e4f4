"""What is deployed, as far as it can be told without containers; deploy/check.py asks the rest."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
import yaml

from api.config import Settings
from api.config.settings import EXAMPLE_PASSWORD
from tests.conftest import ROOT, Databases
from tests.serving import PATIENCE_SECONDS, free_port, serve

COMPOSE_TEXT = (ROOT / "compose.yaml").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load(COMPOSE_TEXT)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DEPLOY = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
CHECKS = (ROOT / "deploy" / "check.py").read_text(encoding="utf-8")
NGINX = ROOT / "deploy" / "nginx" / "nginx.conf"
SCRIPTS = sorted([*(ROOT / "deploy").rglob("*.sh"), ROOT / ".ci" / "run"])
SETTINGS = {each.name.upper() for each in fields(Settings)}
GIVEN = {
    "COMPOSE_PROFILES": "Compose itself",
    "SECRETS": "the folder of passwords",
    "PUBLISH": "where the web is published",
    "REPLICAS": "how many web containers",
    "COLOUR": "which of two colours they have",
    "HTTP_PORT": "the proxy's port",
    "HTTPS_PORT": "the proxy's port",
    "WEB_MEMORY": "a limit",
    "WEB_CPUS": "a limit",
    "DATABASE_MEMORY": "a limit",
    "DATABASE_CPUS": "a limit",
}
"""Variables that are no settings of the service, but of what runs it."""


@pytest.mark.parametrize("name", SERVICES)
def test_a_container_can_do_little(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "cap_add" not in service
    assert "privileged" not in service
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "tmpfs" in service
    assert service["logging"]["options"].keys() == {"max-size", "max-file"}


@pytest.mark.parametrize("name", SERVICES)
def test_a_container_is_bounded_and_watched(name: str) -> None:
    service = SERVICES[name]
    assert {"mem_limit", "cpus", "pids_limit"} <= service.keys()
    if name == "backup":  # it ends by itself
        return
    assert service["restart"] == "unless-stopped"
    in_image = "HEALTHCHECK" in (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert service.get("healthcheck", {}).get("test") or ("build" in service and in_image)


@pytest.mark.parametrize("name", SERVICES)
def test_no_container_runs_as_root(name: str) -> None:
    user = SERVICES[name].get("user", "")
    stages = re.split(r"(?m)^FROM ", (ROOT / "Dockerfile").read_text(encoding="utf-8"))
    is_ours = "build" in SERVICES[name] and all("USER 10001" in each for each in stages[-2:])
    assert is_ours or re.fullmatch("[1-9][0-9]*:[1-9][0-9]*", user)


def test_the_proxy_cannot_reach_the_database() -> None:
    assert set(SERVICES["proxy"]["networks"]) == {"front"}
    in_front = [name for name, each in SERVICES.items() if "front" in each["networks"]]
    assert in_front == ["web", "proxy"]
    assert COMPOSE["networks"]["data"] == {"internal": True}
    published = [name for name, each in SERVICES.items() if "ports" in each]
    assert published == ["web", "proxy"]


def test_without_a_profile_the_web_and_its_database_run() -> None:
    assert [name for name, each in SERVICES.items() if "profiles" not in each] == ["db", "web"]
    needed = [set(SERVICES[name].get("depends_on", {})) for name in ("db", "web")]
    assert needed == [set(), {"db"}]


def test_secrets_are_files() -> None:
    for name, secret in COMPOSE["secrets"].items():
        assert secret == {"file": f"${{SECRETS:-./secrets}}/{name}"}
        example = (ROOT / "deploy" / "trial" / name).read_text(encoding="utf-8")
        assert example.strip() == EXAMPLE_PASSWORD
    given = [line for each in SERVICES.values() for line in each.get("environment", {}).items()]
    assert [name for name, _ in given if "PASSWORD" in name and not name.endswith("_FILE")] == []
    assert not re.search(r"://\w+:[^/@\s]*@", COMPOSE_TEXT)


def test_the_example_password_is_refused_but_in_a_trial() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    trial = dict(re.findall(r"(?m)^(\w+)=(.*)$", example))
    environment = {
        "DATABASE_URL": SERVICES["web"]["environment"]["DATABASE_URL"],
        "DATABASE_PASSWORD_FILE": str(ROOT / trial["SECRETS"] / "database_password"),
    }
    assert Settings.from_environment({**environment, "MODE": trial["MODE"]}).mode == "trial"
    with pytest.raises(ValueError, match="MODE=trial"):
        Settings.from_environment(environment)


def test_each_variable_is_one_that_exists() -> None:
    passed_on = set(SERVICES["web"]["environment"])
    assert {name.removesuffix("_FILE") for name in passed_on} <= SETTINGS
    assert SERVICES["backup"]["environment"] == SERVICES["web"]["environment"]
    filled_in = set(re.findall(r"\$\{(\w+)", COMPOSE_TEXT))
    assert filled_in <= SETTINGS | set(GIVEN)
    for path in (".env.example", "deploy/prepare.sh"):
        text = (ROOT / path).read_text(encoding="utf-8")
        assert set(re.findall(r"(?m)^([A-Z_]+)=", text)) <= filled_in | passed_on | set(GIVEN)


def test_scripts_are_sound() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "shellcheck", *SCRIPTS],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert all(os.access(script, os.X_OK) for script in SCRIPTS)


def prepared(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """deploy/prepare.sh in a folder of its own."""
    if not (folder / "deploy").exists():
        shutil.copytree(ROOT / "deploy", folder / "deploy")
    return subprocess.run(
        [folder / "deploy" / "prepare.sh", *arguments], capture_output=True, text=True, check=False
    )


@pytest.mark.skipif(not shutil.which("openssl"), reason="needs Debian's package openssl")
def test_what_is_needed_is_made_once(tmp_path: Path) -> None:
    first = prepared(tmp_path, "parley.example.org")
    assert first.returncode == 0, first.stderr
    assert first.stdout in DEPLOY
    made = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert (tmp_path / "secrets").stat().st_mode & 0o777 == 0o700
    passwords = {made[tmp_path / "secrets" / name] for name in COMPOSE["secrets"]}
    assert len(passwords) == len(COMPOSE["secrets"])
    assert all(re.fullmatch(rb"[0-9a-f]{48}\n", each) for each in passwords)
    again = prepared(tmp_path, "parley.example.org")
    assert (again.returncode, again.stdout) == (0, "")
    assert made == {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    environment = dict(re.findall(r"(?m)^(\w+)=(.*)$", (tmp_path / ".env").read_text()))
    used = {name: value for name, value in environment.items() if name in SETTINGS}
    assert Settings.from_environment(used).public_url == "https://parley.example.org"


@pytest.mark.parametrize("name", [(), ("https://parley.example.org",), ("a b",)])
def test_what_is_no_name_is_told(tmp_path: Path, name: tuple[str, ...]) -> None:
    done = prepared(tmp_path, *name)
    assert done.returncode != 0
    assert "name" in done.stderr.lower()
    assert not (tmp_path / "secrets").exists()


NEEDED = [name for name in ("nginx", "openssl") if not shutil.which(name)]


def proxy_configuration(folder: Path, web: int, plain: int, https: int) -> Path:
    """The proxy's configuration, with its places moved into a folder, and other ports."""
    assert prepared(folder, "localhost").returncode == 0
    (folder / "cache").mkdir()
    text = NGINX.read_text(encoding="utf-8")
    moved = {
        "/tmp/": f"{folder}/",
        "/etc/nginx/tls": f"{folder}/secrets/tls",
        "/var/cache/nginx": f"{folder}/cache",
        "/dev/stderr": f"{folder}/error.log",
        "/dev/stdout": f"{folder}/access.log",
        "listen 8080": f"listen 127.0.0.1:{plain}",
        "listen 8443": f"listen 127.0.0.1:{https}",
        "set $web web:8000": f"set $web 127.0.0.1:{web}",
        "client_header_timeout 10s": "client_header_timeout 3s",
        "worker_processes auto": "worker_processes 1",
    }
    for before, after in moved.items():
        assert before in text
        text = text.replace(before, after)
    if os.geteuid() == 0:
        text = f"user root;\n{text}"
    path = folder / "nginx.conf"
    path.write_text(text, encoding="utf-8")
    return path


@contextmanager
def proxy(folder: Path, web: str) -> Iterator[tuple[str, str]]:
    """nginx as it is deployed, before a server: its addresses over TLS and over plain HTTP."""
    plain, https = free_port(), free_port()
    path = proxy_configuration(folder, urlsplit(web).port or 0, plain, https)
    process = subprocess.Popen(["nginx", "-e", folder / "start.log", "-c", path])
    try:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            with suppress(OSError), socket.create_connection(("127.0.0.1", https)):
                break
            assert process.poll() is None, (folder / "start.log").read_text()
            time.sleep(0.05)
        yield f"https://127.0.0.1:{https}", f"http://127.0.0.1:{plain}"
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)


@pytest.mark.skipif(bool(NEEDED), reason=f"needs Debian's nginx-light and openssl: {NEEDED}")
def test_the_proxy_keeps_what_is_promised(databases: Databases, tmp_path: Path) -> None:
    """Every check of deploy/check.py, against nginx with its real configuration."""
    url = databases.fresh("sqlite", "world")
    with serve(url, TRUSTED_PROXIES="1") as server, proxy(tmp_path, server.url) as (https, plain):
        done = subprocess.run(
            [sys.executable, "deploy/check.py", https, "--http", plain],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert "FAILED" not in done.stdout, done.stdout
        assert done.returncode == 0, done.stderr
        assert done.stdout.count("ok ") == len(re.findall(r"(?m)^def .*\(site: Site\)", CHECKS))
        server.process.terminate()
        server.process.wait(PATIENCE_SECONDS)
        gone = httpx.get(f"{https}/v1/parties", verify=False)
        assert (gone.status_code, gone.headers["retry-after"]) == (503, "5")
        assert gone.json()["status"] == 503
