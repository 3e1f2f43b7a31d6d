-- Without these PostgreSQL takes every choice for as rare as any other, and reads a million clients in the order of their
-- names to find out that nobody is meant. Nothing is written for them when a client changes.
create statistics client_kinds on (lower(card ->> 'kind')) from client;
create statistics client_stages on (lower(card ->> 'stage')) from client;
create statistics client_importances on (lower(card ->> 'importance')) from client;
create statistics client_relationships on (lower(card ->> 'relationship')) from client;
create statistics client_activity on ((card ->> 'active')::boolean) from client;
create statistics client_cities on (lower((coalesce(jsonb_path_query_first(card, '$.addresses[*] ? (@.use == "REGISTERED")'),
                                                    card #> '{addresses,0}') ->> 'city') collate "und-x-icu")) from client;

create index client_by_update on client (updated_at, id);
