-- Why a segment of a reader can't go on, as the node that worked on it has told. It holds until the segment has come to
-- the position, which is that of the first fact of the batch that failed.
create table query.reader_failure (
    reader   text        not null,
    segment  integer     not null,
    position bigint      not null,
    error    text        not null,
    since    timestamptz not null,
    node     text        not null,
    primary key (reader, segment)
);
