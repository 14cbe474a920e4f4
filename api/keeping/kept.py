"""Backups as they lie in their folder: which there are, and what each says that it holds."""

import hashlib
import re
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

from .places import NotKept

MANIFEST = "manifest.json"
FORMAT = 1
LATEST = "latest"
NAME = re.compile(r"[0-9]{8}T[0-9]{6}\.[0-9]{3}Z-[0-9a-z]+-[0-9]+")


@dataclass(frozen=True)
class Held:
    """What a table holds: how many rows, and the SHA-256 over all of them in order."""

    rows: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup is of, when it was made and by which version, and what it holds.

    `created` is the time of the state that it shows, `verified` when it was found to give that
    state back, None where nobody tried. `counter` is the row that all writes count by.
    """

    engine: str
    engine_version: str
    parley: str
    created: str
    verified: str | None
    migrations: list[str]
    counter: dict[str, Any]
    file: str
    bytes: int
    sha256: str
    tables: dict[str, Held]

    def write(self, folder: Path) -> None:
        """Write it into the folder of its backup."""
        told = {"format": FORMAT, "software": "Parley", **asdict(self)}
        (folder / MANIFEST).write_bytes(orjson.dumps(told, option=orjson.OPT_INDENT_2) + b"\n")

    @property
    def records(self) -> int:
        """How many records there are in it."""
        return self.tables["record"].rows


@dataclass(frozen=True)
class Backup:
    """A backup: the folder that holds it, and what it says of itself."""

    folder: Path
    manifest: Manifest

    @property
    def name(self) -> str:
        """When it was made, epoch and revision."""
        return self.folder.name

    @property
    def file(self) -> Path:
        """The file with the data."""
        return self.folder / self.manifest.file

    def check(self) -> None:
        """Raise NotKept unless the file is, byte for byte, what was written."""
        if not self.file.is_file():
            raise NotKept(f"The backup {self.name} lacks its file {self.manifest.file}.")
        size = self.file.stat().st_size
        if size != self.manifest.bytes:
            raise NotKept(
                f"{self.file} is cut off or not whole: {size} bytes, where "
                f"{self.manifest.bytes} were written. Take another backup."
            )
        if sha256_of(self.file) != self.manifest.sha256:
            raise NotKept(f"{self.file} is damaged: its SHA-256 is another. Take another backup.")


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def now() -> str:
    """The time as manifests and names of backups tell it."""
    return told_as(datetime.now(UTC))


def told_as(moment: datetime) -> str:
    """A time as manifests and names of backups tell it."""
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def name_of(created: str, counter: dict[str, Any]) -> str:
    """The name of a backup: when it was made, epoch and revision."""
    moment = created.replace("-", "").replace(":", "")
    return f"{moment}-{counter['epoch']}-{counter['revision']}"


def read_backup(folder: Path) -> Backup:
    """The backup in a folder; raises NotKept where there is none, or it cannot be read."""
    path = folder / MANIFEST
    try:
        told = orjson.loads(path.read_bytes())
    except OSError as fault:
        raise NotKept(f"{folder} is no backup: it holds no {MANIFEST} that can be read.") from fault
    except ValueError as fault:
        raise NotKept(f"{path} is damaged: it is not JSON.") from fault
    if not isinstance(told, dict) or told.get("software") != "Parley":
        raise NotKept(f"{path} is not of a backup of Parley.")
    if told.get("format") != FORMAT:
        raise NotKept(
            f"{path} has the format {told.get('format')!a}, which this version does not know."
        )
    try:
        return Backup(folder, manifest_of(told))
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise NotKept(f"{path} is damaged: {fault} is missing or wrong.") from fault


def manifest_of(told: dict[str, Any]) -> Manifest:
    """A manifest from its JSON; KeyError, TypeError, ValueError or AttributeError for any other."""
    members = {name: told[name] for name in Manifest.__annotations__}
    members["tables"] = {name: Held(**held) for name, held in told["tables"].items()}
    if Path(members["file"]).name != members["file"] or "record" not in members["tables"]:
        raise TypeError("file or tables")
    check_members(members)
    return Manifest(**members)


def check_members(members: dict[str, Any]) -> None:
    """TypeError or ValueError where a member is not what a backup writes."""
    texts = [members[name] for name in ("engine", "engine_version", "parley", "file", "sha256")]
    texts += [*members["migrations"], str(members["counter"]["epoch"])]
    if not all(isinstance(each, str) and each.isprintable() for each in texts):
        raise TypeError("a text")
    numbers = [members["bytes"], members["counter"]["revision"]]
    numbers += [held.rows for held in members["tables"].values()]
    if not all(type(each) is int for each in numbers):
        raise TypeError("a number")
    for name in ("created", "verified"):
        moment = members[name]
        is_given = moment is not None or name == "created"
        if is_given and told_as(datetime.fromisoformat(moment)) != moment:
            raise ValueError(name)


def backups(folder: Path) -> list[Backup]:
    """The backups in a folder, the newest first; whatever else lies there is passed over."""
    found = []
    for each in folder.iterdir() if folder.is_dir() else ():
        if NAME.fullmatch(each.name):
            try:
                found.append(read_backup(each))
            except NotKept:
                continue
    return sorted(found, key=lambda each: each.manifest.created, reverse=True)


def last_verified(folder: Path) -> Backup | None:
    """The newest backup that was found to give its data back."""
    return next((each for each in backups(folder) if each.manifest.verified), None)


def chosen(given: str, folder: Path) -> Backup:
    """A backup by its folder, its name in the folder of backups, or `latest`; raises NotKept."""
    if given == LATEST:
        found = backups(folder)
        if not found:
            raise NotKept(f"There is no backup in {folder}.")
        return found[0]
    named = folder / given
    return read_backup(named if named.is_dir() else Path(given))
