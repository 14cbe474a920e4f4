"""Vocabularies of the conflict: what happened, to whom, and how much.

UCDP codes are those of its codebooks (incompatibility 1 to 3, type of conflict 1 to 4); ACLED names
are its sub-event types.
"""

from .terms import Vocabulary, term

INCOMPATIBILITY = Vocabulary(
    "incompatibility",
    "What a conflict is about.",
    (
        term("territory", "The status of a territory.", ucdp="1"),
        term("government", "Who governs.", ucdp="2"),
        term(
            "both",
            "Territory and government: a category of its own.",
            "Territory and government",
            ucdp="3",
        ),
    ),
)

CONFLICT_PARTY_ROLE = Vocabulary(
    "conflict-party-role",
    "How a party is involved in a conflict.",
    (
        term("primary", "One of the sides."),
        term("secondary_supporting", "Supports one of the sides."),
        term("third_party", "Neither side, and involved in ending it."),
        term("peacekeeper", "Keeps or watches the peace."),
        term("affected", "Suffers from it."),
    ),
)

EVENT_KIND = Vocabulary(
    "event-kind",
    "What happened.",
    (
        term("war", "A war, or the armed phase of a conflict."),
        term("offensive", "An offensive or a military operation."),
        term("clash", "Fighting below a war.", acled="Armed clash"),
        term(
            "seizure",
            "The taking of territory by force.",
            acled="Non-state actor overtakes territory",
        ),
        term(
            "takeover",
            "The gaining of control over a territory.",
            acled="Government regains territory",
        ),
        term("ceasefire_violation", "A breach of a ceasefire or truce; always somebody's claim."),
        term("blockade", "The blocking of a route or place."),
        term("displacement", "The flight or expulsion of people."),
        term("deployment", "The deployment of a force or mission."),
        term("withdrawal", "The withdrawal of a force or mission."),
        term("protest", "A protest.", acled="Protests"),
        term("exercise", "A military exercise."),
        term("refusal", "The refusal of one of these."),
        term("other", "Something else."),
    ),
)

EVENT_STATUS = Vocabulary(
    "event-status",
    "In what way an event is told.",
    (
        term("told", "As a fact, in the document's own words."),
        term("alleged", "As somebody's claim."),
        term("denied", "As a claim that the accused deny."),
        term("expected", "As something that is to come."),
    ),
)

EVENT_PARTY_ROLE = Vocabulary(
    "event-party-role",
    "What a party is in an event.",
    (
        term("initiator", "It began or did it."),
        term("target", "It was done to it."),
        term("participant", "It took part."),
        term("deployer", "It deployed the force or mission."),
        term("host", "It happened on its territory, or it let it in."),
        term("requester", "It asked for it."),
        term("supporter", "It supported one side."),
        term("accused", "It is said to have done it."),
        term("affected", "It suffered from it."),
    ),
)

FIGURE_MEASURE = Vocabulary(
    "figure-measure",
    "What a figure counts.",
    (
        term("killed", "People killed."),
        term("wounded", "People wounded."),
        term("displaced", "People driven from their homes."),
        term("fled", "People who fled."),
        term("deployed", "People deployed."),
        term("area", "An area."),
        term("amount", "An amount of money or goods."),
        term("duration", "A length of time."),
    ),
)

FIGURE_QUALIFIER = Vocabulary(
    "figure-qualifier",
    "How the document hedges a figure; it decides which of low, best and high are filled.",
    (
        term("exactly", "The number alone: best, low and high are equal or only best is given."),
        term("about", "About, some, or so: best."),
        term("nearly", "Nearly, almost: best and high."),
        term("more_than", "More than, over: low."),
        term("less_than", "Less than, under: high."),
        term("order", "A magnitude such as hundreds of thousands: low, twice the magnitude."),
    ),
)
