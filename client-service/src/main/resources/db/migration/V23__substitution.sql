create extension if not exists btree_gist;

create table substitution (
    id         uuid        primary key,
    absent     text        not null,
    substitute text        not null,
    starts_on  date        not null,
    ends_on    date,
    reason     text,
    version    bigint      not null,
    created_by text        not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint nobody_stands_in_for_oneself check (absent <> substitute),
    constraint ends_after_it_starts check (ends_on is null or ends_on >= starts_on),
    constraint one_substitute_at_a_time exclude using gist (absent with =, daterange(starts_on, ends_on, '[]') with &&)
);
