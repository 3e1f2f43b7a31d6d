-- Answers that name no NIP belong to somebody, too: an erasure finds them by the REGON they were asked by.
create index register_answer_without_nip on register_answer (question) where nip is null;
