"""The one-way order of imports, read from the files, and what else keeps the rooms apart."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ORDER = (
    "schemas",
    "version",
    "supervisor",
    "config",
    "errors",
    "models",
    "database",
    "migrating",
    "query",
    "documents",
    "resources",
    "network",
    "history",
    "store",
    "access",
    "formats",
    "picturing",
    "transfer",
    "keeping",
    "http",
    "views",
    "docs",
    "pages",
    "serve",
    "terminal",
    "cli",
    "app",
    "wsgi",
)
KNOW_FLASK = {"errors", "http", "views", "docs", "pages", "terminal", "cli", "serve", "app"}
FLASK = {"flask", "flasgger", "flask_swagger_ui", "werkzeug"}
LONGEST_FILE = 280


def name_of(path: Path) -> str:
    """The dotted name of a module, of a package for its `__init__`."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = sorted([*ROOT.glob("api/**/*.py"), *ROOT.glob("schemas/**/*.py"), ROOT / "wsgi.py"])
MODULES = {name_of(path): path for path in FILES}


def layer_of(module: str) -> str:
    """The layer that a module belongs to; of `api` itself, the empty name."""
    parts = module.split(".")
    return "".join(parts[1:2]) if parts[0] == "api" else parts[0]


def package_of(module: str) -> list[str]:
    """Where the relative imports of a module start."""
    parts = module.split(".")
    return parts if ROOT.joinpath(*parts).is_dir() else parts[:-1]


def imports(module: str, text: str) -> Iterator[str]:
    """The dotted names of what a module imports, relative ones made absolute."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = package_of(module)[: 1 - node.level or None] if node.level else []
            origin = ".".join([*start, *([node.module] if node.module else [])])
            for alias in node.names:
                inner = f"{origin}.{alias.name}"
                yield inner if inner in MODULES else origin


def wrong_imports(module: str, text: str) -> list[str]:
    """The imports that lead to the right, and those of Flask where HTTP is not known."""
    own = layer_of(module)
    found = []
    for name in imports(module, text):
        first, layer = name.partition(".")[0], layer_of(name)
        if first in FLASK and own not in KNOW_FLASK:
            found.append(f"{module} imports {name}: it knows no HTTP")
        if first not in ("api", "schemas", "wsgi") or not layer:
            continue
        if layer not in ORDER or ORDER.index(layer) > ORDER.index(own):
            found.append(f"{module} imports {name}: {layer} stands to the right of {own}")
    return found


def hidden_imports(module: str, text: str) -> list[str]:
    """The functions with an import inside."""
    functions = (
        node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    )
    return [
        f"{module}.{function.name}"
        for function in functions
        if any(isinstance(node, (ast.Import, ast.ImportFrom)) for node in ast.walk(function))
    ]


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_from_its_left(module: str) -> None:
    assert wrong_imports(module, MODULES[module].read_text()) == []


def test_every_module_has_a_place_in_the_order() -> None:
    assert {layer_of(module) for module in MODULES} == {*ORDER, ""}


def test_every_folder_says_what_it_is_for() -> None:
    folders = {path.parent for path in FILES} - {ROOT}
    assert [folder.name for folder in sorted(folders) if name_of(folder) not in MODULES] == []


@pytest.mark.parametrize("module", MODULES)
def test_a_module_opens_with_what_it_is_for(module: str) -> None:
    assert ast.get_docstring(ast.parse(MODULES[module].read_text()))


def test_no_import_hides_in_a_function() -> None:
    found = [hidden_imports(module, path.read_text()) for module, path in MODULES.items()]
    assert [name for names in found for name in names] == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = {
        module: {name for name in imports(module, path.read_text()) if name in MODULES}
        for module, path in MODULES.items()
    }
    assert set(TopologicalSorter(graph).static_order()) == set(MODULES)


def test_migrations_are_frozen_and_import_nothing_that_changes() -> None:
    for path in ROOT.glob("migrations/*.py"):
        names = {name.partition(".")[0] for name in imports(name_of(path), path.read_text())}
        assert not names & {"api", "schemas", "wsgi"}, path.name


@pytest.mark.parametrize(
    ("module", "text"),
    [
        ("schemas.party", "from api.models import Party"),
        ("api.models.party", "from api.database import engine"),
        ("api.models.party", "from ..database import engine"),
        ("api.query.listing", "from api import resources"),
        ("api.query.listing", "import api.resources"),
        ("api.query", "from . import resource\nfrom .. import views"),
        ("api.resources.actors", "from flask import g"),
        ("api.store.writing", "def late():\n    from api.http import answering"),
        ("api.query.listing", "import werkzeug.exceptions"),
        ("api.serve", "from . import cli"),
    ],
)
def test_the_check_notices_a_wrong_import(module: str, text: str) -> None:
    assert len(wrong_imports(module, text)) == 1


@pytest.mark.parametrize(
    ("module", "text"),
    [
        ("api.models.party", "from schemas.vocabulary import actors\nfrom . import columns"),
        ("api.views.party", "from flask import g\nimport api\nfrom api import database"),
        ("api.query.listing", "from .resource import Resource\nimport json"),
    ],
)
def test_the_check_passes_what_is_right(module: str, text: str) -> None:
    assert wrong_imports(module, text) == []


def test_the_check_notices_an_import_in_a_function() -> None:
    text = (
        "import json\nclass A:\n    def late(self):\n        if True:\n            import api.app\n"
    )
    assert hidden_imports("api.store", text) == ["api.store.late"]


@pytest.mark.parametrize("module", MODULES)
def test_files_stay_short(module: str) -> None:
    assert len(MODULES[module].read_text().splitlines()) <= LONGEST_FILE


def test_no_module_is_called_utils() -> None:
    names = {path.stem for path in FILES} | {path.parent.name for path in FILES}
    assert not names & {"utils", "util", "helpers", "misc", "common"}
