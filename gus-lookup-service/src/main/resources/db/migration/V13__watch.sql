-- Which client has which NIP, as far as the watch is concerned.
create table watched_client (
    client_id uuid   primary key,
    sequence  bigint not null,
    nip       text
);
comment on table watched_client is 'Clients and the NIP to be watched for them; null when there is none';
create index watched_client_nip on watched_client (nip) where nip is not null;

create table watched_company (
    nip         text        primary key,
    regon       text,
    due_at      timestamptz not null,
    round_began timestamptz,
    verified_at timestamptz
) with (fillfactor = 80);
comment on table watched_company is 'Companies that are verified again by schedule';
comment on column watched_company.round_began is 'Answers since then belong to the verification under way';
create index watched_company_due on watched_company (due_at);
create index watched_company_regon on watched_company (regon) where regon is not null;

create table daily_change_report (
    day           date        not null,
    report        text        not null,
    claimed_until timestamptz not null,
    read_at       timestamptz,
    primary key (day, report)
);
comment on table daily_change_report is 'Which reports of GUS on the changes of a day were read';
