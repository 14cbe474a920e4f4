"""Conflicts, agreements, meetings, events and quotes in the terms of schema.org.

What is planned, offered or alleged is not told as having happened.
"""

from itertools import chain
from typing import Any

from schemas.vocabulary.process import TOOK_PLACE, took_place

from .terms import Json, Linked, day, definition, each_of, label, term, thing, things, typed

EVENT_STATUSES = {
    "planned": "EventScheduled",
    "expected": "EventScheduled",
    "postponed": "EventPostponed",
    "cancelled": "EventCancelled",
    "refused": "EventCancelled",
}
CLAIMED = ("alleged", "denied")
MODES = {"in_person": "OfflineEventAttendanceMode", "video": "OnlineEventAttendanceMode"}
STANDS_BY = ("signed", "agreed", "confirmed")
STANDS_OFF = ("refused", "not_confirmed")
NO_CONTRIBUTOR = ("party", "offeror", "addressee", "other")
MEDIATED = ("done", "ongoing")


def conflict(record: Json) -> Linked:
    """A conflict: schema.org has events only."""
    return typed(
        "Event",
        startDate=day(record["started"]),
        endDate=day(record["ended"]),
        about=things(row["party"] for row in record.get("parties", ())),
    )


def process(record: Json) -> Linked:
    """A peace process: a series of talks about a conflict."""
    dates = {"startDate": day(record["started"]), "endDate": day(record["ended"])}
    return typed("EventSeries", **dates, about=thing(record["conflict"]))


def agreement(record: Json) -> Linked:
    """What was agreed or offered; its makers are the parties that stand by it."""
    rows = [(row["role"], row["position"], each_of(row)) for row in record.get("signatories", ())]
    helpers = (w for role, p, w in rows if role not in NO_CONTRIBUTOR and p not in STANDS_OFF)
    status = record["status"]
    return typed(
        "Collection" if record["is_set"] else "CreativeWork",
        collectionSize=record["set_size"] if record["is_set"] else None,
        dateCreated=day(record["signed"]),
        locationCreated=thing(record["place"]),
        creativeWorkStatus=label("agreement-status", status) if status else None,
        creator=things(who for role, p, who in rows if role == "party" and p in STANDS_BY),
        contributor=things(helpers),
        about=things([record["process"], *record.get("topics", ())]),
    )


def mediator(record: Json) -> Linked:
    """A part in a conflict or its process; one who only offered or was refused had none."""
    roles = {r["role"] for r in record.get("mediations", ()) if r["status"] in MEDIATED}
    told = typed("Role", contributor=thing(record["party"] or record["person"]))
    if roles:
        told["roleName"] = [label("mediation-role", role) for role in sorted(roles)]
        told["@reverse"] = {"contributor": thing(record["process"] or record["conflict"])}
    return told


def meeting(record: Json) -> Linked:
    """A meeting; who was to come to one that was not held is not told to have been there."""
    status, attendance = record["status"], record.get("attendance", ())
    dates = {"startDate": record["started"], "endDate": record["ended"]}
    if status == "planned":
        dates = {"startDate": record["scheduled"]}
    elif status in ("postponed", "cancelled", "refused"):
        dates = {"previousStartDate": record["scheduled"]}
    elif status == "offered":
        dates = {}
    there = attendance if status in (TOOK_PLACE["meeting"], *CLAIMED) else ()
    return happening(
        record,
        "EventSeries" if record["is_set"] else "Event",
        **{name: day(when) for name, when in dates.items()},
        location=thing(record["place"]),
        eventAttendanceMode=MODES.get(record["modality"]) and term(MODES[record["modality"]]),
        attendee=things(each_of(row) for row in there if row["role"] != "requester"),
        superEvent=thing(record["process"]),
        about=things(record.get("topics", ())),
    )


def event(record: Json) -> Linked:
    """Something that happened, is said to have happened, or is to come."""
    return happening(
        record,
        "Event",
        startDate=day(record["started"]),
        endDate=day(record["ended"]),
        location=thing(record["place"]),
        superEvent=thing(record["conflict"]),
        about=things(
            chain((row["party"] for row in record.get("parties", ())), record.get("topics", ()))
        ),
    )


def happening(record: Json, kind: str, **members: Any) -> Linked:
    """What happened, or did not: with its status where it is not simply so."""
    status = record["status"]
    told = typed(kind, **members)
    if status in CLAIMED:
        told = typed("Claim", about=typed(kind, name=record["label"], **members))
    elif status in EVENT_STATUSES:
        told["eventStatus"] = term(EVENT_STATUSES[status])
    if not took_place(record["object"], status):
        told["disambiguatingDescription"] = definition(f"{record['object']}-status", status)
    return told


def quote(record: Json) -> Linked:
    """An utterance as one document gives it; reported speech has no words of its own."""
    words = [span["text"] for span in record["spans"] if span["role"] == "spoken"]
    mentioned = chain(record.get("targets", ()), record.get("mentions", ()))
    return typed(
        "Quotation",
        text=" … ".join(words),
        spokenByCharacter=thing(record["speaker"]),
        isPartOf=thing(record["document"]),
        recordedAt=thing(record["occasion"]),
        dateCreated=day(record["said"]),
        about=things(record.get("topics", ())),
        mentions=things(mentioned),
    )
