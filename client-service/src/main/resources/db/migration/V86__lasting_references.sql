-- What took the place of an entry that was merged and is gone: a merge of clients may be undone to a card that refers to it.
create table dictionary_successor (
    id       uuid primary key,
    entry_id uuid not null references dictionary_entry on delete cascade
);
create index dictionary_successor_by_entry on dictionary_successor (entry_id);

-- An entry that is being merged waits for the one that takes its place to stay there.
update dictionary_entry e set merged_into = null
where merged_into is not null and not exists (select from dictionary_entry i where i.id = e.merged_into);
alter table dictionary_entry add constraint merged_into_an_entry foreign key (merged_into) references dictionary_entry;
create index dictionary_entry_being_merged on dictionary_entry (merged_into) where merged_into is not null;
