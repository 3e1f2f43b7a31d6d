-- Whom or what never to contact, whatever was consented to. An address is kept as a keyed hash only: it can be
-- recognised and not read, and it survives an erasure.
create table suppression (
    id           uuid primary key,
    client_id    uuid,
    address_hash text,
    channel      text check (channel in ('EMAIL', 'SMS', 'PHONE', 'POST')),
    reason       text not null check (reason in ('HARD_BOUNCE', 'COMPLAINT', 'MANUAL')),
    note         text,
    created_at   timestamptz not null,
    created_by   text not null,
    check ((client_id is null) <> (address_hash is null))
);
create unique index suppression_client on suppression (client_id, channel) nulls not distinct where client_id is not null;
create unique index suppression_address on suppression (address_hash, channel) nulls not distinct
    where address_hash is not null;
