-- Who a client is now, and stays until the transaction ends: a merge or an erasure under way is waited for, and what has come of it counts.
-- Each look is a statement of its own, for only a new one sees what was committed while the last one waited. Null where there is nobody.
create function held_survivor(given uuid) returns uuid
    language plpgsql strict as
$$
declare
    standing uuid := survivor_of(given);
    further  uuid;
begin
    while standing is not null loop
        select c.merged_into into further from client c where c.id = standing for key share;
        if not found then
            return null;
        end if;
        exit when further is null;
        standing := survivor_of(further);
    end loop;
    return standing;
end
$$;

-- Whose a document is: the named client's, else his who goes by the NIP. He may have got it just now from the one that was waited for.
create function held_client_of_document(named uuid, tax_number text) returns uuid
    language plpgsql as
$$
declare
    standing uuid := held_survivor(named);
begin
    if standing is null and tax_number is not null then
        for look in 1..2 loop
            select c.id into standing from client c where c.nip = tax_number and not c.nip_shared for key share;
            exit when found;
        end loop;
    end if;
    return standing;
end
$$;

create index sales_document_by_named_client on sales_document (named_client_id) where named_client_id is not null;
