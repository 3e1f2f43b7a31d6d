-- As measured beside the look at a page: with the default of 100 PostgreSQL would rather make the words of thousands of clients, one
-- after the other, than look them up.
alter function search_words(text) cost 300;
