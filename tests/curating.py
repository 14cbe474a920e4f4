"""A curator as tests need one: a token, and requests that write with the ETag just read."""

from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from api.access.tokens import create

REASON = {"reason": "A test."}
BARE = {**REASON, "without_evidence": "A test needs none."}


def bearer(scope: str = "write", name: str = "tester") -> dict[str, str]:
    """The header of a new token."""
    return {"Authorization": f"Bearer {create(name, scope, '1d')}"}


@dataclass
class Curator:
    """Writes through HTTP, as one token."""

    client: FlaskClient
    headers: dict[str, str]

    def send(
        self, method: str, path: str, body: Any = None, *, query: Any = REASON, **headers: str
    ) -> TestResponse:
        """A request that writes; names of headers have underscores."""
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.open(
            path, method=method, json=body, query_string=query, headers=self.headers | told
        )

    def add(self, path: str, body: Any, **headers: str) -> TestResponse:
        """Add a record without evidence to a collection."""
        return self.send("POST", path, body, query=BARE, **headers)

    def change(self, method: str, path: str, body: Any = None, *, below: str = "") -> TestResponse:
        """Change a record as it was just read; `below` is what its address ends with."""
        tag = self.client.get(path).headers["ETag"]
        query = BARE if method in ("PUT", "PATCH") else REASON
        return self.send(method, f"{path}{below}", body, query=query, If_Match=tag)

    def load(self, lines: bytes, query: Any = BARE, **headers: str) -> TestResponse:
        """Import lines."""
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.post(
            "/v1/import",
            data=lines,
            query_string=query,
            content_type="application/x-ndjson",
            headers=self.headers | told,
        )
