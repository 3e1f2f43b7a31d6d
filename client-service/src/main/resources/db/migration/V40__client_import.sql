-- Which client a row of a file stands for: by a code of the file's system, by NIP, or by the row itself. With the same fingerprint the row
-- says nothing new, whatever has become of the client since.
create table client_import_key (
    source      text  not null,
    key         text  not null,
    client_id   uuid  not null references client on delete cascade,
    fingerprint uuid not null,
    primary key (source, key)
);
create index client_import_key_by_client on client_import_key (client_id);

-- What an import has met so far, so that a file that repeats itself is told so; gone with the end of the import.
create table client_import_row (
    import_id   uuid   not null references job on delete cascade,
    key         text   not null,
    line        bigint not null,
    fingerprint uuid   not null,
    primary key (import_id, key)
);

-- Groups and traits of an EPP file, which stand apart from the clients they belong to; gone with the end of the import.
create table client_import_label (
    import_id  uuid not null references job on delete cascade,
    code       text not null,
    dictionary text not null,
    name       text not null,
    primary key (import_id, code, dictionary, name)
);

create table client_import_error (
    import_id   uuid    not null references job on delete cascade,
    line        bigint  not null,
    position    integer not null,
    column_name text,
    value       text,
    code        text    not null,
    arguments   jsonb   not null,
    primary key (import_id, line, position)
);
comment on column client_import_error.value is 'As written in the file, masked where it is sensitive; gone with the import';

-- Which column is which field, remembered by the columns of the file.
create table client_import_mapping (
    id         uuid        primary key,
    columns    text[]      not null unique,
    fields     text[]      not null,
    updated_by text        not null,
    updated_at timestamptz not null
);
comment on column client_import_mapping.fields is 'One for each column; empty where a column is left out';
