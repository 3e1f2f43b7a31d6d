create table note (
    id         uuid        primary key,
    client_id  uuid        not null references client,
    text       text        not null,
    pinned     boolean     not null,
    author     text        not null,
    created_at timestamptz not null,
    changed_by text        not null,
    updated_at timestamptz not null,
    version    bigint      not null
);

create index note_by_client on note (client_id, pinned desc, id desc);
