create table sales_document (
    id              uuid          primary key,
    source          text          not null,
    number          text          not null,
    client_id       uuid          references client,
    named_client_id uuid,
    nip             text,
    type            text          not null check (type in ('INVOICE', 'RECEIPT', 'CORRECTION', 'PROFORMA', 'ORDER')),
    status          text          not null check (status in ('ISSUED', 'CANCELLED')),
    issued_on       date          not null,
    due_on          date,
    currency        text          not null,
    gross           numeric       not null,
    paid            numeric       not null,
    changed_at      timestamptz,
    received_at     timestamptz   not null,
    is_sale         boolean       not null
                    generated always as (status = 'ISSUED' and type in ('INVOICE', 'RECEIPT', 'CORRECTION')) stored,
    constraint same_document unique (source, number),
    constraint names_somebody check (named_client_id is not null or nip is not null)
);

create index sales_document_by_client on sales_document (client_id, issued_on desc, id desc) where client_id is not null;
create index sales_document_without_client on sales_document (nip) where client_id is null;
create index sales_document_waiting on sales_document (received_at) where client_id is null;
