"""Where other datasets and registers show what they have under an identifier."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from schemas.sources import URL

NUMBER = re.compile("[0-9]{1,9}")
PAGES = {
    "wikidata": (re.compile("[QPL][1-9][0-9]*"), "https://www.wikidata.org/wiki/{}"),
    "ucdp-actor": (NUMBER, "https://ucdp.uu.se/actor/{}"),
    "ucdp-conflict": (NUMBER, "https://ucdp.uu.se/conflict/{}"),
    "pax-agreement": (NUMBER, "https://www.peaceagreements.org/view/{}"),
    "doi": (re.compile(r"10\.[0-9]{4,9}/\S+"), "https://doi.org/{}"),
}
"""The form of an identifier that has a page, and its address; dyads, processes, UCDP's agreements
and the codes of states have none of their own."""


def page_elsewhere(identifier: Mapping[str, Any]) -> str | None:
    """The address of the page of an identifier, None where there is none."""
    scheme, value = identifier["scheme"], identifier["value"]
    if scheme == "url":
        return value if URL.fullmatch(value) else None
    form, address = PAGES.get(scheme, (None, ""))
    return address.format(quote(value, safe="/")) if form and form.fullmatch(value) else None
