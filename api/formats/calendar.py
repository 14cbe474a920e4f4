"""iCalendar (RFC 5545): the meetings that are known to the day, as whole-day events."""

from collections.abc import Generator, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from icalendar import Calendar, Component, Event, Timezone, TimezoneStandard

from schemas.objects import address

PRODUCT = "-//Parley//Structured conflict data//EN"
UID_SUFFIX = "@parley"
# RFC 5545, 3.8.1.11, has three; what is only claimed to have taken place is not confirmed.
STATUS = {
    "held": "CONFIRMED",
    "planned": "TENTATIVE",
    "offered": "TENTATIVE",
    "alleged": "TENTATIVE",
    "postponed": "CANCELLED",
    "cancelled": "CANCELLED",
    "refused": "CANCELLED",
}
END = b"END:VCALENDAR\r\n"
Record = Mapping[str, Any]


def events(records: Iterable[Record], base_url: str | None = None) -> Generator[bytes, None, int]:
    """A calendar of meetings in pieces; returns how many were left out, not known to the day.

    With `base_url`, such as `https://parley.example`, each event links to its record. Without
    events the calendar holds the time zone UTC: RFC 5545, 3.6, wants at least one component. Others
    leave an empty calendar empty, which most programs read and strict ones refuse.
    """
    yield opening()
    shown = left_out = 0
    for record in records:
        day = day_of(record)
        if day is None:
            left_out += 1
        else:
            shown += 1
            yield event(record, day, base_url).to_ical()
    if not shown:
        yield utc().to_ical()
    yield END
    return left_out


def day_of(meeting: Record) -> date | None:
    """The day of a meeting: when it was held or, where that is not told, for when it was planned.

    None where that date is unknown or not known to the day.
    """
    when = meeting["started"] or meeting["scheduled"]
    if when is None or when["precision"] != "day":
        return None
    return date.fromisoformat(when["earliest"])


def opening() -> bytes:
    """What stands before the first component."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    return bytes(calendar.to_ical()).removesuffix(END)


def event(meeting: Record, day: date, base_url: str | None) -> Component:
    """One meeting as an event that lasts the whole day."""
    changed = datetime.fromisoformat(meeting["updated_at"])
    place = meeting["place"]
    told = {
        "uid": f"{meeting['id']}{UID_SUFFIX}",
        "dtstamp": changed,
        "last-modified": changed,
        "dtstart": day,
        "dtend": day + timedelta(days=1),
        "summary": meeting["title"],
        "description": meeting["summary"],
        "location": place["label"] if place else None,
        "url": None if base_url is None else f"{base_url}{address(meeting['id'])}",
        "status": STATUS[meeting["status"]],
        "categories": [meeting["format"]],
    }
    made = Event()
    for name, value in told.items():
        if value is not None:
            made.add(name, value)
    return made


def utc() -> Component:
    """The time zone UTC, a component that says nothing."""
    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1970, 1, 1))
    standard.add("tzoffsetfrom", timedelta())
    standard.add("tzoffsetto", timedelta())
    zone = Timezone()
    zone.add("tzid", "Etc/UTC")
    zone.add_component(standard)
    return zone
