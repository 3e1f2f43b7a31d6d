-- Register answers are remembered of clients only, and go with them.
delete from register_answer a where not exists (select from client c where c.nip = a.nip and not c.nip_shared);
alter table register_answer add column client_id uuid references client on delete cascade;
update register_answer a set client_id = c.id from client c where c.nip = a.nip and not c.nip_shared;
create index register_answer_of_client on register_answer (client_id);

-- What a job was asked for is forgotten when it is over; of these it may name people.
update job set input = '{}' where settled and kind in ('client-bulk-action', 'client-import');

-- An erased client is looked for in merges that were undone.
create index client_merge_by_duplicate on client_merge (duplicate_id);

-- A place in a static segment is somebody's decision and keeps a client; one in a dynamic segment follows it.
alter table known_segment add column type text;

-- Which clients others refer to in their custom fields: few cards do, so the index costs the others nothing but the look.
create index client_refers on client using gin ((card -> 'customFields') jsonb_path_ops)
    where jsonb_path_exists(card, '$.customFields.* ? (@ like_regex "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$")');
