-- What a person asked of their data (GDPR articles 15 to 21). A case is kept to show that it was answered in time.
create table privacy_case (
    id              uuid        primary key,
    version         bigint      not null,
    client_id       uuid        not null,
    kind            text        not null check (kind in
                        ('ACCESS', 'PORTABILITY', 'RECTIFICATION', 'RESTRICTION', 'ERASURE', 'OBJECTION')),
    status          text        not null check (status in ('RECEIVED', 'IN_PROGRESS', 'COMPLETED', 'REFUSED', 'WITHDRAWN')),
    purposes        text[]      not null default '{}',
    received_at     timestamptz not null,
    due_on          date        not null,
    extended_months integer     check (extended_months in (1, 2)),
    -- the deadline that somebody was warned of already
    warned_of       date,
    -- a restriction that decisions heed
    in_force        boolean     not null default false,
    closed_at       timestamptz check ((closed_at is not null) = (status in ('COMPLETED', 'REFUSED', 'WITHDRAWN'))),
    created_by      text        not null
);
create index privacy_case_due on privacy_case (due_on, id);
create index privacy_case_client on privacy_case (client_id);
-- Two people who record the same letter make one case of it.
create unique index privacy_case_open on privacy_case (client_id, kind)
    where status in ('RECEIVED', 'IN_PROGRESS') and kind in ('ACCESS', 'PORTABILITY', 'RESTRICTION', 'ERASURE');
revoke delete, truncate on privacy_case from ${service_login};

-- Everything that happened in a case. What somebody wrote may be personal: it lies beside, and goes with the client.
create table privacy_trail (
    case_id  uuid        not null references privacy_case,
    position bigint      not null,
    at       timestamptz not null,
    by       text        not null,
    event    text        not null,
    detail   jsonb       not null,
    primary key (case_id, position)
);
revoke update, delete, truncate on privacy_trail from ${service_login};

create table privacy_note (
    case_id  uuid   not null,
    position bigint not null,
    note     text   not null,
    primary key (case_id, position)
);
revoke update, truncate on privacy_note from ${service_login};

-- What was asked of every service, and how often. Of an export also the key its parts are sealed with.
create table privacy_asking (
    case_id     uuid        primary key references privacy_case,
    client_id   uuid        not null,
    what        text        not null check (what in ('ERASURE', 'EXPORT')),
    round       integer     not null,
    -- answers of earlier rounds do not count: the erasure was applied once more
    since_round integer     not null,
    asked_at    timestamptz not null,
    answered_at timestamptz,
    public_key  text,
    private_key bytea,
    expires_at  timestamptz
);
create index privacy_asking_open on privacy_asking (asked_at) where answered_at is null;
create index privacy_asking_expiring on privacy_asking (expires_at) where private_key is not null and expires_at is not null;

create table erasure_receipt (
    case_id   uuid        not null references privacy_case,
    service   text        not null,
    round     integer     not null,
    erased_at timestamptz not null,
    erased    jsonb       not null,
    kept      jsonb       not null,
    primary key (case_id, service)
);

create table export_part (
    case_id uuid    not null references privacy_case,
    service text    not null,
    round   integer not null,
    number  integer not null,
    last    boolean not null,
    sealed  bytea,
    primary key (case_id, service, round, number)
);
