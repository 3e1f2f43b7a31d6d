create table member (
    key      text primary key,
    cause    text   not null,
    sequence bigint not null,
    changes  int    not null default 1
);
create table erased (
    client_id uuid primary key,
    sequence  bigint not null
);
create table effect (
    event_id text not null
);
create table counter (
    key     text primary key,
    version bigint not null
);
