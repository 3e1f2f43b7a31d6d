-- The client this one was merged into, as its owner says.
alter table profile add column merged_into uuid;
create index profile_merged_into on profile (merged_into) where merged_into is not null;

-- The merges whose pins and documents count for the survivor. Written only under the lock of merges.
create table merged_client (
    client_id   uuid primary key,
    survivor_id uuid not null
);
create index merged_client_survivor on merged_client (survivor_id);

-- The pins a survivor has of a client merged into it. The client's own stay where they are, without effect until it is back.
create table merged_pin (
    client_id   uuid        not null,
    survivor_id uuid        not null,
    segment_id  uuid        not null references segment,
    pinned_in   boolean     not null,
    pinned_at   timestamptz not null,
    primary key (client_id, survivor_id, segment_id)
);
create index merged_pin_survivor on merged_pin (survivor_id);
