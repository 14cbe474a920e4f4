"""Quotes."""

from api.models import Meeting, Quote, QuoteAddressee, QuoteMention, QuoteSpan, QuoteTarget
from api.query.resource import Resource, filters_of
from api.query.shape import State
from api.query.ties import Linked, Through, by_column, by_row
from schemas.happenings import Meeting as MeetingSchema
from schemas.objects import OBJECTS

LONGEST_LABEL = 80
SPOKEN_FOR = ("party",)


def quote_label(state: State) -> str:
    """The first spoken words, shortened; of reported speech, the summary."""
    spoken = next(
        (f"“{span['text'].strip()}”" for span in state["spans"] if span["role"] == "spoken"), None
    )
    words = spoken or state.get("summary") or state["id"]
    return words if len(words) <= LONGEST_LABEL else f"{words[: LONGEST_LABEL - 1].rstrip()}…"


QUOTES = Resource(
    "quote",
    Quote,
    about="What was said: speaker, capacity, occasion, kind, act, exact spans.",
    label=lambda state, label_of: quote_label(state),
    named=False,
    found_by="peacekeepers",
    rows={
        "relations": {"type": "possibly_same", "to": "quo-euronews-2025-1362"},
        "evidence": {"basis": "derived", "claimed_by": "per-maria-zakharova"},
    },
    has=("addressees", "targets", "mentions", "relations", "topics"),
    topic="top-western-involvement",
    example="quo-upi-2023-933",
    parts={
        "spans": QuoteSpan,
        "addressees": QuoteAddressee,
        "targets": QuoteTarget,
        "mentions": QuoteMention,
    },
    always=("spans",),
    standing=("spans",),
    filters=[
        *filters_of(
            Quote,
            "quote",
            document="doc-upi-2023",
            kind="direct",
            act="accuse",
            speaker="per-sergey-lavrov",
            attribution="named",
            on_behalf_of="pty-russia",
            occasion="mtg-tsargrad-interview-2023-05",
            said="2023-05",
            alleged_of="pty-west",
            nested_in="quo-massispost-2023-204",
        ),
        Linked(
            "party",
            SPOKEN_FOR,
            "pty-russia",
            "Said by this party or on its behalf.",
            by_column(Quote.speaker),
            by_column(Quote.on_behalf_of),
        ),
        Through(
            "occasion.format",
            Quote.occasion,
            Meeting.format,
            MeetingSchema(),
            "interview",
        ),
        Linked(
            "target",
            tuple(OBJECTS),
            "pty-west",
            "The act is aimed at this record.",
            by_row(QuoteTarget, "target"),
        ),
        Linked(
            "addressee",
            ("party", "person"),
            "per-alex",
            "Addressed to this party or person.",
            by_row(QuoteAddressee, "target"),
        ),
        Linked(
            "mention",
            tuple(OBJECTS),
            "agr-trilateral-agreements",
            "Speaks of this record beside what it is aimed at.",
            by_row(QuoteMention, "target"),
        ),
        Linked(
            "about",
            tuple(OBJECTS),
            "agr-trilateral-agreements",
            "Aimed at this record or speaks of it.",
            by_row(QuoteTarget, "target"),
            by_row(QuoteMention, "target"),
        ),
    ],
    sorts=("said",),
    dates=("said",),
)
