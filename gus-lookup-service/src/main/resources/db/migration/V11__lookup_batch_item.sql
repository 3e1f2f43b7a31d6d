-- One number of a batch asked of one register. The batch itself is a job; what it asked goes with it.
create table lookup_batch_item (
    batch_id   uuid        not null references job (id) on delete cascade,
    position   integer     not null,
    register   text        not null constraint lookup_batch_item_register
                           check (register in ('GUS', 'CEIDG', 'WHITE_LIST', 'VIES')),
    number     text        not null,
    outcome    text        constraint lookup_batch_item_outcome
                           check (outcome in ('FOUND', 'NOT_FOUND', 'UNKNOWN', 'INVALID')),
    answer_id  uuid,
    freshness  text,
    reason     text,
    attempts   integer     not null default 0,
    not_before timestamptz,
    primary key (batch_id, position, register),
    -- Only a kept answer can say that there is, or is not, such a company.
    constraint lookup_batch_item_answered check ((outcome in ('FOUND', 'NOT_FOUND')) is not true or answer_id is not null)
) with (fillfactor = 80);
comment on table lookup_batch_item is 'What batches ask, and what came of it';
comment on column lookup_batch_item.not_before is 'When the register is asked again after it failed';

create index lookup_batch_item_open on lookup_batch_item (batch_id, register, position) where outcome is null;
