-- Whom messages can go to: a projection of kartoteka.clients.v1.
create table recipient (
    client_id uuid    primary key,
    sequence  bigint  not null,
    erased    boolean not null default false,
    language  text,
    emails    jsonb   not null default '[]',
    phones    jsonb   not null default '[]',
    fields    jsonb   not null default '{}'
);
comment on column recipient.fields is 'What merge fields are filled with';

-- Who is in which segment: projections of kartoteka.segments.v1 and kartoteka.segment-members.v1.
create table segment (
    id         uuid    primary key,
    sequence   bigint  not null,
    deleted    boolean not null,
    name       text,
    visibility text,
    owner      text
);
create table segment_member (
    segment_id uuid    not null,
    client_id  uuid    not null,
    sequence   bigint  not null,
    member     boolean not null,
    primary key (segment_id, client_id)
);

create table message_template (
    id         uuid        primary key,
    version    bigint      not null,
    name       text        not null,
    channel    text        not null check (channel in ('EMAIL', 'SMS')),
    language   text        not null,
    subject    text,
    text       text,
    html       text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint message_template_name unique (name, channel, language)
);

-- What is sent, as it was when the sending was ordered: a later change of the template changes nothing here.
create table content (
    id      uuid primary key,
    channel text not null,
    subject text,
    text    text,
    html    text
);

create table campaign (
    id              uuid        primary key,
    version         bigint      not null,
    name            text        not null,
    channel         text        not null check (channel in ('EMAIL', 'SMS')),
    purpose         text        not null,
    segment_id      uuid        not null,
    template_id     uuid references message_template,
    subject         text,
    text            text,
    html            text,
    send_at         timestamptz,
    rate_per_second int,
    status          text        not null check (status in ('DRAFT', 'RUNNING', 'PAUSED', 'DONE', 'CANCELLED')),
    content_id      uuid references content,
    audience        int         not null default 0,
    rate_from       timestamptz,
    created_by      text        not null,
    created_at      timestamptz not null,
    started_at      timestamptz,
    finished_at     timestamptz
);
create index campaign_active on campaign (status) where status in ('RUNNING', 'PAUSED', 'CANCELLED');

-- The audience as it was at the start, until each has a message.
create table campaign_audience (
    campaign_id uuid not null references campaign on delete cascade,
    client_id   uuid not null,
    primary key (campaign_id, client_id)
);

create table message (
    id            uuid        primary key,
    version       bigint      not null,
    client_id     uuid        not null,
    campaign_id   uuid references campaign,
    channel       text        not null check (channel in ('EMAIL', 'SMS')),
    purpose       text        not null,
    content_id    uuid        not null references content,
    status        text        not null check (status in
        ('QUEUED', 'HELD', 'SENDING', 'SENT', 'DELIVERED', 'BOUNCED', 'FAILED', 'BLOCKED', 'CANCELLED')),
    reason        text,
    decision_id   uuid,
    decided_at    timestamptz,
    address       text,
    provider_id   text,
    attempts      int         not null default 0,
    send_at       timestamptz not null,
    due_at        timestamptz not null,
    claim         uuid,
    claimed_until timestamptz,
    created_by    text        not null,
    created_at    timestamptz not null,
    updated_at    timestamptz not null,
    constraint message_once_per_campaign unique (campaign_id, client_id)
);
create index message_due on message (campaign_id, due_at) where status in ('QUEUED', 'HELD');
create index message_in_doubt on message (claimed_until) where status = 'SENDING';
create index message_of_client on message (client_id, id desc);
create index message_of_campaign on message (campaign_id, status, id);
