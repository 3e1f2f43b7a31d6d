-- What people were asked through links: the very texts, and where each consent stood then.
create table consent_request (
    id         uuid primary key,
    client_id  uuid not null,
    language   text not null,
    by_sms     boolean not null,
    created_at timestamptz not null,
    created_by text not null,
    expires_at timestamptz not null
);
create index consent_request_client on consent_request (client_id);

create table consent_request_question (
    request_id      uuid not null references consent_request (id) on delete cascade,
    ordinal         integer not null,
    purpose_code    text not null,
    text_language   text not null,
    text_version    integer not null,
    consent_version bigint not null,
    primary key (request_id, purpose_code),
    foreign key (purpose_code, text_language, text_version) references purpose_text (purpose_code, language, version)
);
