-- What was used of the registers' quotas, for all instances together and across restarts: one document per quota, locked
-- while it is changed.
create table register_quota (
    register    text  not null constraint register_quota_register
                      check (register in ('GUS', 'CEIDG', 'WHITE_LIST', 'VIES')),
    environment text  not null constraint register_quota_environment
                      check (environment in ('SANDBOX', 'TEST', 'PRODUCTION')),
    quota       text  not null,
    book        jsonb not null,
    primary key (register, environment, quota)
) with (fillfactor = 50);
comment on table register_quota is 'Requests counted against the published limits of a register';
comment on column register_quota.book is 'Requests by span and slot of time; until when the register asked to be left alone';
