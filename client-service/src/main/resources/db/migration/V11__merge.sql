-- A duplicate stays, for what others know it by: it names the client it was merged into, and nothing hangs on it any more.
alter table client add column merged_into uuid references client;
alter table client add constraint not_merged_into_itself check (merged_into <> id);
create index client_by_survivor on client (merged_into) where merged_into is not null;

-- What it takes to undo a merge. It goes with either client: nothing of an erased one may stay.
create table client_merge (
    id              uuid        primary key,
    survivor_id     uuid        not null references client on delete cascade,
    duplicate_id    uuid        not null references client on delete cascade,
    survivor_before jsonb       not null,
    survivor_after  jsonb       not null,
    duplicate_before jsonb      not null,
    branches        uuid[]      not null,
    moved           jsonb       not null default '{}',
    merged_at       timestamptz not null,
    merged_by       text        not null,
    undone_at       timestamptz,
    undone_by       text
);

create unique index client_merged_once on client_merge (duplicate_id) where undone_at is null;
create index client_merge_by_survivor on client_merge (survivor_id, id);

-- Who a client is now; null for one that is not there.
create function survivor_of(client uuid) returns uuid
    language sql stable strict parallel safe
    return (with recursive way(id, into_id, step) as (
                select c.id, c.merged_into, 0 from client c where c.id = client
                union all
                select c.id, c.merged_into, w.step + 1 from way w join client c on c.id = w.into_id where w.step < 100)
            select id from way where into_id is null);
