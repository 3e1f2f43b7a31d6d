-- A text as search sees it: folded, abbreviations drawn together ("P.H.U." is "phu"), everything else that is no letter or digit a space.
create function search_form(given text) returns text
    language sql immutable strict parallel safe
    return translate(folded(given), '-/,;:()[]{}<>&+*|\!?=@~^$%_#„”“’.''"`', repeat(' ', 28));

create function search_words(given text) returns tsvector
    language sql immutable strict parallel safe
    return array_to_tsvector(array_remove(string_to_array(given, ' '), ''));

alter table client alter column search_text set expression as (regexp_replace(
    ' ' || left(search_form(card ->> 'name'), 510)
    || ' ' || coalesce(search_form(card ->> 'shortName'), '')
    || ' ' || coalesce(search_form(card ->> 'firstName'), '') || ' ' || coalesce(search_form(card ->> 'lastName'), '')
    || ' ' || coalesce(card ->> 'nip', '') || ' ' || coalesce(lower(card ->> 'euVatNumber'), '')
    || ' ' || coalesce(card ->> 'regon', '') || ' ' || coalesce(card ->> 'krs', '')
    || ' ' || search_form(jsonb_path_query_array(card, '$.addresses[*].city')::text)
    || ' ' || translate(folded(jsonb_path_query_array(card, '$.emails[*].address')::text), '[]",', '    ')
    || ' ' || regexp_replace(translate(jsonb_path_query_array(card, '$.phones[*].number')::text, '[]",', '    '),
                             '\+(48)?(\d+)', '\1\2 \2', 'g')
    || ' ', ' {2,}', ' ', 'g'));

alter table client alter column search_text set statistics 1000;
-- Without a list of pending entries, which every look at the index would have to read through.
create index client_by_words on client using gin (search_words(search_text)) with (fastupdate = off);
alter index client_by_words alter column 1 set statistics 1000;
create index client_by_beginning on client (left(search_text, 48), id);

-- Which of these words any client has. Hundreds of them at a time, most of them none: each is one look into the index.
create function words_in_use(given text[]) returns setof text
    language plpgsql stable
    set enable_seqscan = off set enable_indexscan = off set jit = off as
$$
declare
    word text;
begin
    foreach word in array given loop
        perform from client where search_words(search_text) @@ quote_literal(word)::tsquery limit 1;
        if found then
            return next word;
        end if;
    end loop;
end
$$;

-- Searches take the first few rows of many: what they read is in memory or on a disk that does not seek, and neither more
-- processes nor compilation pay for them.
do $$
begin
    execute format('alter database %I set random_page_cost = 1.1', current_database());
    execute format('alter database %I set parallel_setup_cost = 10000', current_database());
    execute format('alter database %I set jit = off', current_database());
end
$$;
