"""The vocabularies: their codes as in the data model, each with a definition, and served."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from schemas.vocabulary import VOCABULARIES, Vocabulary

Get = Callable[..., Any]

CODES = {
    "party-kind": "state former_state government_body de_facto_entity armed_group armed_forces "
    "alliance igo un_body bloc mission population_group ngo media company coalition other",
    "party-affiliation": "part_of member_of acts_for successor_of",
    "conflict-party-role": "primary secondary_supporting third_party peacekeeper affected",
    "incompatibility": "territory government both",
    "agreement-type": "ceasefire truce declaration joint_statement protocol framework peace_treaty "
    "negotiation_plan implementation offer other",
    "agreement-stage": "pre_negotiation ceasefire framework_partial framework_comprehensive "
    "implementation renewal other",
    "agreement-status": "multiparty unilateral unclear subsequent not_signed",
    "agreement-state": "proposed offered under_negotiation agreed signed in_force violated refused "
    "superseded terminated unknown",
    "signatory-role": "party witness observer guarantor mediator facilitator chair host depositary "
    "in_presence_of endorser monitor offeror addressee other",
    "signatory-position": "signed agreed confirmed not_confirmed refused unknown",
    "mediation-role": "mediator broker facilitator host chair guarantor monitor observer",
    "mediation-status": "done ongoing offered refused alleged",
    "mediator-stance": "accepts conditional reserved objects refuses unknown",
    "meeting-format": "talks contacts call briefing press_conference interview readout session "
    "technical other",
    "meeting-level": "leaders ministers officials working unknown",
    "meeting-modality": "in_person telephone video written unknown",
    "meeting-status": "held planned postponed cancelled offered refused alleged",
    "attendance-role": "participant head_of_delegation host chair mediator spokesperson "
    "interviewer interviewee questioner requester observer",
    "quote-kind": "direct partial reported term",
    "quote-attribution": "named role pronoun continued writer none",
    "quote-act": "state accuse deny reject refuse decline offer promise request demand appeal ask "
    "support praise criticise condemn object warn inform announce assess hope welcome",
    "quote-span-role": "spoken clause attribution insertion",
    "relation-type": "implements amends supersedes reaffirms part_of prepares references replaces "
    "follows reports_on ends led_to deployed_under about possibly_same same_utterance",
    "event-kind": "war offensive clash seizure takeover ceasefire_violation blockade displacement "
    "deployment withdrawal protest exercise refusal other",
    "event-status": "told alleged denied expected",
    "event-party-role": "initiator target participant deployer host requester supporter accused "
    "affected",
    "figure-measure": "killed wounded displaced fled deployed area amount duration",
    "basis": "stated derived external",
    "evidence-stance": "supports varies disputes",
    "name-kind": "official alias abbreviation as_printed former",
    "identifier-scheme": "ucdp-actor ucdp-conflict ucdp-dyad ucdp-agreement pax-agreement "
    "pax-process gw iso3166-1-a3 wikidata url doi",
    "identifier-match": "exact close broad narrow",
    "document-source-role": "publisher original agency republisher translator",
    "document-part-kind": "title standfirst body byline credit comment teaser form",
}
NOT_IN_THE_DATA_MODEL = {
    "source-kind",
    "place-precision",
    "figure-qualifier",
    "date-precision",
    "change-action",
    "token-scope",
    "span-fate",
}
TERMS = [(each, term) for each in VOCABULARIES.values() for term in each.terms]
BROKEN = re.compile("[\u0080-\u009f\ufffd]|Ã|Â|â€|&[a-z]+;|\\?\\?")


def elsewhere(name: str, scheme: str) -> list[str | None]:
    """The codes of another scheme beside those of a vocabulary, in order."""
    return [term.elsewhere.get(scheme) for term in VOCABULARIES[name].terms]


@pytest.mark.parametrize("name", CODES)
def test_codes_are_those_of_the_data_model(name: str) -> None:
    assert sorted(VOCABULARIES[name].codes) == sorted(CODES[name].split())


def test_there_is_no_other_vocabulary() -> None:
    assert set(VOCABULARIES) == set(CODES) | NOT_IN_THE_DATA_MODEL


@pytest.mark.parametrize("vocabulary", VOCABULARIES.values(), ids=lambda each: each.name)
def test_codes_and_labels_are_unique(vocabulary: Vocabulary) -> None:
    assert len(set(vocabulary.codes)) == len(vocabulary.codes)
    assert len({term.label for term in vocabulary.terms}) == len(vocabulary.terms)
    assert len({term.definition for term in vocabulary.terms}) == len(vocabulary.terms)


@pytest.mark.parametrize(("vocabulary", "term"), TERMS, ids=lambda each: getattr(each, "code", ""))
def test_a_term_has_a_code_a_label_and_a_definition(vocabulary: Vocabulary, term: Any) -> None:
    assert re.fullmatch("[a-z0-9]+(_[a-z0-9]+)*|[a-z0-9]+(-[a-z0-9]+)*", term.code)
    assert re.fullmatch(r"[A-Z]\S*( \S+)*", term.definition)
    assert term.definition.endswith(".")
    assert term.label[0].isupper()
    assert not term.label.endswith(".")
    for text in (term.label, term.definition, *term.elsewhere.values()):
        assert not BROKEN.search(text)


@pytest.mark.parametrize("vocabulary", VOCABULARIES.values(), ids=lambda each: each.name)
def test_a_vocabulary_has_a_name_and_a_description(vocabulary: Vocabulary) -> None:
    assert re.fullmatch("[a-z]+(-[a-z]+)*", vocabulary.name)
    assert vocabulary.description.endswith(".")
    assert not BROKEN.search(vocabulary.description)


def test_stages_are_those_of_pa_x() -> None:
    codes = elsewhere("agreement-stage", "pax")
    assert codes == ["Pre", "Cea", "SubPar", "SubComp", "Imp", "Ren", "Oth"]


def test_only_unsigned_agreements_have_no_status_of_pa_x() -> None:
    assert elsewhere("agreement-status", "pax") == [
        "Multiparty signed/agreed",
        "Unilateral document",
        "Status unclear",
        "Subsequent status",
        None,
    ]


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("incompatibility", ["1", "2", "3"]),
        ("date-precision", ["1", "2", "3", "4", "5", None, None, None]),
        ("place-precision", ["1", "2", "3", "4", "5", "6", "7"]),
    ],
)
def test_codes_of_ucdp_are_in_its_order(name: str, codes: list[str | None]) -> None:
    assert elsewhere(name, "ucdp") == codes


def test_cameo_codes_are_digits() -> None:
    found = {code for name in VOCABULARIES for code in elsewhere(name, "cameo") if code}
    assert {len(code) for code in found} <= {3, 4}
    assert all(code.isascii() and code.isdigit() for code in found)


def test_all_are_served(get: Get) -> None:
    served = get("/v1/vocabularies")["data"]
    assert [each["name"] for each in served] == list(VOCABULARIES)
    assert {each["name"]: [term["code"] for term in each["terms"]] for each in served} == {
        name: list(each.codes) for name, each in VOCABULARIES.items()
    }


def test_each_is_served_as_in_the_list(get: Get) -> None:
    for each in get("/v1/vocabularies")["data"]:
        assert get(f"/v1/vocabularies/{each['name']}")["data"] == each


def test_a_term_is_served_with_its_codes_elsewhere(get: Get) -> None:
    terms = get("/v1/vocabularies/agreement-stage")["data"]["terms"]
    assert terms[3] == {
        "code": "framework_comprehensive",
        "label": "Framework comprehensive",
        "definition": "About the whole of the substance.",
        "elsewhere": {"pax": "SubComp"},
    }


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("agreement-stages", "agreement-stage"),
        ("Party_Kind", "party-kind"),
        ("meeting", "meeting-"),
    ],
)
def test_an_unknown_one_is_not_found_and_the_nearest_named(get: Get, asked: str, near: str) -> None:
    problem = get(f"/v1/vocabularies/{asked}", 404)
    assert problem["type"] == "/problems/not-found"
    assert f"There is no vocabulary {asked}. Did you mean {near}" in problem["detail"]


def test_where_none_is_near_all_are_named(get: Get) -> None:
    detail = get("/v1/vocabularies/zzzzzzzz", 404)["detail"]
    assert all(name in detail for name in VOCABULARIES)
