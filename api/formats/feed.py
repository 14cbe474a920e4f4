"""Atom (RFC 4287): records as entries of a feed, for those who follow what is new."""

from collections.abc import Iterable, Mapping
from typing import Any

from feedgen.feed import FeedGenerator

from schemas.objects import address

MEDIA_TYPE = "application/atom+xml"
AUTHOR = "Parley"


def feed(
    title: str,
    self_url: str,
    base_url: str,
    updated: str,
    records: Iterable[Mapping[str, Any]],
) -> bytes:
    """A feed with an entry a record, in the order given.

    `self_url` is the address of the feed and its id, `base_url` what the addresses of records begin
    with, `updated` the moment (ISO 8601 with its zone) at which anything in it last changed.
    """
    made = FeedGenerator()
    made.id(self_url)
    made.title(title)
    made.updated(updated)
    made.author(name=AUTHOR)
    made.generator(AUTHOR)
    made.link(href=self_url, rel="self", type=MEDIA_TYPE)
    for record in records:
        add_entry(made, record, base_url)
    return bytes(made.atom_str())


def add_entry(made: FeedGenerator, record: Mapping[str, Any], base_url: str) -> None:
    """Add one record; its id is the same wherever the data is served.

    An entry about a change names itself as `entry`, for there may be several of one record.
    """
    entry = made.add_entry(order="append")
    entry.id(f"urn:parley:{record.get('entry', record['id'])}")
    entry.title(record["label"])
    entry.link(href=f"{base_url}{address(record['id'])}")
    entry.updated(record["updated_at"])
    entry.published(record["created_at"])
    entry.category(term=record["object"])
    if record.get("summary"):
        entry.summary(record["summary"])
