-- The first anniversary of a day that is not over yet, in days since 1970-01-01; the day itself is not one.
-- February 29 falls on 28 in other years. The twin of Days.nextAnniversary.
create function next_anniversary(day bigint, today bigint) returns bigint language sql immutable strict parallel safe as $$
    select case when candidate < today then (origin + make_interval(years => years + 1))::date - date '1970-01-01' else candidate end
    from (select origin, years, (origin + make_interval(years => years))::date - date '1970-01-01' as candidate
          from (select date '1970-01-01' + day::int as origin,
                       greatest(1, extract(year from date '1970-01-01' + today::int)
                           - extract(year from date '1970-01-01' + day::int))::int as years) as span) as first
$$;

-- What rules can ask about a client, projected from events. One sequence guard per source: the client's own version
-- here, the version of each consent beside it, the documents and messages in their tables.
create table profile (
    client_id          uuid primary key,
    present            boolean not null default false, -- known, not merged into another, not erased
    erased             boolean not null default false,
    client_sequence    bigint  not null default -1,
    consent_sequences  jsonb   not null default '{}',
    display_name       text,
    facts              jsonb   not null default '{}',
    stage              text generated always as (facts ->> 'stage') stored,
    kind               text generated always as (facts ->> 'kind') stored,
    active             boolean generated always as ((facts ->> 'active')::boolean) stored,
    name               text generated always as (facts ->> 'name') stored,
    nip                text generated always as (facts ->> 'nip') stored,
    importance         text generated always as (facts ->> 'importance') stored,
    client_group       text generated always as (facts ->> 'group') stored,
    industry           text generated always as (facts ->> 'industry') stored,
    city               text generated always as (facts ->> 'address.city') stored,
    created_at         bigint generated always as ((facts ->> 'createdAt')::bigint) stored,
    documents_last_day bigint generated always as ((facts ->> 'documents.lastDate')::bigint) stored,
    documents_turnover numeric generated always as ((facts ->> 'documents.turnover')::numeric) stored
) with (fillfactor = 85);

create index profile_nip on profile (nip) where nip is not null;

-- The last known state of each sales document; the totals of a profile are counted from here.
create table sales_document (
    source    text    not null,
    number    text    not null,
    client_id uuid,            -- null until a client with the NIP is known
    nip       text,
    type      text    not null,
    issued_on date    not null,
    amount    numeric not null,
    currency  text    not null,
    status    text    not null,
    sequence  bigint  not null,
    primary key (source, number)
);
create index sales_document_client on sales_document (client_id) where client_id is not null;
create index sales_document_waiting on sales_document (nip) where client_id is null;

create table client_message (
    message_id uuid primary key,
    client_id  uuid        not null,
    status     text        not null,
    sent_at    timestamptz,
    sequence   bigint      not null
);
create index client_message_client on client_message (client_id);

create table segment (
    id                uuid primary key,
    name              text        not null,
    description       text,
    type              text        not null check (type in ('STATIC', 'DYNAMIC')),
    visibility        text        not null check (visibility in ('PUBLIC', 'RESTRICTED')),
    shared_with       text[]      not null default '{}',
    owner             text        not null,
    criteria          jsonb,               -- as last defined
    live_criteria     jsonb,               -- by which the members of the live generation are chosen
    live_generation   int         not null,
    shadow_generation int,                 -- being filled by criteria
    last_generation   int         not null,
    version           bigint      not null,
    epoch             bigint      not null, -- of definition_epoch when it was last changed
    deleted           boolean     not null default false,
    created_at        timestamptz not null,
    updated_at        timestamptz not null,
    check ((type = 'STATIC') = (criteria is null) or deleted)
);
create index segment_epoch on segment (epoch);

-- Rises with every change of any definition, so that a cache knows when it is old.
create table definition_epoch (epoch bigint not null);
create unique index definition_epoch_is_one_row on definition_epoch ((true));
insert into definition_epoch values (0);

-- A shadow generation being filled, chunk by chunk in the order of client ids.
create table fill (
    segment_id   uuid primary key references segment,
    generation   int         not null,
    after_client uuid,
    finished     boolean     not null default false,
    done         bigint      not null default 0,
    total        bigint      not null,
    started_at   timestamptz not null
);

-- Effective members, pins applied, of every generation in use.
create table membership (
    segment_id uuid        not null,
    generation int         not null,
    client_id  uuid        not null,
    since      timestamptz not null,
    cause      text        not null check (cause in ('CHANGE', 'TIME', 'DEFINITION', 'MANUAL')),
    primary key (segment_id, generation, client_id)
);
create index membership_client on membership (client_id);

-- Taken under the lock of the client, so it rises per segment and client also across leaving and entering again.
create sequence membership_sequence;

-- Clients put in or out by hand; the members of a static segment are its pins.
create table pin (
    segment_id uuid        not null references segment,
    client_id  uuid        not null,
    pinned_in  boolean     not null,
    pinned_by  text        not null,
    pinned_at  timestamptz not null,
    primary key (segment_id, client_id)
);
create index pin_client on pin (client_id);

-- The next instant at which the passing of time alone can change a membership.
create table due (
    client_id  uuid        not null,
    segment_id uuid        not null,
    generation int         not null,
    due_at     timestamptz not null,
    primary key (client_id, segment_id, generation)
);
create index due_at on due (due_at);

-- Generations nobody looks at any more, waiting to be cleared away; of a deleted segment, with its members told.
create table retired (
    segment_id uuid    not null,
    generation int     not null,
    leaving    boolean not null,
    primary key (segment_id, generation)
);
