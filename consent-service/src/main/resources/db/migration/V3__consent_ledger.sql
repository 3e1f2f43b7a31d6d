-- The head of each client's chain. Locking its row puts the changes of one client's consents in an order.
create table ledger_head (
    client_id uuid primary key,
    length    bigint not null,
    hash      bytea not null
);
revoke delete, truncate on ledger_head from ${service_login};

-- The ledger. An entry is canonical JSON (RFC 8785); its hash is the SHA-256 of these very bytes, and it names the hash
-- of the entry before it. The purpose is derived from the entry, so that it cannot differ from it.
create table consent_ledger (
    client_id    uuid not null,
    position     bigint not null,
    entry        text not null,
    hash         bytea not null,
    purpose_code text generated always as (entry::jsonb ->> 'purpose') stored,
    primary key (client_id, position)
);
revoke update, delete, truncate on consent_ledger from ${service_login};

-- What of an entry may be personal. The entry holds only its salted hash, so that an erasure can remove it for good.
create table ledger_detail (
    client_id uuid not null,
    position  bigint not null,
    salt      text not null,
    detail    text not null,
    primary key (client_id, position)
);
revoke update, truncate on ledger_detail from ${service_login};

-- The state now: what the last entry of that client and purpose says.
create table consent (
    client_id     uuid not null,
    purpose_code  text not null references purpose (code),
    status        text not null check (status in ('PENDING', 'GRANTED', 'REFUSED', 'WITHDRAWN', 'EXPIRED')),
    asked_at      timestamptz not null,
    answered_at   timestamptz check (answered_at is not null or status = 'PENDING'),
    -- when the last answer before this one ended; a grant dated earlier is not taken
    closed_at     timestamptz,
    valid_until   timestamptz,
    version       bigint not null,
    position      bigint not null,
    primary key (client_id, purpose_code)
);
create index consent_due on consent (valid_until) where status = 'GRANTED' and valid_until is not null;
