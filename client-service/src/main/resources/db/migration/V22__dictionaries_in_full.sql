alter table dictionary_entry
    drop constraint dictionary_entry_dictionary_check,
    add constraint known_dictionary
        check (dictionary in ('GROUP', 'TRAIT', 'TRAIT_GROUP', 'SOURCE', 'INDUSTRY', 'FLAG')),
    add column colour text,
    add column kinds text[] not null default '{}',
    add column trait_ids uuid[] not null default '{}',
    add column retired boolean not null default false,
    add column merged_into uuid;

create index client_by_flag on client using gin ((card -> 'flagIds')) where card -> 'flagIds' <> '[]';
create index client_by_caretaker on client using gin ((card -> 'caretakers') jsonb_path_ops)
    where card -> 'caretakers' <> '[]';

-- Whoever writes and however many at once: a client has one primary caretaker at most.
alter table client add constraint one_primary_caretaker check (
    card -> 'caretakers' is null
    or jsonb_array_length(jsonb_path_query_array(card, '$.caretakers[*] ? (@.role == "PRIMARY")')) <= 1);
