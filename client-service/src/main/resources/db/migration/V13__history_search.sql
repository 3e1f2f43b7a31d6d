-- The changes of all clients, the latest first, and those of one person.
create index client_change_by_time on client_change (changed_at, client_id, version);
create index client_change_by_whom on client_change (changed_by, changed_at);
