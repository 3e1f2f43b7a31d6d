-- Refused values are shown as written. Whom they are about is known by keyed hashes, so that an erasure finds them.
alter table client_import_error add column about text[];
create index client_import_error_about on client_import_error using gin (about) where about is not null;
comment on column client_import_error.value is
    'As written in the file, masked where a card has it sealed; gone with the import, or with the person it is about';
