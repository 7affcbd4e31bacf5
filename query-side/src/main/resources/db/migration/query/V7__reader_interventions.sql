-- How often something else than a reader's own batches has changed its view: a retry, a rebuild, a restart. What a
-- reader remembers of the view holds only as long as this stays the same.
create table query.reader_intervention (
    reader text primary key,
    number bigint not null
);
