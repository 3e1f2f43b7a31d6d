-- The oldest answers first, when their retention ends.
create index register_answer_checked_at on register_answer (checked_at);
