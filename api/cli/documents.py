"""Documents: their texts registered, searched for words, held; and what a new text did to spans."""

from pathlib import Path
from typing import Any

import click
import orjson

from ..database import snapshot
from ..documents.locating import Place, locate, locate_nearly
from ..documents.verifying import Span, misplaced
from ..terminal import Commands
from ..transfer.holding import (
    NotRegistered,
    document_state,
    forget,
    keep,
    listed,
    read_text,
    text_of,
)
from ..transfer.registering import register
from ..transfer.renewing import Renewed, Told, Wish, renew
from ..transfer.yaml_text import write_yaml
from .telling import NO_REVISION, told_plainly, who

NOTHING_WRITTEN = "nothing was written."
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
documents = Commands("documents", help="The texts of documents: register, locate, hold.")


@documents.command("add")
@click.argument("file", type=FILE)
@click.option("--publisher", help="Id or exact name of the source that published it.")
@click.option("--published", help="When: YYYY, YYYY-MM, YYYY-MM-DD or A/B.")
@click.option("--id", "target", help="Its id; of a document that is there, this is a new version.")
@click.option("--title", help="By default the first line that is not empty.")
@click.option("--author", help="The author as printed.")
@click.option("--translator", help="The translator as printed.")
@click.option("--language", help="A language tag, such as en.")
@click.option("--url", help="Its address on the web.")
@click.option("--licence", help="The licence or rights of the text.")
@click.option("--keep-text", is_flag=True, help="Hold the text itself, so that it is shown.")
@click.option("--move", is_flag=True, help="Correct the spans that moved in a new version.")
@click.option("--keep-parts", is_flag=True, help="Leave the parts of a new version where they are.")
@who
@click.option("--why", help="The reason that the history gives; by default it names the file.")
@click.option("--dry-run", is_flag=True, help="Check everything and write nothing.")
def documents_add(
    file: Path,
    target: str | None,
    keep_text: bool,
    move: bool,
    keep_parts: bool,
    who: str,
    why: str | None,
    dry_run: bool,
    **told: str | None,
) -> None:
    """Register the text in FILE as a document, or as a new version of the one that --id names."""
    given = {name: value for name, value in told.items() if value is not None}
    reason = why or f"Register the text {file.name}."
    wish = Wish(keep_text, move, keep_parts, dry_run)
    with told_plainly(NotRegistered):
        if target is not None and is_there(target):
            refuse_what_is_of_a_new_one(target, given)
            report(renew(target, read_text(file), wish, who=who, why=reason), wish)
        else:
            refuse_what_is_of_a_version(target, given, wish)
            add(file, given | ({"id": target} if target else {}), wish, who, reason)


def is_there(target: str) -> bool:
    """Whether there is a document with an id."""
    with snapshot():
        try:
            document_state(target)
        except NotRegistered:
            return False
        return True


def refuse_what_is_of_a_new_one(target: str, given: dict[str, str]) -> None:
    """Raise NotRegistered for options that only a new document takes."""
    if given:
        options = ", ".join(f"--{name}" for name in given)
        raise NotRegistered(
            f"{target} is there already: a new version of its text is added without {options}."
        )


def refuse_what_is_of_a_version(target: str | None, given: dict[str, str], wish: Wish) -> None:
    """Raise NotRegistered where the options are not those of a new document."""
    absent = [f"--{name}" for name in ("publisher", "published") if name not in given]
    if absent:
        there = f"There is no document {target}. " if target else ""
        hint = "" if target else " (or --id of the document that has a new text)"
        raise NotRegistered(f"{there}A new document needs {' and '.join(absent)}{hint}.")
    if wish.move or wish.keep_parts:
        raise NotRegistered("--move and --keep-parts are for a new version of a document (--id).")


def add(file: Path, told: dict[str, Any], wish: Wish, who: str, why: str) -> None:
    """Register a new document and tell what it is now."""
    publisher = told.pop("publisher")
    done = register(
        read_text(file),
        told,
        publisher=publisher,
        who=who,
        why=why,
        keep=wish.keep,
        dry_run=wish.dry_run,
    )
    click.echo(f"{done.id}: {done.title}")
    click.echo(f"{done.characters} characters, sha256 {done.sha256}")
    click.echo(f"revision {done.revision}." if done.revision else NOTHING_WRITTEN)


def report(done: Renewed, wish: Wish) -> None:
    """Tell what a text did to a document and the spans in it."""
    click.echo(f"{done.id}: version {done.version}" + ("" if done.is_new else ", as before"))
    click.echo(f"{done.characters} characters, sha256 {done.sha256}")
    if done.dropped:
        click.echo(f"parts dropped, code them anew: {', '.join(done.dropped)}")
    report_spans(done)
    nothing = NOTHING_WRITTEN if wish.dry_run else NO_REVISION
    click.echo(f"revision {done.revision}." if done.revision else nothing)


def report_spans(done: Renewed) -> None:
    """Tell how many spans had which fate, and of each that did not stay which it is."""
    number = done.counted()
    click.echo(
        f"{number['stays']} stay, {number['moved']} moved, {number['several']} at several places, "
        f"{number['vanished']} vanished"
    )
    for each in done.told:
        if each.fate.fate != "stays":
            click.echo(line_of(each))


def line_of(told: Told) -> str:
    """A span that did not stay, in one line."""
    span, fate = told.span, told.fate
    line = f"{fate.fate:8} {span.record}{span.pointer} {span.start}-{span.end}"
    if fate.moved_to is not None:
        line += f" -> {fate.moved_to}-{fate.moved_to + span.end - span.start}"
    if told.is_corrected is None:
        return line
    if told.is_corrected:
        return f"{line}, corrected"
    return f"{line}, left: another span or what is not the article lies there"


@documents.command("locate")
@click.argument("target", metavar="ID")
@click.argument("words")
@click.option("--file", type=FILE, help="The text, where it is not held; its hash must fit.")
@click.option("--json", "as_json", is_flag=True, help="Write the evidence as JSON, not YAML.")
def documents_locate(target: str, words: str, file: Path | None, as_json: bool) -> None:
    """Tell where WORDS stand in the text of document ID, and the evidence to cite them by."""
    with told_plainly(NotRegistered), snapshot():
        state, text = document_state(target), text_of(target, file)
    found = locate(text, words)
    if not found and (found := locate_nearly(text, words)):
        click.echo("These words do not stand so, but with other quotation marks or blanks:")
    if not found:
        click.echo(f"These words do not stand in {target}.", err=True)
        raise SystemExit(1)
    for place in found:
        click.echo(f"start {place.start}  end {place.end}  {of_paragraph(place)}  {place.sha256}")
        if (there := text.content[place.start : place.end]) != words:
            click.echo(f"  {there!r}")
        for told in misplaced(span_at(place, target), state):
            click.echo(f"  {told}")
    click.echo()
    click.echo(evidence_of(target, found, as_json), nl=False)


def of_paragraph(place: Place) -> str:
    """In which paragraph a place lies."""
    return "no one paragraph" if place.paragraph is None else f"paragraph {place.paragraph}"


def span_at(place: Place, target: str) -> Span:
    """A place as a span of a document."""
    return Span("", "", target, place.start, place.end, place.sha256, place.paragraph)


def evidence_of(target: str, found: list[Place], as_json: bool) -> str:
    """Rows of evidence for places in a document, to be pasted into a record."""
    rows = [
        {
            "document": target,
            **({} if place.paragraph is None else {"paragraph": place.paragraph}),
            "start": place.start,
            "end": place.end,
            "sha256": place.sha256,
        }
        for place in found
    ]
    if as_json:
        return orjson.dumps({"evidence": rows}, option=orjson.OPT_INDENT_2).decode() + "\n"
    return write_yaml({"evidence": rows})


@documents.command("list")
def documents_list() -> None:
    """List the documents: id, number of versions, characters, whether the text is held."""
    with snapshot():
        rows = listed()
    for row in rows:
        versions = "1 version" if row.versions == 1 else f"{row.versions} versions"
        held = "held" if row.is_held else "not held"
        click.echo(f"{row.id}  {versions}  {row.characters} characters  {held}")


@documents.command("keep")
@click.argument("target", metavar="ID")
@click.argument("file", type=FILE)
@who
def documents_keep(target: str, file: Path, who: str) -> None:
    """Hold the text in FILE, which must be that of document ID: answers show its words then."""
    with told_plainly(NotRegistered):
        fresh = keep(target, file, who)
    click.echo(f"the text of {target} is held" + ("." if fresh else " already."))


@documents.command("forget")
@click.argument("target", metavar="ID")
@who
def documents_forget(target: str, who: str) -> None:
    """No longer hold any text of document ID; the record and its evidence stay."""
    with told_plainly(NotRegistered):
        number = forget(target, who)
    click.echo(f"{number} texts of {target} are no longer held.")
