-- Every stored event once, byte for byte, in one order without gaps. Position is the only cursor there is.
create table query.ledger (
    position         bigint      not null primary key check (position > 0),
    event_id         text        not null,
    customer_id      uuid,
    aggregate_type   text,
    aggregate_id     text        not null,
    sequence_number  bigint      not null,
    payload_type     text        not null,
    payload_revision text,
    recorded_at      timestamptz not null,
    payload          bytea       not null,
    metadata         bytea       not null,
    leaf_hash        bytea       not null
);

create unique index ledger_event_id on query.ledger (event_id);
create index ledger_customer on query.ledger (customer_id, position);
create index ledger_aggregate on query.ledger (aggregate_id, sequence_number);
-- Entries are appended nearly in the order of recording, so that a summary of each range of pages finds a moment.
create index ledger_recorded_at on query.ledger using brin (recorded_at) with (pages_per_range = 32);

create function query.refuse_change_of_ledger() returns trigger language plpgsql as $$
begin
    raise exception 'the ledger is append-only: % is refused', tg_op;
end $$;

create trigger ledger_is_append_only
    before update or delete or truncate on query.ledger
    for each statement execute function query.refuse_change_of_ledger();

-- How far the relay has read its source, saved in the transaction that appends what it read.
-- From PostgreSQL: everything that source_seen sees, and of what source_window sees beyond it (null between two
-- windows) everything up to source_index. Both are null for a source that its index alone orders.
create table query.relay_cursor (
    source        text   not null primary key,
    source_seen   pg_snapshot,
    source_window pg_snapshot,
    source_index  bigint not null,
    position      bigint not null
);
