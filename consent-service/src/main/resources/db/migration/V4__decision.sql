-- What was asked, once per call, and what was answered, once per client. Kept as evidence.
create table decision_call (
    id           uuid primary key,
    decided_at   timestamptz not null,
    purpose_code text not null,
    channel      text,
    asked_by     text not null
);
create table decision (
    id        uuid primary key,
    call_id   uuid not null,
    client_id uuid not null,
    allowed   boolean not null,
    reason    text not null
);
revoke update, delete, truncate on decision_call, decision from ${service_login};
