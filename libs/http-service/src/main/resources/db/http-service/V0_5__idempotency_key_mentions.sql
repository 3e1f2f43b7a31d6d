-- Whom a kept answer may be about although it names nobody: the request did.
alter table idempotency_key add column mentions uuid[] not null default '{}';
