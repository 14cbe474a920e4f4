"""The README: every request answers what it shows, every command exists and runs."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from flask.testing import FlaskClient

from api.access.tokens import create
from api.config import Settings
from api.database import connect
from tests.conftest import ROOT, Databases
from tests.serving import serve

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
START = README.index("## From a new article to cited records")
WALK = README[START : README.index("\n## ", START)]
BLOCKS = [(language, text.strip()) for language, text in BLOCK.findall(README.replace(WALK, ""))]
STEPS = [(language, text.strip()) for language, text in BLOCK.findall(WALK)]
REQUESTS = [
    (text.split("'")[1], BLOCKS[place + 1][1])
    for place, (language, text) in enumerate(BLOCKS)
    if language == "sh" and text.startswith("curl")
]
COMMANDS = [
    line
    for language, text in BLOCKS
    if language == "sh" and not text.startswith("curl")
    for line in text.splitlines()
]
MORE = "…"
FLASK = "python -m flask --app"
SHOWN_IN_WALK = (
    "/v1/quotes/quo-lake-gazette-2026-215/evidence",
    "/v1/meetings/mtg-midport-ministers-2026/history?states=false",
)


def holds(shown: Any, real: Any) -> bool:
    """Whether what is shown stands in the real answer: members left out, `…` for further rows."""
    if isinstance(shown, dict):
        return all(name in real and holds(value, real[name]) for name, value in shown.items())
    if isinstance(shown, list):
        rows = [row for row in shown if row != MORE]
        enough = len(real) >= len(rows) if MORE in shown else len(real) == len(rows)
        return enough and all(map(holds, rows, real))
    return bool(shown == real)


@pytest.mark.parametrize(("url", "shown"), REQUESTS)
def test_a_request_answers_what_is_shown(seeded: FlaskClient, url: str, shown: str) -> None:
    parts = urlsplit(url)
    real = seeded.get(f"{parts.path}?{parts.query}").get_json()
    assert holds(json.loads(shown), real), json.dumps(real, indent=1, ensure_ascii=False)


def test_ten_requests_are_shown() -> None:
    assert len(REQUESTS) == 10


def test_the_comparison_notices_what_is_not_so() -> None:
    assert not holds({"a": [1]}, {"a": [1, 2]})
    assert not holds({"a": 1}, {"b": 1})
    assert holds({"a": [1, MORE]}, {"a": [1, 2]})


def test_the_walk_from_an_article_to_cited_records(databases: Databases, tmp_path: Path) -> None:
    """Every step as it stands, in one shell, against a server of its own."""
    url = databases.fresh("sqlite", "seeds")
    with serve(url) as server:
        script = ["set -e", *(text for language, text in STEPS if language == "sh")]
        asked = "\n".join(script).replace("http://127.0.0.1:8000", server.url)
        asked = asked.replace(". .venv/bin/activate\n", "").replace(
            "flask --app", "python -m flask --app"
        )
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        ran = subprocess.run(
            ["bash", "-c", asked], cwd=ROOT, capture_output=True, text=True, check=False,
            env=os.environ | {"DATABASE_URL": url, "PATH": path},
        )  # fmt: skip
        assert ran.returncode == 0, ran.stderr
        shown = [json.loads(text) for language, text in STEPS if language == "json"]
        for address, told in zip(SHOWN_IN_WALK, shown, strict=True):
            real = httpx.get(f"{server.url}{address}").json()
            assert holds(told, real), json.dumps(real, indent=1, ensure_ascii=False)


@pytest.mark.parametrize("path", re.findall(r"`(/v1/[^`]+|/healthz|/readyz)`", README))
def test_an_address_named_in_passing_answers(seeded: FlaskClient, path: str) -> None:
    assert seeded.get(path).status_code == 200


@pytest.mark.parametrize("line", [line for line in COMMANDS if line.startswith("flask")])
def test_a_flask_command_runs(line: str, tmp_path: Path) -> None:
    """Run as it stands, over a copy of the seeds and a database of its own."""
    seeds = tmp_path / "seeds"
    shutil.copytree(ROOT / "seeds", seeds)
    environment = {
        "DATABASE_URL": f"sqlite:///{tmp_path}/parley.db",
        "SEEDS": str(seeds),
        "EXPORTS": str(tmp_path / "exports"),
    }
    flask = [sys.executable, "-m", *line.split()]
    up = [sys.executable, "-m", "flask", "--app", "wsgi", "db", "up"]
    for command in (up, flask):
        ran = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("line", [line for line in COMMANDS if line.startswith("make")])
def test_a_make_target_exists(line: str) -> None:
    target = line.split()[1]
    known = subprocess.run(
        ["make", "--dry-run", target], cwd=ROOT, capture_output=True, check=False
    )
    assert known.returncode == 0, known.stderr


@pytest.mark.parametrize("path", re.findall(r"\]\(([^)#:]+)\)", README))
def test_a_link_leads_somewhere(path: str) -> None:
    assert (ROOT / path).exists()


def test_the_commands_of_the_curators_page_run(databases: Databases) -> None:
    """Every block of docs/curating.md, in one shell, against a server of its own."""
    page = (ROOT / "docs" / "curating.md").read_text(encoding="utf-8")
    blocks = [text for language, text in BLOCK.findall(page) if language == "sh"]
    url = databases.fresh("sqlite", "seeds")
    bound = connect(Settings(database_url=url))
    token = create("curator")
    bound.close_all()
    with serve(url) as server:
        asked = "\n".join(["set -e", *blocks]).replace("http://127.0.0.1:8000", server.url)
        ran = subprocess.run(
            ["bash", "-c", asked], cwd=ROOT, capture_output=True, text=True, check=False,
            env=os.environ | {"TOKEN": token},
        )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "/problems/" not in ran.stdout
