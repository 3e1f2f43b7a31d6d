-- With whom a restricted segment is shared; nobody where its owner's service has not told since.
alter table known_segment add column shared_with jsonb not null default '[]';
