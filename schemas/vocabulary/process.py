"""Vocabularies of the peace process: agreements, mediation, meetings.

PA-X codes are those of `Stage` and `Status` in the PA-X codebook (Bell & Badanjak 2019); CAMEO
codes are those of its event ontology as distributed by GDELT; UCDP codes those of the Peace
Agreement Dataset.
"""

from .terms import Vocabulary, term

AGREEMENT_TYPE = Vocabulary(
    "agreement-type",
    "What form an agreement has.",
    (
        term(
            "ceasefire", "An agreement to end the fighting, without a term set to it.", cameo="0871"
        ),
        term(
            "truce", "A halt of the fighting that is told of as temporary or fragile.", cameo="0871"
        ),
        term("declaration", "A declaration by one or several parties."),
        term("joint_statement", "A statement that several parties issue together."),
        term("protocol", "A protocol, or a technical agreement under another agreement."),
        term("framework", "An agreement on the principles of a later one."),
        term("peace_treaty", "A treaty that ends the conflict, concluded or not."),
        term("negotiation_plan", "A plan or road map for negotiations."),
        term("implementation", "An agreement on how another is carried out."),
        term("offer", "Something offered with a view to limiting the conflict, accepted or not."),
        term("other", "Another form."),
    ),
)

AGREEMENT_STAGE = Vocabulary(
    "agreement-stage",
    "At which stage of a peace process an agreement stands.",
    (
        term("pre_negotiation", "About the process and its principles.", pax="Pre"),
        term("ceasefire", "About a ceasefire and what belongs to it.", pax="Cea"),
        term("framework_partial", "About part of the substance.", pax="SubPar"),
        term("framework_comprehensive", "About the whole of the substance.", pax="SubComp"),
        term("implementation", "About carrying out or renegotiating an agreement.", pax="Imp"),
        term("renewal", "A short renewal of earlier commitments.", pax="Ren"),
        term("other", "None of these.", pax="Oth"),
    ),
)

AGREEMENT_STATUS = Vocabulary(
    "agreement-status",
    "Who stands behind an agreement.",
    (
        term(
            "multiparty", "Signed or agreed by more than one party.", pax="Multiparty signed/agreed"
        ),
        term("unilateral", "The document of one party.", pax="Unilateral document"),
        term("unclear", "It is not told who agreed.", pax="Status unclear"),
        term("subsequent", "Not accepted then, later a basis.", pax="Subsequent status"),
        term(
            "not_signed", "Offered, planned or negotiated, and not signed; PA-X leaves these out."
        ),
    ),
)

AGREEMENT_STATE = Vocabulary(
    "agreement-state",
    "What is told of the life of an agreement at some time.",
    (
        term("proposed", "Put forward."),
        term("offered", "Offered by one party to another."),
        term("under_negotiation", "Being negotiated.", cameo="046"),
        term("agreed", "Agreed, whether or not signed."),
        term("signed", "Signed.", cameo="057"),
        term("in_force", "In force or being carried out."),
        term("violated", "Said to have been broken; always somebody's claim."),
        term("refused", "Refused by a party.", cameo="127"),
        term("superseded", "Replaced by another."),
        term("terminated", "Ended."),
        term("unknown", "Not told."),
    ),
)

SIGNATORY_ROLE = Vocabulary(
    "signatory-role",
    "In what role a party or person stands in or under an agreement "
    "(the roles found in PA-X `ThrdPart`).",
    (
        term("party", "One of those between whom it is made.", "Party", pax="Part"),
        term("witness", "A witness.", pax="ThrdPart"),
        term("observer", "An observer.", pax="ThrdPart"),
        term("guarantor", "A guarantor.", pax="ThrdPart"),
        term("mediator", "A mediator.", pax="ThrdPart"),
        term("facilitator", "A facilitator.", pax="ThrdPart"),
        term("chair", "The chair of the talks.", pax="ThrdPart"),
        term("host", "The host.", pax="ThrdPart"),
        term("depositary", "The keeper of the document.", pax="ThrdPart"),
        term("in_presence_of", "Present when it was made.", "In the presence of", pax="ThrdPart"),
        term("endorser", "One who endorsed it.", pax="ThrdPart"),
        term("monitor", "One who watches that it is kept.", pax="ThrdPart"),
        term("offeror", "One who offers it."),
        term("addressee", "One to whom it is offered."),
        term("other", "Another role.", pax="ThrdPart"),
    ),
)

SIGNATORY_POSITION = Vocabulary(
    "signatory-position",
    "Whether one who stands in an agreement stands by it.",
    (
        term("signed", "Signed it."),
        term("agreed", "Agreed to it, signature not told."),
        term("confirmed", "Confirmed it later."),
        term("not_confirmed", "Had agreed in part or through others, and did not confirm."),
        term("refused", "Refused it."),
        term("unknown", "Not told."),
    ),
)

MEDIATION_ROLE = Vocabulary(
    "mediation-role",
    "What a mediator does or did.",
    (
        term("mediator", "Mediates between the sides.", cameo="045"),
        term("broker", "Brought an agreement about."),
        term("facilitator", "Makes contacts between the sides possible."),
        term("host", "Hosts talks of others.", cameo="043"),
        term("chair", "Chairs talks of others."),
        term("guarantor", "Guarantees an agreement."),
        term("monitor", "Watches that an agreement is kept."),
        term("observer", "Attends without a part in it."),
    ),
)

MEDIATION_STATUS = Vocabulary(
    "mediation-status",
    "Whether a mediation has taken place.",
    (
        term("done", "It took place."),
        term("ongoing", "It goes on at the time of the document."),
        term("offered", "It was offered.", cameo="039"),
        term("refused", "It was refused.", cameo="126"),
        term("alleged", "Somebody claims it."),
    ),
)

MEDIATOR_STANCE = Vocabulary(
    "mediator-stance",
    "How a party or person stands towards somebody's mediation.",
    (
        term("accepts", "Accepts or welcomes it.", cameo="038"),
        term("conditional", "Accepts it under a condition."),
        term("reserved", "Has reservations."),
        term("objects", "Objects to it."),
        term("refuses", "Refuses it.", cameo="126"),
        term("unknown", "Not told."),
    ),
)

MEETING_FORMAT = Vocabulary(
    "meeting-format",
    "What kind of meeting it is.",
    (
        term("talks", "Negotiations or talks.", cameo="046"),
        term("contacts", "Contacts below talks."),
        term("call", "A telephone or video call.", cameo="041"),
        term("briefing", "A briefing of the press or of others."),
        term("press_conference", "A press conference or questions and answers with the press."),
        term("interview", "An interview."),
        term("readout", "A statement that tells of another meeting."),
        term("session", "A session of a body."),
        term("technical", "A meeting of experts on a technical matter."),
        term("other", "Another kind."),
    ),
)

MEETING_LEVEL = Vocabulary(
    "meeting-level",
    "On what level those who meet stand.",
    (
        term("leaders", "Heads of state or government."),
        term("ministers", "Ministers or their equals."),
        term("officials", "Officials, envoys, representatives, spokespersons."),
        term("working", "Working groups and experts."),
        term("unknown", "Not told."),
    ),
)

MEETING_MODALITY = Vocabulary(
    "meeting-modality",
    "How those who meet come together.",
    (
        term("in_person", "In one place."),
        term("telephone", "By telephone.", cameo="041"),
        term("video", "By video."),
        term("written", "In writing."),
        term("unknown", "Not told."),
    ),
)

MEETING_STATUS = Vocabulary(
    "meeting-status",
    "Whether a meeting took place.",
    (
        term("held", "It took place."),
        term("planned", "It was expected at the time of the document.", cameo="036"),
        term("postponed", "It was put off; its new date is a meeting of its own."),
        term("cancelled", "It was called off.", cameo="164"),
        term("offered", "It was offered."),
        term("refused", "It was refused.", cameo="125"),
        term("alleged", "Somebody claims that it took place."),
    ),
)

TOOK_PLACE = {"meeting": "held", "event": "told"}
"""The status of a meeting that took place, and of an event that is told as a fact."""


def took_place(object_: str, status: str | None) -> bool:
    """Whether a record is told as having taken place; what is neither of the two always is."""
    return object_ not in TOOK_PLACE or status == TOOK_PLACE[object_]


ATTENDANCE_ROLE = Vocabulary(
    "attendance-role",
    "What somebody is at a meeting.",
    (
        term("participant", "One who takes part."),
        term("head_of_delegation", "The head of a delegation."),
        term("host", "The host, also where he is one of the sides."),
        term("chair", "The chair."),
        term("mediator", "A mediator between the sides."),
        term("spokesperson", "One who speaks for an office to the press."),
        term("interviewer", "One who asks in an interview."),
        term("interviewee", "One who is asked in an interview."),
        term("questioner", "One who asks at a briefing."),
        term("requester", "One who asked for it, or for its postponement."),
        term("observer", "One who attends without a part in it."),
    ),
)
