"""Registering texts: a new document from a file, told as its schema asks, and its first version."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import ValidationError
from peewee import JOIN

from api.documents.locating import locate
from api.documents.texts import Text, sha256_of
from api.errors import nearest
from api.models import Document, DocumentVersion, Name, Record, Source, Tombstone
from api.query.shape import State
from api.resources import RESOURCES
from api.store import UsedId, unit, write_in
from schemas.compiled import loader
from schemas.dates import bounds

from .check import told_faults
from .holding import NotRegistered, bare, hold, note_version

LONGEST_TITLE: int = RESOURCES["document"].schema.fields["title"].maximum  # type: ignore[attr-defined]
HOW_TO_ADD = "A source is added as a seed file, by flask import, or by POST /v1/sources."
BY_WHOM = "Told by who registered the text."


@dataclass(frozen=True)
class Registered:
    """A document that was registered; `revision` is None where it was a trial."""

    id: str
    title: str
    characters: int
    sha256: str
    revision: int | None


def register(
    text: Text,
    told: Mapping[str, Any],
    *,
    publisher: str,
    who: str,
    why: str,
    keep: bool = False,
    dry_run: bool = False,
) -> Registered:
    """Register a new document in one revision.

    `told` are members of the record, `published` among them; title and id have defaults. Raises
    NotRegistered, with nothing written.
    """
    with unit(who, why, trial=dry_run) as revision:
        refuse_known(sha256_of(text.content))
        source = source_of(publisher)
        target = told.get("id") or free_id(source, told["published"])
        state = loaded(described(text, {**told, "id": target}, source))
        try:
            write_in(revision, [state])
        except UsedId as fault:
            raise NotRegistered(str(fault)) from fault
        note_version(state, 1, revision.at, who)
        if keep:
            hold(text)
        number = None if dry_run else revision.number
        return Registered(target, state["title"], state["characters"], state["sha256"], number)


def refuse_known(sha256: str, but: str = "") -> None:
    """Raise NotRegistered for a text that another document has or had."""
    now = Record.select(Record.id).join(Document, on=(Document.record == Record.number))
    once = Record.select(Record.id).join(
        DocumentVersion, on=(DocumentVersion.document == Record.id)
    )
    for query in (
        now.where(Document.sha256 == sha256),
        once.where(DocumentVersion.sha256 == sha256),
    ):
        other = query.where(Record.id != but).scalar()
        if other:
            raise NotRegistered(f"This text is registered already: it is that of {other}.")


def source_of(publisher: str) -> str:
    """The id of the source that an id or an exact name means; raises NotRegistered."""
    sources = Record.select(Record.id).where(Record.object == "source")
    named = (
        sources.join(Source, on=(Source.record == Record.number))
        .switch(Record)
        .join(Name, JOIN.LEFT_OUTER, on=(Name.owner == Record.number))
        .where((Source.name == publisher) | (Name.text == publisher) | (Record.id == publisher))
    )
    found = sorted({each for (each,) in named.tuples()})
    if len(found) > 1:
        raise NotRegistered(f"Several sources are called “{publisher}”: {', '.join(found)}.")
    if not found:
        raise NotRegistered(f"There is no source “{publisher}”.{near_source(publisher)}")
    return str(found[0])


def near_source(publisher: str) -> str:
    """Which source may be meant, and how one is added."""
    query = Record.select(Record.id, Record.label).where(Record.object == "source")
    known: dict[str, str] = {}
    for target, label in query.tuples():
        known |= {target: f"{label} ({target})", label.casefold(): f"{label} ({target})"}
    near = nearest(publisher, list(known))
    return f" Did you mean {known[near]}? {HOW_TO_ADD}" if near else f" {HOW_TO_ADD}"


def free_id(source: str, published: str) -> str:
    """An id that no document has or had, of the source and the year."""
    wanted = f"doc-{source.removeprefix('src-')}{year_of(published)}"
    taken = {
        each
        for model in (Record, Tombstone)
        for (each,) in model.select(model.id).where(model.id.startswith(wanted)).tuples()
    }
    number, target = 1, wanted
    while target in taken:
        number += 1
        target = f"{wanted}-{number}"
    return target


def year_of(published: str) -> str:
    """The year of a date with a hyphen before it; nothing where it is not known to be one."""
    try:
        first, last = bounds(published)
    except ValueError:
        return ""  # the schema says what is wrong with it
    years = {day.year for day in (first, last)} - {1, 9999}
    return f"-{min(years)}" if years else ""


def described(text: Text, told: Mapping[str, Any], source: str) -> dict[str, Any]:
    """A document in its plain form: what was told of it, what the text gives, and its evidence."""
    given = {name: value for name, value in told.items() if value is not None}
    words = "" if "title" in given else first_line(text)
    title = words if len(words) <= LONGEST_TITLE else f"{words[: LONGEST_TITLE - 1].rstrip()}…"
    outside = {"basis": "external", "document": told["id"], "note": BY_WHOM}
    evidence = [
        {"field": field} | outside
        for field in (f"/sources/{source}", "/published", *(["/title"] if not words else []))
    ]
    if title and title == words:
        place = locate(text, words)[0]
        span = {name: getattr(place, name) for name in ("paragraph", "start", "end", "sha256")}
        evidence.insert(0, {"field": "/title", "document": told["id"], **span})
    return {
        "title": title,
        **given,
        "published": {"value": given["published"], "basis": "external"},
        "sha256": sha256_of(text.content),
        "characters": len(text.content),
        "sources": [{"key": source, "source": source, "role": "publisher"}],
        "evidence": evidence,
    }


def first_line(text: Text) -> str:
    """The first line that is not empty, without blanks and byte order mark around it."""
    return next(filter(None, map(bare, text.content.split("\n"))))


def loaded(plain: Mapping[str, Any], name: str = "document") -> State:
    """A record of some object as its schema loads it; raises NotRegistered with all faults."""
    resource = RESOURCES[name]
    try:
        return loader(resource.schema)(dict(plain)) | {"object": name}
    except ValidationError as error:
        faults = [f"{where}: {what}" for where, what in told_faults(error.messages)]
        raise NotRegistered("\n".join(faults)) from error
