create table counted (
    job_id uuid    not null,
    number integer not null
);
