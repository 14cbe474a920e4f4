"""Vocabularies of how a fact is known: evidence, names, identifiers, relations, date precision."""

from .terms import Vocabulary, term

BASIS = Vocabulary(
    "basis",
    "How a value is known.",
    (
        term("stated", "It stands in the document."),
        term(
            "derived",
            "It was worked out from the document's words and what is known of the document.",
        ),
        term("external", "It was found outside the document."),
    ),
)

EVIDENCE_STANCE = Vocabulary(
    "evidence-stance",
    "What a document says of the value that a record carries.",
    (
        term("supports", "It says the same."),
        term("varies", "It says it in other words or units, and both can hold."),
        term("disputes", "It says something that cannot hold together with it."),
    ),
)

NAME_KIND = Vocabulary(
    "name-kind",
    "What kind of name it is.",
    (
        term("official", "The official name."),
        term("alias", "Another name in use."),
        term("abbreviation", "An abbreviation."),
        term("as_printed", "A name or spelling as a document prints it."),
        term("former", "A former name."),
    ),
)

IDENTIFIER_SCHEME = Vocabulary(
    "identifier-scheme",
    "Whose identifier it is.",
    (
        term("ucdp-actor", "Uppsala Conflict Data Program, actor.", "UCDP actor"),
        term("ucdp-conflict", "Uppsala Conflict Data Program, conflict.", "UCDP conflict"),
        term("ucdp-dyad", "Uppsala Conflict Data Program, dyad.", "UCDP dyad"),
        term("ucdp-agreement", "UCDP Peace Agreement Dataset, `paid`.", "UCDP agreement"),
        term("pax-agreement", "PA-X Peace Agreements Database, `AgtId`.", "PA-X agreement"),
        term("pax-process", "PA-X Peace Agreements Database, `PP`.", "PA-X process"),
        term("gw", "Gleditsch and Ward's list of states, number.", "Gleditsch-Ward"),
        term("iso3166-1-a3", "ISO 3166-1 alpha-3.", "ISO 3166-1"),
        term("wikidata", "Wikidata, item.", "Wikidata"),
        term("url", "An address on the web.", "URL"),
        term("doi", "Digital object identifier.", "DOI"),
    ),
)

IDENTIFIER_MATCH = Vocabulary(
    "identifier-match",
    "How the thing identified elsewhere relates to the record (after SKOS mapping relations).",
    (
        term("exact", "The same thing.", skos="exactMatch"),
        term("close", "Nearly the same thing.", skos="closeMatch"),
        term("broad", "The other is wider.", skos="broadMatch"),
        term("narrow", "The other is narrower.", skos="narrowMatch"),
    ),
)

RELATION_TYPE = Vocabulary(
    "relation-type",
    "How one record relates to another.",
    (
        term("implements", "Carries out the other."),
        term("amends", "Changes the other."),
        term("supersedes", "Takes the place of the other in law."),
        term("reaffirms", "Confirms the other."),
        term("part_of", "Is a part or member of the other."),
        term("prepares", "Prepares the other."),
        term("references", "Mentions or builds on the other."),
        term("replaces", "Takes the place of the other, as a new date does."),
        term("follows", "Came after the other in one series."),
        term("reports_on", "Tells of the other."),
        term("ends", "Ended the other."),
        term("led_to", "Led to the other."),
        term("deployed_under", "Was deployed under the other."),
        term("about", "Is about the other."),
        term("possibly_same", "May be the same thing; the documents leave it open."),
        term("same_utterance", "Gives the same words of the same speaker on the same occasion."),
    ),
)

DATE_PRECISION = Vocabulary(
    "date-precision",
    "How exactly a date is known.",
    (
        term("day", "To the day.", ucdp="1"),
        term("day_range", "Within two to six days.", ucdp="2"),
        term("week", "Within a week.", ucdp="3"),
        term("month", "Within a month, or eight to 31 days.", ucdp="4"),
        term("year", "Within more than a month and at most a year.", ucdp="5"),
        term("years", "Within more than a year."),
        term("open_before", "Only the last possible day is known."),
        term("open_after", "Only the first possible day is known."),
    ),
)
