"""Verifying spans and hashes against the documents, and that no text of theirs is copied."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from seed_files import change, run

from api.documents.texts import Text, sha256_of
from api.transfer.yaml_text import read_yaml
from tests.conftest import ROOT, WORLD

MakeApp = Callable[[str], Flask]
Verify = Callable[..., str]
BOREAL = f"start: 207\n    end: 217\n    sha256: {sha256_of('Ada Boreal')}"
MARKS = '“”„«»"'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the invented world: its seeds and its documents."""
    return shutil.copytree(WORLD, tmp_path / "world")


@pytest.fixture
def verify(make_app: MakeApp, folder: Path) -> Verify:
    """Run the command on the copy; gives what it prints."""
    app = make_app("bare")

    def ask(code: int = 0) -> str:
        seeds, documents = folder / "seeds", folder / "documents"
        told = run(app, "seeds", "verify", "--folder", seeds, "--documents", documents, code=code)
        return told.output

    return ask


def spans(seeds: Path) -> Iterator[dict[str, Any]]:
    """Every span that the files name: of evidence and of quotes."""
    for path in sorted(seeds.rglob("*.yml")):
        value = read_yaml(path.read_text("utf-8"))
        for record in value if isinstance(value, list) else [value]:
            yield from (row for row in record.get("evidence", ()) if "start" in row)
            yield from (row | {"document": record["document"]} for row in record.get("spans", ()))


def test_the_world_passes(verify: Verify) -> None:
    assert verify() == f"{len(list(spans(WORLD / 'seeds')))} spans checked, 0 faults.\n"


def test_a_wrong_hash_is_found(verify: Verify, folder: Path) -> None:
    change(folder / "seeds/persons/per-ada-boreal.yml", "sha256: 9b6898f5", "sha256: 9b6898f6")
    told = verify(code=1)
    assert "per-ada-boreal/evidence/doc-gazette-2001: the words at 207 to 217 have the hash" in told
    assert "1 fault" in told


@pytest.mark.parametrize(("start", "end"), [(208, 218), (206, 217), (207, 216), (207, 218)])
def test_shifted_offsets_are_found(verify: Verify, folder: Path, start: int, end: int) -> None:
    new = BOREAL.replace("207", str(start), 1).replace("217", str(end), 1)
    change(folder / "seeds/persons/per-ada-boreal.yml", BOREAL, new)
    assert f"the words at {start} to {end} have the hash" in verify(code=1)


def test_a_span_beyond_the_end_is_found(verify: Verify, folder: Path) -> None:
    change(folder / "seeds/persons/per-ada-boreal.yml", "end: 217", "end: 100000")
    assert "ends at 100000, the text has 467 characters" in verify(code=1)


@pytest.mark.parametrize("paragraph", [0, 2, 4, 99])
def test_a_wrong_paragraph_is_found(verify: Verify, folder: Path, paragraph: int) -> None:
    path = folder / "seeds/persons/per-ada-boreal.yml"
    change(path, "paragraph: 3\n    start: 207", f"paragraph: {paragraph}\n    start: 207")
    assert f"lies in paragraph 3, not {paragraph}." in verify(code=1)


@pytest.mark.parametrize("kind", ["comment", "teaser", "form"])
def test_evidence_in_what_is_not_the_article_is_found(
    verify: Verify, folder: Path, kind: str
) -> None:
    path = folder / "seeds/documents/doc-gazette-2001.yml"
    change(path, "kind: comment", f"kind: {kind}")
    text = (folder / "documents/gazette.txt").read_text("utf-8")
    start, end = text.index("Nobody"), text.index("Nobody") + len("Nobody")
    new = f"start: {start}\n    end: {end}\n    sha256: {sha256_of('Nobody')}"
    old = f"paragraph: 3\n    {BOREAL}"
    change(folder / "seeds/persons/per-ada-boreal.yml", old, f"paragraph: 7\n    {new}")
    told = verify(code=1)
    assert f"per-ada-boreal/evidence/doc-gazette-2001: lies in a {kind}" in told
    assert "1 fault" in told


def test_a_quote_from_the_readers_comment_is_found(verify: Verify, folder: Path) -> None:
    guests = sha256_of("guests")
    old = f"start: 353\n      end: 359\n      sha256: {guests}\n      text: guests"
    new = f"start: 445\n      end: 451\n      sha256: {sha256_of('Nobody')}\n      text: Nobody"
    change(folder / "seeds/quotes/doc-gazette-2001.yml", old, new)
    assert "quo-gazette-2001-353/spans/spoken-1: lies in a comment" in verify(code=1)


def test_a_missing_text_is_found_with_each_of_its_spans(verify: Verify, folder: Path) -> None:
    (folder / "documents/herald.txt").unlink()
    told = verify(code=1)
    count = sum(span["document"] == "doc-herald-2002" for span in spans(folder / "seeds"))
    assert told.count("cannot be checked without the text of doc-herald-2002") == count > 0
    assert "doc-herald-2002: no text with the hash 2f908d6c" in told


@pytest.mark.parametrize(
    ("old", "new"),
    [("1991", "1992"), ("lives.", "lives!"), ("\n", "\r\n"), ("The war", "\ufeffThe war")],
)
def test_a_changed_text_is_found(verify: Verify, folder: Path, old: str, new: str) -> None:
    change(folder / "documents/herald.txt", old, new)
    assert "doc-herald-2002: no text with the hash" in verify(code=1)


def test_a_text_that_is_not_utf_8_is_no_crash(verify: Verify, folder: Path) -> None:
    (folder / "documents/herald.txt").write_bytes(b"The war \xe9\xff")
    assert "doc-herald-2002: no text with the hash" in verify(code=1)


def test_a_wrong_length_of_a_document_is_found(verify: Verify, folder: Path) -> None:
    change(folder / "seeds/documents/doc-herald-2002.yml", "characters: 211", "characters: 212")
    assert "doc-herald-2002/characters: is 212, the text has 211." in verify(code=1)


@pytest.mark.parametrize("words", ["guestS", "gueste", "Guests"])
def test_other_words_in_a_quote_are_found(verify: Verify, folder: Path, words: str) -> None:
    change(folder / "seeds/quotes/doc-gazette-2001.yml", "text: guests", f"text: {words}")
    told = verify(code=1)
    assert "quo-gazette-2001-353/spans/0/sha256: Must be the hash of the text." in told


def test_all_that_is_wrong_is_told_at_once(verify: Verify, folder: Path) -> None:
    change(folder / "seeds/persons/per-ada-boreal.yml", "sha256: 9b68", "sha256: 0b68")
    change(folder / "seeds/documents/doc-herald-2002.yml", "characters: 211", "characters: 212")
    assert f"{len(list(spans(WORLD / 'seeds')))} spans checked, 2 faults." in verify(code=1)


def test_paragraphs_are_lines_that_are_not_empty_counted_from_0() -> None:
    text = Text("\n\nÅ b\n \t\n\nc d\ne")
    assert [text.content[first:last] for first, last in text.paragraphs] == ["Å b", "c d", "e"]
    assert [text.paragraph_of(2, 5), text.paragraph_of(10, 11), text.paragraph_of(4, 11)] == [
        0,
        1,
        None,
    ]


def test_the_seeds_pass_with_no_span_left_out(make_app: MakeApp, documents: Path) -> None:
    app = make_app("bare")
    told = run(app, "seeds", "verify", "--folder", ROOT / "seeds", "--documents", documents).output
    count = len(list(spans(ROOT / "seeds")))
    assert told == f"{count} spans checked, 0 faults.\n"
    assert count > 500


def narration(text: str, spoken: list[tuple[int, int]]) -> Iterator[str]:
    """The sentences of 14 or more words that nobody is quoted with."""
    kept = list(text)
    for start, end in spoken:
        kept[start:end] = MARKS[0] * (end - start)
    for stretch in re.split(rf"[{MARKS}]+|\n", "".join(kept)):
        for sentence in re.split(r"(?<=[.!?])\s+", stretch):
            words = sentence.split()
            if len(words) >= 14:
                yield " ".join(words)


def project_texts() -> Iterator[tuple[str, str]]:
    """The files that git tracks, and those that are new, with their words one blank apart."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in names.strip("\0").split("\0"):
        if (ROOT / name).is_file():
            text = (ROOT / name).read_bytes().decode("utf-8", "replace")
            yield name, " ".join(text.replace("''", "'").replace("\n#", "\n").split())


def copies(sentences: list[str], texts: Iterator[tuple[str, str]]) -> list[str]:
    """The files that hold one of the sentences."""
    return [name for name, text in texts if any(sentence in text for sentence in sentences)]


def test_no_narration_of_the_documents_is_copied(documents: Path) -> None:
    spoken: dict[str, list[tuple[int, int]]] = {}
    for span in spans(ROOT / "seeds"):
        if span.get("role") == "spoken":
            spoken.setdefault(span["document"], []).append((span["start"], span["end"]))
    by_hash = {
        read_yaml(path.read_text("utf-8"))["sha256"]: path.stem
        for path in (ROOT / "seeds/documents").glob("*.yml")
    }
    texts = [path.read_bytes().decode() for path in sorted(documents.glob("*.txt"))]
    found = [list(narration(text, spoken.get(by_hash[sha256_of(text)], []))) for text in texts]
    assert [len(sentences) > 5 for sentences in found] == [True] * 5
    assert copies([each for sentences in found for each in sentences], project_texts()) == []


def test_a_copied_sentence_would_be_noticed() -> None:
    text = "He “" + "said " * 20 + "so”. " + "word " * 13 + "end. Short one."
    sentences = list(narration(text, [(4, 106)]))
    assert sentences == ["word " * 13 + "end."]
    wrapped = "a: " + "word " * 7 + "\n  " + "word " * 6 + "end."
    assert copies(sentences, iter([("x", " ".join(wrapped.split())), ("y", "word")])) == ["x"]
