create table client_template (
    id         uuid        primary key,
    name       text        collate "pl-x-icu" not null unique,
    kind       text        not null,
    content    jsonb       not null,
    version    bigint      not null,
    created_at timestamptz not null,
    updated_at timestamptz not null
);

insert into client_template (id, name, kind, content, version, created_at, updated_at)
values ('01997c3e-0000-7000-8000-0000000000d1', 'Firma', 'COMPANY',
        '{"importance":"MEDIUM","language":"pl","terms":{"paymentForm":"TRANSFER","paymentDays":14}}', 1, now(), now()),
       ('01997c3e-0000-7000-8000-0000000000d2', 'Osoba', 'PERSON',
        '{"importance":"MEDIUM","language":"pl","terms":{"paymentForm":"CARD","paymentDays":0}}', 1, now(), now());
