-- The file is in the file store under the same id. A client with attachments is not removed, only erased.
create table attachment (
    id          uuid        primary key,
    client_id   uuid        not null references client,
    name        text        not null,
    description text,
    media_type  text        not null,
    size        bigint      not null,
    sha256      text        not null,
    added_at    timestamptz not null,
    added_by    text        not null
);

create index attachment_by_client on attachment (client_id, id desc);

create table client_photo (
    client_id  uuid        primary key references client on delete cascade,
    file_id    uuid        not null unique,
    media_type text        not null,
    size       bigint      not null,
    sha256     text        not null,
    added_at   timestamptz not null,
    added_by   text        not null
);
