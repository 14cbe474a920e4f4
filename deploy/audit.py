"""Whether the locked dependencies have known vulnerabilities: pip-audit, with a proof of its eyes.

First a version is asked about that is known to be bad. If that is not reported, the advisories
cannot be read from here, and nothing is said of the rest. Options are passed on to pip-audit.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.txt", "requirements-dev.txt")
KNOWN_BAD = "jinja2==2.10"
SECONDS = {"the proof": 10, "the locks": 120}
SOCKET_SECONDS = "5"


class NotAsked(Exception):
    """The advisories could not be read; its text says why."""


def pins(lock: Path) -> list[str]:
    """The names with versions of a lock file, without its hashes."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    return [line.split()[0] for line in lines if "==" in line and not line.startswith((" ", "#"))]


def vulnerable(what: str, asked: list[str], options: list[str]) -> dict[str, list[Any]]:
    """Those of some pins that are known to be vulnerable, with what is known; or NotAsked."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "pins.txt"
        file.write_text("\n".join(asked), encoding="utf-8")
        command = [
            sys.executable, "-m", "pip_audit", "-r", str(file), "--no-deps", "--disable-pip",
            "--timeout", SOCKET_SECONDS, "--progress-spinner", "off", "--format", "json", *options,
        ]  # fmt: skip
        try:
            done = subprocess.run(  # noqa: S603 - our own interpreter
                command, capture_output=True, text=True, timeout=SECONDS[what], check=False
            )
        except subprocess.TimeoutExpired as fault:
            raise NotAsked(f"no answer within {SECONDS[what]} s") from fault
    try:
        told = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError) as fault:
        lines = done.stderr.strip().splitlines() or ["pip-audit said nothing"]
        raise NotAsked(lines[-1][:300]) from fault
    return {f"{each['name']}=={each['version']}": each["vulns"] for each in told if "vulns" in each}


def audit(options: list[str]) -> list[str]:
    """A line for each locked pin that is known to be vulnerable; NotAsked without the proof."""
    if not vulnerable("the proof", [KNOWN_BAD], options).get(KNOWN_BAD):
        raise NotAsked(f"{KNOWN_BAD}, which is known to be bad, is not reported")
    asked = sorted({pin for each in LOCKS for pin in pins(ROOT / each)})
    known = vulnerable("the locks", asked, options)
    missing = sorted(set(asked) - set(known))
    if missing:
        raise NotAsked(f"nothing is told of {', '.join(missing)}")
    return [
        f"{pin} is vulnerable: {', '.join(each['id'] for each in found)}"
        for pin, found in known.items()
        if found
    ]


def main() -> int:
    """Print the outcome; 1 if a locked dependency is known to be vulnerable."""
    try:
        found = audit(sys.argv[1:])
    except NotAsked as fault:
        print(f"pip-audit: SKIPPED, the advisories could not be read: {fault}")
        return 0
    print("\n".join(found) or "pip-audit: no locked dependency is known to be vulnerable")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
