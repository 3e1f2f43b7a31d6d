-- What tax law makes us keep of an erased client, apart from everything else; it goes by itself when its time is over.
create table retained_document (
    id           uuid    primary key,
    source       text    not null,
    number       text    not null,
    client_id    uuid    not null,
    nip          text,
    type         text    not null,
    status       text    not null,
    issued_on    date    not null,
    due_on       date,
    currency     text    not null,
    gross        numeric not null,
    paid         numeric not null,
    retain_until date    not null,
    constraint same_retained_document unique (source, number)
);
create index retained_document_client on retained_document (client_id);
create index retained_document_until on retained_document (retain_until);

-- By keyed hashes an erased person is recognised when an import or a form would bring him back; nothing can be read from them.
create table erased_identifier (
    hash      text        not null,
    client_id uuid        not null,
    erased_at timestamptz not null,
    primary key (hash, client_id)
);
create index erased_identifier_client on erased_identifier (client_id);
