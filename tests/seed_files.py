"""Changing seed files in tests, and running the command line on them."""

from pathlib import Path

from click.testing import Result
from flask import Flask


def change(path: Path, old: str, new: str) -> None:
    """Replace a text that stands in a file, once."""
    text = path.read_bytes().decode()
    assert old in text, f"{path.name} does not hold {old!r}"
    path.write_bytes(text.replace(old, new, 1).encode())


def add(folder: Path, name: str, text: str) -> None:
    """Put a file into a folder."""
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(text.encode())


def files(folder: Path) -> dict[str, bytes]:
    """What the files of a folder hold, by name."""
    found = sorted(folder.rglob("*.yml"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def run(app: Flask, *arguments: str | Path, code: int = 0) -> Result:
    """Run a command and expect its exit code, told by the command itself and not by a crash."""
    result = app.test_cli_runner().invoke(args=[str(each) for each in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == code, result.output
    return result
