-- What tells one client from another but for a number: how its name sounds without its legal form and punctuation, its e-mails, phones,
-- street address and foreign numbers. Each key begins with what it is.
create function name_key(given text) returns text
    language sql immutable strict parallel safe cost 50
    return nullif(replace(regexp_replace(
        ' ' || regexp_replace(folded(given), '[[:punct:][:space:]]+', ' ', 'g') || ' ',
        ' (sp z o o|sp zoo|spzoo|spolka z (o o|ograniczona odpowiedzialnoscia)|(prosta )?spolka akcyjna|(spolka|sp) (jawna|komandytowa|cywilna|partnerska|j|k|c|p)'
        || '|s a|sa|psa|p s a|s c|sc|przedsiebiorstwo (handlowo )?(uslugowe|handlowe|produkcyjne)|firma|phu|fhu|ltd|gmbh|s k a|ska)(?= )', ' ', 'g'),
        ' ', ''), '');

create function duplicate_keys(card jsonb) returns text[]
    language sql immutable strict parallel safe cost 500
    return array(
        select distinct kind || ':' || key
        from (select 'NAME' as kind, name_key(card ->> 'name') as key
              union all
              select 'NAME', name_key(card ->> 'shortName')
              union all
              select 'EMAIL', lower(value ->> 'address') from jsonb_array_elements(coalesce(card -> 'emails', '[]'))
              union all
              select 'PHONE', value ->> 'number' from jsonb_array_elements(coalesce(card -> 'phones', '[]'))
              union all
              select 'ADDRESS', regexp_replace(folded(concat_ws('|', value ->> 'city', value ->> 'street', value ->> 'building',
                                                                value ->> 'unit')), '[.[:space:]]+', '', 'g')
              from jsonb_array_elements(coalesce(card -> 'addresses', '[]'))
              where value ->> 'city' is not null and value ->> 'building' is not null
              union all
              select 'EU_VAT_NUMBER', card ->> 'euVatNumber'
              union all
              select 'REGON', card ->> 'regon'
              union all
              select 'KRS', card ->> 'krs') keys
        where key is not null);

-- Hashes, because keys are long and only looked up; without a pending list, because every registration looks.
create function duplicate_hashes(keys text[]) returns bigint[]
    language sql immutable strict parallel safe cost 50
    return array(select hashtextextended(key, 0) from unnest(keys) key);

create index client_near_duplicate on client using gin (duplicate_hashes(duplicate_keys(card))) with (fastupdate = off);
