-- What a client is found by is worked out by the service, once and many times faster than here, and written beside the card. Whoever
-- writes a card without it gets it from the functions below, which say the same: no row can be without it or behind its card.
drop index client_near_duplicate;
drop index client_by_words;

create function client_search_text(card jsonb) returns text
    language sql immutable strict parallel safe cost 500
    return regexp_replace(
        ' ' || left(search_form(card ->> 'name'), 510)
        || ' ' || coalesce(search_form(card ->> 'shortName'), '')
        || ' ' || coalesce(search_form(card ->> 'firstName'), '') || ' ' || coalesce(search_form(card ->> 'lastName'), '')
        || ' ' || coalesce(card ->> 'nip', '') || ' ' || coalesce(lower(card ->> 'euVatNumber'), '')
        || ' ' || coalesce(card ->> 'regon', '') || ' ' || coalesce(card ->> 'krs', '')
        || ' ' || search_form(jsonb_path_query_array(card, '$.addresses[*].city')::text)
        || ' ' || translate(folded(jsonb_path_query_array(card, '$.emails[*].address')::text), '[]",', '    ')
        || ' ' || regexp_replace(translate(jsonb_path_query_array(card, '$.phones[*].number')::text, '[]",', '    '),
                                 '\+(48)?(\d+)', '\1\2 \2', 'g')
        || ' ', ' {2,}', ' ', 'g');

-- Only words that search knows too, so that likeness needs no reading of punctuation of its own.
create or replace function name_key(given text) returns text
    language sql immutable strict parallel safe cost 50
    return nullif(replace(regexp_replace(
        ' ' || regexp_replace(search_form(given), ' +', ' ', 'g') || ' ',
        ' (sp z ?oo|sp z o o|sp ?zoo|spolka z (oo|o o|ograniczona odpowiedzialnoscia)|(prosta )?spolka akcyjna'
        || '|(spolka|sp) (jawna|komandytowa|cywilna|partnerska|j|k|c|p)|s a|sa|psa|p s a|s c|sc'
        || '|przedsiebiorstwo (handlowo )?(uslugowe|handlowe|produkcyjne)|firma|phu|fhu|ltd|gmbh|s k a|ska)(?= )', ' ', 'g'),
        ' ', ''), '');

-- The words by which near duplicates know each other. Addresses and numbers are words of the search text as well; names and street
-- addresses become one word each, which nobody can type.
create function likeness(card jsonb) returns text
    language sql immutable strict parallel safe cost 500
    return array_to_string(array(
        select word from (
            select 1, 0::bigint, 'n:' || name_key(card ->> 'name')
            union all
            select 2, 0, 'n:' || name_key(card ->> 'shortName')
            union all
            select 3, place, folded(value ->> 'address')
            from jsonb_array_elements(coalesce(card -> 'emails', '[]')) with ordinality as email(value, place)
            union all
            select 4, place, ltrim(value ->> 'number', '+')
            from jsonb_array_elements(coalesce(card -> 'phones', '[]')) with ordinality as phone(value, place)
            union all
            select 5, place, 'a:' || replace(concat_ws('|', search_form(value ->> 'city'), search_form(value ->> 'street'),
                                                       search_form(value ->> 'building'), search_form(value ->> 'unit')), ' ', '')
            from jsonb_array_elements(coalesce(card -> 'addresses', '[]')) with ordinality as address(value, place)
            where value ->> 'city' is not null and value ->> 'building' is not null
            union all
            select 6, 0, lower(card ->> 'euVatNumber')
            union all
            select 7, 0, card ->> 'regon'
            union all
            select 8, 0, card ->> 'krs') words(kind, place, word)
        where word is not null
        order by kind, place), ' ');

-- Any of these words.
create function any_word(words text) returns tsquery
    language sql immutable strict parallel safe
    return ('''' || replace(replace(replace(words, '\', '\\'), '''', ''''''), ' ', ''' | ''') || '''')::tsquery;

-- As generated columns they are worked out while the table is written anew, which is much faster than an update of every row.
alter table client
    add column likeness text not null generated always as (likeness(card)) stored;
alter table client
    alter column likeness drop expression,
    alter column search_text drop expression;

create function words_of_card() returns trigger
    language plpgsql as
$$
begin
    new.search_text := client_search_text(new.card);
    new.likeness := likeness(new.card);
    return new;
end
$$;

create trigger words_of_new_card
    before insert on client
    for each row
    when (new.search_text is null or new.likeness is null)
execute function words_of_card();

create trigger words_of_changed_card
    before update on client
    for each row
    when (new.search_text is null or new.likeness is null
          or new.card is distinct from old.card
              and new.search_text = old.search_text and new.likeness = old.likeness)
execute function words_of_card();

-- One index for the words of search and of likeness, still without a list of pending entries: every registration looks.
create index client_by_words on client using gin (search_words(search_text || ' ' || likeness)) with (fastupdate = off);
alter index client_by_words alter column 1 set statistics 1000;

create or replace function words_in_use(given text[]) returns setof text
    language plpgsql stable
    set enable_seqscan = off set enable_indexscan = off set jit = off as
$$
declare
    word text;
begin
    foreach word in array given loop
        perform from client where search_words(search_text || ' ' || likeness) @@ quote_literal(word)::tsquery limit 1;
        if found then
            return next word;
        end if;
    end loop;
end
$$;
