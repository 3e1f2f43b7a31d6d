-- Every good answer of a register, with what proves it. Rows are written once: nobody corrects what a register said.
create table register_answer (
    id            uuid        primary key,
    register      text        not null constraint register_answer_register
                              check (register in ('GUS', 'CEIDG', 'WHITE_LIST', 'VIES')),
    environment   text        not null constraint register_answer_environment
                              check (environment in ('SANDBOX', 'TEST', 'PRODUCTION')),
    question      text        not null,
    -- The answer is the present state of a whole company, so that it can be compared with the next one.
    whole_company boolean     not null,
    nip           text,
    outcome       text        not null constraint register_answer_outcome check (outcome in ('FOUND', 'NOT_FOUND')),
    checked_at    timestamptz not null,
    proof_id      text,
    proof_time    text,
    data          jsonb,
    raw           bytea       not null,
    raw_sha256    text        not null
);
comment on table register_answer is 'Answers of the public registers, kept as proof and used as cache';
comment on column register_answer.question is 'Criteria as name=value joined by &; the key of the cache';
comment on column register_answer.proof_id is 'The register''s own id of the answer: consultation number, request id';
comment on column register_answer.raw is 'The answer as it came, gzip; without PESEL numbers';
comment on column register_answer.raw_sha256 is 'SHA-256 of the uncompressed raw answer, hex';

create index register_answer_newest on register_answer (register, environment, question, checked_at desc);
create index register_answer_of_company on register_answer (nip, register, environment, checked_at desc)
    where whole_company;

revoke update on register_answer from ${service_login};

-- One row per NIP a register ever answered about: its version orders the events of that NIP.
create table company (
    nip     text   primary key,
    version bigint not null
);
comment on table company is 'Sequence of the published events per NIP';
