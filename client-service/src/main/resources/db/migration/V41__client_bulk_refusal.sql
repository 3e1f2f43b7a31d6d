-- For which clients a bulk action was refused, and why.
create table client_bulk_refusal (
    job_id    uuid  not null references job on delete cascade,
    client_id uuid  not null,
    code      text  not null,
    arguments jsonb not null,
    primary key (job_id, client_id)
);
