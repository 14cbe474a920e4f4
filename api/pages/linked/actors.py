"""Those who act and publish, places and topics, in the terms of schema.org."""

from ..citing import address_of_collection
from .terms import Json, Linked, country, day, things, typed

SOURCES = {
    "agency": "NewsMediaOrganization",
    "newspaper": "NewsMediaOrganization",
    "broadcaster": "NewsMediaOrganization",
    "news_site": "NewsMediaOrganization",
    "research": "ResearchOrganization",
}
PARTIES = {
    "state": "Country",
    "former_state": "Country",
    "government_body": "GovernmentOrganization",
    "ngo": "NGO",
    "bloc": "Thing",
    "population_group": "Thing",
    "coalition": "Thing",
    "other": "Thing",
}
"""Parties of the other kinds are organisations; of these schema.org has no narrower type."""
NO_ORGANISATION = ("Country", "Thing")
SURE_PLACES = ("exact", "near")


def source(record: Json) -> Linked:
    """A publisher."""
    kind = SOURCES.get(record["kind"], "Organization")
    return typed(kind, url=record["homepage"], address=country(record["country"]))


def document(record: Json) -> Linked:
    """A text. Whether a printed author is a person is not told, so he stays text."""
    by_role: dict[str, list[Json]] = {}
    for row in record["sources"]:
        by_role.setdefault(row["role"], []).append(row["source"])
    translators = things(by_role.get("translator", ()))
    return typed(
        "Article",
        headline=record["title"],
        author=record["author"],
        translator=[*translators, *filter(None, [record["translator"]])],
        inLanguage=record["language"],
        datePublished=day(record["published"]),
        url=record["url"],
        publisher=things(by_role.get("publisher", ())),
        sourceOrganization=things(by_role.get("agency", ())),
        copyrightNotice=record["licence"],
    )


def party(record: Json) -> Linked:
    """A collective actor; only what is an organisation is founded, dissolved and a member."""
    kind = PARTIES.get(record["kind"], "Organization")
    if kind in NO_ORGANISATION:
        return typed(kind)
    ties: dict[str, list[Json]] = {}
    for row in record.get("affiliations", ()):
        if row["ended"] is None:
            ties.setdefault(row["type"], []).append(row["party"])
    return typed(
        kind,
        foundingDate=day(record["existed_from"]),
        dissolutionDate=day(record["existed_to"]),
        parentOrganization=things(ties.get("part_of", ())),
        memberOf=things(ties.get("member_of", ())),
    )


def person(record: Json) -> Linked:
    """A person. A capacity was printed at some time, so it is a role and not the job of today."""
    return typed(
        "Person",
        givenName=record["given_name"],
        familyName=record["family_name"],
        hasOccupation=[
            typed(
                "Role",
                hasOccupation=typed("Occupation", name=row["title"]),
                startDate=day(row["started"]),
                endDate=day(row["ended"]),
            )
            for row in record.get("positions", ())
        ],
    )


def place(record: Json) -> Linked:
    """A place; the middle of a region or country is not where the place is."""
    sure = record["precision"] in SURE_PLACES and record["latitude"] is not None
    point = {name: record[name] for name in ("latitude", "longitude")}
    return typed(
        "Place",
        address=country(record["country"]),
        geo=typed("GeoCoordinates", **point) if sure else None,
    )


def topic(record: Json) -> Linked:
    """A term of our list of topics."""
    return typed(
        "DefinedTerm", termCode=record["id"], inDefinedTermSet=address_of_collection("topic")
    )
