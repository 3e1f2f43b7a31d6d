-- How far each register was heard about each NIP: an older or repeated answer changes nothing.
create table register_answer (
    nip      text   not null,
    register text   not null,
    sequence bigint not null,
    primary key (nip, register)
);

-- What a register says otherwise than the card, for a person to decide. A refusal stands for as long as the register says the same.
create table proposed_change (
    id         uuid        primary key,
    client_id  uuid        not null references client on delete cascade,
    register   text        not null,
    field      text        not null,
    proposed   jsonb       not null,
    seen       jsonb,
    checked_at timestamptz not null,
    status     text        not null check (status in ('OPEN', 'ACCEPTED', 'REFUSED', 'SUPERSEDED')),
    standing   boolean     not null default true,
    decided_at timestamptz,
    decided_by text
);

create unique index one_open_proposal on proposed_change (client_id, register, field) where status = 'OPEN';
create index proposed_change_open on proposed_change (id) where status = 'OPEN';
create index proposed_change_of_client on proposed_change (client_id, id);
