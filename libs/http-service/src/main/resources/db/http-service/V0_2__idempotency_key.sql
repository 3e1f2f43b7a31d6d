-- The first answer to a request that came with an Idempotency-Key, written in the transaction of its effect.
create table idempotency_key (
    subject    text        not null,
    key        text        not null,
    request    bytea       not null,
    status     integer,
    headers    text,
    body       bytea,
    created_at timestamptz not null default now(),
    primary key (subject, key)
);

create index idempotency_key_created_at on idempotency_key (created_at);
