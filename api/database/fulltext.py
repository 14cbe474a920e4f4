"""Full text on both engines: our question in the language of FTS5 and of `tsquery`.

Both indexes hold the words of our own tokenizer and nothing else, so a word needs no escaping
beyond its quotation marks. What is wanted may be wanted in names; what is excluded must not
stand anywhere.
"""

from typing import Any, NamedTuple

from peewee import JOIN, SQL, Cast, Column, Expression, Select
from peewee import Table as Source

from api.models import SearchText
from schemas.wording import Question, Term

NAME_WEIGHT = "A"


def fts5_term(term: Term) -> str:
    """A term for FTS5: words in one string are a phrase."""
    return f'"{" ".join(term.words)}"{" *" if term.begins else ""}'


def fts5_text(question: Question) -> str:
    """A question for FTS5's MATCH."""
    wanted = f"({' AND '.join(fts5_term(term) for term in question.wanted)})"
    where = f"({{names}} : {wanted})" if question.names else wanted
    return where + "".join(f" NOT {fts5_term(term)}" for term in question.excluded)


def tsquery_term(term: Term, weight: str) -> str:
    """A term for tsquery: words that follow each other are a phrase."""
    last = len(term.words) - 1
    lexemes = [
        f"'{word}':{'*' if term.begins and place == last else ''}{weight}".rstrip(":")
        for place, word in enumerate(term.words)
    ]
    return f"({' <-> '.join(lexemes)})"


def tsquery_text(question: Question) -> str:
    """A question for tsquery."""
    weight = NAME_WEIGHT if question.names else ""
    wanted = [tsquery_term(term, weight) for term in question.wanted]
    excluded = [f"!{tsquery_term(term, '')}" for term in question.excluded]
    return " & ".join((*wanted, *excluded))


class Hits(NamedTuple):
    """The texts that match, to select from: source, condition, and the columns they have there.

    `place` is the number again, as the index has it, where the index gives hits in this order.
    """

    source: Any
    matches: Any
    place: Any
    number: Any
    object: Any
    words: Any


def fts5_hits(text: Any) -> Hits:
    """The hits of FTS5: the index is read first, row by row.

    `text` is what `fts5_text` gives, or a slot for it.
    """
    index, rank = Source("search_index"), Source("search_rank")
    source = index.join(rank, JOIN.CROSS, on=(index.c.rowid == rank.c.record))
    matches = Expression(index.c.search_index, "MATCH", text)
    return Hits(source, matches, index.c.rowid, rank.c.record, rank.c.object, rank.c.words)


def fts5_numbers(text: Any) -> Any:
    """The numbers of the records that match."""
    index = Source("search_index")
    found = Select([index], [index.c.rowid])
    return found.where(Expression(index.c.search_index, "MATCH", text))


def tsvector_matches(text: Any) -> Expression:
    """The condition that a text matches on PostgreSQL."""
    vector = Column(SearchText._meta.table, "vector")
    return Expression(vector, "@@", Cast(text, "tsquery"))


def tsvector_hits(text: Any) -> Hits:
    """The hits of PostgreSQL; as `fts5_hits`, in the order in which they lie on disk.

    That is the order of adding, but for texts that were changed. With `OFFSET 0` the planner finds
    hits by the index; otherwise it walks all texts where it expects many.
    """
    columns = (SearchText.record, SearchText.object, SearchText.words)
    found = SearchText.select(*columns).where(tsvector_matches(text)).offset(0).alias("found")
    number = found.c.record
    return Hits(found, SQL("TRUE"), None, number, found.c.object, found.c.words)


def tsvector_numbers(text: Any) -> Any:
    """The numbers of the records that match."""
    return SearchText.select(SearchText.record).where(tsvector_matches(text))
