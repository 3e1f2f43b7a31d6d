-- Which questions are being asked now, so that several instances ask a register only once.
create unlogged table register_asking (
    register      text        not null,
    environment   text        not null,
    question      text        not null,
    claim         uuid        not null unique,
    claimed_until timestamptz not null,
    primary key (register, environment, question)
);
comment on table register_asking is 'Questions on their way to a register; a claim that is not given back runs out';
