"""Search over all collections, and completion of names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from peewee import SQL, Join, Select

from api.database import engine
from api.database.fulltext import Hits
from api.models import Record, SearchText
from schemas.folding import fold, words
from schemas.wording import LONGEST_WORD, Question, Term

from .arguments import RELEVANCE
from .cursors import digest
from .listing import BOUND_MET, goes_beyond, limit_of
from .paging import Keyset, Page
from .reading import HEAD_COLUMNS
from .relevance import ByRelevance, scored
from .snippets import snippet
from .statement import PREPARED, Row, Statement, slot

FOUND_COLUMNS = (SearchText.shown, SearchText.hint)
MOST_SUGGESTED = 20
CONSIDERED = 400


@dataclass
class Found:
    """A page of hits: rows with number, id, object, label, hint and snippet; and warnings."""

    page: Page
    warnings: list[str]


def search(arguments: Mapping[str, Any]) -> Found:
    """A page of the records of all collections, or of some, that match a question."""
    question, objects = arguments["q"], tuple(arguments.get("object") or ())
    keyset = PREPARED.get(("search", len(objects)), lambda: keyset_of(len(objects)))
    in_names = Question(question.wanted, question.excluded, names=True)
    in_text = engine().question_text(question)
    values = [engine().question_text(in_names), in_text, *objects]
    page = keyset.page(
        limit_of(arguments),
        arguments.get("cursor"),
        arguments["count"],
        digest("search", {**arguments, "sort": RELEVANCE}),
        values,
        values,
    )
    for row in page.rows:
        row["snippet"] = snippet(row["shown"].split("\n"), question)
    return Found(page, [BOUND_MET] if goes_beyond(page.total) else [])


def keyset_of(objects: int) -> Keyset:
    """The pages of the search in some number of collections; 0 means all.

    The first slot is for the question to names, the second for the question to all text.
    """
    slots = [slot(2 + place) for place in range(objects)]

    def wanted(hits: Hits) -> list[Any]:
        return [hits.object.in_(slots)] if slots else []

    rows = Record.select(*HEAD_COLUMNS[:4], *FOUND_COLUMNS)
    rows = rows.join(SearchText, on=(SearchText.record == Record.number))
    hits = engine().hits(slot(1))
    counted = Select([hits.source], [SQL("1")]).where(hits.matches, *wanted(hits)).bind(engine())
    found = scored(slot(0), slot(1), [], wanted)
    return ByRelevance(found, rows, Record.number, bound=2 + objects, counted=counted)


def suggest(text: str, objects: Sequence[str], limit: int) -> list[Row]:
    """Names that begin as a text does, with their records: rows with id, object, label, name, hint.

    The last word may be unfinished. A name that begins so comes first, the shorter name before the
    longer.
    """
    asked = words(text)
    if not asked:
        return []
    terms = tuple(Term((word[:LONGEST_WORD],)) for word in asked[:-1])
    question = Question((*terms, Term((asked[-1][:LONGEST_WORD],), begins=True)), names=True)
    statement = PREPARED.get(("suggest", len(objects)), lambda: suggestions(len(objects)))
    rows = statement.rows([engine().question_text(question), CONSIDERED, *objects])
    for row in rows:
        row["name"] = best_name(row.pop("shown").split("\n"), asked)
    rows.sort(key=lambda row: (not begins(row["name"], asked), len(row["name"]), row["number"]))
    return rows[:limit]


def suggestions(objects: int) -> Statement:
    """The records whose names match, the question being the first slot, the bound the second."""
    hits = engine().hits(slot(0))
    found = Join(hits.source, Record, engine().hit_join, on=(Record.number == hits.number))
    found = Join(found, SearchText, engine().hit_join, on=(SearchText.record == hits.number))
    columns = [Record.number, Record.id, Record.object, Record.label, *FOUND_COLUMNS]
    query = Select([found], columns).where(hits.matches)
    if objects:
        query = query.where(hits.object.in_([slot(2 + place) for place in range(objects)]))
    return Statement(query.order_by(hits.words, Record.number).limit(slot(1)).bind(engine()))


def best_name(passages: Sequence[str], asked: Sequence[str]) -> str:
    """The passage that is the name asked for: one that begins so, else one that has all words."""
    fitting = [passage for passage in passages if has_all(passage, asked)]
    return next((each for each in fitting if begins(each, asked)), (fitting or passages)[0])


def has_all(passage: str, asked: Sequence[str]) -> bool:
    """Whether a passage has all words of a text, the last as a beginning."""
    found = words(passage)
    return set(asked[:-1]) <= set(found) and any(word.startswith(asked[-1]) for word in found)


def begins(passage: str, asked: Sequence[str]) -> bool:
    """Whether a passage begins as a text does."""
    return " ".join(words(fold(passage))).startswith(" ".join(asked))
