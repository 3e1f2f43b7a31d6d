-- Where a suppression comes from: a person who recorded it, a file, or a message that came back.
alter table suppression add column source text not null default 'PERSON' check (source in ('PERSON', 'IMPORT', 'MESSAGE'));
-- What led to it: the import, the message.
alter table suppression add column reference text;

-- A file of suppressions on its way in: addresses are hashed before anything is kept.
create table suppression_import_row (
    import_id    uuid not null,
    line         bigint not null,
    client_id    uuid,
    address_hash text,
    channel      text,
    reason       text,
    -- what is wrong with the row, by column; null where nothing is
    mistakes     text,
    primary key (import_id, line)
);
