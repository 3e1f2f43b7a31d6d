-- What decisions need to know of a client, from kartoteka.clients.v1. Addresses are kept as keyed hashes only.
create table known_client (
    client_id     uuid primary key,
    standing      text not null check (standing in ('ACTIVE', 'INACTIVE', 'ERASED')),
    email_hashes  text[] not null default '{}',
    phone_hashes  text[] not null default '{}',
    postal        boolean not null default false,
    merged_into   uuid,
    sequence      bigint not null
);
