"""The alert rules: each is tried and explained, and the right ones fire when a server breaks."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Any

import httpx
import pytest
import yaml

from tests.conftest import ROOT, Databases
from tests.serving import PATIENCE_SECONDS, free_port, serve
from tests.waiting import until

FOLDER = ROOT / "deploy" / "prometheus"
RULES = FOLDER / "parley-alerts.yml"
TRIED = FOLDER / "parley-alerts.test.yml"
LOADED = yaml.safe_load(RULES.read_text())
ALERTS = [rule for group in LOADED["groups"] for rule in group["rules"]]
NAMES = [rule["alert"] for rule in ALERTS]
PAGE = (ROOT / "docs" / "watching.md").read_text()
SCRAPES = 6
ABOUT_THE_DATABASE = {"ParleyUnready", "ParleyDatabaseDown"}
needs_prometheus = pytest.mark.skipif(
    not (shutil.which("prometheus") and shutil.which("promtool")),
    reason="Debian's package prometheus is not installed",
)


def promtool(*arguments: str) -> str:
    """What promtool says of files that it must find right."""
    done = subprocess.run(["promtool", *arguments], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@needs_prometheus
def test_the_rules_and_the_example_are_valid() -> None:
    assert f"{len(NAMES)} rules found" in promtool("check", "rules", str(RULES))
    promtool("check", "config", str(FOLDER / "prometheus.yml"))


@needs_prometheus
def test_the_rules_fire_when_they_should_and_only_then() -> None:
    assert "SUCCESS" in promtool("test", "rules", str(TRIED))


def test_each_rule_is_tried() -> None:
    cases = yaml.safe_load(TRIED.read_text())["tests"]
    samples = [
        sample["labels"]
        for case in cases
        for question in case["promql_expr_test"]
        for sample in question.get("exp_samples", ())
    ]
    assert {re.search('alertname="(\\w+)"', each)[1] for each in samples} == set(NAMES)  # type: ignore[index]


def test_each_rule_has_a_reason_and_the_page_says_what_to_do() -> None:
    assert re.findall("^### (Parley\\w+)$", PAGE, re.MULTILINE) == NAMES
    for rule in ALERTS:
        assert rule["labels"]["severity"] in ("critical", "warning")
        assert set(rule["annotations"]) == {"summary", "reason", "runbook"}
        assert rule["annotations"]["runbook"] == f"docs/watching.md#{rule['alert'].lower()}"


def test_each_rule_asks_for_figures_that_the_page_tells() -> None:
    told = set(re.findall("^\\| `(parley_\\w+)`", PAGE, re.MULTILINE))
    for rule in ALERTS:
        asked = set(re.findall("parley_\\w+", rule["expr"]))
        asked = {re.sub("(_seconds)_(bucket|count|sum)$", "\\1", each) for each in asked}
        assert asked <= told, rule["alert"]


def hurried(rules: Any) -> Any:
    """The rules, looking back ten seconds and waiting for two, so that a test can wait for them."""
    for group in rules["groups"]:
        for rule in group["rules"]:
            rule["expr"] = re.sub("\\[\\d+m\\]", "[10s]", rule["expr"])
            rule["for"] = "2s" if rule["for"] != "0m" else "0s"
    return rules


@contextmanager
def prometheus(target: str, folder: Path) -> Iterator[str]:
    """Prometheus watching a server by the example's settings, once a second; gives its address."""
    (folder / RULES.name).write_text(yaml.safe_dump(hurried(yaml.safe_load(RULES.read_text()))))
    settings = yaml.safe_load((FOLDER / "prometheus.yml").read_text())
    settings["global"] = {"scrape_interval": "1s", "evaluation_interval": "1s"}
    settings["scrape_configs"][0]["static_configs"] = [{"targets": [target]}]
    (folder / "prometheus.yml").write_text(yaml.safe_dump(settings))
    address = f"127.0.0.1:{free_port()}"
    with (folder / "output").open("w") as output:
        process = subprocess.Popen(
            ["prometheus", f"--config.file={folder / 'prometheus.yml'}",
             f"--storage.tsdb.path={folder / 'figures'}", f"--web.listen-address={address}"],
            stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        yield f"http://{address}/api/v1"
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)


@contextmanager
def load(url: str) -> Iterator[None]:
    """Ask a server for this and that until the end, whatever it answers."""
    end = Event()

    def ask() -> None:
        with httpx.Client(base_url=url, timeout=PATIENCE_SECONDS) as client:
            number = 0
            while not end.wait(0.02):
                number += 1
                client.get("/v1/quotes", params={"limit": number % 25 + 1})
                client.get("/v1/meetings")

    asking = Thread(target=ask)
    asking.start()
    try:
        yield
    finally:
        end.set()
        asking.join()


def asked(api: str, path: str, **parameters: str) -> Any:
    """What Prometheus answers, nothing while it starts."""
    try:
        return httpx.get(f"{api}/{path}", params=parameters).json()["data"]
    except (httpx.TransportError, ValueError, KeyError):
        return {}


def scrapes(api: str) -> float:
    """How often the server has been asked for its figures and gave them."""
    found = asked(api, "query", query="sum_over_time(up[5m])").get("result")
    return float(found[0]["value"][1]) if found else 0


def firing(api: str) -> set[str]:
    """The alerts that fire."""
    told = asked(api, "alerts").get("alerts", ())
    return {each["labels"]["alertname"] for each in told if each["state"] == "firing"}


@needs_prometheus
def test_the_right_alerts_fire_while_the_database_is_gone(
    databases: Databases, tmp_path: Path
) -> None:
    url = databases.fresh("sqlite", "world")
    path = Path(url.removeprefix("sqlite:///"))
    with (
        serve(url, WORKERS="2") as server,
        load(server.url),
        prometheus(server.url.removeprefix("http://"), tmp_path) as api,
    ):
        until(lambda: scrapes(api) >= SCRAPES)
        rules = [rule for group in asked(api, "rules")["groups"] for rule in group["rules"]]
        assert [rule["name"] for rule in rules] == NAMES
        assert {rule["health"] for rule in rules} == {"ok"}
        assert firing(api) == set()
        path.rename(tmp_path / "elsewhere")
        until(lambda: ABOUT_THE_DATABASE | {"ParleyFailing"} <= firing(api))
        assert "ParleyDown" not in firing(api)  # the service answers, and says what is wrong
        (tmp_path / "elsewhere").rename(path)
        until(lambda: not ABOUT_THE_DATABASE & firing(api))
