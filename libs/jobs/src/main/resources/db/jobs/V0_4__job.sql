-- Long work of this service: what it is asked to do, how far it has come, who is at it.
create table job (
    id               uuid        primary key,
    kind             text        not null,
    owner            text        not null,
    status           text        not null default 'QUEUED'
                                 check (status in ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
    done             bigint      not null default 0,
    total            bigint,
    input            jsonb       not null,
    checkpoint       jsonb,
    report           jsonb,
    problem          jsonb,
    cancel_requested boolean     not null default false,
    settled          boolean     not null default false,
    attempts         integer     not null default 0,
    lease_token      uuid,
    lease_until      timestamptz,
    created_at       timestamptz not null default now(),
    started_at       timestamptz,
    ended_at         timestamptz,
    constraint a_lease_has_an_end check ((lease_token is null) = (lease_until is null)),
    constraint a_failure_has_a_reason check ((status = 'FAILED') = (problem is not null)),
    constraint what_is_over_has_an_end check ((status in ('DONE', 'FAILED', 'CANCELLED')) = (ended_at is not null)),
    constraint only_what_is_over_is_settled check (not settled or ended_at is not null)
) with (
    -- Every step updates its job; none of it touches an index.
    fillfactor = 50
);
create index job_to_do on job (id) where not settled;
create index job_by_owner on job (kind, owner, id);
create index job_ended_at on job (ended_at) where settled;
comment on table job is 'Long work, resumed from its checkpoint; forgotten some weeks after its end';
comment on column job.attempts is 'How often it was taken up since its last step; a job that kills its process is given up';
comment on column job.settled is 'Whether what it left behind is tidied up';
