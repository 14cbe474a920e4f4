"""Conflicts, peace processes, agreements and mediators."""

from api.models import (
    Agreement,
    AgreementState,
    Conflict,
    ConflictParty,
    Mediation,
    Mediator,
    MediatorPosition,
    Process,
    Signatory,
)
from api.query.resource import Resource, filters_of
from api.query.ties import Linked, by_row
from schemas.vocabulary import process

from .hints import in_words, joined, when

CONFLICTS = Resource(
    "conflict",
    Conflict,
    about="Conflicts, their parties and what they are about.",
    label=lambda state, label_of: state["name"],
    hint=lambda state, label_of: when(state, ("started",)) or "",
    called="Nagorno-Karabakh conflict",
    found_by="Karabakh",
    disputed="true",
    rows={
        "parties": {"party": ("pty-armenia", None), "role": ("primary", None)},
        "figures": {"measure": ("duration", None)},
        "evidence": {"stance": ("disputes", None), "claimed_by": ("per-ryan-bohl", None)},
    },
    has=("parties", "names", "figures"),
    example="con-nagorno-karabakh",
    parts={"parties": ConflictParty},
    filters=[
        *filters_of(Conflict, "conflict", incompatibility="territory", started="1991"),
        Linked(
            "party",
            ("party",),
            "pty-armenia",
            "This party has a part in it.",
            by_row(ConflictParty, "party"),
            other="pty-france",
        ),
    ],
    sorts=("started",),
    dates=("started",),
)

PROCESSES = Resource(
    "process",
    Process,
    about="Peace processes.",
    label=lambda state, label_of: state["name"],
    hint=lambda state, label_of: when(state, ("started",)) or "",
    called="Armenia–Azerbaijan peace process",
    found_by="peace",
    rows={"evidence": {"document": ("doc-euronews-2025", None)}},
    has=("evidence",),
    example="prc-armenia-azerbaijan",
    filters=filters_of(Process, "process", conflict=("con-nagorno-karabakh", None)),
    sorts=("started",),
    dates=("started",),
)

AGREEMENTS = Resource(
    "agreement",
    Agreement,
    about="What was agreed, declared, offered or is being negotiated, and who stands in it.",
    label=lambda state, label_of: state["title"],
    hint=lambda state, label_of: joined(
        in_words(process.AGREEMENT_TYPE, state["type"]), when(state, ("signed",))
    ),
    called="trilateral agreements",
    found_by="ceasefire",
    rows={
        "signatories": {"party": "pty-armenia", "role": "party", "position": "unknown"},
        "states": {"state": "agreed", "as_of": "2023", "claimed_by": "per-sergey-lavrov"},
        "relations": {"type": "ends", "to": "evt-second-karabakh-war"},
        "evidence": {
            "document": "doc-upi-2023",
            "stance": "varies",
            "claimed_by": "pty-european-union",
        },
    },
    has=("signatories", "states", "names", "relations", "evidence"),
    topic="top-ceasefire",
    example="agr-ceasefire-1994",
    parts={"signatories": Signatory, "states": AgreementState},
    filters=[
        *filters_of(
            Agreement,
            "agreement",
            type="ceasefire",
            stage="ceasefire",
            status="multiparty",
            signed="1994",
            process="prc-armenia-azerbaijan",
            is_set="true",
        ),
        Linked(
            "party",
            ("party",),
            "pty-armenia",
            "This party stands in it, in any role.",
            by_row(Signatory, "party", "on_behalf_of"),
        ),
    ],
    sorts=("signed",),
    dates=("signed",),
)

MEDIATORS = Resource(
    "mediator",
    Mediator,
    about="Who mediates what, in which role, who accepts it and who objects.",
    label=lambda state, label_of: label_of(state.get("party") or state["person"]),
    label_follows=("party", "person"),
    hint=lambda state, label_of: label_of(state.get("conflict") or state["process"]),
    called="United States",
    found_by="mediation",
    rows={
        "mediations": {
            "agreement": "agr-ceasefire-1994",
            "meeting": "mtg-ceasefire-talks-1994",
            "role": "mediator",
            "status": "ongoing",
        },
        "positions": {
            "party": "pty-russia",
            "person": "per-sergey-lavrov",
            "stance": "conditional",
            "quote": "quo-massispost-2023-2855",
            "said": "2023",
        },
        "evidence": {"document": "doc-focuswashington-2022", "claimed_by": "per-sergey-lavrov"},
    },
    has=("mediations", "positions"),
    topic=("top-mediation", None),
    example="mdr-united-states",
    parts={"mediations": Mediation, "positions": MediatorPosition},
    filters=[
        *filters_of(
            Mediator,
            "mediator",
            party="pty-united-states",
            person="per-antony-blinken",
            conflict=("con-nagorno-karabakh", None),
            process=("prc-armenia-azerbaijan", None),
        ),
        Linked(
            "agreement",
            ("agreement",),
            "agr-ceasefire-1994",
            "It mediated, brokered or guarantees this agreement.",
            by_row(Mediation, "agreement"),
        ),
        Linked(
            "position_by",
            ("party", "person"),
            "per-sergey-lavrov",
            "This party or person took a position towards it.",
            by_row(MediatorPosition, "party", "person"),
        ),
    ],
)
