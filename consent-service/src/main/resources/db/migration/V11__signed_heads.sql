-- Signed heads: each seals the chains that grew since the one before it. Who rewrites a chain, cuts its end off or removes it
-- as a whole cannot make the signature that would hide it.
create table signed_head (
    number    bigint primary key check (number > 0),
    head      text not null,
    hash      bytea not null,
    signature bytea not null
);
-- What a signed head sealed: how long the chain was then, and the hash of its last entry.
create table sealed_chain (
    client_id uuid not null,
    number    bigint not null references signed_head (number),
    length    bigint not null,
    hash      bytea not null,
    primary key (client_id, number)
);
create index sealed_chain_of_head on sealed_chain (number, client_id);
revoke update, delete, truncate on signed_head, sealed_chain from ${service_login};

alter table ledger_head add column sealed_length bigint not null default 0;
create index ledger_head_unsealed on ledger_head (client_id) where length > sealed_length;
