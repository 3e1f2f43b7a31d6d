-- Whose NIP it is: an erasure names a client, and what registers said is kept by number.
create table client_number (
    client_id uuid    primary key,
    nip       text,
    erased    boolean not null default false,
    sequence  bigint  not null
);
create index client_number_nip on client_number (nip) where nip is not null;
