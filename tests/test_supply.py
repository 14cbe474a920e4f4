"""What the service is made of: told in full, locked, and looked up among known vulnerabilities."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tests.conftest import ROOT

LOCK = (ROOT / "requirements.txt").read_text(encoding="utf-8")
PINNED = dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", LOCK, re.MULTILINE))
ADVISORY = {"id": "PYSEC-0", "details": "It is bad.", "affected": []}


def test_what_it_is_made_of_is_told_in_full() -> None:
    done = subprocess.run(["make", "sbom"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    written = (ROOT / "build" / "sbom.cdx.json").read_text(encoding="utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(written) is None
    told = json.loads(written)
    assert {each["name"]: each["version"] for each in told["components"]} == PINNED
    assert told["metadata"]["component"]["name"] == "parley"


def test_each_dependency_is_locked_by_hashes() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        pins = re.split(r"\n(?=\S)", (ROOT / name).read_text(encoding="utf-8"))
        bare = [each for each in pins if "==" in each and "--hash=sha256:" not in each]
        assert bare == []


@contextmanager
def advisories(*bad: str) -> Iterator[str]:
    """A server that speaks as the OSV database does, and knows that some pins are bad."""

    class Advisories(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            pin = f"{asked['package']['name']}=={asked['version']}"
            body = json.dumps({"vulns": [ADVISORY]} if pin in bad else {}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *told: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Advisories)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1/query"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.mark.parametrize(
    ("bad", "ends_with", "told"),
    [
        (["jinja2==2.10"], 0, "no locked dependency is known to be vulnerable"),
        (["jinja2==2.10", f"flask=={PINNED['flask']}"], 1, f"flask=={PINNED['flask']} is vulner"),
        ([f"flask=={PINNED['flask']}"], 0, "SKIPPED"),
    ],
    ids=["sound", "vulnerable", "without the proof"],
)
def test_the_audit_counts_only_with_its_proof(bad: list[str], ends_with: int, told: str) -> None:
    with advisories(*bad) as url:
        done = subprocess.run(
            [sys.executable, "deploy/audit.py", "-s", "osv", "--osv-url", url],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == ends_with, done.stdout + done.stderr
    assert told in done.stdout


def test_the_audit_says_that_it_was_skipped() -> None:
    with advisories() as url:
        nowhere = url
    done = subprocess.run(
        [sys.executable, "deploy/audit.py", "-s", "osv", "--osv-url", nowhere],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert done.stdout.startswith("pip-audit: SKIPPED")
