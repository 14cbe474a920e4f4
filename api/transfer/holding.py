"""Versions of documents, and the texts that the operator holds of them."""

from pathlib import Path
from typing import Any, NamedTuple

from api.documents.excerpts import held_text
from api.documents.texts import Text, sha256_of
from api.models import Document, DocumentText, DocumentVersion, Record, Revision
from api.query.naming import near_id
from api.query.shape import State
from api.resources import READER
from api.store import Unit, numbers_by_id, unit
from api.store.rows import insert


class NotRegistered(ValueError):
    """A text that cannot be registered, held or read; the message says why and what would do."""


class Listed(NamedTuple):
    """A document as it is listed."""

    id: str
    versions: int
    characters: int
    is_held: bool


def read_text(path: Path) -> Text:
    """The text of a file, exactly; raises NotRegistered for what is no text."""
    try:
        content = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as fault:
        raise NotRegistered(f"{path} is no UTF-8: byte {fault.start} cannot be read.") from fault
    except OSError as fault:
        raise NotRegistered(f"{path} cannot be read: {fault.strerror}.") from fault
    if not bare(content):
        raise NotRegistered(f"{path} is empty.")
    if "\0" in content:
        raise NotRegistered(f"{path} is no text: it holds the character U+0000.")
    return Text(content)


def bare(words: str) -> str:
    """Words without blanks and byte order mark around them."""
    return words.strip().strip("\ufeff").strip()


def document_state(target: str) -> State:
    """A document as it stands; raises NotRegistered where there is none."""
    number = numbers_by_id([target]).get(target)
    states = READER.full_states([number] if number is not None else [])
    if target not in states or states[target]["object"] != "document":
        near = near_id(target)
        hint = f" Did you mean {near}?" if near else ""
        raise NotRegistered(f"There is no document {target}.{hint}")
    return states[target]


def versions_of(target: str) -> list[DocumentVersion]:
    """The versions of a document that are registered, in order."""
    query = DocumentVersion.select().where(DocumentVersion.document == target)
    return list(query.order_by(DocumentVersion.version))


def text_of(target: str, path: Path | None = None) -> Text:
    """The present text of a document: that of a file, whose hash must fit, or the one held."""
    sha256 = document_state(target)["sha256"]
    if path is None:
        content = held_text(sha256)
        if content is None:
            raise NotRegistered(
                f"The text of {target} is not held: give it with --file, or hold it by "
                f"flask documents keep {target} FILE."
            )
        return Text(content)
    text = read_text(path)
    if sha256_of(text.content) != sha256:
        raise NotRegistered(told_of_another(path, text, target, sha256))
    return text


def told_of_another(path: Path, text: Text, target: str, sha256: str) -> str:
    """What is said of a file that is not the present text of a document."""
    given = sha256_of(text.content)
    former = next((row for row in versions_of(target) if row.sha256 == given), None)
    what = f"version {former.version}" if former else "another text"
    return f"{path} is {what}, not the present text of {target}: {given} is not {sha256}."


def note_present(state: State) -> int:
    """The number of a document's present version; it is registered where it is not yet.

    So a document from before there were versions, or one whose record was given another hash by
    hand, has a version for the text that it had.
    """
    rows = versions_of(state["id"])
    if rows and rows[-1].sha256 == state["sha256"]:
        return int(rows[-1].version)
    version = rows[-1].version + 1 if rows else 1
    who = Revision.select(Revision.who).where(Revision.number == state["revision"]).scalar()
    note_version(state, version, state["updated_at"], who)
    return version


def note_version(state: State, version: int, at: str, who: str) -> None:
    """Register the text that a state of a document names as a version."""
    told = {"document": state["id"], "version": version, "registered_at": at, "who": who}
    insert(DocumentVersion, [told | {name: state[name] for name in ("sha256", "characters")}])


def hold(text: Text) -> bool:
    """Hold a text; false where it is held already."""
    sha256 = sha256_of(text.content)
    if held_text(sha256) is not None:
        return False
    insert(DocumentText, [{"sha256": sha256, "text": text.content}])
    return True


def keep(target: str, path: Path, who: str) -> bool:
    """Hold the text of a document, present or former; false where it is held already.

    This is a revision, without changed records: what answers show of the document changes.
    """
    text = read_text(path)
    with unit(who, f"Hold the text of {target}.") as revision:
        state = document_state(target)
        known = {state["sha256"], *(row.sha256 for row in versions_of(target))}
        if sha256_of(text.content) not in known:
            raise NotRegistered(told_of_another(path, text, target, state["sha256"]))
        return begun(revision, hold(text))


def forget(target: str, who: str) -> int:
    """No longer hold any text of a document, also of a withdrawn one; returns how many there were.

    This is a revision, as holding a text is.
    """
    with unit(who, f"No longer hold the text of {target}.") as revision:
        known = {row.sha256 for row in versions_of(target)}
        if not known or numbers_by_id([target]):
            known.add(document_state(target)["sha256"])
        gone = DocumentText.delete().where(DocumentText.sha256.in_(sorted(known))).execute()
        begun(revision, gone > 0)
        return int(gone)


def begun(revision: Unit, is_new: bool) -> bool:
    """Begin the revision where something is new."""
    if is_new:
        revision.begin()
    return is_new


def listed() -> list[Listed]:
    """All documents by id, with how many versions they have and whether their text is held."""
    held = {each for (each,) in DocumentText.select(DocumentText.sha256).tuples()}
    last: dict[str, tuple[int, str]] = {}
    for row in DocumentVersion.select().order_by(DocumentVersion.version):
        last[row.document] = row.version, row.sha256
    columns: tuple[Any, ...] = (Record.id, Document.sha256, Document.characters)
    query = Document.select(*columns).join(Record, on=(Document.record == Record.number))
    found = []
    for target, sha256, characters in query.order_by(Record.id).tuples():
        version, known = last.get(target, (0, ""))
        found.append(Listed(target, version + (known != sha256), characters, sha256 in held))
    return found
