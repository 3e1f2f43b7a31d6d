-- What entries were called that were merged into others: files and people go on calling them so.
create table dictionary_alias (
    dictionary text not null,
    name       text not null,
    entry_id   uuid not null references dictionary_entry on delete cascade,
    primary key (dictionary, name)
);
comment on column dictionary_alias.name is 'Folded';
create index dictionary_alias_by_entry on dictionary_alias (entry_id);
