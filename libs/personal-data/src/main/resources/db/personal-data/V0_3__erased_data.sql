-- What was ever erased here, by client and kind: numbers only. A receipt tells the whole of it, whatever started the erasure.
create table erased_data (
    client_id uuid        not null,
    what      text        not null,
    count     bigint      not null,
    erased_at timestamptz not null,
    primary key (client_id, what)
);
