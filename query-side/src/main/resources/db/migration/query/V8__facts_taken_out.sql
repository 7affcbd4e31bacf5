-- Facts that were discarded after they had been folded into the next views, and that are in them no longer.
create table query.rebuild_taken_out (
    rebuild  uuid not null references query.rebuild,
    reader   text not null,
    event_id text not null,
    primary key (rebuild, reader, event_id)
);
