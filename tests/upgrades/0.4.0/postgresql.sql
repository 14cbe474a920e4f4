CREATE DOMAIN public.keytext AS text COLLATE pg_catalog."C";
CREATE FUNCTION public.search_vector(names text, body text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT COALESCE(string_agg(word || ':' || LEAST(place, 16383) || weight, ' '), '')::tsvector
    FROM (
        SELECT word, place, 'A' AS weight
        FROM unnest(string_to_array(names, ' ')) WITH ORDINALITY AS named(word, place)
        UNION ALL
        SELECT word, place + 1 + cardinality(string_to_array(names, ' ')), 'D'
        FROM unnest(string_to_array(body, ' ')) WITH ORDINALITY AS told(word, place)
    ) AS placed WHERE word <> ''
    $$;
CREATE TABLE public.agreement (
    number integer NOT NULL,
    title text NOT NULL,
    type public.keytext NOT NULL,
    stage public.keytext,
    status public.keytext,
    place integer,
    process integer,
    summary text,
    is_set boolean NOT NULL,
    set_size integer,
    signed public.keytext,
    signed_earliest date,
    signed_latest date,
    signed_order date,
    signed_basis public.keytext,
    signed_verbatim text,
    signed_anchor integer,
    ended public.keytext,
    ended_earliest date,
    ended_latest date,
    ended_order date,
    ended_basis public.keytext,
    ended_verbatim text,
    ended_anchor integer,
    CONSTRAINT agreement_ended_basis_check CHECK (((ended_basis)::text = ANY (ARRAY['stated'::text, 'derived'::text, 'external'::text]))),
    CONSTRAINT agreement_signed_basis_check CHECK (((signed_basis)::text = ANY (ARRAY['stated'::text, 'derived'::text, 'external'::text]))),
    CONSTRAINT agreement_stage_check CHECK (((stage)::text = ANY (ARRAY['pre_negotiation'::text, 'ceasefire'::text, 'framework_partial'::text, 'framework_comprehensive'::text, 'implementation'::text, 'renewal'::text, 'other'::text]))),
    CONSTRAINT agreement_status_check CHECK (((status)::text = ANY (ARRAY['multiparty'::text, 'unilateral'::text, 'unclear'::text, 'subsequent'::text, 'not_signed'::text]))),
    CONSTRAINT agreement_type_check CHECK (((type)::text = ANY (ARRAY['ceasefire'::text, 'truce'::text, 'declaration'::text, 'joint_statement'::text, 'protocol'::text, 'framework'::text, 'peace_treaty'::text, 'negotiation_plan'::text, 'implementation'::text, 'offer'::text, 'other'::text])))
);
CREATE TABLE public.agreement_state (
    key public.keytext NOT NULL,
    ordinal integer NOT NULL,
    agreement integer NOT NULL,
    state public.keytext NOT NULL,
    claimed_by integer,
    quote integer,
    term_as_printed text,
    as_of public.keytext,
    as_of_earliest date,
    as_of_latest date,
    as_of_order date,
    as_of_basis public.keytext,
    as_of_verbatim text,
    as_of_anchor integer,
    CONSTRAINT agreement_state_as_of_basis_check CHECK (((as_of_basis)::text = ANY (ARRAY['stated'::text, 'derived'::text, 'external'::text]))),
    CONSTRAINT agreement_state_check CHECK ((((state)::text <> 'violated'::text) OR (claimed_by IS NOT NULL))),
    CONSTRAINT agreement_state_state_check CHECK (((state)::text = ANY (ARRAY['proposed'::text, 'offered'::text, 'under_negotiation'::text, 'agreed'::text, 'signed'::text, 'in_force'::text, 'violated'::text, 'refused'::text, 'superseded'::text, 'terminated'::text, 'unknown'::text])))
);
CREATE TABLE public.attendance (
    key public.keytext NOT NULL,
    ordinal integer NOT NULL,
    meeting integer NOT NULL,
    party integer,
    person integer,
    role public.keytext NOT NULL,
    capacity_as_printed text,
    CONSTRAINT attendance_check CHECK (((party IS NOT NULL) OR (person IS NOT NULL))),
    CONSTRAINT attendance_role_check CHECK (((role)::text = ANY (ARRAY['participant'::text, 'head_of_delegation'::text, 'host'::text, 'chair'::text, 'mediator'::text, 'spokesperson'::text, 'interviewer'::text, 'interviewee'::text, 'questioner'::text, 'requester'::text, 'observer'::text])))
);
CREATE TABLE public.change (
    revision integer NOT NULL,
    record public.keytext NOT NULL,
    action public.keytext NOT NULL,
    before text,
    other public.keytext,
    CONSTRAINT change_action_check CHECK (((action)::text = ANY (ARRAY['add'::text, 'change'::text, 'withdraw'::text, 'merge'::text, 'absorb'::text, 'restore'::text])))
);
CREATE TABLE public.conflict (
    number integer NOT NULL,
    name text NOT NULL,
    incompatibility public.keytext,
    summary text,
    started public.keytext,
    started_earliest date,
    started_latest date,
    started_order date,
    started_basis public.keytext,
    started_verbatim text,
    started_anchor integer,
    ended public.keytext,
    ended_earliest date,
    ended_latest date,
    ended_order date,
    ended_basis public.keytext,
    ended_verbatim text,
    ended_anchor integer,
    CONSTRAINT conflict_ended_basis_check CHECK (((ended_basis)::text = ANY (ARRAY['stated'::text, 'derived'::text, 'external'::text]))),
    CONSTRAINT conflict_incompatibility_check CHECK (((incompatibility)::text = ANY (ARRAY['territory'::text, 'government'::text, 'both'::text]))),
    CONSTRAINT conflict_started_basis_check CHECK (((started_basis)::text = ANY (ARRAY['stated'::text, 'derived'::text, 'external'::text])))
);
CREATE TABLE public.conflict_party (
    key public.keytext NOT NULL,
    ordinal integer NOT NULL,
    conflict integer NOT NULL,
    party integer NOT NULL,
    role public.keytext NOT NULL,
    CONSTRAINT conflict_party_role_check CHECK (((role)::text = ANY (ARRAY['primary'::text, 'secondary_supporting'::text, 'third_party'::text, 'peacekeeper'::text, 'affected'::text])))
);
CREATE TABLE public.counter (
    id integer NOT NULL,
    revision integer NOT NULL,
    number integer NOT NULL,
    epoch public.keytext NOT NULL,
    timeline public.keytext,
    CONSTRAINT counter_id_check CHECK ((id = 1))
);
CREATE TABLE public.document (
    number integer NOT NULL,
    title text NOT NULL,
    author text,
    translator text,
    language public.keytext,
    url text,
    sha256 public.keytext NOT NULL,
    characters integer NOT NULL,
    licence text,
    published public.keytext,
    published_earliest date,
    published_latest date,
    published_order date,
    published_basis public.keytext,
    published_verbatim text,
    published_anchor integer,
    CONSTRAINT document_published_basis_check CHECK (((published_basis)::text = ANY (ARRAY['stated'::text, 'derived'::text, 'external'::text])))
);
CREATE TABLE public.document_part (
    key public.keytext NOT NULL,
    ordinal integer NOT NULL,
    document integer NOT NULL,
    kind public.keytext NOT NULL,
    start integer NOT NULL,
    "end" integer NOT NULL,
    CONSTRAINT document_part_kind_check CHECK (((kind)::text = ANY (ARRAY['title'::text, 'standfirst'::text, 'body'::text, 'byline'::text, 'credit'::text, 'comment'::text, 'teaser'::text, 'form'::text])))
);
CREATE TABLE public.document_source (
    key public.keytext NOT NULL,
    ordinal integer NOT NULL,
    document integer NOT NULL,
    source integer NOT NULL,
    role public.keytext NOT NULL,
    CONSTRAINT document_source_role_check CHECK (((role)::text = ANY (ARRAY['publisher'::text, 'original'::text, 'agency'::text, 'republisher'::text, 'translator'::text])))
);
CREATE TABLE public.document_text (
    sha256 public.keytext NOT NULL,
    text text NOT NULL
);
CREATE TABLE public.document_version (
    document public.keytext NOT NULL,
    version integer NOT NULL,
    sha256 public.keytext NOT NULL,
    characters integer NOT NULL,
    registered_at public.keytext NOT NULL,
    who text NOT NULL
);
CREATE TABLE public.event (
    number integer NOT NULL,
    name text NOT NULL,
    kind public.keytext NOT NULL,
    status public.keytext NOT NULL,
    conflict integer,
    place integer,
    summary text,
    started public.keytext,
    started_earliest date,
    started_latest date,
    started_order date,
    started_basis public.keytext,
    started_verbatim text,
    started_anchor integer,
    ended public.keytext,
    ended_earliest date,
    ended_latest date,
    ended_order date,
    ended_basis public.keytext,
    ended_verbatim text,
    ended_anchor integer,
    CONSTRAINT event_ended_basis_check CHECK (((ended_basis)::text = ANY (ARRAY['stated'::text, 'derived'::text, 'external'::text]))),
    CONSTRAINT event_kind_check CHECK (((kind)::text = ANY (ARRAY['war'::text, 'offensive'::text, 'clash'::text, 'seizure'::text, 'takeover'::text, 'ceasefire_violation'::text, 'blockade'::text, 'displacement'::text, 'deployment'::text, 'withdrawal'::text, 'protest'::text, 'exercise'::text, 'refusal'::text, 'other'::text]))),
    CONSTRAINT event_started_basis_check CHECK (((started_basis)::text = ANY (ARRAY['stated'::text, 'derived'::text, 'external'::text]))),
    CONSTRAINT event_status_check CHECK (((status)::text = ANY (ARRAY['told'::text, 'alleged'::text, 'denied'::text, 'expected'::text])))
);
CREATE TABLE public.event_party (
    key public.keytext NOT NULL,
    ordinal integer NOT NULL,
    event integer NOT NULL,
    party integer NOT NULL,
    role public.keytext NOT NULL,
    CONSTRAINT event_party_role_check CHECK (((role)::text = ANY (ARRAY['initiator'::text, 'target'::text, 'participant'::text, 'deployer'::text, 'host'::text, 'requester'::text, 'supporter'::text, 'accused'::text, 'affected'::text])))
);
CREATE TABLE public.evidence (
    key public.keytext NOT NULL,
    ordinal integer NOT NULL,
    record integer NOT NULL,
    field public.keytext NOT NULL,
    basis public.keytext NOT NULL,
    document integer,
    paragraph integer,
    start integer,
    "end" integer,
    sha256 public.keytext,
    locator text,
    stance public.keytext NOT NULL,
    stated text,
    value text,
    claimed_by integer,
    quote integer,
    note text,
    CONSTRAINT evidence_basis_check CHECK (((basis)::text = ANY (ARRAY['stated'::text, 'derived'::text, 'external'::text]))),
    CONSTRAINT evidence_check CHECK ((((start IS NULL) = ("end" IS NULL)) AND ((start IS NULL) = (sha256 IS NULL)))),
    CONSTRAINT evidence_check1 CHECK (((start IS NULL) OR ((start < "end") AND (document IS NOT NULL)))),
    CONSTRAINT evidence_stance_check CHECK (((stance)::text = ANY (ARRAY['supports'::text, 'varies'::text, 'disputes'::text])))
);
CREATE TABLE public.figure (
    key public.keytext NOT NULL,
    ordinal integer NOT NULL,
    record integer NOT NULL,
    measure public.keytext NOT NULL,
    of_party integer,
    unit text,
    low double precision,
    best double precision,
    high double precision,
    qualifier public.keytext,
    verbatim text,
    claimed_by integer,
    CONSTRAINT figure_check CHECK (((low IS NOT NULL) OR (best IS NOT NULL) OR (high IS NOT NULL))),
    CONSTRAINT figure_check1 CHECK (((low IS NULL) OR (best IS NULL) OR (low <= best))),
    CONSTRAINT figure_check2 CHECK (((best IS NULL) OR (high IS NULL) OR (best <= high))),
    CONSTRAINT figure_check3 CHECK (((low IS NULL) OR (high IS NULL) OR (low <= high))),
    CONSTRAINT figure_measure_check CHECK (((measure)::text = ANY (ARRAY['killed'::text, 'wounded'::text, 'displaced'::text, 'fled'::text, 'deployed'::text, 'area'::text, 'amount'::text, 'duration'::text]))),
    CONSTRAINT figure_qualifier_check CHECK (((qualifier)::text = ANY (ARRAY['exactly'::text, 'about'::text, 'nearly'::text, 'more_than'::text, 'less_than'::text, 'order'::text])))
);
CREATE TABLE public.identifier (
    key public.keytext NOT NULL,
    ordinal integer NOT NULL,
    record integer NOT NULL,
    scheme public.keytext NOT NULL,
    value public.keytext NOT NULL,
    scheme_version text,
    match public.keytext NOT NULL,
    valid_from public.keytext,
    valid_to public.keytext,
    CONSTRAINT identifier_match_check CHECK (((match)::text = ANY (ARRAY['exact'::text, 'close'::text, 'broad'::text, 'narrow'::text]))),
    CONSTRAINT identifier_scheme_check CHECK (((scheme)::text = ANY (ARRAY['ucdp-actor'::text, 'ucdp-conflict'::text, 'ucdp-dyad'::text, 'ucdp-agreement'::text, 'pax-agreement'::text, 'pax-process'::text, 'gw'::text, 'iso3166-1-a3'::text, 'wikidata'::text, 'url'::text, 'doi'::text])))
);
CREATE TABLE public.mediation (
    key public.keytext NOT NULL,
    ordinal integer NOT NULL,
    mediator integer NOT NULL,
    agreement integer,
    meeting integer,
    role public.keytext NOT NULL,
    status public.keytext NOT NULL,
    term_as_printed text,
    CONSTRAINT mediation_role_check CHECK (((role)::text = ANY (ARRAY['mediator'::text, 'broker'::text, 'facilitator'::text, 'host'::text, 'chair'::text, 'guarantor'::text, 'monitor'::text, 'observer'::text]))),
    CONSTRAINT mediation_status_check CHECK (((status)::text = ANY (ARRAY['done'::text, 'ongoing'::text, 'offered'::text, 'refused'::text, 'alleged'::text])))
);
CREATE TABLE public.mediator (
    number integer NOT NULL,
    party integer,
    person integer,
    conflict integer,
    process integer,
    summary text,
    CONSTRAINT mediator_check CHECK (((party IS NULL) <> (person IS NULL))),
    CONSTRAINT mediator_check1 CHECK (((conflict IS NOT NULL) OR (process IS NOT NULL)))
);
CREATE TABLE public.mediator_position (
    key public.keytext NOT NULL,
    ordinal integer NOT NULL,
    mediator integer NOT NULL,
    mediation public.keytext,
    party integer NOT NULL,
    person integer,
    stance public.keytext NOT NULL,
    quote integer,
    said public.keytext,
    said_earliest date,
    said_latest date,
    said_order date,
    said_basis public.keytext,
    said_verbatim text,
    said_anchor integer,
    CONSTRAINT mediator_position_said_basis_check CHECK (((said_basis)::text = ANY (ARRAY['stated'::text, 'derived'::text, 'external'::text]))),
    CONSTRAINT mediator_position_stance_check CHECK (((stance)::text = ANY (ARRAY['accepts'::text, 'conditional'::text, 'reserved'::text, 'objects'::text, 'refuses'::text, 'unknown'::text])))
);
CREATE TABLE public.meeting (
    number integer NOT NULL,
    title text NOT NULL,
    format public.keytext NOT NULL,
    level public.keytext NOT NULL,
    modality public.keytext NOT NULL,
    status public.keytext NOT NULL,
    status_by integer,
    status_reason text,
    place integer,
    process integer,
    summary text,
    is_set boolean NOT NULL,
    scheduled public.keytext,
    scheduled_earliest date,
    scheduled_latest date,
    scheduled_order date,
    scheduled_basis public.keytext,
    scheduled_verbatim text,
    scheduled_anchor integer,
    started public.keytext,
    started_earliest date,
    started_latest date,
    started_order date,
    started_basis public.keytext,
    started_verbatim text,
    started_anchor integer,
    ended public.keytext,
    ended_earliest date,
    ended_latest date,
    ended_order date,
    ended_basis public.keytext,
    ended_verbatim text,
    ended_anchor integer,
    CONSTRAINT meeting_ended_basis_check CHECK (((ended_basis)::text = ANY (ARRAY['stated'::text, 'derived'::text, 'external'::text]))),
    CONSTRAINT meeting_format_check CHECK (((format)::text = ANY (ARRAY['talks'::text, 'contacts'::text, 'call'::text, 'briefing'::text, 'press_conference'::text, 'interview'::text, 'readout'::text, 'session'::text, 'technical'::text, 'other'::text]))),
    CONSTRAINT meeting_level_check CHECK (((level)::text = ANY (ARRAY['leaders'::text, 'ministers'::text, 'officials'::text, 'working'::text, 'unknown'::text]))),
    CONSTRAINT meeting_modality_check CHECK (((modality)::text = ANY (ARRAY['in_person'::text, 'telephone'::text, 'video'::text, 'written'::text, 'unknown'::text]))),
    CONSTRAINT meeting_scheduled_basis_check CHECK (((scheduled_basis)::text = ANY (ARRAY['stated'::text, 'derived'::text, 'external'::text]))),
    CONSTRAINT meeting_started_basis_check CHECK (((started_basis)::text = ANY (ARRAY['stated'::text, 'derived'::text, 'external'::text]))),
    CONSTRAINT meeting_status_check CHECK (((status)::text = ANY (ARRAY['held'::text, 'planned'::text, 'postponed'::text, 'cancelled'::text, 'offered'::text, 'refused'::text, 'alleged'::text])))
);
CREATE TABLE public.name (
    key public.keytext NOT NULL,
    ordinal integer NOT NULL,
    record integer NOT NULL,
    text text NOT NULL,
    kind public.keytext NOT NULL,
    language public.keytext,
    CONSTRAINT name_kind_check CHECK (((kind)::text = ANY (ARRAY['official'::text, 'alias'::text, 'abbreviation'::text, 'as_printed'::text, 'former'::text])))
);
CREATE TABLE public.party (
    number integer NOT NULL,
    name text NOT NULL,
    kind public.keytext NOT NULL,
    country public.keytext,
    existed_from public.keytext,
    existed_from_earliest date,
    existed_from_latest date,
    existed_from_order date,
    existed_from_basis public.keytext,
    existed_from_verbatim text,
    existed_from_anchor integer,
    existed_to public.keytext,
    existed_to_earliest date,
    existed_to_latest date,
    existed_to_order date,
    existed_to_basis public.keytext,
    existed_to_verbatim text,
    existed_to_anchor integer,
    CONSTRAINT party_existed_from_basis_check CHECK (((existed_from_basis)::text = ANY (ARRAY['stated'::text, 'derived'::text, 'external'::text]))),
    CONSTRAINT party_existed_to_basis_check CHECK (((existed_to_basis)::text = ANY (ARRAY['stated'::text, 'derived'::text, 'external'::text]))),
    CONSTRAINT party_kind_check CHECK (((kind)::text = ANY (ARRAY['state'::text, 'former_state'::text, 'government_body'::text, 'de_facto_entity'::text, 'armed_group'::text, 'armed_forces'::text, 'alliance'::text, 'igo'::text, 'un_body'::text, 'bloc'::text, 'mission'::text, 'population_group'::text, 'ngo'::text, 'media'::text, 'company'::text, 'coalition'::text, 'other'::text])))
);
CREATE TABLE public.party_affiliation (
    key public.keytext NOT NULL,
    ordinal integer NOT NULL,
    of_party integer NOT NULL,
    type public.keytext NOT NULL,
    party integer NOT NULL,
    started public.keytext,
    started_earliest date,
    started_latest date,
    started_order date,
    started_basis public.keytext,
    started_verbatim text,
    started_anchor integer,
    ended public.keytext,
    ended_earliest date,
    ended_latest date,
    ended_order date,
    ended_basis public.keytext,
    ended_verbatim text,
    ended_anchor integer,
    CONSTRAINT party_affiliation_ended_basis_check CHECK (((ended_basis)::text = ANY (ARRAY['stated'::text, 'derived'::text, 'external'::text]))),
    CONSTRAINT party_affiliation_started_basis_check CHECK (((started_basis)::text = ANY (ARRAY['stated'::text, 'derived'::text, 'external'::text]))),
    CONSTRAINT party_affiliation_type_check CHECK (((type)::text = ANY (ARRAY['part_of'::text, 'member_of'::text, 'acts_for'::text, 'successor_of'::text])))
);
CREATE TABLE public.person (
    number integer NOT NULL,
    name text NOT NULL,
    family_name text,
    given_name text
);
CREATE TABLE public.person_position (
    key public.keytext NOT NULL,
    ordinal integer NOT NULL,
    person integer NOT NULL,
    party integer,
    title text NOT NULL,
    started public.keytext,
    started_earliest date,
    started_latest date,
    started_order date,
    started_basis public.keytext,
    started_verbatim text,
    started_anchor integer,
    ended public.keytext,
    ended_earliest date,
    ended_latest date,
    ended_order date,
    ended_basis public.keytext,
    ended_verbatim text,
    ended_anchor integer,
    CONSTRAINT person_position_ended_basis_check CHECK (((ended_basis)::text = ANY (ARRAY['stated'::text, 'derived'::text, 'external'::text]))),
    CONSTRAINT person_position_started_basis_check CHECK (((started_basis)::text = ANY (ARRAY['stated'::text, 'derived'::text, 'external'::text])))
);
CREATE TABLE public.place (
    number integer NOT NULL,
    name text NOT NULL,
    country public.keytext,
    latitude double precision,
    longitude double precision,
    "precision" public.keytext,
    CONSTRAINT place_check CHECK (((latitude IS NULL) = (longitude IS NULL))),
    CONSTRAINT place_precision_check CHECK ((("precision")::text = ANY (ARRAY['exact'::text, 'near'::text, 'adm2'::text, 'adm1'::text, 'region'::text, 'country'::text, 'international'::text])))
);
CREATE TABLE public.process (
    number integer NOT NULL,
    name text NOT NULL,
    conflict integer,
    summary text,
    started public.keytext,
    started_earliest date,
    started_latest date,
    started_order date,
    started_basis public.keytext,
    started_verbatim text,
    started_anchor integer,
    ended public.keytext,
    ended_earliest date,
    ended_latest date,
    ended_order date,
    ended_basis public.keytext,
    ended_verbatim text,
    ended_anchor integer,
    CONSTRAINT process_ended_basis_check CHECK (((ended_basis)::text = ANY (ARRAY['stated'::text, 'derived'::text, 'external'::text]))),
    CONSTRAINT process_started_basis_check CHECK (((started_basis)::text = ANY (ARRAY['stated'::text, 'derived'::text, 'external'::text])))
);
CREATE TABLE public.quote (
    number integer NOT NULL,
    document integer NOT NULL,
    kind public.keytext NOT NULL,
    act public.keytext,
    speaker integer,
    capacity_as_printed text,
    attribution public.keytext NOT NULL,
    speaker_unknown text,
    on_behalf_of integer,
    alleged_of integer,
    via integer,
    nested_in integer,
    occasion integer,
    language public.keytext,
    summary text,
    said public.keytext,
    said_earliest date,
    said_latest date,
    said_order date,
    said_basis public.keytext,
    said_verbatim text,
    said_anchor integer,
    CONSTRAINT quote_act_check CHECK (((act)::text = ANY (ARRAY['state'::text, 'accuse'::text, 'deny'::text, 'reject'::text, 'refuse'::text, 'decline'::text, 'offer'::text, 'promise'::text, 'request'::text, 'demand'::text, 'appeal'::text, 'ask'::text, 'support'::text, 'praise'::text, 'criticise'::text, 'condemn'::text, 'object'::text, 'warn'::text, 'inform'::text, 'announce'::text, 'assess'::text, 'hope'::text, 'welcome'::text]))),
    CONSTRAINT quote_attribution_check CHECK (((attribution)::text = ANY (ARRAY['named'::text, 'role'::text, 'pronoun'::text, 'continued'::text, 'writer'::text, 'none'::text]))),
    CONSTRAINT quote_check CHECK (((speaker IS NULL) <> (speaker_unknown IS NULL))),
    CONSTRAINT quote_check1 CHECK ((((kind)::text = 'term'::text) = (act IS NULL))),
    CONSTRAINT quote_kind_check CHECK (((kind)::text = ANY (ARRAY['direct'::text, 'partial'::text, 'reported'::text, 'term'::text]))),
    CONSTRAINT quote_said_basis_check CHECK (((said_basis)::text = ANY (ARRAY['stated'::text, 'derived'::text, 'external'::text])))
);
CREATE TABLE public.quote_addressee (
    ordinal integer NOT NULL,
    quote integer NOT NULL,
    record integer NOT NULL
);
CREATE TABLE public.quote_mention (
    ordinal integer NOT NULL,
    quote integer NOT NULL,
    record integer NOT NULL
);
CREATE TABLE public.quote_span (
    key public.keytext NOT NULL,
    ordinal integer NOT NULL,
    quote integer NOT NULL,
    role public.keytext NOT NULL,
    paragraph integer,
    start integer NOT NULL,
    "end" integer NOT NULL,
    sha256 public.keytext NOT NULL,
    text text,
    CONSTRAINT quote_span_check CHECK ((start < "end")),
    CONSTRAINT quote_span_check1 CHECK ((((role)::text = 'spoken'::text) = (text IS NOT NULL))),
    CONSTRAINT quote_span_role_check CHECK (((role)::text = ANY (ARRAY['spoken'::text, 'clause'::text, 'attribution'::text, 'insertion'::text])))
);
CREATE TABLE public.quote_target (
    ordinal integer NOT NULL,
    quote integer NOT NULL,
    record integer NOT NULL
);
CREATE TABLE public.record (
    number integer NOT NULL,
    id public.keytext NOT NULL,
    object public.keytext NOT NULL,
    label text NOT NULL,
    label_key public.keytext NOT NULL,
    earliest date,
    latest date,
    chronology date,
    revision integer NOT NULL,
    created_at public.keytext NOT NULL,
    updated_at public.keytext NOT NULL,
    CONSTRAINT record_object_check CHECK (((object)::text = ANY (ARRAY['source'::text, 'document'::text, 'conflict'::text, 'process'::text, 'party'::text, 'person'::text, 'agreement'::text, 'mediator'::text, 'meeting'::text, 'quote'::text, 'event'::text, 'place'::text, 'topic'::text])))
);
CREATE TABLE public.record_topic (
    ordinal integer NOT NULL,
    record integer NOT NULL,
    topic integer NOT NULL
);
CREATE TABLE public.relation (
    key public.keytext NOT NULL,
    ordinal integer NOT NULL,
    "from" integer NOT NULL,
    type public.keytext NOT NULL,
    "to" integer NOT NULL,
    claimed_by integer,
    CONSTRAINT relation_type_check CHECK (((type)::text = ANY (ARRAY['implements'::text, 'amends'::text, 'supersedes'::text, 'reaffirms'::text, 'part_of'::text, 'prepares'::text, 'references'::text, 'replaces'::text, 'follows'::text, 'reports_on'::text, 'ends'::text, 'led_to'::text, 'deployed_under'::text, 'about'::text, 'possibly_same'::text, 'same_utterance'::text])))
);
CREATE TABLE public.repeatable_reply (
    token public.keytext NOT NULL,
    key public.keytext NOT NULL,
    request public.keytext NOT NULL,
    status integer NOT NULL,
    headers text NOT NULL,
    body text NOT NULL,
    expires_at public.keytext NOT NULL
);
CREATE TABLE public.revision (
    number integer NOT NULL,
    at public.keytext NOT NULL,
    who text NOT NULL,
    why text NOT NULL
);
CREATE TABLE public.schema_migration (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp without time zone NOT NULL
);
CREATE SEQUENCE public.schema_migration_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.schema_migration_id_seq OWNED BY public.schema_migration.id;
CREATE TABLE public.search_text (
    record integer NOT NULL,
    object public.keytext NOT NULL,
    words integer NOT NULL,
    names text NOT NULL,
    body text NOT NULL,
    shown text NOT NULL,
    hint text NOT NULL,
    vector tsvector GENERATED ALWAYS AS (public.search_vector(names, body)) STORED,
    CONSTRAINT search_text_object_check CHECK (((object)::text = ANY (ARRAY['source'::text, 'document'::text, 'conflict'::text, 'process'::text, 'party'::text, 'person'::text, 'agreement'::text, 'mediator'::text, 'meeting'::text, 'quote'::text, 'event'::text, 'place'::text, 'topic'::text])))
);
CREATE TABLE public.seed_file (
    record public.keytext NOT NULL,
    sha256 public.keytext NOT NULL,
    revision integer NOT NULL
);
CREATE TABLE public.settled (
    key public.keytext NOT NULL,
    ordinal integer NOT NULL,
    record integer NOT NULL,
    field public.keytext NOT NULL,
    reason text NOT NULL
);
CREATE TABLE public.signatory (
    key public.keytext NOT NULL,
    ordinal integer NOT NULL,
    agreement integer NOT NULL,
    party integer,
    person integer,
    on_behalf_of integer,
    role public.keytext NOT NULL,
    "position" public.keytext NOT NULL,
    term_as_printed text,
    capacity_as_printed text,
    CONSTRAINT signatory_check CHECK (((party IS NOT NULL) OR (person IS NOT NULL))),
    CONSTRAINT signatory_position_check CHECK ((("position")::text = ANY (ARRAY['signed'::text, 'agreed'::text, 'confirmed'::text, 'not_confirmed'::text, 'refused'::text, 'unknown'::text]))),
    CONSTRAINT signatory_role_check CHECK (((role)::text = ANY (ARRAY['party'::text, 'witness'::text, 'observer'::text, 'guarantor'::text, 'mediator'::text, 'facilitator'::text, 'chair'::text, 'host'::text, 'depositary'::text, 'in_presence_of'::text, 'endorser'::text, 'monitor'::text, 'offeror'::text, 'addressee'::text, 'other'::text])))
);
CREATE TABLE public.source (
    number integer NOT NULL,
    name text NOT NULL,
    kind public.keytext NOT NULL,
    country public.keytext,
    homepage text,
    CONSTRAINT source_kind_check CHECK (((kind)::text = ANY (ARRAY['agency'::text, 'newspaper'::text, 'broadcaster'::text, 'news_site'::text, 'research'::text, 'official'::text, 'other'::text])))
);
CREATE TABLE public.span_fate (
    document public.keytext NOT NULL,
    start integer NOT NULL,
    "end" integer NOT NULL,
    sha256 public.keytext NOT NULL,
    version integer NOT NULL,
    fate public.keytext NOT NULL,
    moved_to integer,
    CONSTRAINT span_fate_check CHECK (((moved_to IS NULL) = ((fate)::text <> 'moved'::text))),
    CONSTRAINT span_fate_fate_check CHECK (((fate)::text = ANY (ARRAY['moved'::text, 'several'::text, 'vanished'::text])))
);
CREATE TABLE public.token (
    name public.keytext NOT NULL,
    sha256 public.keytext NOT NULL,
    scope public.keytext NOT NULL,
    created_at public.keytext NOT NULL,
    expires_at public.keytext,
    last_used_at public.keytext,
    revoked_at public.keytext,
    CONSTRAINT token_scope_check CHECK (((scope)::text = ANY (ARRAY['read'::text, 'write'::text, 'admin'::text])))
);
CREATE TABLE public.tombstone (
    id public.keytext NOT NULL,
    object public.keytext NOT NULL,
    revision integer NOT NULL,
    reason text NOT NULL,
    merged_into public.keytext,
    number integer,
    CONSTRAINT tombstone_object_check CHECK (((object)::text = ANY (ARRAY['source'::text, 'document'::text, 'conflict'::text, 'process'::text, 'party'::text, 'person'::text, 'agreement'::text, 'mediator'::text, 'meeting'::text, 'quote'::text, 'event'::text, 'place'::text, 'topic'::text])))
);
CREATE TABLE public.topic (
    number integer NOT NULL,
    name text NOT NULL,
    broader integer
);
ALTER TABLE ONLY public.schema_migration ALTER COLUMN id SET DEFAULT nextval('public.schema_migration_id_seq'::regclass);
INSERT INTO public.agreement VALUES (1, 'Offer of more talks', 'offer', NULL, 'not_signed', NULL, 19, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.agreement VALUES (2, 'Truce over the Isle', 'truce', 'ceasefire', 'multiparty', NULL, 19, 'Both sides stopped fighting.', false, NULL, '1998/1999', '1998-01-01', '1999-12-31', '1998-01-01', 'derived', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.agreement_state VALUES ('in-force-1', 0, 2, 'in_force', 11, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.attendance VALUES ('pty-sudland', 0, 9, 14, NULL, 'participant', NULL);
INSERT INTO public.attendance VALUES ('per-ada-boreal', 0, 10, 12, 15, 'participant', NULL);
INSERT INTO public.attendance VALUES ('pty-sudland', 1, 10, 14, NULL, 'participant', NULL);
INSERT INTO public.attendance VALUES ('pty-lake-league', 2, 10, 11, NULL, 'host', NULL);
INSERT INTO public.change VALUES (1, 'agr-more-talks', 'add', NULL, NULL);
INSERT INTO public.change VALUES (1, 'agr-truce-1998', 'add', NULL, NULL);
INSERT INTO public.change VALUES (1, 'con-isle', 'add', NULL, NULL);
INSERT INTO public.change VALUES (1, 'doc-gazette-2001', 'add', NULL, NULL);
INSERT INTO public.change VALUES (1, 'doc-herald-2002', 'add', NULL, NULL);
INSERT INTO public.change VALUES (1, 'evt-garrison', 'add', NULL, NULL);
INSERT INTO public.change VALUES (1, 'evt-war', 'add', NULL, NULL);
INSERT INTO public.change VALUES (1, 'mdr-lake-league', 'add', NULL, NULL);
INSERT INTO public.change VALUES (1, 'mtg-more-talks', 'add', NULL, NULL);
INSERT INTO public.change VALUES (1, 'mtg-port-mid', 'add', NULL, NULL);
INSERT INTO public.change VALUES (1, 'pty-lake-league', 'add', NULL, NULL);
INSERT INTO public.change VALUES (1, 'pty-norland', 'add', NULL, NULL);
INSERT INTO public.change VALUES (1, 'pty-soldiers', 'add', NULL, NULL);
INSERT INTO public.change VALUES (1, 'pty-sudland', 'add', NULL, NULL);
INSERT INTO public.change VALUES (1, 'per-ada-boreal', 'add', NULL, NULL);
INSERT INTO public.change VALUES (1, 'per-carl-austral', 'add', NULL, NULL);
INSERT INTO public.change VALUES (1, 'plc-isle', 'add', NULL, NULL);
INSERT INTO public.change VALUES (1, 'plc-port-mid', 'add', NULL, NULL);
INSERT INTO public.change VALUES (1, 'prc-isle', 'add', NULL, NULL);
INSERT INTO public.change VALUES (1, 'quo-gazette-2001-162', 'add', NULL, NULL);
INSERT INTO public.change VALUES (1, 'quo-gazette-2001-240', 'add', NULL, NULL);
INSERT INTO public.change VALUES (1, 'quo-gazette-2001-353', 'add', NULL, NULL);
INSERT INTO public.change VALUES (1, 'quo-gazette-2001-362', 'add', NULL, NULL);
INSERT INTO public.change VALUES (1, 'quo-herald-2002-120', 'add', NULL, NULL);
INSERT INTO public.change VALUES (1, 'src-gazette', 'add', NULL, NULL);
INSERT INTO public.change VALUES (1, 'src-herald', 'add', NULL, NULL);
INSERT INTO public.change VALUES (1, 'top-peace', 'add', NULL, NULL);
INSERT INTO public.change VALUES (1, 'top-talks', 'add', NULL, NULL);
INSERT INTO public.change VALUES (2, 'per-ada-boreal', 'change', '{"id":"per-ada-boreal","name":"Ada Boreal","family_name":"Boreal","given_name":"Ada","positions":[{"key":"pty-norland","party":"pty-norland","title":"Norland''s envoy"}],"names":[{"key":"ada-boreal","text":"Ada Boreal","kind":"as_printed"}],"evidence":[{"key":"doc-gazette-2001","field":"/names/ada-boreal","document":"doc-gazette-2001","paragraph":3,"start":207,"end":217,"sha256":"9b6898f53e3c0297ccf56637298e2eaf04ddff156e3ec5a892753c77dd4d1bc9"},{"key":"doc-gazette-2001-2","field":"/positions/pty-norland","document":"doc-gazette-2001","paragraph":3,"start":191,"end":206,"sha256":"c35523e96dcfa66f82ba6805eb603506385aa5a237be3ac884b619e063178876"}]}', NULL);
INSERT INTO public.change VALUES (3, 'agr-truce-1998', 'change', '{"id":"agr-truce-1998","title":"Truce over the Isle","type":"truce","stage":"ceasefire","status":"multiparty","signed":{"value":"1998/1999","basis":"derived"},"process":"prc-isle","summary":"Both sides stopped fighting.","signatories":[{"key":"pty-norland","party":"pty-norland","role":"party","position":"signed"},{"key":"pty-sudland","party":"pty-sudland","role":"party","position":"signed"}],"states":[{"key":"in-force-1","state":"in_force","claimed_by":"pty-lake-league"}],"relations":[{"key":"evt-war","type":"ends","to":"evt-war"}],"evidence":[{"key":"doc-gazette-2001","field":"/signed","document":"doc-gazette-2001","paragraph":5,"start":375,"end":379,"sha256":"d54123de468bd42ea00dafbd777f85fe5fa1ff6404d9838c007953c25c92a1c5","stated":"1998","value":"1998"},{"key":"doc-herald-2002","field":"/signed","document":"doc-herald-2002","paragraph":0,"start":90,"end":94,"sha256":"ce8457d59078a699acb70416f88155a96a906b7b7aad43708402e3a3bcc8a4b4","stance":"disputes","stated":"1999","value":"1999"}]}', NULL);
INSERT INTO public.change VALUES (4, 'top-haste', 'add', NULL, NULL);
INSERT INTO public.change VALUES (5, 'top-calm', 'add', NULL, NULL);
INSERT INTO public.change VALUES (6, 'top-haste', 'withdraw', '{"id":"top-haste","name":"Haste"}', NULL);
INSERT INTO public.change VALUES (7, 'top-peace', 'absorb', '{"id":"top-peace","name":"Peace"}', 'top-calm');
INSERT INTO public.change VALUES (7, 'top-calm', 'merge', '{"id":"top-calm","name":"Calm"}', 'top-peace');
INSERT INTO public.change VALUES (8, 'doc-gazette-2001', 'change', '{"id":"doc-gazette-2001","title":"Talks on the Isle","author":"Ann Writer","language":"en","published":{"value":"2001-03-06","basis":"external"},"sha256":"0e384272971ac339f7d4d567ece43cbfb9e9deaef731e873cbe195c90ba19605","characters":467,"sources":[{"key":"src-gazette","source":"src-gazette","role":"publisher"}],"parts":[{"key":"title-1","kind":"title","start":0,"end":17},{"key":"byline-1","kind":"byline","start":18,"end":31},{"key":"body-1","kind":"body","start":32,"end":434},{"key":"comment-1","kind":"comment","start":435,"end":466}]}', NULL);
INSERT INTO public.conflict VALUES (3, 'Quarrel over the Isle', 'territory', NULL, '1991', '1991-01-01', '1991-12-31', '1991-01-01', 'stated', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.conflict_party VALUES ('pty-norland', 0, 3, 12, 'primary');
INSERT INTO public.conflict_party VALUES ('pty-sudland', 1, 3, 14, 'primary');
INSERT INTO public.counter VALUES (1, 8, 30, '6807ccc9', '00000001');
INSERT INTO public.document VALUES (5, '[The war over the Isle]', NULL, NULL, 'en', NULL, '2f908d6c5559f36c7fb171b3414f9421384c9dff6643e6b0816ea53c6b33d642', 211, NULL, '2002', '2002-01-01', '2002-12-31', '2002-01-01', 'external', NULL, NULL);
INSERT INTO public.document VALUES (4, 'Talks on the Isle', 'Ann Writer', NULL, 'en', NULL, '580325fb78f3ff62266b37ef005680ecca247a255715c83d1c56def4399fb68a', 471, NULL, '2001-03-06', '2001-03-06', '2001-03-06', '2001-03-06', 'external', NULL, NULL);
INSERT INTO public.document_part VALUES ('body-1', 0, 5, 'body', 0, 210);
INSERT INTO public.document_source VALUES ('src-herald', 0, 5, 26, 'publisher');
INSERT INTO public.document_source VALUES ('src-gazette', 0, 4, 25, 'publisher');
INSERT INTO public.document_text VALUES ('580325fb78f3ff62266b37ef005680ecca247a255715c83d1c56def4399fb68a', 'Talks on the Isle
By Ann Writer
Norland and Sudland met on Monday at Port Mid to end their long quarrel over the Isle. The talks were hosted by the Lake League.
“We did come in good faith,” said Norland''s envoy Ada Boreal, “and we shall stay.”
Carl Austral, who speaks for Sudland, accused Norland of keeping 1,200 soldiers on the Isle. Norland calls them “guests”.
The truce of 1998, signed by both, has held since then, the League said.
1 comment
Nobody believes them.
');
INSERT INTO public.document_version VALUES ('doc-gazette-2001', 1, '0e384272971ac339f7d4d567ece43cbfb9e9deaef731e873cbe195c90ba19605', 467, '2026-11-26T03:44:21Z', 'seeds');
INSERT INTO public.document_version VALUES ('doc-gazette-2001', 2, '580325fb78f3ff62266b37ef005680ecca247a255715c83d1c56def4399fb68a', 471, '2026-11-26T03:44:22Z', 'operator');
INSERT INTO public.event VALUES (6, 'Soldiers on the Isle', 'deployment', 'alleged', 3, 17, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.event VALUES (7, 'War over the Isle', 'war', 'told', 3, 17, NULL, '1991', '1991-01-01', '1991-12-31', '1991-01-01', 'stated', NULL, NULL, '1998/1999', '1998-01-01', '1999-12-31', '1998-01-01', 'stated', NULL, NULL);
INSERT INTO public.event_party VALUES ('pty-norland', 0, 6, 12, 'accused');
INSERT INTO public.event_party VALUES ('pty-norland', 0, 7, 12, 'participant');
INSERT INTO public.event_party VALUES ('pty-sudland', 1, 7, 14, 'participant');
INSERT INTO public.evidence VALUES ('doc-gazette-2001', 0, 11, '/names/lake-league', 'stated', 4, 2, 148, 159, 'f4bb70105b7e3174a10c3ddc95c269ecc68070e7ff1a3ed2c141f0d8953f4c4d', NULL, 'supports', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.evidence VALUES ('doc-gazette-2001-2', 1, 11, '/names/the-league', 'stated', 4, 5, 418, 428, '1b03f28866fcde94c94ee297e9496d8f88e6378d579e1cb5a999a565896b2c34', NULL, 'supports', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.evidence VALUES ('doc-gazette-2001', 0, 12, '/names/norland', 'stated', 4, 2, 32, 39, '520aeaa829ccc20729cab0e5c9a4e353947a273e8fc218dfb06093be95a8ac7b', NULL, 'supports', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.evidence VALUES ('doc-gazette-2001', 0, 13, '', 'stated', 4, 4, 305, 331, 'bde1b8c86a3a9939479a2244ac8a133807597668de8504c197cf45c6f41e56e8', NULL, 'supports', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.evidence VALUES ('doc-gazette-2001', 0, 14, '/names/sudland', 'stated', 4, 2, 44, 51, '8f6de1ff8d52d48a4eff799d1bd8fea5caa1546fe9bb891bd292e5a46ab0349c', NULL, 'supports', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.evidence VALUES ('doc-gazette-2001', 0, 17, '/names/the-isle', 'stated', 4, 2, 109, 117, 'da9b6c5dc068946aca195698ac1de59b5de0d73777a8c931c62ace8ff6cd4057', NULL, 'supports', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.evidence VALUES ('doc-gazette-2001', 0, 18, '/names/port-mid', 'stated', 4, 2, 69, 77, '450c9dd6aa179c8dff293e283be210873144e3945ae889c9a7c13f7233bb389a', NULL, 'supports', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.evidence VALUES ('doc-herald-2002', 0, 3, '/started', 'stated', 5, 0, 31, 35, '8e9b669109df89620b94f2387dc53206a82ddc71d658f8f7a2b3a9b417370d3e', NULL, 'supports', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.evidence VALUES ('doc-gazette-2001', 0, 19, '', 'stated', 4, 2, 119, 128, '145a7f8b6db9033b3bfd9d4becfdf00f037b2c281cb5241ba65bbabfd2fc3a9a', NULL, 'supports', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.evidence VALUES ('doc-herald-2002', 0, 1, '', 'stated', 5, 1, 137, 174, 'b689acdcd94358bbde5c523ec3bd5448e182f42d9e52a52080c15256f79548b2', NULL, 'supports', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.evidence VALUES ('doc-herald-2002', 0, 9, '', 'stated', 5, 1, 164, 174, '088b1def9f5615cc6770bd8adbdeef0f8d4c1bdc75eba8151a4fbaa954f4e951', NULL, 'supports', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.evidence VALUES ('doc-gazette-2001', 0, 10, '/started', 'derived', 4, 2, 56, 65, 'e919f661fa3e6ab63294620ff0cfea0fb7c8b4a55e9a1f077befd591005748c8', NULL, 'supports', 'on Monday', NULL, NULL, NULL, 'The Monday before publication.');
INSERT INTO public.evidence VALUES ('doc-gazette-2001', 0, 16, '/names/carl-austral', 'stated', 4, 4, 240, 252, '5246b36668ce64ce60facef46d9ec9be1313f62240c08957d2f8bbdd9eecfac5', NULL, 'supports', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.evidence VALUES ('doc-gazette-2001', 0, 25, '', 'external', 4, NULL, NULL, NULL, NULL, NULL, 'supports', NULL, NULL, NULL, NULL, 'Known from its imprint.');
INSERT INTO public.evidence VALUES ('doc-gazette-2001', 0, 26, '', 'external', 4, NULL, NULL, NULL, NULL, NULL, 'supports', NULL, NULL, NULL, NULL, 'Known from its imprint.');
INSERT INTO public.evidence VALUES ('doc-gazette-2001', 0, 6, '', 'stated', 4, 4, 297, 331, '754b95b68fea8f927e9fa469d8c12e485e4d3c46fedd482d39793b316b7ba846', NULL, 'supports', NULL, NULL, 16, 21, NULL);
INSERT INTO public.evidence VALUES ('doc-herald-2002', 0, 7, '/started', 'stated', 5, 0, 31, 35, '8e9b669109df89620b94f2387dc53206a82ddc71d658f8f7a2b3a9b417370d3e', NULL, 'supports', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.evidence VALUES ('doc-herald-2002-2', 1, 7, '/figures/killed-1', 'stated', 5, 0, 45, 61, 'd6da418177d8998811b8def8548fadd2df310b544c60f210df7848e359996108', NULL, 'supports', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.evidence VALUES ('doc-gazette-2001', 0, 8, '/mediations/mtg-port-mid', 'stated', 4, 2, 134, 140, '4ca5c7e415d13fee35010a41755862ef78144eaa63244edba0dc67d39fa06643', NULL, 'supports', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.evidence VALUES ('doc-gazette-2001', 0, 15, '/names/ada-boreal', 'stated', 4, 3, 207, 217, '9b6898f53e3c0297ccf56637298e2eaf04ddff156e3ec5a892753c77dd4d1bc9', NULL, 'supports', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.evidence VALUES ('doc-gazette-2001-2', 1, 15, '/positions/pty-norland', 'stated', 4, 3, 191, 206, 'c35523e96dcfa66f82ba6805eb603506385aa5a237be3ac884b619e063178876', NULL, 'supports', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.evidence VALUES ('doc-gazette-2001', 0, 2, '/signed', 'stated', 4, 5, 375, 379, 'd54123de468bd42ea00dafbd777f85fe5fa1ff6404d9838c007953c25c92a1c5', NULL, 'supports', '1998', '1998', NULL, NULL, NULL);
INSERT INTO public.evidence VALUES ('doc-herald-2002', 1, 2, '/signed', 'stated', 5, 0, 90, 94, 'ce8457d59078a699acb70416f88155a96a906b7b7aad43708402e3a3bcc8a4b4', NULL, 'disputes', '1999', '1999', NULL, NULL, NULL);
INSERT INTO public.figure VALUES ('killed-1', 0, 7, 'killed', NULL, 'people', NULL, 400, 400, 'nearly', 'nearly 400 lives', NULL);
INSERT INTO public.identifier VALUES ('wikidata', 0, 12, 'wikidata', 'Q20', NULL, 'close', NULL, NULL);
INSERT INTO public.identifier VALUES ('url', 1, 12, 'url', 'https://norland.example/a', NULL, 'exact', NULL, NULL);
INSERT INTO public.mediation VALUES ('mtg-port-mid', 0, 8, NULL, 10, 'host', 'done', 'hosted');
INSERT INTO public.mediator VALUES (8, 11, NULL, 3, 19, NULL);
INSERT INTO public.mediator_position VALUES ('pty-sudland', 0, 8, NULL, 14, NULL, 'refuses', 24, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.meeting VALUES (9, 'More talks', 'talks', 'unknown', 'unknown', 'postponed', 11, NULL, NULL, 19, NULL, true, '../2002', '0001-01-01', '2002-12-31', '2002-12-31', 'stated', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.meeting VALUES (10, 'Talks at Port Mid', 'talks', 'officials', 'in_person', 'held', NULL, NULL, 18, 19, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2001-03-05', '2001-03-05', '2001-03-05', '2001-03-05', 'derived', 'on Monday', 4, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.name VALUES ('lake-league', 0, 11, 'Lake League', 'as_printed', NULL);
INSERT INTO public.name VALUES ('the-league', 1, 11, 'the League', 'alias', NULL);
INSERT INTO public.name VALUES ('norland', 0, 12, 'Norland', 'as_printed', NULL);
INSERT INTO public.name VALUES ('sudland', 0, 14, 'Sudland', 'as_printed', NULL);
INSERT INTO public.name VALUES ('the-isle', 0, 17, 'the Isle', 'as_printed', NULL);
INSERT INTO public.name VALUES ('port-mid', 0, 18, 'Port Mid', 'as_printed', NULL);
INSERT INTO public.name VALUES ('carl-austral', 0, 16, 'Carl Austral', 'as_printed', NULL);
INSERT INTO public.name VALUES ('ada-boreal', 0, 15, 'Ada Boreal', 'as_printed', NULL);
INSERT INTO public.name VALUES ('heard', 1, 15, 'Ada Borealis', 'alias', NULL);
INSERT INTO public.name VALUES ('calm', 0, 27, 'Calm', 'alias', NULL);
INSERT INTO public.party VALUES (11, 'Lake League', 'igo', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.party VALUES (12, 'Norland', 'state', 'NOR', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.party VALUES (13, 'Norland soldiers on the Isle', 'armed_forces', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.party VALUES (14, 'Sudland', 'state', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.party_affiliation VALUES ('pty-norland', 0, 13, 'part_of', 12, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.person VALUES (16, 'Carl Åustral', NULL, NULL);
INSERT INTO public.person VALUES (15, 'Ada Boreal', 'Boreal', 'Ada');
INSERT INTO public.person_position VALUES ('pty-sudland', 0, 16, 14, 'who speaks for Sudland', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.person_position VALUES ('pty-norland', 0, 15, 12, 'Norland''s envoy', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.place VALUES (17, 'The Isle', NULL, 61, 4, 'region');
INSERT INTO public.place VALUES (18, 'Port Mid', 'NOR', 60.5, 5.25, 'exact');
INSERT INTO public.process VALUES (19, 'Isle talks', 3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.quote VALUES (20, 4, 'direct', 'promise', 15, 'Norland''s envoy', 'named', NULL, 12, NULL, NULL, NULL, 10, NULL, 'Norland means it and stays.', '../2001-03-06', '0001-01-01', '2001-03-06', '2001-03-06', 'stated', NULL, NULL);
INSERT INTO public.quote VALUES (21, 4, 'reported', 'accuse', 16, NULL, 'named', NULL, 14, NULL, NULL, NULL, NULL, NULL, 'Norland keeps soldiers there.', '2001-03-05', '2001-03-05', '2001-03-05', '2001-03-05', 'stated', NULL, NULL);
INSERT INTO public.quote VALUES (22, 4, 'term', NULL, 12, NULL, 'named', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'Norland calls its soldiers so.', NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.quote VALUES (23, 4, 'reported', 'state', 11, NULL, 'role', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'The truce holds.', '2001-03', '2001-03-01', '2001-03-31', '2001-03-01', 'stated', NULL, NULL);
INSERT INTO public.quote VALUES (24, 5, 'reported', 'reject', NULL, NULL, 'none', 'It is not told who spoke for Sudland.', NULL, NULL, NULL, NULL, NULL, NULL, 'Sudland wants no more talks there.', NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.quote_addressee VALUES (0, 20, 14);
INSERT INTO public.quote_mention VALUES (0, 21, 13);
INSERT INTO public.quote_span VALUES ('spoken-1', 0, 20, 'spoken', 3, 162, 184, '98861abdf6cacd37f60b2fd9bef9fb93564d0ff4c54cc15944472ac1e4022a70', 'We came in good faith,');
INSERT INTO public.quote_span VALUES ('attribution-1', 1, 20, 'attribution', 3, 186, 217, 'a5a21b971a22d3458ec8fe4619e806938cc4ac21d665ba582e203c54ff8bafe7', NULL);
INSERT INTO public.quote_span VALUES ('spoken-2', 2, 20, 'spoken', 3, 220, 238, '8e2bb738754707d2832f0081cd52094aab311eabb839de548e6fc5ddd1d1fea8', 'and we shall stay.');
INSERT INTO public.quote_span VALUES ('clause-1', 0, 21, 'clause', 4, 240, 331, '22b0909bb520cd01c30281f644d01331ae8b27c7226a6d86432bf317d97b8318', NULL);
INSERT INTO public.quote_span VALUES ('attribution-1', 1, 21, 'attribution', 4, 240, 252, '5246b36668ce64ce60facef46d9ec9be1313f62240c08957d2f8bbdd9eecfac5', NULL);
INSERT INTO public.quote_span VALUES ('spoken-1', 0, 22, 'spoken', 4, 353, 359, '21d1f8ed9293da7ae8fe6b67286a481f840320af8702d7ab8e825ad41445c141', 'guests');
INSERT INTO public.quote_span VALUES ('clause-1', 0, 23, 'clause', 5, 362, 433, 'a8bdec03cc299b4f6070e56827368ff1bc7e1e53dd290421094c0e20ea32c7df', NULL);
INSERT INTO public.quote_span VALUES ('clause-1', 0, 24, 'clause', 1, 120, 174, 'b35f0db66e9bce6303e2111c936a8d145a6b50ecf5a5fee61f162fdda2733e69', NULL);
INSERT INTO public.quote_target VALUES (0, 21, 12);
INSERT INTO public.quote_target VALUES (0, 22, 13);
INSERT INTO public.quote_target VALUES (0, 23, 2);
INSERT INTO public.quote_target VALUES (0, 24, 1);
INSERT INTO public.record VALUES (1, 'agr-more-talks', 'agreement', 'Offer of more talks', 'offer of more talks', NULL, NULL, NULL, 1, '2026-11-26T03:44:21Z', '2026-11-26T03:44:21Z');
INSERT INTO public.record VALUES (3, 'con-isle', 'conflict', 'Quarrel over the Isle', 'quarrel over the isle', '1991-01-01', '1991-12-31', '1991-01-01', 1, '2026-11-26T03:44:21Z', '2026-11-26T03:44:21Z');
INSERT INTO public.record VALUES (5, 'doc-herald-2002', 'document', '[The war over the Isle]', '[the war over the isle]', '2002-01-01', '2002-12-31', '2002-01-01', 1, '2026-11-26T03:44:21Z', '2026-11-26T03:44:21Z');
INSERT INTO public.record VALUES (6, 'evt-garrison', 'event', 'Soldiers on the Isle', 'soldiers on the isle', NULL, NULL, NULL, 1, '2026-11-26T03:44:21Z', '2026-11-26T03:44:21Z');
INSERT INTO public.record VALUES (7, 'evt-war', 'event', 'War over the Isle', 'war over the isle', '1991-01-01', '1991-12-31', '1991-01-01', 1, '2026-11-26T03:44:21Z', '2026-11-26T03:44:21Z');
INSERT INTO public.record VALUES (8, 'mdr-lake-league', 'mediator', 'Lake League', 'lake league', NULL, NULL, NULL, 1, '2026-11-26T03:44:21Z', '2026-11-26T03:44:21Z');
INSERT INTO public.record VALUES (9, 'mtg-more-talks', 'meeting', 'More talks', 'more talks', '0001-01-01', '2002-12-31', '2002-12-31', 1, '2026-11-26T03:44:21Z', '2026-11-26T03:44:21Z');
INSERT INTO public.record VALUES (10, 'mtg-port-mid', 'meeting', 'Talks at Port Mid', 'talks at port mid', '2001-03-05', '2001-03-05', '2001-03-05', 1, '2026-11-26T03:44:21Z', '2026-11-26T03:44:21Z');
INSERT INTO public.record VALUES (11, 'pty-lake-league', 'party', 'Lake League', 'lake league', NULL, NULL, NULL, 1, '2026-11-26T03:44:21Z', '2026-11-26T03:44:21Z');
INSERT INTO public.record VALUES (12, 'pty-norland', 'party', 'Norland', 'norland', NULL, NULL, NULL, 1, '2026-11-26T03:44:21Z', '2026-11-26T03:44:21Z');
INSERT INTO public.record VALUES (13, 'pty-soldiers', 'party', 'Norland soldiers on the Isle', 'norland soldiers on the isle', NULL, NULL, NULL, 1, '2026-11-26T03:44:21Z', '2026-11-26T03:44:21Z');
INSERT INTO public.record VALUES (14, 'pty-sudland', 'party', 'Sudland', 'sudland', NULL, NULL, NULL, 1, '2026-11-26T03:44:21Z', '2026-11-26T03:44:21Z');
INSERT INTO public.record VALUES (16, 'per-carl-austral', 'person', 'Carl Åustral', 'carl austral', NULL, NULL, NULL, 1, '2026-11-26T03:44:21Z', '2026-11-26T03:44:21Z');
INSERT INTO public.record VALUES (17, 'plc-isle', 'place', 'The Isle', 'the isle', NULL, NULL, NULL, 1, '2026-11-26T03:44:21Z', '2026-11-26T03:44:21Z');
INSERT INTO public.record VALUES (18, 'plc-port-mid', 'place', 'Port Mid', 'port mid', NULL, NULL, NULL, 1, '2026-11-26T03:44:21Z', '2026-11-26T03:44:21Z');
INSERT INTO public.record VALUES (19, 'prc-isle', 'process', 'Isle talks', 'isle talks', NULL, NULL, NULL, 1, '2026-11-26T03:44:21Z', '2026-11-26T03:44:21Z');
INSERT INTO public.record VALUES (20, 'quo-gazette-2001-162', 'quote', '“We came in good faith,”', '“we came in good faith,”', '0001-01-01', '2001-03-06', '2001-03-06', 1, '2026-11-26T03:44:21Z', '2026-11-26T03:44:21Z');
INSERT INTO public.record VALUES (21, 'quo-gazette-2001-240', 'quote', 'Norland keeps soldiers there.', 'norland keeps soldiers there.', '2001-03-05', '2001-03-05', '2001-03-05', 1, '2026-11-26T03:44:21Z', '2026-11-26T03:44:21Z');
INSERT INTO public.record VALUES (22, 'quo-gazette-2001-353', 'quote', '“guests”', '“guests”', NULL, NULL, NULL, 1, '2026-11-26T03:44:21Z', '2026-11-26T03:44:21Z');
INSERT INTO public.record VALUES (23, 'quo-gazette-2001-362', 'quote', 'The truce holds.', 'the truce holds.', '2001-03-01', '2001-03-31', '2001-03-01', 1, '2026-11-26T03:44:21Z', '2026-11-26T03:44:21Z');
INSERT INTO public.record VALUES (24, 'quo-herald-2002-120', 'quote', 'Sudland wants no more talks there.', 'sudland wants no more talks there.', NULL, NULL, NULL, 1, '2026-11-26T03:44:21Z', '2026-11-26T03:44:21Z');
INSERT INTO public.record VALUES (25, 'src-gazette', 'source', 'The Gazette', 'the gazette', NULL, NULL, NULL, 1, '2026-11-26T03:44:21Z', '2026-11-26T03:44:21Z');
INSERT INTO public.record VALUES (26, 'src-herald', 'source', 'The Herald', 'the herald', NULL, NULL, NULL, 1, '2026-11-26T03:44:21Z', '2026-11-26T03:44:21Z');
INSERT INTO public.record VALUES (28, 'top-talks', 'topic', 'Talks', 'talks', NULL, NULL, NULL, 1, '2026-11-26T03:44:21Z', '2026-11-26T03:44:21Z');
INSERT INTO public.record VALUES (15, 'per-ada-boreal', 'person', 'Ada Boreal', 'ada boreal', NULL, NULL, NULL, 2, '2026-11-26T03:44:21Z', '2026-11-26T03:44:21Z');
INSERT INTO public.record VALUES (2, 'agr-truce-1998', 'agreement', 'Truce over the Isle', 'truce over the isle', '1998-01-01', '1999-12-31', '1998-01-01', 3, '2026-11-26T03:44:21Z', '2026-11-26T03:44:21Z');
INSERT INTO public.record VALUES (27, 'top-peace', 'topic', 'Peace', 'peace', NULL, NULL, NULL, 7, '2026-11-26T03:44:21Z', '2026-11-26T03:44:22Z');
INSERT INTO public.record VALUES (4, 'doc-gazette-2001', 'document', 'Talks on the Isle', 'talks on the isle', '2001-03-06', '2001-03-06', '2001-03-06', 8, '2026-11-26T03:44:21Z', '2026-11-26T03:44:22Z');
INSERT INTO public.record_topic VALUES (0, 20, 28);
INSERT INTO public.relation VALUES ('mtg-port-mid', 0, 9, 'follows', 10, NULL);
INSERT INTO public.relation VALUES ('evt-war', 0, 2, 'ends', 7, NULL);
INSERT INTO public.repeatable_reply VALUES ('curator', '49fa6d753c7ad75b524c671134e672d5854a7412608f22902e69510fa30478a4', '2d2eac38e821c2e3bbf153d20f20f70cff7467a8bb59ffe9356cfecb8c59cfea', 201, '{"ETag":"\"6807ccc9.4.263d59d021e5641070f5\"","Location":"/v1/topics/top-haste","Parley-Revision":"4"}', '{"data":{"id":"top-haste","object":"topic","label":"Haste","name":"Haste","broader":null,"revision":4,"created_at":"2026-11-26T03:44:22Z","updated_at":"2026-11-26T03:44:22Z"},"meta":{"revision":4,"warnings":[],"license":"CC BY 4.0 (data), MIT (code)","citation":"Parley: structured conflict data, every fact traceable to its source. Revision 4. http://localhost/v1/topics/top-haste"},"links":{"self":"http://localhost/v1/topics/top-haste"}}', '2026-11-27T03:44:22Z');
INSERT INTO public.repeatable_reply VALUES ('curator', '2b4b2eadf7b2aece598d2f2ad4637361614a738a7cdf1a457d8b46db072184d5', 'b0de093622d6a3ce345bb05662303b0406269b0f1b076a5b70fc0b4ea0744b80', 201, '{"ETag":"\"6807ccc9.5.fc28963fe42bda74fb4b\"","Location":"/v1/topics/top-calm","Parley-Revision":"5"}', '{"data":{"id":"top-calm","object":"topic","label":"Calm","name":"Calm","broader":null,"revision":5,"created_at":"2026-11-26T03:44:22Z","updated_at":"2026-11-26T03:44:22Z"},"meta":{"revision":5,"warnings":[],"license":"CC BY 4.0 (data), MIT (code)","citation":"Parley: structured conflict data, every fact traceable to its source. Revision 5. http://localhost/v1/topics/top-calm"},"links":{"self":"http://localhost/v1/topics/top-calm"}}', '2026-11-27T03:44:22Z');
INSERT INTO public.revision VALUES (1, '2026-11-26T03:44:21Z', 'seeds', 'Load the seeds.');
INSERT INTO public.revision VALUES (2, '2026-11-26T03:44:21Z', 'curator', 'Kept for an upgrade. (Without evidence: An invented one.)');
INSERT INTO public.revision VALUES (3, '2026-11-26T03:44:21Z', 'curator', 'Kept for an upgrade. (Without evidence: An invented one.)');
INSERT INTO public.revision VALUES (4, '2026-11-26T03:44:22Z', 'curator', 'Kept for an upgrade. (Without evidence: An invented one.)');
INSERT INTO public.revision VALUES (5, '2026-11-26T03:44:22Z', 'curator', 'Kept for an upgrade. (Without evidence: An invented one.)');
INSERT INTO public.revision VALUES (6, '2026-11-26T03:44:22Z', 'curator', 'Kept for an upgrade.');
INSERT INTO public.revision VALUES (7, '2026-11-26T03:44:22Z', 'curator', 'Kept for an upgrade.');
INSERT INTO public.revision VALUES (8, '2026-11-26T03:44:22Z', 'operator', 'Reprinted.');
INSERT INTO public.schema_migration VALUES (1, '0001_records', '2026-11-26 03:44:20.723528');
INSERT INTO public.schema_migration VALUES (2, '0002_actors', '2026-11-26 03:44:20.801519');
INSERT INTO public.schema_migration VALUES (3, '0003_happenings', '2026-11-26 03:44:20.967974');
INSERT INTO public.schema_migration VALUES (4, '0004_speech', '2026-11-26 03:44:21.060708');
INSERT INTO public.schema_migration VALUES (5, '0005_agreements', '2026-11-26 03:44:21.151604');
INSERT INTO public.schema_migration VALUES (6, '0006_shared', '2026-11-26 03:44:21.214659');
INSERT INTO public.schema_migration VALUES (7, '0007_search', '2026-11-26 03:44:21.24168');
INSERT INTO public.schema_migration VALUES (8, '0008_deferrable_keys', '2026-11-26 03:44:21.290592');
INSERT INTO public.schema_migration VALUES (9, '0009_speaker_in_order', '2026-11-26 03:44:21.302265');
INSERT INTO public.schema_migration VALUES (10, '0010_curation', '2026-11-26 03:44:21.341532');
INSERT INTO public.schema_migration VALUES (11, '0011_timeline', '2026-11-26 03:44:21.350025');
INSERT INTO public.search_text VALUES (1, 'agreement', 4, '¶ offer of more talks ¶', '', 'Offer of more talks', 'offer', DEFAULT);
INSERT INTO public.search_text VALUES (3, 'conflict', 4, '¶ quarrel over the isle ¶', '', 'Quarrel over the Isle', '1991', DEFAULT);
INSERT INTO public.search_text VALUES (5, 'document', 5, '¶ the war over the isle ¶', '', '[The war over the Isle]', '2002', DEFAULT);
INSERT INTO public.search_text VALUES (6, 'event', 4, '¶ soldiers on the isle ¶', '', 'Soldiers on the Isle', 'deployment', DEFAULT);
INSERT INTO public.search_text VALUES (7, 'event', 8, '¶ war over the isle ¶', 'people nearly 400 lives', 'War over the Isle
people
nearly 400 lives', 'war, 1991', DEFAULT);
INSERT INTO public.search_text VALUES (8, 'mediator', 3, '¶ lake league ¶', 'hosted', 'Lake League
hosted', 'Quarrel over the Isle', DEFAULT);
INSERT INTO public.search_text VALUES (9, 'meeting', 2, '¶ more talks ¶', '', 'More talks', 'talks, ../2002', DEFAULT);
INSERT INTO public.search_text VALUES (10, 'meeting', 4, '¶ talks at port mid ¶', '', 'Talks at Port Mid', 'talks, 2001-03-05', DEFAULT);
INSERT INTO public.search_text VALUES (11, 'party', 4, '¶ lake league ¶ the league ¶', '', 'Lake League
the League', 'intergovernmental organisation', DEFAULT);
INSERT INTO public.search_text VALUES (12, 'party', 1, '¶ norland ¶', '', 'Norland', 'state, NOR', DEFAULT);
INSERT INTO public.search_text VALUES (13, 'party', 5, '¶ norland soldiers on the isle ¶', '', 'Norland soldiers on the Isle', 'armed forces', DEFAULT);
INSERT INTO public.search_text VALUES (14, 'party', 1, '¶ sudland ¶', '', 'Sudland', 'state', DEFAULT);
INSERT INTO public.search_text VALUES (16, 'person', 4, '¶ carl austral ¶', '', 'Carl Åustral
Carl Austral', 'who speaks for Sudland', DEFAULT);
INSERT INTO public.search_text VALUES (17, 'place', 4, '¶ the isle ¶', '', 'The Isle
the Isle', '', DEFAULT);
INSERT INTO public.search_text VALUES (18, 'place', 2, '¶ port mid ¶', '', 'Port Mid', 'NOR', DEFAULT);
INSERT INTO public.search_text VALUES (19, 'process', 2, '¶ isle talks ¶', '', 'Isle talks', '', DEFAULT);
INSERT INTO public.search_text VALUES (20, 'quote', 17, '', 'norland s envoy norland means it and stays we came in good faith and we shall stay', 'Norland''s envoy
Norland means it and stays.
We came in good faith,
and we shall stay.', '', DEFAULT);
INSERT INTO public.search_text VALUES (21, 'quote', 4, '', 'norland keeps soldiers there', 'Norland keeps soldiers there.', '', DEFAULT);
INSERT INTO public.search_text VALUES (22, 'quote', 6, '', 'norland calls its soldiers so guests', 'Norland calls its soldiers so.
guests', '', DEFAULT);
INSERT INTO public.search_text VALUES (23, 'quote', 3, '', 'the truce holds', 'The truce holds.', '', DEFAULT);
INSERT INTO public.search_text VALUES (24, 'quote', 14, '', 'it is not told who spoke for sudland sudland wants no more talks there', 'It is not told who spoke for Sudland.
Sudland wants no more talks there.', '', DEFAULT);
INSERT INTO public.search_text VALUES (25, 'source', 2, '¶ the gazette ¶', '', 'The Gazette', 'newspaper, NOR', DEFAULT);
INSERT INTO public.search_text VALUES (26, 'source', 2, '¶ the herald ¶', '', 'The Herald', 'newspaper', DEFAULT);
INSERT INTO public.search_text VALUES (15, 'person', 6, '¶ ada boreal ¶ ada borealis ¶', 'boreal ada', 'Ada Boreal
Ada Borealis
Boreal
Ada', 'Norland''s envoy', DEFAULT);
INSERT INTO public.search_text VALUES (2, 'agreement', 8, '¶ truce over the isle ¶', 'both sides stopped fighting', 'Truce over the Isle
Both sides stopped fighting.', 'truce, 1998/1999', DEFAULT);
INSERT INTO public.search_text VALUES (28, 'topic', 1, '¶ talks ¶', '', 'Talks', 'Peace', DEFAULT);
INSERT INTO public.search_text VALUES (27, 'topic', 2, '¶ peace ¶ calm ¶', '', 'Peace
Calm', '', DEFAULT);
INSERT INTO public.search_text VALUES (4, 'document', 6, '¶ talks on the isle ¶', 'ann writer', 'Talks on the Isle
Ann Writer', '2001-03-06', DEFAULT);
INSERT INTO public.seed_file VALUES ('agr-more-talks', 'c92e6b1f6bbfe48afd0405446e230ff41eaf418ba2590c0638c0dce91e3ea1d7', 1);
INSERT INTO public.seed_file VALUES ('agr-truce-1998', 'd45cbed5d025343c5a3fb98f28416024b62461b0fe7bd7df8a8c777a0f822577', 1);
INSERT INTO public.seed_file VALUES ('con-isle', '794064e64d5ff2b37552fbece6a1b7a68b6d805b81563586d291cd2f45e96954', 1);
INSERT INTO public.seed_file VALUES ('doc-gazette-2001', 'dd978cb66fa9b464a1f388acce6f95c663175d17075da85ba9215af4d1f03426', 1);
INSERT INTO public.seed_file VALUES ('doc-herald-2002', 'b4dc505df718dbfcfd6a4672f85a483c7c981fbb6864d8fac1839e415ceb0087', 1);
INSERT INTO public.seed_file VALUES ('evt-garrison', 'd694847ffc8f09555b9d9a343970c12c4b062bddce34e1774a28390ab4a4987e', 1);
INSERT INTO public.seed_file VALUES ('evt-war', '530628256bde2a47fe8e90723a923eb1f23762188e1c2253f19f46b92298ab5c', 1);
INSERT INTO public.seed_file VALUES ('mdr-lake-league', 'ad2e108c4827900ecc2ec317db02f2534e96730e1bd156bbb7b104120f8d3c4b', 1);
INSERT INTO public.seed_file VALUES ('mtg-more-talks', '64cecb4d9c42d39ed7e1786dcbf74334d1d87b81ddbee089844a96d6d9875bd1', 1);
INSERT INTO public.seed_file VALUES ('mtg-port-mid', 'ecf52ca15a080c5b787f2e252f45670d849efb8997fd8346aed8490aaf9e276d', 1);
INSERT INTO public.seed_file VALUES ('pty-lake-league', '34fb3b4474a2b3ef7f15d10e81e88382e51c2c973f29ccc85a0db9992f9c6762', 1);
INSERT INTO public.seed_file VALUES ('pty-norland', '260f773b997abc6237a054dfcea68c94cb3933b6c0ef02801cf77657a33409e7', 1);
INSERT INTO public.seed_file VALUES ('pty-soldiers', 'ac95861246712f40ef5853cc59b43f61724f0ff0c44996ec18de8f26502635f3', 1);
INSERT INTO public.seed_file VALUES ('pty-sudland', '6c9a54759730c7e8f6ae003fd97f35a2e962d68017cfdac5e8333768955c5851', 1);
INSERT INTO public.seed_file VALUES ('per-ada-boreal', '611967a8444e2862438e2619fe77c168173a434cd54b132c522efb2c5c0cfd39', 1);
INSERT INTO public.seed_file VALUES ('per-carl-austral', '9936ef355da599c3cf936c6d8263a25f68c3d54f3c793586f830584b58d21fa5', 1);
INSERT INTO public.seed_file VALUES ('plc-isle', 'ebba8abed1acd7a49f9ddf884197eeb5dfb89e274bdbbb45b0f5c214b9c5be21', 1);
INSERT INTO public.seed_file VALUES ('plc-port-mid', '806a0623de6f034cde25606c0b6311ca49dde8148f57ceb66768a4cbcb57e37f', 1);
INSERT INTO public.seed_file VALUES ('prc-isle', 'b23f1205a32259fc87c2e9463ea63e9d7daadeb79ae041dafa302db8b7e35136', 1);
INSERT INTO public.seed_file VALUES ('quo-gazette-2001-162', '9a6e28ed26d5d803f38718f062dbe8b9b7cc052b87f4e242ab3e7ae5b00c32dc', 1);
INSERT INTO public.seed_file VALUES ('quo-gazette-2001-240', 'fb6a561638cee792ff4c8ea899e422d935f98019a2c53523129759c307f36066', 1);
INSERT INTO public.seed_file VALUES ('quo-gazette-2001-353', '8ea962f51390022ea1d28e571f22cdc482803d714578615f1c98a901f2b3c836', 1);
INSERT INTO public.seed_file VALUES ('quo-gazette-2001-362', 'eb32fd992a814f0544626e40e8b2e4a5bad81e059e9ee525e81421163d1c6b9b', 1);
INSERT INTO public.seed_file VALUES ('quo-herald-2002-120', 'f155aa86b2a938ff49c8862ad3716cac37fafb1cdcda67d06569f5aec609e83e', 1);
INSERT INTO public.seed_file VALUES ('src-gazette', '24caaf1a51a682275a097ae35cc3a62f1728e2dbf5fab0260b8801e13f0360bc', 1);
INSERT INTO public.seed_file VALUES ('src-herald', 'e6da08d3478d620055a4e9bf8a52ac17305b9b01592fed310cc4a6016106edaf', 1);
INSERT INTO public.seed_file VALUES ('top-peace', '7bd1bf2619a6e253986c473c3e68e30e95e63b7e875c4ef490a3b7cf6f574506', 1);
INSERT INTO public.seed_file VALUES ('top-talks', '088f7345a25acf4627b084b27f69ba6da8576501f730ca6f1b6764b14517c8b6', 1);
INSERT INTO public.settled VALUES ('signed', 0, 2, '/signed', 'The Gazette was there.');
INSERT INTO public.signatory VALUES ('pty-lake-league', 0, 1, 11, NULL, NULL, 'offeror', 'unknown', NULL, NULL);
INSERT INTO public.signatory VALUES ('pty-sudland', 1, 1, 14, NULL, NULL, 'addressee', 'refused', NULL, NULL);
INSERT INTO public.signatory VALUES ('pty-norland', 0, 2, 12, NULL, NULL, 'party', 'signed', NULL, NULL);
INSERT INTO public.signatory VALUES ('pty-sudland', 1, 2, 14, NULL, NULL, 'party', 'signed', NULL, NULL);
INSERT INTO public.source VALUES (25, 'The Gazette', 'newspaper', 'NOR', NULL);
INSERT INTO public.source VALUES (26, 'The Herald', 'newspaper', NULL, NULL);
INSERT INTO public.span_fate VALUES ('doc-gazette-2001', 162, 184, '98861abdf6cacd37f60b2fd9bef9fb93564d0ff4c54cc15944472ac1e4022a70', 2, 'vanished', NULL);
INSERT INTO public.span_fate VALUES ('doc-gazette-2001', 186, 217, 'a5a21b971a22d3458ec8fe4619e806938cc4ac21d665ba582e203c54ff8bafe7', 2, 'moved', 190);
INSERT INTO public.span_fate VALUES ('doc-gazette-2001', 191, 206, 'c35523e96dcfa66f82ba6805eb603506385aa5a237be3ac884b619e063178876', 2, 'moved', 195);
INSERT INTO public.span_fate VALUES ('doc-gazette-2001', 207, 217, '9b6898f53e3c0297ccf56637298e2eaf04ddff156e3ec5a892753c77dd4d1bc9', 2, 'moved', 211);
INSERT INTO public.span_fate VALUES ('doc-gazette-2001', 220, 238, '8e2bb738754707d2832f0081cd52094aab311eabb839de548e6fc5ddd1d1fea8', 2, 'moved', 224);
INSERT INTO public.span_fate VALUES ('doc-gazette-2001', 240, 252, '5246b36668ce64ce60facef46d9ec9be1313f62240c08957d2f8bbdd9eecfac5', 2, 'moved', 244);
INSERT INTO public.span_fate VALUES ('doc-gazette-2001', 240, 331, '22b0909bb520cd01c30281f644d01331ae8b27c7226a6d86432bf317d97b8318', 2, 'moved', 244);
INSERT INTO public.span_fate VALUES ('doc-gazette-2001', 297, 331, '754b95b68fea8f927e9fa469d8c12e485e4d3c46fedd482d39793b316b7ba846', 2, 'moved', 301);
INSERT INTO public.span_fate VALUES ('doc-gazette-2001', 305, 331, 'bde1b8c86a3a9939479a2244ac8a133807597668de8504c197cf45c6f41e56e8', 2, 'moved', 309);
INSERT INTO public.span_fate VALUES ('doc-gazette-2001', 353, 359, '21d1f8ed9293da7ae8fe6b67286a481f840320af8702d7ab8e825ad41445c141', 2, 'moved', 357);
INSERT INTO public.span_fate VALUES ('doc-gazette-2001', 362, 433, 'a8bdec03cc299b4f6070e56827368ff1bc7e1e53dd290421094c0e20ea32c7df', 2, 'moved', 366);
INSERT INTO public.span_fate VALUES ('doc-gazette-2001', 375, 379, 'd54123de468bd42ea00dafbd777f85fe5fa1ff6404d9838c007953c25c92a1c5', 2, 'moved', 379);
INSERT INTO public.span_fate VALUES ('doc-gazette-2001', 418, 428, '1b03f28866fcde94c94ee297e9496d8f88e6378d579e1cb5a999a565896b2c34', 2, 'moved', 422);
INSERT INTO public.token VALUES ('curator', '8425e3c146a11c98a1dd01192f5595f38b04635d796e28409c7d1a3f7a1b1ef6', 'write', '2026-11-26T03:44:21Z', NULL, '2026-11-26T03:44:21Z', NULL);
INSERT INTO public.tombstone VALUES ('top-haste', 'topic', 6, 'Kept for an upgrade.', NULL, 29);
INSERT INTO public.tombstone VALUES ('top-calm', 'topic', 7, 'Kept for an upgrade.', 'top-peace', 30);
INSERT INTO public.topic VALUES (28, 'Talks', 27);
INSERT INTO public.topic VALUES (27, 'Peace', NULL);
SELECT pg_catalog.setval('public.schema_migration_id_seq', 11, true);
ALTER TABLE ONLY public.agreement
    ADD CONSTRAINT agreement_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.agreement_state
    ADD CONSTRAINT agreement_state_pkey PRIMARY KEY (agreement, key);
ALTER TABLE ONLY public.attendance
    ADD CONSTRAINT attendance_pkey PRIMARY KEY (meeting, key);
ALTER TABLE ONLY public.change
    ADD CONSTRAINT change_pkey PRIMARY KEY (revision, record);
ALTER TABLE ONLY public.conflict_party
    ADD CONSTRAINT conflict_party_pkey PRIMARY KEY (conflict, key);
ALTER TABLE ONLY public.conflict
    ADD CONSTRAINT conflict_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.counter
    ADD CONSTRAINT counter_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.document_part
    ADD CONSTRAINT document_part_pkey PRIMARY KEY (document, key);
ALTER TABLE ONLY public.document
    ADD CONSTRAINT document_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.document_source
    ADD CONSTRAINT document_source_pkey PRIMARY KEY (document, key);
ALTER TABLE ONLY public.document_text
    ADD CONSTRAINT document_text_pkey PRIMARY KEY (sha256);
ALTER TABLE ONLY public.document_version
    ADD CONSTRAINT document_version_pkey PRIMARY KEY (document, version);
ALTER TABLE ONLY public.event_party
    ADD CONSTRAINT event_party_pkey PRIMARY KEY (event, key);
ALTER TABLE ONLY public.event
    ADD CONSTRAINT event_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.evidence
    ADD CONSTRAINT evidence_pkey PRIMARY KEY (record, key);
ALTER TABLE ONLY public.figure
    ADD CONSTRAINT figure_pkey PRIMARY KEY (record, key);
ALTER TABLE ONLY public.identifier
    ADD CONSTRAINT identifier_pkey PRIMARY KEY (record, key);
ALTER TABLE ONLY public.mediation
    ADD CONSTRAINT mediation_pkey PRIMARY KEY (mediator, key);
ALTER TABLE ONLY public.mediator
    ADD CONSTRAINT mediator_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.mediator_position
    ADD CONSTRAINT mediator_position_pkey PRIMARY KEY (mediator, key);
ALTER TABLE ONLY public.meeting
    ADD CONSTRAINT meeting_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.name
    ADD CONSTRAINT name_pkey PRIMARY KEY (record, key);
ALTER TABLE ONLY public.party_affiliation
    ADD CONSTRAINT party_affiliation_pkey PRIMARY KEY (of_party, key);
ALTER TABLE ONLY public.party
    ADD CONSTRAINT party_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.person_position
    ADD CONSTRAINT person_position_pkey PRIMARY KEY (person, key);
ALTER TABLE ONLY public.place
    ADD CONSTRAINT place_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.process
    ADD CONSTRAINT process_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.quote_addressee
    ADD CONSTRAINT quote_addressee_pkey PRIMARY KEY (quote, record);
ALTER TABLE ONLY public.quote_mention
    ADD CONSTRAINT quote_mention_pkey PRIMARY KEY (quote, record);
ALTER TABLE ONLY public.quote
    ADD CONSTRAINT quote_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.quote_span
    ADD CONSTRAINT quote_span_pkey PRIMARY KEY (quote, key);
ALTER TABLE ONLY public.quote_target
    ADD CONSTRAINT quote_target_pkey PRIMARY KEY (quote, record);
ALTER TABLE ONLY public.record
    ADD CONSTRAINT record_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.record_topic
    ADD CONSTRAINT record_topic_pkey PRIMARY KEY (record, topic);
ALTER TABLE ONLY public.relation
    ADD CONSTRAINT relation_pkey PRIMARY KEY ("from", key);
ALTER TABLE ONLY public.repeatable_reply
    ADD CONSTRAINT repeatable_reply_pkey PRIMARY KEY (token, key);
ALTER TABLE ONLY public.revision
    ADD CONSTRAINT revision_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.schema_migration
    ADD CONSTRAINT schema_migration_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.search_text
    ADD CONSTRAINT search_text_pkey PRIMARY KEY (record);
ALTER TABLE ONLY public.seed_file
    ADD CONSTRAINT seed_file_pkey PRIMARY KEY (record);
ALTER TABLE ONLY public.settled
    ADD CONSTRAINT settled_pkey PRIMARY KEY (record, key);
ALTER TABLE ONLY public.signatory
    ADD CONSTRAINT signatory_pkey PRIMARY KEY (agreement, key);
ALTER TABLE ONLY public.source
    ADD CONSTRAINT source_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.span_fate
    ADD CONSTRAINT span_fate_pkey PRIMARY KEY (document, start, "end", sha256);
ALTER TABLE ONLY public.token
    ADD CONSTRAINT token_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.tombstone
    ADD CONSTRAINT tombstone_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.topic
    ADD CONSTRAINT topic_pkey PRIMARY KEY (number);
CREATE INDEX agreement_ended_anchor ON public.agreement USING btree (ended_anchor);
CREATE INDEX agreement_ended_earliest ON public.agreement USING btree (ended_earliest);
CREATE INDEX agreement_ended_latest ON public.agreement USING btree (ended_latest);
CREATE INDEX agreement_ended_order ON public.agreement USING btree (ended_order);
CREATE INDEX agreement_is_set ON public.agreement USING btree (is_set);
CREATE INDEX agreement_place ON public.agreement USING btree (place);
CREATE INDEX agreement_process ON public.agreement USING btree (process);
CREATE INDEX agreement_signed_anchor ON public.agreement USING btree (signed_anchor);
CREATE INDEX agreement_signed_earliest ON public.agreement USING btree (signed_earliest);
CREATE INDEX agreement_signed_latest ON public.agreement USING btree (signed_latest);
CREATE INDEX agreement_signed_order ON public.agreement USING btree (signed_order);
CREATE INDEX agreement_stage ON public.agreement USING btree (stage);
CREATE INDEX agreement_state_as_of_anchor ON public.agreement_state USING btree (as_of_anchor);
CREATE INDEX agreement_state_as_of_earliest ON public.agreement_state USING btree (as_of_earliest);
CREATE INDEX agreement_state_as_of_latest ON public.agreement_state USING btree (as_of_latest);
CREATE INDEX agreement_state_as_of_order ON public.agreement_state USING btree (as_of_order);
CREATE INDEX agreement_state_claimed_by ON public.agreement_state USING btree (claimed_by);
CREATE INDEX agreement_state_quote ON public.agreement_state USING btree (quote);
CREATE INDEX agreement_state_state ON public.agreement_state USING btree (state);
CREATE INDEX agreement_status ON public.agreement USING btree (status);
CREATE INDEX agreement_type ON public.agreement USING btree (type);
CREATE INDEX attendance_party ON public.attendance USING btree (party);
CREATE INDEX attendance_person ON public.attendance USING btree (person);
CREATE INDEX attendance_role ON public.attendance USING btree (role);
CREATE UNIQUE INDEX change_record_revision ON public.change USING btree (record, revision);
CREATE INDEX conflict_ended_anchor ON public.conflict USING btree (ended_anchor);
CREATE INDEX conflict_ended_earliest ON public.conflict USING btree (ended_earliest);
CREATE INDEX conflict_ended_latest ON public.conflict USING btree (ended_latest);
CREATE INDEX conflict_ended_order ON public.conflict USING btree (ended_order);
CREATE INDEX conflict_incompatibility ON public.conflict USING btree (incompatibility);
CREATE UNIQUE INDEX conflict_party_conflict_party_role ON public.conflict_party USING btree (conflict, party, role);
CREATE INDEX conflict_party_party ON public.conflict_party USING btree (party);
CREATE INDEX conflict_party_role ON public.conflict_party USING btree (role);
CREATE INDEX conflict_started_anchor ON public.conflict USING btree (started_anchor);
CREATE INDEX conflict_started_earliest ON public.conflict USING btree (started_earliest);
CREATE INDEX conflict_started_latest ON public.conflict USING btree (started_latest);
CREATE INDEX conflict_started_order ON public.conflict USING btree (started_order);
CREATE INDEX document_language ON public.document USING btree (language);
CREATE UNIQUE INDEX document_part_document_start_end ON public.document_part USING btree (document, start, "end");
CREATE INDEX document_part_kind ON public.document_part USING btree (kind);
CREATE INDEX document_published_anchor ON public.document USING btree (published_anchor);
CREATE INDEX document_published_earliest ON public.document USING btree (published_earliest);
CREATE INDEX document_published_latest ON public.document USING btree (published_latest);
CREATE INDEX document_published_order ON public.document USING btree (published_order);
CREATE UNIQUE INDEX document_sha256 ON public.document USING btree (sha256);
CREATE UNIQUE INDEX document_source_document_source_role ON public.document_source USING btree (document, source, role);
CREATE INDEX document_source_role ON public.document_source USING btree (role);
CREATE INDEX document_source_source ON public.document_source USING btree (source);
CREATE INDEX document_version_sha256 ON public.document_version USING btree (sha256);
CREATE INDEX event_conflict ON public.event USING btree (conflict);
CREATE INDEX event_ended_anchor ON public.event USING btree (ended_anchor);
CREATE INDEX event_ended_earliest ON public.event USING btree (ended_earliest);
CREATE INDEX event_ended_latest ON public.event USING btree (ended_latest);
CREATE INDEX event_ended_order ON public.event USING btree (ended_order);
CREATE INDEX event_kind ON public.event USING btree (kind);
CREATE UNIQUE INDEX event_party_event_party_role ON public.event_party USING btree (event, party, role);
CREATE INDEX event_party_party ON public.event_party USING btree (party);
CREATE INDEX event_party_role ON public.event_party USING btree (role);
CREATE INDEX event_place ON public.event USING btree (place);
CREATE INDEX event_started_anchor ON public.event USING btree (started_anchor);
CREATE INDEX event_started_earliest ON public.event USING btree (started_earliest);
CREATE INDEX event_started_latest ON public.event USING btree (started_latest);
CREATE INDEX event_started_order ON public.event USING btree (started_order);
CREATE INDEX event_status ON public.event USING btree (status);
CREATE INDEX evidence_basis ON public.evidence USING btree (basis);
CREATE INDEX evidence_claimed_by ON public.evidence USING btree (claimed_by);
CREATE INDEX evidence_document ON public.evidence USING btree (document);
CREATE INDEX evidence_quote ON public.evidence USING btree (quote);
CREATE INDEX evidence_stance ON public.evidence USING btree (stance);
CREATE INDEX evidence_stance_record_field ON public.evidence USING btree (stance, record, field);
CREATE INDEX figure_claimed_by ON public.figure USING btree (claimed_by);
CREATE INDEX figure_measure ON public.figure USING btree (measure);
CREATE INDEX figure_of_party ON public.figure USING btree (of_party);
CREATE INDEX figure_qualifier ON public.figure USING btree (qualifier);
CREATE UNIQUE INDEX identifier_record_scheme_value ON public.identifier USING btree (record, scheme, value);
CREATE INDEX identifier_scheme_value ON public.identifier USING btree (scheme, value);
CREATE INDEX mediation_agreement ON public.mediation USING btree (agreement);
CREATE INDEX mediation_meeting ON public.mediation USING btree (meeting);
CREATE INDEX mediation_role ON public.mediation USING btree (role);
CREATE INDEX mediation_status ON public.mediation USING btree (status);
CREATE INDEX mediator_conflict ON public.mediator USING btree (conflict);
CREATE UNIQUE INDEX mediator_once ON public.mediator USING btree (COALESCE(party, 0), COALESCE(person, 0), COALESCE(conflict, 0), COALESCE(process, 0));
CREATE INDEX mediator_party ON public.mediator USING btree (party);
CREATE INDEX mediator_person ON public.mediator USING btree (person);
CREATE INDEX mediator_position_party ON public.mediator_position USING btree (party);
CREATE INDEX mediator_position_person ON public.mediator_position USING btree (person);
CREATE INDEX mediator_position_quote ON public.mediator_position USING btree (quote);
CREATE INDEX mediator_position_said_anchor ON public.mediator_position USING btree (said_anchor);
CREATE INDEX mediator_position_said_earliest ON public.mediator_position USING btree (said_earliest);
CREATE INDEX mediator_position_said_latest ON public.mediator_position USING btree (said_latest);
CREATE INDEX mediator_position_said_order ON public.mediator_position USING btree (said_order);
CREATE INDEX mediator_position_stance ON public.mediator_position USING btree (stance);
CREATE INDEX mediator_process ON public.mediator USING btree (process);
CREATE INDEX meeting_ended_anchor ON public.meeting USING btree (ended_anchor);
CREATE INDEX meeting_ended_earliest ON public.meeting USING btree (ended_earliest);
CREATE INDEX meeting_ended_latest ON public.meeting USING btree (ended_latest);
CREATE INDEX meeting_ended_order ON public.meeting USING btree (ended_order);
CREATE INDEX meeting_format ON public.meeting USING btree (format);
CREATE INDEX meeting_is_set ON public.meeting USING btree (is_set);
CREATE INDEX meeting_level ON public.meeting USING btree (level);
CREATE INDEX meeting_modality ON public.meeting USING btree (modality);
CREATE INDEX meeting_place ON public.meeting USING btree (place);
CREATE INDEX meeting_process ON public.meeting USING btree (process);
CREATE INDEX meeting_scheduled_anchor ON public.meeting USING btree (scheduled_anchor);
CREATE INDEX meeting_scheduled_earliest ON public.meeting USING btree (scheduled_earliest);
CREATE INDEX meeting_scheduled_latest ON public.meeting USING btree (scheduled_latest);
CREATE INDEX meeting_scheduled_order ON public.meeting USING btree (scheduled_order);
CREATE INDEX meeting_started_anchor ON public.meeting USING btree (started_anchor);
CREATE INDEX meeting_started_earliest ON public.meeting USING btree (started_earliest);
CREATE INDEX meeting_started_latest ON public.meeting USING btree (started_latest);
CREATE INDEX meeting_started_order ON public.meeting USING btree (started_order);
CREATE INDEX meeting_status ON public.meeting USING btree (status);
CREATE INDEX meeting_status_by ON public.meeting USING btree (status_by);
CREATE INDEX name_kind ON public.name USING btree (kind);
CREATE UNIQUE INDEX name_record_text_kind ON public.name USING btree (record, text, kind);
CREATE INDEX party_affiliation_ended_anchor ON public.party_affiliation USING btree (ended_anchor);
CREATE INDEX party_affiliation_ended_earliest ON public.party_affiliation USING btree (ended_earliest);
CREATE INDEX party_affiliation_ended_latest ON public.party_affiliation USING btree (ended_latest);
CREATE INDEX party_affiliation_ended_order ON public.party_affiliation USING btree (ended_order);
CREATE INDEX party_affiliation_party ON public.party_affiliation USING btree (party);
CREATE INDEX party_affiliation_started_anchor ON public.party_affiliation USING btree (started_anchor);
CREATE INDEX party_affiliation_started_earliest ON public.party_affiliation USING btree (started_earliest);
CREATE INDEX party_affiliation_started_latest ON public.party_affiliation USING btree (started_latest);
CREATE INDEX party_affiliation_started_order ON public.party_affiliation USING btree (started_order);
CREATE INDEX party_affiliation_type ON public.party_affiliation USING btree (type);
CREATE INDEX party_country ON public.party USING btree (country);
CREATE INDEX party_existed_from_anchor ON public.party USING btree (existed_from_anchor);
CREATE INDEX party_existed_from_earliest ON public.party USING btree (existed_from_earliest);
CREATE INDEX party_existed_from_latest ON public.party USING btree (existed_from_latest);
CREATE INDEX party_existed_from_order ON public.party USING btree (existed_from_order);
CREATE INDEX party_existed_to_anchor ON public.party USING btree (existed_to_anchor);
CREATE INDEX party_existed_to_earliest ON public.party USING btree (existed_to_earliest);
CREATE INDEX party_existed_to_latest ON public.party USING btree (existed_to_latest);
CREATE INDEX party_existed_to_order ON public.party USING btree (existed_to_order);
CREATE INDEX party_kind ON public.party USING btree (kind);
CREATE INDEX person_position_ended_anchor ON public.person_position USING btree (ended_anchor);
CREATE INDEX person_position_ended_earliest ON public.person_position USING btree (ended_earliest);
CREATE INDEX person_position_ended_latest ON public.person_position USING btree (ended_latest);
CREATE INDEX person_position_ended_order ON public.person_position USING btree (ended_order);
CREATE INDEX person_position_party ON public.person_position USING btree (party);
CREATE INDEX person_position_started_anchor ON public.person_position USING btree (started_anchor);
CREATE INDEX person_position_started_earliest ON public.person_position USING btree (started_earliest);
CREATE INDEX person_position_started_latest ON public.person_position USING btree (started_latest);
CREATE INDEX person_position_started_order ON public.person_position USING btree (started_order);
CREATE INDEX place_country ON public.place USING btree (country);
CREATE INDEX place_precision ON public.place USING btree ("precision");
CREATE INDEX process_conflict ON public.process USING btree (conflict);
CREATE INDEX process_ended_anchor ON public.process USING btree (ended_anchor);
CREATE INDEX process_ended_earliest ON public.process USING btree (ended_earliest);
CREATE INDEX process_ended_latest ON public.process USING btree (ended_latest);
CREATE INDEX process_ended_order ON public.process USING btree (ended_order);
CREATE INDEX process_started_anchor ON public.process USING btree (started_anchor);
CREATE INDEX process_started_earliest ON public.process USING btree (started_earliest);
CREATE INDEX process_started_latest ON public.process USING btree (started_latest);
CREATE INDEX process_started_order ON public.process USING btree (started_order);
CREATE INDEX quote_act ON public.quote USING btree (act);
CREATE INDEX quote_addressee_record ON public.quote_addressee USING btree (record);
CREATE INDEX quote_alleged_of ON public.quote USING btree (alleged_of);
CREATE INDEX quote_attribution ON public.quote USING btree (attribution);
CREATE INDEX quote_document ON public.quote USING btree (document);
CREATE INDEX quote_kind ON public.quote USING btree (kind);
CREATE INDEX quote_language ON public.quote USING btree (language);
CREATE INDEX quote_mention_record ON public.quote_mention USING btree (record);
CREATE INDEX quote_nested_in ON public.quote USING btree (nested_in);
CREATE INDEX quote_occasion ON public.quote USING btree (occasion);
CREATE INDEX quote_on_behalf_of ON public.quote USING btree (on_behalf_of);
CREATE INDEX quote_said_anchor ON public.quote USING btree (said_anchor);
CREATE INDEX quote_said_earliest ON public.quote USING btree (said_earliest);
CREATE INDEX quote_said_latest ON public.quote USING btree (said_latest);
CREATE INDEX quote_said_order ON public.quote USING btree (said_order);
CREATE UNIQUE INDEX quote_span_quote_role_start_end ON public.quote_span USING btree (quote, role, start, "end");
CREATE INDEX quote_span_role ON public.quote_span USING btree (role);
CREATE INDEX quote_speaker_said_order_number ON public.quote USING btree (speaker, said_order, number);
CREATE INDEX quote_target_record ON public.quote_target USING btree (record);
CREATE INDEX quote_via ON public.quote USING btree (via);
CREATE INDEX record_chronology_number ON public.record USING btree (chronology, number);
CREATE INDEX record_earliest ON public.record USING btree (earliest);
CREATE UNIQUE INDEX record_id ON public.record USING btree (id);
CREATE INDEX record_latest ON public.record USING btree (latest);
CREATE UNIQUE INDEX record_object_id ON public.record USING btree (object, id);
CREATE INDEX record_object_label_key_number ON public.record USING btree (object, label_key, number);
CREATE INDEX record_object_updated_at_number ON public.record USING btree (object, updated_at, number);
CREATE INDEX record_revision ON public.record USING btree (revision);
CREATE INDEX record_topic_topic ON public.record_topic USING btree (topic);
CREATE INDEX record_updated_at ON public.record USING btree (updated_at);
CREATE INDEX relation_claimed_by ON public.relation USING btree (claimed_by);
CREATE UNIQUE INDEX relation_from_type_to ON public.relation USING btree ("from", type, "to");
CREATE INDEX relation_to ON public.relation USING btree ("to");
CREATE INDEX relation_type ON public.relation USING btree (type);
CREATE INDEX repeatable_reply_expires_at ON public.repeatable_reply USING btree (expires_at);
CREATE UNIQUE INDEX schema_migration_name ON public.schema_migration USING btree (name);
CREATE INDEX search_text_vector ON public.search_text USING gin (vector);
CREATE INDEX seed_file_revision ON public.seed_file USING btree (revision);
CREATE UNIQUE INDEX settled_record_field ON public.settled USING btree (record, field);
CREATE INDEX signatory_on_behalf_of ON public.signatory USING btree (on_behalf_of);
CREATE INDEX signatory_party ON public.signatory USING btree (party);
CREATE INDEX signatory_person ON public.signatory USING btree (person);
CREATE INDEX signatory_position ON public.signatory USING btree ("position");
CREATE INDEX signatory_role ON public.signatory USING btree (role);
CREATE INDEX source_country ON public.source USING btree (country);
CREATE INDEX source_kind ON public.source USING btree (kind);
CREATE UNIQUE INDEX token_sha256 ON public.token USING btree (sha256);
CREATE INDEX tombstone_merged_into ON public.tombstone USING btree (merged_into);
CREATE INDEX tombstone_revision ON public.tombstone USING btree (revision);
CREATE INDEX topic_broader ON public.topic USING btree (broader);
ALTER TABLE ONLY public.agreement
    ADD CONSTRAINT agreement_ended_anchor_fkey FOREIGN KEY (ended_anchor) REFERENCES public.record(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.agreement
    ADD CONSTRAINT agreement_number_fkey FOREIGN KEY (number) REFERENCES public.record(number) ON DELETE CASCADE;
ALTER TABLE ONLY public.agreement
    ADD CONSTRAINT agreement_place_fkey FOREIGN KEY (place) REFERENCES public.place(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.agreement
    ADD CONSTRAINT agreement_process_fkey FOREIGN KEY (process) REFERENCES public.process(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.agreement
    ADD CONSTRAINT agreement_signed_anchor_fkey FOREIGN KEY (signed_anchor) REFERENCES public.record(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.agreement_state
    ADD CONSTRAINT agreement_state_agreement_fkey FOREIGN KEY (agreement) REFERENCES public.agreement(number) ON DELETE CASCADE;
ALTER TABLE ONLY public.agreement_state
    ADD CONSTRAINT agreement_state_as_of_anchor_fkey FOREIGN KEY (as_of_anchor) REFERENCES public.record(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.agreement_state
    ADD CONSTRAINT agreement_state_claimed_by_fkey FOREIGN KEY (claimed_by) REFERENCES public.record(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.agreement_state
    ADD CONSTRAINT agreement_state_quote_fkey FOREIGN KEY (quote) REFERENCES public.quote(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.attendance
    ADD CONSTRAINT attendance_meeting_fkey FOREIGN KEY (meeting) REFERENCES public.meeting(number) ON DELETE CASCADE;
ALTER TABLE ONLY public.attendance
    ADD CONSTRAINT attendance_party_fkey FOREIGN KEY (party) REFERENCES public.party(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.attendance
    ADD CONSTRAINT attendance_person_fkey FOREIGN KEY (person) REFERENCES public.person(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.change
    ADD CONSTRAINT change_revision_fkey FOREIGN KEY (revision) REFERENCES public.revision(number);
ALTER TABLE ONLY public.conflict
    ADD CONSTRAINT conflict_ended_anchor_fkey FOREIGN KEY (ended_anchor) REFERENCES public.record(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.conflict
    ADD CONSTRAINT conflict_number_fkey FOREIGN KEY (number) REFERENCES public.record(number) ON DELETE CASCADE;
ALTER TABLE ONLY public.conflict_party
    ADD CONSTRAINT conflict_party_conflict_fkey FOREIGN KEY (conflict) REFERENCES public.conflict(number) ON DELETE CASCADE;
ALTER TABLE ONLY public.conflict_party
    ADD CONSTRAINT conflict_party_party_fkey FOREIGN KEY (party) REFERENCES public.party(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.conflict
    ADD CONSTRAINT conflict_started_anchor_fkey FOREIGN KEY (started_anchor) REFERENCES public.record(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.document
    ADD CONSTRAINT document_number_fkey FOREIGN KEY (number) REFERENCES public.record(number) ON DELETE CASCADE;
ALTER TABLE ONLY public.document_part
    ADD CONSTRAINT document_part_document_fkey FOREIGN KEY (document) REFERENCES public.document(number) ON DELETE CASCADE;
ALTER TABLE ONLY public.document
    ADD CONSTRAINT document_published_anchor_fkey FOREIGN KEY (published_anchor) REFERENCES public.record(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.document_source
    ADD CONSTRAINT document_source_document_fkey FOREIGN KEY (document) REFERENCES public.document(number) ON DELETE CASCADE;
ALTER TABLE ONLY public.document_source
    ADD CONSTRAINT document_source_source_fkey FOREIGN KEY (source) REFERENCES public.source(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.event
    ADD CONSTRAINT event_conflict_fkey FOREIGN KEY (conflict) REFERENCES public.conflict(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.event
    ADD CONSTRAINT event_ended_anchor_fkey FOREIGN KEY (ended_anchor) REFERENCES public.record(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.event
    ADD CONSTRAINT event_number_fkey FOREIGN KEY (number) REFERENCES public.record(number) ON DELETE CASCADE;
ALTER TABLE ONLY public.event_party
    ADD CONSTRAINT event_party_event_fkey FOREIGN KEY (event) REFERENCES public.event(number) ON DELETE CASCADE;
ALTER TABLE ONLY public.event_party
    ADD CONSTRAINT event_party_party_fkey FOREIGN KEY (party) REFERENCES public.party(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.event
    ADD CONSTRAINT event_place_fkey FOREIGN KEY (place) REFERENCES public.place(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.event
    ADD CONSTRAINT event_started_anchor_fkey FOREIGN KEY (started_anchor) REFERENCES public.record(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.evidence
    ADD CONSTRAINT evidence_claimed_by_fkey FOREIGN KEY (claimed_by) REFERENCES public.record(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.evidence
    ADD CONSTRAINT evidence_document_fkey FOREIGN KEY (document) REFERENCES public.document(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.evidence
    ADD CONSTRAINT evidence_quote_fkey FOREIGN KEY (quote) REFERENCES public.quote(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.evidence
    ADD CONSTRAINT evidence_record_fkey FOREIGN KEY (record) REFERENCES public.record(number) ON DELETE CASCADE;
ALTER TABLE ONLY public.figure
    ADD CONSTRAINT figure_claimed_by_fkey FOREIGN KEY (claimed_by) REFERENCES public.record(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.figure
    ADD CONSTRAINT figure_of_party_fkey FOREIGN KEY (of_party) REFERENCES public.party(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.figure
    ADD CONSTRAINT figure_record_fkey FOREIGN KEY (record) REFERENCES public.record(number) ON DELETE CASCADE;
ALTER TABLE ONLY public.identifier
    ADD CONSTRAINT identifier_record_fkey FOREIGN KEY (record) REFERENCES public.record(number) ON DELETE CASCADE;
ALTER TABLE ONLY public.mediation
    ADD CONSTRAINT mediation_agreement_fkey FOREIGN KEY (agreement) REFERENCES public.agreement(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.mediation
    ADD CONSTRAINT mediation_mediator_fkey FOREIGN KEY (mediator) REFERENCES public.mediator(number) ON DELETE CASCADE;
ALTER TABLE ONLY public.mediation
    ADD CONSTRAINT mediation_meeting_fkey FOREIGN KEY (meeting) REFERENCES public.meeting(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.mediator
    ADD CONSTRAINT mediator_conflict_fkey FOREIGN KEY (conflict) REFERENCES public.conflict(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.mediator
    ADD CONSTRAINT mediator_number_fkey FOREIGN KEY (number) REFERENCES public.record(number) ON DELETE CASCADE;
ALTER TABLE ONLY public.mediator
    ADD CONSTRAINT mediator_party_fkey FOREIGN KEY (party) REFERENCES public.party(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.mediator
    ADD CONSTRAINT mediator_person_fkey FOREIGN KEY (person) REFERENCES public.person(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.mediator_position
    ADD CONSTRAINT mediator_position_mediator_fkey FOREIGN KEY (mediator) REFERENCES public.mediator(number) ON DELETE CASCADE;
ALTER TABLE ONLY public.mediator_position
    ADD CONSTRAINT mediator_position_party_fkey FOREIGN KEY (party) REFERENCES public.party(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.mediator_position
    ADD CONSTRAINT mediator_position_person_fkey FOREIGN KEY (person) REFERENCES public.person(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.mediator_position
    ADD CONSTRAINT mediator_position_quote_fkey FOREIGN KEY (quote) REFERENCES public.quote(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.mediator_position
    ADD CONSTRAINT mediator_position_said_anchor_fkey FOREIGN KEY (said_anchor) REFERENCES public.record(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.mediator
    ADD CONSTRAINT mediator_process_fkey FOREIGN KEY (process) REFERENCES public.process(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.meeting
    ADD CONSTRAINT meeting_ended_anchor_fkey FOREIGN KEY (ended_anchor) REFERENCES public.record(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.meeting
    ADD CONSTRAINT meeting_number_fkey FOREIGN KEY (number) REFERENCES public.record(number) ON DELETE CASCADE;
ALTER TABLE ONLY public.meeting
    ADD CONSTRAINT meeting_place_fkey FOREIGN KEY (place) REFERENCES public.place(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.meeting
    ADD CONSTRAINT meeting_process_fkey FOREIGN KEY (process) REFERENCES public.process(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.meeting
    ADD CONSTRAINT meeting_scheduled_anchor_fkey FOREIGN KEY (scheduled_anchor) REFERENCES public.record(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.meeting
    ADD CONSTRAINT meeting_started_anchor_fkey FOREIGN KEY (started_anchor) REFERENCES public.record(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.meeting
    ADD CONSTRAINT meeting_status_by_fkey FOREIGN KEY (status_by) REFERENCES public.record(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.name
    ADD CONSTRAINT name_record_fkey FOREIGN KEY (record) REFERENCES public.record(number) ON DELETE CASCADE;
ALTER TABLE ONLY public.party_affiliation
    ADD CONSTRAINT party_affiliation_ended_anchor_fkey FOREIGN KEY (ended_anchor) REFERENCES public.record(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.party_affiliation
    ADD CONSTRAINT party_affiliation_of_party_fkey FOREIGN KEY (of_party) REFERENCES public.party(number) ON DELETE CASCADE;
ALTER TABLE ONLY public.party_affiliation
    ADD CONSTRAINT party_affiliation_party_fkey FOREIGN KEY (party) REFERENCES public.party(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.party_affiliation
    ADD CONSTRAINT party_affiliation_started_anchor_fkey FOREIGN KEY (started_anchor) REFERENCES public.record(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.party
    ADD CONSTRAINT party_existed_from_anchor_fkey FOREIGN KEY (existed_from_anchor) REFERENCES public.record(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.party
    ADD CONSTRAINT party_existed_to_anchor_fkey FOREIGN KEY (existed_to_anchor) REFERENCES public.record(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.party
    ADD CONSTRAINT party_number_fkey FOREIGN KEY (number) REFERENCES public.record(number) ON DELETE CASCADE;
ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_number_fkey FOREIGN KEY (number) REFERENCES public.record(number) ON DELETE CASCADE;
ALTER TABLE ONLY public.person_position
    ADD CONSTRAINT person_position_ended_anchor_fkey FOREIGN KEY (ended_anchor) REFERENCES public.record(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.person_position
    ADD CONSTRAINT person_position_party_fkey FOREIGN KEY (party) REFERENCES public.party(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.person_position
    ADD CONSTRAINT person_position_person_fkey FOREIGN KEY (person) REFERENCES public.person(number) ON DELETE CASCADE;
ALTER TABLE ONLY public.person_position
    ADD CONSTRAINT person_position_started_anchor_fkey FOREIGN KEY (started_anchor) REFERENCES public.record(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.place
    ADD CONSTRAINT place_number_fkey FOREIGN KEY (number) REFERENCES public.record(number) ON DELETE CASCADE;
ALTER TABLE ONLY public.process
    ADD CONSTRAINT process_conflict_fkey FOREIGN KEY (conflict) REFERENCES public.conflict(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.process
    ADD CONSTRAINT process_ended_anchor_fkey FOREIGN KEY (ended_anchor) REFERENCES public.record(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.process
    ADD CONSTRAINT process_number_fkey FOREIGN KEY (number) REFERENCES public.record(number) ON DELETE CASCADE;
ALTER TABLE ONLY public.process
    ADD CONSTRAINT process_started_anchor_fkey FOREIGN KEY (started_anchor) REFERENCES public.record(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.quote_addressee
    ADD CONSTRAINT quote_addressee_quote_fkey FOREIGN KEY (quote) REFERENCES public.quote(number) ON DELETE CASCADE;
ALTER TABLE ONLY public.quote_addressee
    ADD CONSTRAINT quote_addressee_record_fkey FOREIGN KEY (record) REFERENCES public.record(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.quote
    ADD CONSTRAINT quote_alleged_of_fkey FOREIGN KEY (alleged_of) REFERENCES public.record(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.quote
    ADD CONSTRAINT quote_document_fkey FOREIGN KEY (document) REFERENCES public.document(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.quote_mention
    ADD CONSTRAINT quote_mention_quote_fkey FOREIGN KEY (quote) REFERENCES public.quote(number) ON DELETE CASCADE;
ALTER TABLE ONLY public.quote_mention
    ADD CONSTRAINT quote_mention_record_fkey FOREIGN KEY (record) REFERENCES public.record(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.quote
    ADD CONSTRAINT quote_nested_in_fkey FOREIGN KEY (nested_in) REFERENCES public.quote(number) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.quote
    ADD CONSTRAINT quote_number_fkey FOREIGN KEY (number) REFERENCES public.record(number) ON DELETE CASCADE;
ALTER TABLE ONLY public.quote
    ADD CONSTRAINT quote_occasion_fkey FOREIGN KEY (occasion) REFERENCES public.meeting(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.quote
    ADD CONSTRAINT quote_on_behalf_of_fkey FOREIGN KEY (on_behalf_of) REFERENCES public.party(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.quote
    ADD CONSTRAINT quote_said_anchor_fkey FOREIGN KEY (said_anchor) REFERENCES public.record(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.quote_span
    ADD CONSTRAINT quote_span_quote_fkey FOREIGN KEY (quote) REFERENCES public.quote(number) ON DELETE CASCADE;
ALTER TABLE ONLY public.quote
    ADD CONSTRAINT quote_speaker_fkey FOREIGN KEY (speaker) REFERENCES public.record(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.quote_target
    ADD CONSTRAINT quote_target_quote_fkey FOREIGN KEY (quote) REFERENCES public.quote(number) ON DELETE CASCADE;
ALTER TABLE ONLY public.quote_target
    ADD CONSTRAINT quote_target_record_fkey FOREIGN KEY (record) REFERENCES public.record(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.quote
    ADD CONSTRAINT quote_via_fkey FOREIGN KEY (via) REFERENCES public.record(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.record
    ADD CONSTRAINT record_revision_fkey FOREIGN KEY (revision) REFERENCES public.revision(number);
ALTER TABLE ONLY public.record_topic
    ADD CONSTRAINT record_topic_record_fkey FOREIGN KEY (record) REFERENCES public.record(number) ON DELETE CASCADE;
ALTER TABLE ONLY public.record_topic
    ADD CONSTRAINT record_topic_topic_fkey FOREIGN KEY (topic) REFERENCES public.topic(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.relation
    ADD CONSTRAINT relation_claimed_by_fkey FOREIGN KEY (claimed_by) REFERENCES public.record(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.relation
    ADD CONSTRAINT relation_from_fkey FOREIGN KEY ("from") REFERENCES public.record(number) ON DELETE CASCADE;
ALTER TABLE ONLY public.relation
    ADD CONSTRAINT relation_to_fkey FOREIGN KEY ("to") REFERENCES public.record(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.search_text
    ADD CONSTRAINT search_text_record_fkey FOREIGN KEY (record) REFERENCES public.record(number) ON DELETE CASCADE;
ALTER TABLE ONLY public.seed_file
    ADD CONSTRAINT seed_file_revision_fkey FOREIGN KEY (revision) REFERENCES public.revision(number);
ALTER TABLE ONLY public.settled
    ADD CONSTRAINT settled_record_fkey FOREIGN KEY (record) REFERENCES public.record(number) ON DELETE CASCADE;
ALTER TABLE ONLY public.signatory
    ADD CONSTRAINT signatory_agreement_fkey FOREIGN KEY (agreement) REFERENCES public.agreement(number) ON DELETE CASCADE;
ALTER TABLE ONLY public.signatory
    ADD CONSTRAINT signatory_on_behalf_of_fkey FOREIGN KEY (on_behalf_of) REFERENCES public.party(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.signatory
    ADD CONSTRAINT signatory_party_fkey FOREIGN KEY (party) REFERENCES public.party(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.signatory
    ADD CONSTRAINT signatory_person_fkey FOREIGN KEY (person) REFERENCES public.person(number) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE ONLY public.source
    ADD CONSTRAINT source_number_fkey FOREIGN KEY (number) REFERENCES public.record(number) ON DELETE CASCADE;
ALTER TABLE ONLY public.tombstone
    ADD CONSTRAINT tombstone_revision_fkey FOREIGN KEY (revision) REFERENCES public.revision(number);
ALTER TABLE ONLY public.topic
    ADD CONSTRAINT topic_broader_fkey FOREIGN KEY (broader) REFERENCES public.topic(number) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.topic
    ADD CONSTRAINT topic_number_fkey FOREIGN KEY (number) REFERENCES public.record(number) ON DELETE CASCADE;
