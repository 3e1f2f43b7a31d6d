-- Words that many clients have, and what part of them, as last counted by ANALYZE. The statistics of an index are its owner's to read.
create function words_of_many(at_least real) returns table (word text, share real)
    language sql stable security definer
    set search_path = pg_catalog
begin atomic
    select counted.word, counted.share
    from pg_stats, unnest(most_common_elems::text::text[], most_common_elem_freqs) as counted (word, share)
    where schemaname = 'public' and tablename = 'client_by_words' and counted.word <> '' and counted.share >= at_least;
end;

-- In one statement: to begin one for each of five hundred words took twenty times as long as the looks themselves.
drop function words_in_use(text[]);
create function words_in_use(given text[]) returns setof text
    language sql stable
    set enable_seqscan = off set enable_indexscan = off set jit = off
begin atomic
    select word
    from unnest(given) as word,
         lateral (select from client where search_words(search_text || ' ' || likeness) @@ quote_literal(word)::tsquery limit 1) as found;
end;
