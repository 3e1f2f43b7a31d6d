-- What a client is tied to elsewhere: a page, an object of another system, another client. To one target there is one link of a type.
create table client_link (
    id               uuid        primary key,
    client_id        uuid        not null references client,
    type             text        not null,
    title            text,
    url              text,
    system           text,
    object_id        text,
    linked_client_id uuid        references client,
    note             text,
    author           text        not null,
    created_at       timestamptz not null,
    changed_by       text        not null,
    updated_at       timestamptz not null,
    version          bigint      not null,
    target           text        not null generated always as (
                         case when linked_client_id is not null then linked_client_id::text
                              when object_id is not null then md5(system || ' ' || object_id)
                              else md5(url) end) stored,
    constraint one_link unique (client_id, type, target)
);

create index client_link_by_client on client_link (client_id, id desc);
create index client_link_to_client on client_link (linked_client_id, id desc) where linked_client_id is not null;
