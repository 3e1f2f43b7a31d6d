-- A PESEL is sealed anew with every version of a card; by a keyed hash beside it files recognise the person. Only who has a PESEL is in here.
create index client_by_pesel_mark on client ((card ->> 'peselMark')) where card ->> 'peselMark' is not null;

-- Whom a client that is new may be already. No foreign key: a warning holds nobody; of whom is gone nothing is told.
create table client_import_warning (
    import_id uuid   not null references job on delete cascade,
    line      bigint not null,
    client_id uuid   not null,
    matched   text[] not null,
    primary key (import_id, line, client_id)
);
