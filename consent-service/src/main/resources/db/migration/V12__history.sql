-- What decisions rested on, since when, so that a question can be asked as of the past. The database writes it by itself:
-- no path of the service can forget it, and the service's login cannot change it. The ledger tells the same of consents.
create table known_client_history (
    client_id    uuid not null,
    since        timestamptz not null,
    standing     text not null,
    email_hashes text[] not null,
    phone_hashes text[] not null,
    postal       boolean not null,
    merged       boolean not null,
    restricted   boolean not null,
    primary key (client_id, since)
);
create table purpose_history (
    code     text not null,
    since    timestamptz not null,
    channels text[] not null,
    active   boolean not null,
    primary key (code, since)
);
create table suppression_history (
    id           uuid primary key,
    client_id    uuid,
    address_hash text,
    channel      text,
    since        timestamptz not null,
    until        timestamptz
);
create index suppression_history_client on suppression_history (client_id) where client_id is not null;
create index suppression_history_address on suppression_history (address_hash) where address_hash is not null;
revoke insert, update, delete, truncate on known_client_history, purpose_history, suppression_history from ${service_login};

-- Of what was before this migration only the last state is known.
insert into known_client_history
    select client_id, '-infinity', standing, email_hashes, phone_hashes, postal, merged_into is not null, restricted
    from known_client where standing <> 'ERASED';
insert into purpose_history select code, '-infinity', channels, active from purpose;
insert into suppression_history select id, client_id, address_hash, channel, created_at, null from suppression;

create function keep_known_client() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if new.standing = 'ERASED' then
        delete from known_client_history where client_id = new.client_id;
    else
        insert into known_client_history values (new.client_id, clock_timestamp(), new.standing, new.email_hashes,
            new.phone_hashes, new.postal, new.merged_into is not null, new.restricted);
    end if;
    return null;
end $$;
create trigger known_client_kept after insert on known_client for each row execute function keep_known_client();
create trigger known_client_change_kept after update on known_client for each row
    when ((old.standing, old.email_hashes, old.phone_hashes, old.postal, old.merged_into, old.restricted)
        is distinct from (new.standing, new.email_hashes, new.phone_hashes, new.postal, new.merged_into, new.restricted))
    execute function keep_known_client();

create function keep_purpose() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    insert into purpose_history values (new.code, clock_timestamp(), new.channels, new.active);
    return null;
end $$;
create trigger purpose_kept after insert on purpose for each row execute function keep_purpose();
create trigger purpose_change_kept after update on purpose for each row
    when ((old.channels, old.active) is distinct from (new.channels, new.active)) execute function keep_purpose();

create function keep_suppression() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if tg_op = 'INSERT' then
        insert into suppression_history values (new.id, new.client_id, new.address_hash, new.channel, clock_timestamp(), null);
    else
        update suppression_history set until = clock_timestamp() where id = old.id;
    end if;
    return null;
end $$;
create trigger suppression_kept after insert or delete on suppression for each row execute function keep_suppression();

-- Kept decisions say as of when they were asked for.
alter table decision_call add column as_of timestamptz;
