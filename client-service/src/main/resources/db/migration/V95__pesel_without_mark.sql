-- Cards whose PESEL was sealed before marks were kept get theirs in the background, which needs the key of the service; this finds them. Once
-- all have one it is empty.
create index client_without_pesel_mark on client (id) where card ->> 'pesel' is not null and card ->> 'peselMark' is null;
