-- What hangs on a client is in its history too: beside the changes of the card, which are entry 0 of their version, each under the version
-- the card has then and a number of its own. "about" is the note, the file or the person.
create sequence client_change_entry;

alter table client_change
    add column entry bigint not null default 0,
    add column about uuid,
    drop constraint client_change_pkey,
    add primary key (client_id, version, entry);

create index client_change_about on client_change (about) where about is not null;
