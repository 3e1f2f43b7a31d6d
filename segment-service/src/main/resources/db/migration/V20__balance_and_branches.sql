-- Null where the document was taken before payments were kept.
alter table sales_document add column paid numeric;

-- Whose branch each client is, as far as its head office has been told. Written only under the lock of branches.
create table branch (
    client_id      uuid primary key,
    head_office_id uuid not null
);
create index branch_head_office on branch (head_office_id);

insert into branch
select client_id, (facts ->> 'headOffice')::uuid from profile where facts ->> 'headOffice' is not null;

insert into profile (client_id, facts)
select distinct head_office_id, '{"hasBranches": true}'::jsonb from branch
on conflict (client_id) do update set facts = profile.facts || excluded.facts where not profile.erased;
