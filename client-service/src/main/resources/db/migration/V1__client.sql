create extension if not exists pg_trgm;
create extension if not exists unaccent;

-- unaccent() is only stable, because its dictionary could be replaced; ours is named and never is, so an index may stand on it.
create function folded(given text) returns text
    language sql immutable strict parallel safe
    return lower(public.unaccent('public.unaccent'::regdictionary, given));

create table dictionary_entry (
    id         uuid        primary key,
    dictionary text        not null check (dictionary in ('GROUP', 'TRAIT', 'SOURCE', 'INDUSTRY')),
    code       text        not null,
    name       text        not null,
    version    bigint      not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint dictionary_code_in_use unique (dictionary, code)
);

create table custom_field (
    id         uuid        primary key,
    code       text        not null,
    name       text        not null,
    type       text        not null check (type in ('TEXT', 'NUMBER', 'DATE', 'BOOLEAN', 'CHOICE')),
    choices    text[]      not null default '{}',
    version    bigint      not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint custom_field_code_in_use unique (code),
    constraint choices_where_there_is_a_choice check ((type = 'CHOICE') = (cardinality(choices) > 0))
);

insert into custom_field (id, code, name, type, version, created_at, updated_at)
values ('01997c3e-0000-7000-8000-0000000000c1', 'tier', 'Poziom klienta', 'TEXT', 1, now(), now());

-- The card is one document; what constraints, joins, search and sorting need is generated from it, so the two cannot differ.
create table client (
    id             uuid        primary key,
    version        bigint      not null,
    card           jsonb       not null,
    nip_shared     boolean     not null default false,
    promoted_at    timestamptz,
    created_at     timestamptz not null,
    updated_at     timestamptz not null,
    name           text        collate "pl-x-icu" not null generated always as (card ->> 'name') stored,
    nip            text        generated always as (card ->> 'nip') stored,
    group_id       uuid        generated always as ((card ->> 'groupId')::uuid) stored
                               references dictionary_entry,
    source_id      uuid        generated always as ((card ->> 'sourceId')::uuid) stored
                               references dictionary_entry,
    industry_id    uuid        generated always as ((card ->> 'industryId')::uuid) stored
                               references dictionary_entry,
    head_office_id uuid        generated always as ((card ->> 'headOfficeId')::uuid) stored
                               references client deferrable,
    search_text    text        not null generated always as (folded(
                                   (card ->> 'name')
                                   || ' ' || coalesce(card ->> 'shortName', '')
                                   || ' ' || coalesce(card ->> 'firstName', '') || ' ' || coalesce(card ->> 'lastName', '')
                                   || ' ' || coalesce(card ->> 'nip', '') || ' ' || coalesce(card ->> 'euVatNumber', '')
                                   || ' ' || coalesce(card ->> 'regon', '') || ' ' || coalesce(card ->> 'krs', '')
                                   || ' ' || jsonb_path_query_array(card, '$.addresses[*].city')::text
                                   || ' ' || jsonb_path_query_array(card, '$.emails[*].address')::text
                                   || ' ' || jsonb_path_query_array(card, '$.phones[*].number')::text)) stored,
    constraint known_kind check (card ->> 'kind' in ('COMPANY', 'PERSON', 'INSTITUTION', 'EMPLOYEE', 'PARTNER')),
    constraint known_stage check (card ->> 'stage' in ('STANDARD', 'POTENTIAL')),
    constraint only_a_branch_shares_its_nip check (not nip_shared or (nip is not null and head_office_id is not null)),
    constraint no_head_office_of_itself check (head_office_id <> id)
);

create unique index client_nip_in_use on client (nip) where nip is not null and not nip_shared;
create index client_by_name on client (name, id);
create index client_by_creation on client (created_at, id);
create index client_by_group on client (group_id) where group_id is not null;
create index client_by_source on client (source_id) where source_id is not null;
create index client_by_industry on client (industry_id) where industry_id is not null;
create index client_by_head_office on client (head_office_id) where head_office_id is not null;
create index client_by_trait on client using gin ((card -> 'traitIds')) where card -> 'traitIds' <> '[]';
create index client_search on client using gin (search_text gin_trgm_ops);

-- Two moves under way at once could close a circle that neither of them sees: they queue on one lock, and each walks what the
-- others have left behind. A new client has nothing below it, so only a move needs this.
create function refuse_circle_of_head_offices() returns trigger
    language plpgsql as
$$
begin
    perform pg_advisory_xact_lock(hashtext('client-service.head-offices'));
    if exists (
        with recursive above(id) as (
            select new.head_office_id
            union
            select c.head_office_id from client c join above a on c.id = a.id where c.head_office_id is not null
        )
        select from above where id = new.id
    ) then
        raise exception 'a head office cannot be its own branch'
            using errcode = 'check_violation', constraint = 'head_office_circle', table = 'client';
    end if;
    return new;
end
$$;

create trigger head_office_circle
    after update of card on client
    for each row
    when (new.head_office_id is not null and new.head_office_id is distinct from old.head_office_id)
execute function refuse_circle_of_head_offices();

-- One row per change. No foreign key: that a client was deleted, when and by whom, stays known.
create table client_change (
    client_id  uuid        not null,
    version    bigint      not null,
    action     text        not null,
    changed_at timestamptz not null,
    changed_by text        not null,
    channel    text        not null,
    reason     text,
    changes    jsonb       not null,
    primary key (client_id, version)
);
