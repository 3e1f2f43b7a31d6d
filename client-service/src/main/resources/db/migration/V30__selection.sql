-- Text as criteria compare it, see Spelling.WORDS of the criteria library. Cards are kept free of superfluous white space, values of custom fields are not.
create function spelled(given text) returns text
    language sql immutable strict parallel safe
    return nullif(btrim(regexp_replace(normalize(lower(given collate "und-x-icu")),
                                       U&'[\0001-\0020\007F-\00A0\1680\2000-\200A\2028\2029\202F\205F\3000]+', ' ', 'g')), '');

-- Codes lose what separates their parts, see Spelling.CODE.
create function spelled_code(given text) returns text
    language sql immutable strict parallel safe
    return nullif(translate(spelled(given), U&' -()\2010\2011\2012\2013\2014\2015', ''), '');

-- The first anniversary of a day that is not over yet, in days since 1970-01-01; the day itself is not one.
-- February 29 falls on 28 in other years.
create function next_anniversary(day bigint, today bigint) returns bigint language sql immutable strict parallel safe as $$
    select case when candidate < today then (origin + make_interval(years => years + 1))::date - date '1970-01-01' else candidate end
    from (select origin, years, (origin + make_interval(years => years))::date - date '1970-01-01' as candidate
          from (select date '1970-01-01' + day::int as origin,
                       greatest(1, extract(year from date '1970-01-01' + today::int)
                           - extract(year from date '1970-01-01' + day::int))::int as years) as span) as first
$$;

-- What other services say of our clients, for selecting by it: the last thing said, by its sequence. Gone with the client.
create table client_consent (
    client_id uuid   not null references client on delete cascade,
    purpose   text   not null,
    status    text   not null,
    sequence  bigint not null,
    primary key (client_id, purpose)
);

create table client_segment (
    client_id  uuid    not null references client on delete cascade,
    segment_id uuid    not null,
    member     boolean not null,
    sequence   bigint  not null,
    primary key (client_id, segment_id)
);
create index client_segment_members on client_segment (segment_id, client_id) where member;
