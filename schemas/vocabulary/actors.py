"""Vocabularies of those who act: parties, what ties them, sources and documents.

ACLED codes are the actor codes `inter1` and `inter2` of its codebook (1 State Forces … 8
External/Other).
"""

from .terms import Vocabulary, term

PARTY_KIND = Vocabulary(
    "party-kind",
    "What a collective actor is.",
    (
        term("state", "A recognised state; also where its government or capital stands for it."),
        term("former_state", "A state that no longer exists."),
        term(
            "government_body",
            "A named body of a state: ministry, parliament, administration.",
            acled="1",
        ),
        term(
            "de_facto_entity", "An entity that governs a territory without being widely recognised."
        ),
        term("armed_group", "An organised non-state armed actor.", acled="2"),
        term("armed_forces", "The forces of a state, or a contingent of them.", acled="1"),
        term("alliance", "A military alliance or collective defence organisation.", acled="8"),
        term(
            "igo", "An intergovernmental organisation.", "Intergovernmental organisation", acled="8"
        ),
        term("un_body", "A body of the United Nations.", "United Nations body", acled="8"),
        term("bloc", "Several states spoken of as one without an organisation, such as the West."),
        term(
            "mission", "A peacekeeping, monitoring or observer mission, or a delegation.", acled="8"
        ),
        term("population_group", "A population spoken of as an actor or as affected.", acled="7"),
        term("ngo", "A non-governmental organisation, or such organisations spoken of as a group."),
        term("media", "A news medium as the venue or maker of an interview or question."),
        term("company", "A company, such as that of a quoted expert."),
        term("coalition", "An ad-hoc group of actors who act together."),
        term("other", "A collective actor of another kind."),
    ),
)

PARTY_AFFILIATION = Vocabulary(
    "party-affiliation",
    "How one party is tied to another.",
    (
        term("part_of", "It is a body or a part of the other."),
        term("member_of", "It is a member of the other."),
        term("acts_for", "It acts in the name of the other."),
        term("successor_of", "It took the place of the other."),
    ),
)

SOURCE_KIND = Vocabulary(
    "source-kind",
    "What a publisher is.",
    (
        term("agency", "A news agency."),
        term("newspaper", "A newspaper or magazine, printed or not."),
        term("broadcaster", "A broadcaster or an association of broadcasters."),
        term("news_site", "A news site on the web."),
        term("research", "A research institute or policy publication."),
        term("official", "A government, an organisation or a party to the conflict."),
        term("other", "A publisher of another kind."),
    ),
)

DOCUMENT_SOURCE_ROLE = Vocabulary(
    "document-source-role",
    "What a publisher has to do with a document.",
    (
        term("publisher", "It published the document as held."),
        term("original", "It published the original that was translated or adapted."),
        term("agency", "It supplied the text or material of it."),
        term("republisher", "It published the document again."),
        term("translator", "It made the translation."),
    ),
)

DOCUMENT_PART_KIND = Vocabulary(
    "document-part-kind",
    "What a stretch of a document's text is; "
    "only title, standfirst and body can carry evidence of facts.",
    (
        term("title", "The headline."),
        term("standfirst", "The summary between headline and body."),
        term("body", "The article itself."),
        term("byline", "The line that names the author."),
        term("credit", "The line that names where text or material comes from."),
        term("comment", "Words of readers, and counters of them."),
        term(
            "teaser",
            "Headlines and beginnings of other articles, advertisements, newsletter boxes.",
        ),
        term("form", "A form for the reader to fill in."),
    ),
)

PLACE_PRECISION = Vocabulary(
    "place-precision",
    "How exactly the coordinates tell where the place is.",
    (
        term("exact", "The place itself.", ucdp="1"),
        term("near", "A limited area around the place.", ucdp="2"),
        term("adm2", "The middle of a second-order division.", "Second-order division", ucdp="3"),
        term("adm1", "The middle of a first-order division.", "First-order division", ucdp="4"),
        term("region", "The middle of a region that is no division, or between places.", ucdp="5"),
        term("country", "The middle of a country.", ucdp="6"),
        term("international", "International waters or airspace.", ucdp="7"),
    ),
)
