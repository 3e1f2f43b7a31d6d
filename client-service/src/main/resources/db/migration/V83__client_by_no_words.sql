-- A client may have no word that it is known by: a name that is nothing but a legal form, and nothing beside it. Such a client is like nobody,
-- where an empty word would be no query at all.
create or replace function any_word(words text) returns tsquery
    language sql immutable strict parallel safe
    return ('''' || replace(replace(replace(nullif(words, ''), '\', '\\'), '''', ''''''), ' ', ''' | ''') || '''')::tsquery;
