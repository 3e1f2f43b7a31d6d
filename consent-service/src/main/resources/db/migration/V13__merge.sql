-- When a merge is undone, a consent may turn out never to have been asked for. Its row stays, so that versions go on rising.
alter table consent drop constraint consent_status_check;
alter table consent add constraint consent_status_check
    check (status in ('NOT_ASKED', 'PENDING', 'GRANTED', 'REFUSED', 'WITHDRAWN', 'EXPIRED'));
alter table consent drop constraint consent_check;
alter table consent add constraint consent_check check (answered_at is not null or status in ('NOT_ASKED', 'PENDING'));
alter table consent alter column asked_at drop not null;
alter table consent add constraint consent_asked_check check (asked_at is not null or status = 'NOT_ASKED');

create index known_client_merged on known_client (merged_into) where merged_into is not null;

-- The suppressed duplicate whose suppression this one repeats on the client it was merged into.
alter table suppression add column carried_from uuid;
