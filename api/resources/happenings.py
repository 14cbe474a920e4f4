"""Meetings, events, places and topics."""

from api.models import Attendance, Event, EventParty, Meeting, Place, Topic
from api.query.resource import Resource, filters_of
from api.query.ties import Linked, Through, by_row
from schemas.happenings import Place as PlaceSchema
from schemas.vocabulary import events, process

from .hints import in_words, joined, when

MEETINGS = Resource(
    "meeting",
    Meeting,
    about="Talks, calls, briefings, interviews: held, planned, postponed, refused, alleged.",
    label=lambda state, label_of: state["title"],
    hint=lambda state, label_of: joined(
        in_words(process.MEETING_FORMAT, state["format"]), when(state, ("started", "scheduled"))
    ),
    called="Talks that led to the ceasefire of 1994",
    found_by="talks",
    rows={
        "attendance": {
            "party": "pty-armenia",
            "person": "per-antony-blinken",
            "role": "participant",
        },
        "relations": {"type": "led_to", "to": "agr-eu-statement-2023"},
        "evidence": {
            "document": "doc-upi-2023",
            "stance": "varies",
            "claimed_by": "per-vedant-patel",
        },
    },
    has=("attendance", "relations", "evidence"),
    topic="top-mediation",
    example="mtg-washington-2022-11-07",
    parts={"attendance": Attendance},
    filters=[
        *filters_of(
            Meeting,
            "meeting",
            format="talks",
            level="ministers",
            modality="in_person",
            status="held",
            status_by="pty-azerbaijan",
            started="2022-11",
            scheduled="2023-06",
            place="plc-washington",
            process="prc-armenia-azerbaijan",
            is_set="true",
        ),
        Through("place.country", Meeting.place, Place.country, PlaceSchema(), "USA"),
        Linked(
            "party", ("party",), "pty-armenia", "This party is there.", by_row(Attendance, "party")
        ),
        Linked(
            "person",
            ("person",),
            "per-ararat-mirzoyan",
            "This person is there.",
            by_row(Attendance, "person"),
        ),
    ],
    sorts=("started", "scheduled"),
    dates=("started", "scheduled"),
)

EVENTS = Resource(
    "event",
    Event,
    about="What happened or is said to have happened, with figures and claimants.",
    label=lambda state, label_of: state["name"],
    hint=lambda state, label_of: joined(
        in_words(events.EVENT_KIND, state["kind"]), when(state, ("started",))
    ),
    called="First Karabakh War",
    found_by="war",
    rows={
        "parties": {"party": "pty-azerbaijan", "role": "initiator"},
        "relations": {"type": "about", "to": "evt-second-karabakh-war"},
        "figures": {"measure": "fled", "of_party": "pty-karabakh-armenians"},
        "evidence": {
            "document": "doc-euronews-2025",
            "stance": "varies",
            "claimed_by": "pty-armenia",
        },
    },
    has=("parties", "names", "relations", "figures"),
    topic="top-status-of-karabakh",
    example="evt-second-karabakh-war",
    parts={"parties": EventParty},
    filters=[
        *filters_of(
            Event,
            "event",
            kind="war",
            status="told",
            conflict="con-nagorno-karabakh",
            started="2020",
            ended="2020",
            place="plc-nagorno-karabakh",
        ),
        Through("place.country", Event.place, Place.country, PlaceSchema(), "AZE"),
        Linked(
            "party",
            ("party",),
            "pty-azerbaijan",
            "This party has a part in it.",
            by_row(EventParty, "party"),
        ),
    ],
    sorts=("started",),
    dates=("started",),
)

PLACES = Resource(
    "place",
    Place,
    about="Places.",
    label=lambda state, label_of: state["name"],
    hint=lambda state, label_of: state.get("country") or "",
    called="Moscow",
    found_by="Moscow",
    rows={"names": {"kind": "as_printed"}},
    has=("names",),
    example="plc-moscow",
    filters=filters_of(Place, "place", country="ARM", precision="exact"),
)

TOPICS = Resource(
    "topic",
    Topic,
    about="Topics.",
    label=lambda state, label_of: state["name"],
    hint=lambda state, label_of: label_of(state["broader"]) if state.get("broader") else "",
    called="Mediation",
    found_by="mediation",
    example="top-mediation",
    filters=filters_of(Topic, "topic", broader="top-normalisation"),
)
