-- Papers and pictures that prove an answer. The ledger's detail names them with their hash; the content is in the file store.
create table evidence_file (
    id         uuid primary key,
    client_id  uuid not null,
    name       text not null,
    media_type text not null,
    size       bigint not null,
    sha256     text not null,
    added_at   timestamptz not null,
    added_by   text not null
);
create index evidence_file_of_client on evidence_file (client_id, id);
