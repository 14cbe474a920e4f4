"""Steady load of reads and writes on a deployment, counting every request that fails.

TOKEN=parley_… python3 deploy/load.py https://127.0.0.1 --seconds 60

Without TOKEN it only reads. Reads must be answered 200 or 304 and writes 201; all else, and every
connection that breaks, is a failure and is told. The end is 1 if there was one.
"""

import argparse
import http.client
import json
import os
import secrets
import ssl
import sys
import time
from collections import Counter
from threading import Thread
from urllib.parse import urlsplit

READS = (
    "/v1/agreements?limit=5",
    "/v1/quotes?facets=act",
    "/v1/search?q=peace",
    "/v1/meetings?status=held&include=attendance",
    "/v1/persons?sort=label&limit=50",
    "/v1/quotes?format=csv",
)
TOLD = 5


class Caller(Thread):
    """One caller on a connection of its own, asking one thing after the other."""

    def __init__(self, site: str, until: float, token: str | None) -> None:
        super().__init__(daemon=True)
        self.site, self.until, self.token = urlsplit(site), until, token
        self.statuses: Counter[str] = Counter()
        self.faults: list[str] = []
        self.slowest = 0.0

    def run(self) -> None:
        """Ask until the time is over."""
        connection, asked = self.connect(), 0
        while time.monotonic() < self.until:
            began = time.monotonic()
            try:
                self.ask(connection, asked)
            except (OSError, http.client.HTTPException) as fault:
                self.faults.append(f"{type(fault).__name__}: {fault}")
                connection.close()
                connection = self.connect()
            self.slowest = max(self.slowest, time.monotonic() - began)
            asked += 1

    def connect(self) -> http.client.HTTPConnection:
        """A connection to the site; its certificate may be one for trial."""
        host, port = self.site.hostname or "", self.site.port
        if self.site.scheme == "http":
            return http.client.HTTPConnection(host, port, timeout=60)
        trusting = ssl.create_default_context()
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        return http.client.HTTPSConnection(host, port, timeout=60, context=trusting)

    def ask(self, connection: http.client.HTTPConnection, asked: int) -> None:
        """One request, a write of a new source where there is a token."""
        if self.token is None:
            connection.request("GET", READS[asked % len(READS)])
            expected = (200, 304)
        else:
            name = f"src-load-{secrets.token_hex(8)}"
            body = json.dumps({"id": name, "name": f"Load {name}", "kind": "other"})
            connection.request(
                "POST",
                "/v1/sources?reason=Load.&without_evidence=It+is+invented.",
                body,
                {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"},
            )
            expected = (201,)
        answer = connection.getresponse()
        text = answer.read()
        self.statuses[f"{'write' if self.token else 'read'} {answer.status}"] += 1
        if answer.status not in expected:
            self.faults.append(f"{answer.status}: {text[:200].decode(errors='replace')}")


def main() -> int:
    """Load the site, print the figures; 1 if any request failed."""
    parser = argparse.ArgumentParser(description="Steady load, every failed request counted.")
    parser.add_argument("site")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--readers", type=int, default=8)
    parser.add_argument("--writers", type=int, default=2)
    given, token = parser.parse_args(), os.environ.get("TOKEN")
    until = time.monotonic() + given.seconds
    callers = [Caller(given.site, until, None) for _ in range(given.readers)]
    callers += [Caller(given.site, until, token) for _ in range(given.writers) if token]
    for each in callers:
        each.start()
    for each in callers:
        each.join()
    faults = [fault for each in callers for fault in each.faults]
    statuses = sum((each.statuses for each in callers), Counter())
    for fault in faults[:TOLD]:
        print(fault, file=sys.stderr)
    told = ", ".join(f"{count} × {status}" for status, count in sorted(statuses.items()))
    slowest = max(each.slowest for each in callers)
    print(f"{told}; {len(faults)} failed; the slowest took {slowest:.2f} s")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
