-- Rows that were taken, so that the same row is not taken twice: a hash over client, purpose, answer and dates.
create table consent_import_row (
    fingerprint text primary key,
    taken_at    timestamptz not null default now()
);
-- Why rows were not taken. What stood in them is not kept.
create table consent_import_error (
    import_id   uuid   not null references job on delete cascade,
    line        bigint not null,
    column_name text   not null,
    code        text   not null,
    primary key (import_id, line, column_name, code)
);
-- A row may name its client by an e-mail address.
create index known_client_email on known_client using gin (email_hashes);
