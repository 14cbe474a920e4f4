"""The pages that tests, pictures and readers look at: their addresses, and what each must show."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from api.config import Settings
from api.database import connect, snapshot
from api.documents.texts import sha256_of
from api.resources import READER
from api.store import numbers_by_id
from api.transfer.holding import keep
from schemas.objects import address, object_of
from tests.conftest import DOCUMENTS
from tests.serving import Server, serve

HELD = ("doc-azemedia-2023", "doc-euronews-2025", "doc-massispost-2023", "doc-upi-2023")
NOT_HELD = "doc-focuswashington-2022"
"""A page of a document says something else where its text is not held."""


class PageToSee(NamedTuple):
    """A page: its name in pictures, its address, ids of records it must show, its status."""

    name: str
    path: str
    shows: tuple[str, ...] = ()
    status: int = 200


LAVROV, BLINKEN, RUSSIA = "per-sergey-lavrov", "per-antony-blinken", "pty-russia"
RECORDS = (
    "src-upi",
    "doc-upi-2023",
    "con-nagorno-karabakh",
    "prc-armenia-azerbaijan",
    "pty-armenia",
    LAVROV,
    "agr-ceasefire-2020",
    "mdr-european-union",
    "mtg-washington-ministers-2023-06-14",
    "quo-upi-2023-1758",
    "evt-exodus-2023",
    "plc-moscow",
    "top-mediation",
)
"""One record of every kind."""
LISTS = {
    "sources": "src-upi",
    "documents": "doc-upi-2023",
    "conflicts": "con-nagorno-karabakh",
    "processes": "prc-armenia-azerbaijan",
    "parties": "pty-armenia",
    "persons": LAVROV,
    "agreements": "agr-ceasefire-2020",
    "mediators": "mdr-european-union",
    "meetings": "mtg-blinken-first-2022",
    "events": "evt-exodus-2023",
    "places": "plc-moscow",
    "topics": "top-mediation",
}
KINDS = (
    PageToSee("front", "/", ("doc-upi-2023",)),
    PageToSee("search", "/search?q=Pashinian", ("per-nikol-pashinyan",)),
    PageToSee("search-nothing", "/search?q=xyzzyx"),
    PageToSee("quotes", f"/quotes?speaker={LAVROV}", ("quo-upi-2023-1758",)),
    PageToSee(
        "compare",
        f"/quotes/compare?speaker={LAVROV}&with={BLINKEN}",
        ("quo-upi-2023-1758",),
    ),
    PageToSee("compare-nobody", "/quotes/compare"),
    PageToSee("disputes", "/disputes", ("con-nagorno-karabakh", "evt-first-karabakh-war")),
    PageToSee("exports", "/exports"),
    PageToSee("timeline-many", "/timeline?limit=40", ("agr-ceasefire-1994",)),
    PageToSee("timeline-open", "/timeline?date__gte=2030"),
    PageToSee("as-it-was", "/agreements/agr-ceasefire-2020?revision=1", ("agr-ceasefire-2020",)),
    PageToSee("network-empty", "/network?min_weight=900"),
    PageToSee("timeline", "/timeline", ("agr-ceasefire-2020", "quo-upi-2023-1758")),
    PageToSee(
        "timeline-party", f"/timeline?party={RUSSIA}&date__gte=2022", ("evt-ukraine-invasion",)
    ),
    *(PageToSee(object_of(each), address(each).removeprefix("/v1"), (each,)) for each in RECORDS),
    PageToSee("network", "/network", (LAVROV, RUSSIA)),
    PageToSee("network-party", f"/network?party={RUSSIA}", ("pty-armenia",)),
    PageToSee("map", "/map", ("plc-moscow",)),
    PageToSee("map-place", "/map?place=plc-moscow", ("mtg-moscow-lavrov-mirzoyan-2025",)),
    PageToSee("reading", "/documents/doc-upi-2023/reading", ("quo-upi-2023-1758",)),
    PageToSee("reading-offsets", f"/documents/{NOT_HELD}/reading", (BLINKEN,)),
    PageToSee("filtered", "/meetings?status=postponed", ("mtg-washington-ministers-2023-06-14",)),
    PageToSee("missing", "/agreements/agr-ceasefire-2021", status=404),
    PageToSee("misasked", "/quotes?speker=per-sergey-lavrov", status=400),
)
"""A page of every kind: those that differ to the eye."""
PAGES = (*KINDS, *(PageToSee(name, f"/{name}", (target,)) for name, target in LISTS.items()))


def holds_texts() -> bool:
    """Whether the texts of the real documents are on this machine."""
    return DOCUMENTS.is_dir()


def hold_texts(url: str) -> None:
    """Hold the texts of most real documents, where they are there, as `flask documents keep`."""
    if not holds_texts():
        return
    files = {sha256_of(path.read_bytes().decode()): path for path in DOCUMENTS.glob("*.txt")}
    bound = connect(Settings(database_url=url))
    try:
        with snapshot():
            states = READER.full_states(list(numbers_by_id(HELD).values()))
        for target in HELD:
            keep(target, files[states[target]["sha256"]], "pages")
    finally:
        bound.close_all()


@contextmanager
def explorer(url: str) -> Iterator[Server]:
    """A real server over the seeds at an address, with the texts that can be held."""
    hold_texts(url)
    with serve(url) as running:
        yield running
