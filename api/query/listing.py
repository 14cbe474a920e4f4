"""Lists: one question to a collection, its page, totals, facets, sample and stream."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from peewee import SQL

from api.database import engine
from api.errors import invalid
from schemas.wording import Question

from .arguments import DEFAULT_LIMIT, RELEVANCE
from .cursors import Total, digest
from .facets import MOST_VALUES, counted, facets_of, shown
from .naming import with_numbers
from .paging import BOUND_OF_TOTAL, Keyset, Page, Sort, count_of, counting
from .reading import Reader, base_query, tree_of
from .relevance import ByRelevance, ranked
from .resource import Resource
from .sampling import sample_of
from .statement import PREPARED, Bound, Row, Statement

ROWS_A_CHUNK = 500
Tree = dict[str, Any]


@dataclass
class Listed:
    """A page of records as they are answered, with what the envelope tells of it."""

    records: list[dict[str, Any]]
    page: Page
    limit: int
    warnings: list[str]
    facets: dict[str, Any] = field(default_factory=dict)
    date_match: dict[str, Total] = field(default_factory=dict)


class Asked:
    """One question to a collection: its conditions with slots, and the values for them."""

    def __init__(self, resource: Resource, arguments: Mapping[str, Any]) -> None:
        self.resource, self.arguments = resource, arguments
        known, self.warnings = with_numbers(resource.references, arguments)
        self.question: Question | None = known.get("q")
        names = resource.filter_names
        given = {name: as_text(value) for name, value in known.items() if name in names}
        self.bound = Bound(given)
        self.date_match = arguments.get("date_match")
        self.order = arguments.get("sort") or (RELEVANCE if self.question else "added")
        if self.order == RELEVANCE and self.question is None:
            raise invalid("sort", "there is no relevance without q.", value=RELEVANCE)

    @property
    def values(self) -> list[Any]:
        """The values for the slots of the conditions."""
        return self.bound.values

    def conditions(
        self, date_match: str | None = None, *, without: Sequence[str] = ()
    ) -> list[Any]:
        """The conditions of all filters, with slots; `date_match` overrides what was asked."""
        told = {**self.bound.arguments, "date_match": date_match or self.date_match}
        number = self.resource.model.record
        return [
            condition
            for each in self.resource.all_filters
            if each.name not in without
            for condition in each.conditions(told, number)
        ]

    @property
    def needs_record(self) -> bool:
        """Whether a condition is about columns that all records share."""
        return not self.resource.names_of_records.isdisjoint(self.bound.arguments)

    def rows(self, date_match: str | None = None) -> Any:
        """The matching rows of the object's table, for counting: no more is joined than needed."""
        query = base_query(self.resource) if self.needs_record else self.resource.model.select()
        return query.select(SQL("1")).where(*self.conditions(date_match) or [SQL("1 = 1")])

    def prepared(self, what: Any, build: Any) -> Any:
        """What was built for this form of question."""
        form = (self.resource.name, self.date_match, self.bound.form, what)
        return PREPARED.get(form, build)

    def keyset(self) -> Keyset:
        """The pages of this question in its order."""
        return self.prepared(("page", self.order), self.build_keyset)

    def build_keyset(self) -> Keyset:
        """The query of the pages, with slots."""
        counted = self.rows()
        if self.order == RELEVANCE:
            conditions = self.conditions(without=("q",))
            found, rows = ranked(
                self.resource, self.bound, conditions, needs_record=self.needs_record
            )
            number, bound = self.resource.model.record, len(self.values) + 1
            return ByRelevance(found, rows, number, bound=bound, counted=counted)
        sort = self.resource.orders[self.order.removeprefix("-")]
        conditions = [*self.conditions(), *([sort.within] if sort.within is not None else [])]
        query = base_query(self.resource)
        if conditions:
            query = query.where(*conditions)
        descending = self.order.startswith("-")
        return Keyset(query, sort, descending=descending, bound=len(self.values), counted=counted)

    def page_values(self) -> list[Any]:
        """The values that the pages are bound to; by relevance also the question to the names."""
        if self.order != RELEVANCE:
            return self.values
        assert self.question is not None
        in_names = Question(self.question.wanted, self.question.excluded, names=True)
        return [*self.values, engine().question_text(in_names)]

    def total(self, date_match: str) -> Total:
        """How many match, with dates taken in one of the two ways."""
        statement = self.prepared(
            ("total", date_match), lambda: Statement(counting(self.rows(date_match), exact=False))
        )
        return count_of(statement, self.values)

    def dates_are_asked(self) -> bool:
        """Whether a filter over dates is given."""
        return not self.resource.names_of_dates.isdisjoint(self.bound.arguments)


def as_text(value: Any) -> Any:
    """A full-text question in the language of the engine; all else as it is."""
    return engine().question_text(value) if isinstance(value, Question) else value


def limit_of(arguments: Mapping[str, Any]) -> int:
    """How many records a page is to have."""
    limit = arguments.get("limit")
    return DEFAULT_LIMIT if limit is None else int(limit)


def tree_for(resource: Resource, arguments: Mapping[str, Any]) -> Tree:
    """What is to be included: what `include` names, and the parts that `fields` names."""
    named = {resource.paths[path][0] for path in arguments.get("fields") or ()}
    return tree_of([*(arguments.get("include") or ()), *(named & set(resource.part))])


def fetch(reader: Reader, resource: Resource, arguments: Mapping[str, Any]) -> Listed:
    """A page of a collection, or a sample of it."""
    asked = Asked(resource, arguments)
    limit = limit_of(arguments)
    tree = tree_for(resource, arguments)
    if arguments.get("seed") is not None and not arguments.get("sample"):
        asked.warnings.append("seed draws a sample, and none was asked for: it changed nothing.")
    if arguments.get("sample"):
        page, limit = sample_page(asked), arguments["sample"]
    else:
        page = page_of(asked, limit)
    listed = Listed(reader.answers(resource, page.rows, tree), page, limit, asked.warnings)
    if arguments.get("facets"):
        listed.facets = {name: facet(asked, name) for name in arguments["facets"]}
    if asked.dates_are_asked():
        listed.date_match = {way: asked.total(way) for way in ("possible", "certain")}
    if asked.order == RELEVANCE and not arguments.get("sample") and goes_beyond(page.total):
        listed.warnings.append(BOUND_MET)
    return listed


BOUND_MET = (
    f"More than {BOUND_OF_TOTAL:,} records match: those that were added first were ranked by "
    "relevance, at most so many. Narrow the question, or sort by another order, which has no bound."
)


def goes_beyond(total: Total | None) -> bool:
    """Whether more match than are ranked, as far as was counted."""
    return total is not None and (total.relation == "gte" or total.value > BOUND_OF_TOTAL)


def page_of(asked: Asked, limit: int) -> Page:
    """The page that a question asks for."""
    arguments = asked.arguments
    of_query = digest(asked.resource.name, {**arguments, "sort": asked.order})
    cursor, count = arguments.get("cursor"), arguments["count"]
    return asked.keyset().page(limit, cursor, count, of_query, asked.page_values(), asked.values)


def sample_page(asked: Asked) -> Page:
    """A sample in the place of a page."""
    for name in ("cursor", "sort", "limit"):
        if asked.arguments.get(name) is not None:
            told = "a sample has a size and an order of its own, and no further pages."
            raise invalid(name, told)
    size, seed = asked.arguments["sample"], asked.arguments.get("seed", 0)
    statement = asked.prepared("sample", lambda: sample_of(asked))
    rows = statement.rows([*asked.values, seed, size])
    exact = asked.arguments["count"] == "exact"
    total = None
    if asked.arguments["count"] != "none":
        total = asked.keyset().count(asked.values, exact=exact)
    return Page(rows, total, None)


def facet(asked: Asked, name: str) -> list[dict[str, Any]]:
    """The most frequent values of a field among the records that match."""
    one = facets_of(asked.resource)[name]
    statement = asked.prepared(
        ("facet", name), lambda: counted(asked.resource, [one], asked.rows(), MOST_VALUES)
    )
    return [
        {"value": row[name], "count": row["count"]}
        for row in shown([one], statement.tuples(asked.values))
    ]


def stream(
    reader: Reader, resource: Resource, arguments: Mapping[str, Any]
) -> Iterator[list[dict[str, Any]]]:
    """All records that match, in chunks that are read one after the other; never by relevance.

    Relevance ranks a bounded number of hits, and a stream promises all. What is wrong with the
    question is told at once, and not when the first chunk is asked for.
    """
    if arguments.get("sort") == RELEVANCE:
        told = f"at most {BOUND_OF_TOTAL:,} hits are ranked; name a limit, or another order."
        raise invalid("sort", told, value=RELEVANCE)
    asked = Asked(resource, {**arguments, "sort": arguments.get("sort") or "added"})
    tree = tree_for(resource, arguments)
    return (reader.answers(resource, rows, tree) for rows in chunks(asked))


def chunks(asked: Asked) -> Iterator[list[Row]]:
    """The rows that match, some at a time, in order."""
    keyset, values = asked.keyset(), asked.page_values()
    segment = 0
    keys: list[Any] = []
    while True:
        rows = keyset.segment(segment, keys, ROWS_A_CHUNK, values)
        if rows:
            yield rows
            last = rows[-1]
            keys = [last["tie_key"]] if segment else [last["sort_key"], last["tie_key"]]
        if len(rows) == ROWS_A_CHUNK:
            continue
        if segment or not keyset.sort.nullable:
            return
        segment, keys = 1, []


def page_of_query(
    list_name: str, query: Any, orders: Mapping[str, Sort], arguments: Mapping[str, Any]
) -> Page:
    """The page of a query that is built anew for each call."""
    order = arguments.get("sort") or next(iter(orders))
    keyset = Keyset(query, orders[order.removeprefix("-")], descending=order.startswith("-"))
    return keyset.page(
        limit_of(arguments),
        arguments.get("cursor"),
        arguments["count"],
        digest(list_name, {**arguments, "sort": order}),
    )
