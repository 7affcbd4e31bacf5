-- Up to where a rebuild has built a reader's view: the reader goes on from there, wherever its tokens are. What lies at
-- or before the position is in the view, or parked.
create table query.head_start (
    reader   text   primary key,
    position bigint not null
);
