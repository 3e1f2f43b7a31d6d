create table representative (
    id          uuid        primary key,
    first_name  text        not null,
    last_name   text        not null,
    email       text,
    phone       text,
    note        text,
    version     bigint      not null,
    created_at  timestamptz not null,
    updated_at  timestamptz not null,
    search_text text        not null generated always as (folded(
                    first_name || ' ' || last_name || ' ' || coalesce(email, '') || ' ' || coalesce(phone, ''))) stored
);

create table representation (
    client_id         uuid        not null references client on delete cascade,
    representative_id uuid        not null references representative on delete cascade,
    position          text        not null,
    since             timestamptz not null,
    primary key (client_id, representative_id)
);

create index representation_by_person on representation (representative_id);
