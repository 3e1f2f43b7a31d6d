-- What a client of the kind it is now has no place for, until it is of a kind that has. The numbers that are sealed on a card are sealed here.
create table client_set_aside (
    client_id uuid  primary key references client on delete cascade,
    card      jsonb not null
);
