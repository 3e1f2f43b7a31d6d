-- With whom a restricted segment is shared; nobody where segment-service has not told since.
alter table segment add column shared_with text[] not null default '{}';
