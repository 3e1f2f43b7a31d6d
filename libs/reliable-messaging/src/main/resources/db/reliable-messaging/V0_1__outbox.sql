-- Events committed together with the change they tell of, until Kafka has acknowledged them.
create table outbox (
    id          bigint generated always as identity primary key,
    event_id    uuid        not null unique,
    topic       text        not null,
    key         text        not null,
    type        text,
    source      text        not null,
    subject     text        not null,
    sequence    bigint,
    time        timestamptz not null,
    traceparent text,
    tracestate  text,
    data        bytea,
    constraint outbox_is_event_or_tombstone check ((type is null) = (data is null))
) with (
    -- Every row is deleted within moments: the table stays small only if vacuum follows the traffic.
    autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_threshold = 5000,
    autovacuum_vacuum_insert_threshold = -1
);
comment on table outbox is 'Events waiting for Kafka, in the order of id';
comment on column outbox.data is 'JSON in UTF-8; null in a tombstone';

-- What a consumer has handled already, for effects that cannot be repeated.
create table inbox (
    consumer   text        not null,
    event_id   text        not null,
    handled_at timestamptz not null,
    primary key (consumer, event_id)
);
create index inbox_handled_at on inbox using brin (handled_at);
comment on table inbox is 'Events whose effect is done, one row per consumer; forgotten after the longest retention of a topic';
