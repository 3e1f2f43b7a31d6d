-- The same words in the languages they are kept in; each recipient reads the one she prefers, if there is one.
create table content_language (
    content_id uuid not null references content,
    language   text not null,
    subject    text,
    text       text,
    html       text,
    primary key (content_id, language)
);

-- From when a provider is given time to take a message.
alter table message add column first_attempt_at timestamptz;
-- When the recipient used the way out of this message.
alter table message add column unsubscribed_at timestamptz;
create index message_of_decision on message (decision_id) where decision_id is not null;

-- Who is not written to any more, as clients.v1 tells it: ACTIVE, INACTIVE or MERGED into another.
alter table recipient add column standing text not null default 'ACTIVE';
