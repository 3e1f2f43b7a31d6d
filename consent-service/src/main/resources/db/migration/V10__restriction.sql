-- While the person has the processing restricted (GDPR article 18), decisions say no whatever the basis.
alter table known_client add column restricted boolean not null default false;
