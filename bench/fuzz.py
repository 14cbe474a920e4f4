"""Everything that the document allows, and its bounds, against a server of its own: `make fuzz`.

A database with the seeds is made in a folder that goes away, and a token that allows everything.
What is given behind the command goes to schemathesis (`make fuzz FUZZ=--max-examples=50`).
"""

import os
import subprocess
import sys
import tempfile

from api import database, migrating
from api.access.tokens import create
from api.config import ROOT, Settings
from api.transfer.load import load
from tests.serving import serve

SECONDS = 3600


def main(options: list[str]) -> int:
    """Run schemathesis in all its phases; gives its exit code."""
    with tempfile.TemporaryDirectory(prefix="parley-fuzz-") as folder:
        url = f"sqlite:///{folder}/parley.db"
        bound = database.connect(Settings(database_url=url))
        migrating.up()
        load(ROOT / "seeds")
        token = create("fuzz", "admin", "1d")
        bound.close_all()
        with serve(url) as server:
            command = [sys.executable, "-m", "schemathesis.cli", "run", *options]
            return subprocess.run(  # noqa: S603 - our own command
                [*command, f"{server.url}/v1/openapi.json"],
                cwd=ROOT, timeout=SECONDS, check=False, env=os.environ | {"PARLEY_TOKEN": token},
            ).returncode  # fmt: skip


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
