"""The peer: Datasette in an environment of its own, over the SQLite file that we serve.

Its settings are the fastest that answer the same: the file is immutable, nothing is counted,
suggested or faceted, no time limit cuts an answer short. It is one process, as it comes.
"""

import subprocess
import sys
from pathlib import Path

import orjson

from .processes import DATA

REQUIREMENT = "datasette==0.65.*"
ENVIRONMENT = DATA / "datasette-venv"
SECONDS_TO_INSTALL = 600
LONGEST_STATEMENT = 60_000
METADATA = {
    "databases": {
        "parley": {"tables": {"search_text": {"fts_table": "search_index", "fts_pk": "rowid"}}}
    }
}
CHEAP = "_nocount=1&_nofacet=1&_nosuggest=1&_shape=objects"


def install() -> str:
    """Install Datasette unless it is there; gives its version."""
    program = ENVIRONMENT / "bin" / "datasette"
    if not program.exists():
        print("installing Datasette in an environment of its own", flush=True)
        subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)],
            check=True,
            timeout=SECONDS_TO_INSTALL,
        )
        subprocess.run(  # noqa: S603 - the environment's own pip
            [str(ENVIRONMENT / "bin" / "pip"), "install", "--quiet", REQUIREMENT],
            check=True,
            timeout=SECONDS_TO_INSTALL,
            stderr=subprocess.DEVNULL,
        )
    told = subprocess.run(  # noqa: S603 - what was just installed
        [str(program), "--version"], check=True, capture_output=True, text=True, timeout=60
    )
    return told.stdout.split()[-1]


def peer_command(database: Path, port: int) -> list[str]:
    """How Datasette serves a file."""
    metadata = DATA / "metadata.json"
    metadata.write_bytes(orjson.dumps(METADATA))
    settings = {
        "sql_time_limit_ms": LONGEST_STATEMENT,
        "suggest_facets": "off",
        "allow_facet": "off",
        "default_cache_ttl": 0,
    }
    told = [part for name, value in settings.items() for part in ("--setting", name, str(value))]
    return [
        str(ENVIRONMENT / "bin" / "datasette"),
        "serve",
        *("-i", str(database)),
        *("--host", "127.0.0.1", "--port", str(port)),
        *("--metadata", str(metadata)),
        *told,
    ]


def item(number: int) -> str:
    """The row of a quote alone: no spans, evidence, names or labels of what it refers to."""
    return f"/parley/quote/{number}.json?_shape=objects"


def listed(number: int) -> str:
    """25 rows behind one, by its keyset: no spans and no labels."""
    return f"/parley/quote.json?_size=25&_next={number}&{CHEAP}"


def search(word: str) -> str:
    """25 records with a word, in the order of adding: no rank, snippet or count."""
    return f"/parley/search_text.json?_search={word}&_size=25&{CHEAP}"
