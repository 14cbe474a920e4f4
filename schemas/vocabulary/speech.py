"""Vocabularies of what was said.

CAMEO codes stand where an act has an equivalent in its event ontology as distributed by GDELT.
"""

from .terms import Vocabulary, term

QUOTE_KIND = Vocabulary(
    "quote-kind",
    "How a document gives what was said.",
    (
        term("direct", "A whole sentence or more between quotation marks."),
        term("partial", "A phrase between quotation marks inside the writer's sentence."),
        term("reported", "Without marks, by a verb or noun of saying with its content."),
        term("term", "Words set off as a name for something, or kept at a distance."),
    ),
)

QUOTE_ATTRIBUTION = Vocabulary(
    "quote-attribution",
    "How the document tells who speaks.",
    (
        term("named", "By name."),
        term("role", "By an office, a body or another description."),
        term("pronoun", "By a pronoun."),
        term("continued", "Not again: the words run on from those before."),
        term("writer", "The words are the writer's own."),
        term("none", "Not at all."),
    ),
)

QUOTE_ACT = Vocabulary(
    "quote-act",
    "What the speaker does with the words; null for a term.",
    (
        term("state", "States or claims a fact or a view.", cameo="010"),
        term("accuse", "Accuses somebody of something.", cameo="112"),
        term("deny", "Denies an accusation or a claim."),
        term("reject", "Rejects a proposal, a plan, aid or an item of negotiation.", cameo="120"),
        term("refuse", "Refuses to do or to accept something.", cameo="120"),
        term("decline", "Declines to comment or to answer."),
        term("offer", "Offers something, or readiness for it.", cameo="030"),
        term("promise", "Promises or commits to something.", cameo="030"),
        term("request", "Asks for something to be done."),
        term("demand", "Demands something.", cameo="100"),
        term("appeal", "Calls on somebody to do something.", cameo="020"),
        term("ask", "Asks a question."),
        term("support", "Expresses support for somebody.", cameo="051"),
        term("praise", "Praises somebody or something.", cameo="051"),
        term("criticise", "Criticises or rebukes.", cameo="111"),
        term("condemn", "Condemns or denounces.", cameo="111"),
        term("object", "Objects or has reservations.", cameo="110"),
        term("warn", "Warns of something."),
        term("inform", "Tells of something that was done or is the case."),
        term("announce", "Announces what is going to be, or what is intended."),
        term("assess", "Judges, explains or interprets."),
        term("hope", "Expresses hope or an expectation.", cameo="013"),
        term("welcome", "Welcomes something or somebody."),
    ),
)

SPAN_ROLE = Vocabulary(
    "quote-span-role",
    "What a stretch of text is to a quote.",
    (
        term("spoken", "The words between the marks."),
        term("clause", "The clause of saying, from its subject to the last word told."),
        term("attribution", "The words that tell who speaks."),
        term("insertion", "Words in brackets inside the quote that are not the speaker's."),
    ),
)
