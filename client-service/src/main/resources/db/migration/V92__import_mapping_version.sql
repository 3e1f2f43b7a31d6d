-- Whoever forgets which column is which field says what was seen.
alter table client_import_mapping add column version bigint not null default 1;
