"""Sources and documents."""

from api.models import Document, DocumentPart, DocumentSource, Source
from api.query.resource import Resource, filters_of
from api.query.ties import Linked, by_row
from schemas.vocabulary import actors

from .hints import in_words, joined, when

SOURCES = Resource(
    "source",
    Source,
    about="Publishers and agencies.",
    label=lambda state, label_of: state["name"],
    hint=lambda state, label_of: joined(
        in_words(actors.SOURCE_KIND, state["kind"]), state.get("country")
    ),
    called="UPI",
    found_by="press",
    rows={
        "names": {"kind": "abbreviation"},
        "evidence": {"document": "doc-euronews-2025", "basis": "external"},
    },
    has=("names", "evidence"),
    example="src-upi",
    filters=filters_of(Source, "source", kind="news_site", country="AZE"),
)

DOCUMENTS = Resource(
    "document",
    Document,
    about="The texts that the data rests on: what they are, not what they say.",
    label=lambda state, label_of: state["title"],
    hint=lambda state, label_of: when(state, ("published",)) or "",
    called="The Karabakh problem: Washington takes the lead",
    found_by="Washington",
    rows={"sources": {"source": "src-ebu", "role": "agency"}, "parts": {"kind": "credit"}},
    has=("sources", "parts"),
    example="doc-upi-2023",
    parts={"sources": DocumentSource, "parts": DocumentPart},
    always=("sources",),
    filters=[
        *filters_of(Document, "document", published="2023", language=("en", "ru")),
        Linked(
            "source",
            ("source",),
            "src-upi",
            "Published, written or supplied by this source.",
            by_row(DocumentSource, "source"),
        ),
    ],
    sorts=("published",),
    dates=("published",),
)
