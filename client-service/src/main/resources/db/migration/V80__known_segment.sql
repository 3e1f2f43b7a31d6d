-- Whose segments there are, so that nobody learns by a filter who is in one he may not see.
create table known_segment (
    id         uuid    primary key,
    restricted boolean not null,
    owner      text    not null,
    sequence   bigint  not null
);
