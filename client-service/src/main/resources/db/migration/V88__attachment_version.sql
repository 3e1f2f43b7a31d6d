-- What a file is called and what is said of it can be changed, so one who changes it says what was seen.
alter table attachment add column version bigint not null default 1;
