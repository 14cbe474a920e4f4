"""Pages read as a machine reads them: records, links, ids, what they ask of the API."""

from collections import Counter
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class ReadPage(HTMLParser):
    """What stands in a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.records: list[str] = []
        self.links: list[str] = []
        self.ids: Counter[str] = Counter()
        self.tags: Counter[str] = Counter()
        self.headings: list[int] = []
        self.unclosed: list[str] = []
        self.codes: dict[str, str] = {}
        self.code = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags[tag] += 1
        if tag not in VOID:
            self.open.append(tag)
        if "data-record" in given:
            self.records.append(given["data-record"])
        if "id" in given:
            self.ids[given["id"]] += 1
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))
        if tag == "code":
            self.code = given.get("id", "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag == "code":
            self.code = ""
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.unclosed.append(f"</{tag}> within {' '.join(self.open[-3:])}")

    def handle_data(self, data: str) -> None:
        if self.code:
            self.codes[self.code] = self.codes.get(self.code, "") + data

    @property
    def questions(self) -> list[str]:
        """The addresses of the API that the page tells, in order, its own first."""
        return [text for name, text in self.codes.items() if is_question(name)]


def is_question(name: str) -> bool:
    """Whether an id is that of an address under "This as an API request"."""
    return name.startswith("request-") and name.endswith("-url")


def ids_in(answer: Any) -> set[str]:
    """The ids of all records and references in an answer."""
    if isinstance(answer, Mapping):
        own = {answer["id"]} if isinstance(answer.get("id"), str) else set()
        return own.union(*map(ids_in, answer.values()))
    if isinstance(answer, list):
        return set().union(*map(ids_in, answer))
    return set()


def skipped_headings(headings: Iterable[int]) -> list[tuple[int, int]]:
    """Where a heading is more than one level below the one before it."""
    return [(before, after) for before, after in pairwise(headings) if after > before + 1]
