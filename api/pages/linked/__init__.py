"""Records and the data as a whole as schema.org JSON-LD, for search engines and other machines.

It says what the record says, in so far as that vocabulary can, and nothing that the record leaves
open.
"""

from collections.abc import Callable
from typing import Any

from api.http.answering import base_url

from ..citing import PUBLISHER, Citation, address_of_record
from ..elsewhere import page_elsewhere
from . import actors, happenings
from .terms import Json, Linked, typed

CONTEXT = "https://schema.org"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
OTHER_NAMES = ("official", "alias", "abbreviation", "former")
KINDS: dict[str, Callable[[Json], Linked]] = {
    kind.__name__: kind
    for kind in (
        actors.source,
        actors.document,
        actors.party,
        actors.person,
        actors.place,
        actors.topic,
        happenings.conflict,
        happenings.process,
        happenings.agreement,
        happenings.mediator,
        happenings.meeting,
        happenings.event,
        happenings.quote,
    )
}


def of_record(record: Json) -> Linked:
    """A record with all its parts as JSON-LD; its `@id` is the address of its page."""
    told = KINDS[record["object"]](record)
    identifiers = [each for each in record.get("identifiers", ()) if each["match"] == "exact"]
    common = {
        "name": record["label"],
        "alternateName": other_names(record),
        "description": record.get("summary"),
        "identifier": [record["id"], *map(identifier, identifiers)],
        "sameAs": list(filter(None, map(page_elsewhere, identifiers))),
    }
    head = {"@context": CONTEXT, "@type": told.pop("@type"), "@id": address_of_record(record)}
    return without_unknowns(head | common | told)


def other_names(record: Json) -> list[Any]:
    """The names it is known by beside its label, with their languages; not every spelling."""
    return [
        {"@value": name["text"], "@language": name["language"]}
        if name["language"]
        else name["text"]
        for name in record.get("names", ())
        if name["kind"] in OTHER_NAMES and name["text"] != record["label"]
    ]


def identifier(row: Json) -> Linked:
    """What another dataset calls it."""
    return typed("PropertyValue", propertyID=row["scheme"], value=row["value"])


def without_unknowns(told: Linked) -> Linked:
    """The same without members that say nothing, also in what stands within it."""
    kept = ((name, known(value)) for name, value in told.items())
    return {name: value for name, value in kept if value not in (None, "", [], {})}


def known(value: Any) -> Any:
    """A value without what is unknown in it; of a list with one value, that."""
    if isinstance(value, dict):
        return without_unknowns(value)
    if isinstance(value, list):
        values = list(filter(None, map(known, value)))
        return values[0] if len(values) == 1 else values
    return value


def dataset(citation: Citation, description: str) -> Linked:
    """The data as a whole, as it is cited."""
    return without_unknowns(
        {
            "@context": CONTEXT,
            "@type": "Dataset",
            "@id": citation.url,
            "url": citation.url,
            "name": citation.title,
            "identifier": citation.key,
            "description": description,
            "version": str(citation.revision),
            "dateModified": citation.day,
            "license": LICENCE,
            "creator": typed("Organization", name=PUBLISHER),
            "creditText": citation.plain(),
            "distribution": typed(
                "DataDownload",
                contentUrl=f"{base_url()}/v1/exports",
                encodingFormat="application/json",
            ),
        }
    )
