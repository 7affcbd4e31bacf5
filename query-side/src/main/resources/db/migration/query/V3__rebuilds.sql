-- Views that are built again beside the live ones. Whatever interrupts one, it goes on from what is said here.
create table query.rebuild (
    id               uuid        not null primary key,
    number           bigint      generated always as identity unique,
    kind             text        not null check (kind in ('REBUILD', 'REVERSAL')),
    state            text        not null check (state in ('RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
    phase            text        not null,
    reason           text,
    requested_by     text,
    requested_at     timestamptz not null,
    finished_at      timestamptz,
    cancel_requested boolean     not null default false,
    -- The ledger's head when it began: up to there customer by customer, from there in the ledger's order.
    position         bigint      not null,
    caught_up_to     bigint      not null,
    -- Up to where the views were that it replaced.
    replaced_at      bigint,
    busy_millis      bigint      not null default 0,
    comparison       text,
    problem          text
);

-- One at a time.
create unique index rebuild_running on query.rebuild (state) where state = 'RUNNING';

create table query.rebuild_view (
    rebuild    uuid not null references query.rebuild,
    reader     text not null,
    live_index text not null,
    next_index text not null,
    primary key (rebuild, reader)
);

-- A slice is the customers whose ids begin with the same byte; a row says that it is written.
create table query.rebuild_slice (
    rebuild   uuid    not null references query.rebuild,
    slice     integer not null check (slice between 0 and 255),
    facts     bigint  not null,
    primary key (rebuild, slice)
);

create table query.rebuild_slice_view (
    rebuild   uuid    not null,
    slice     integer not null,
    reader    text    not null,
    documents bigint  not null,
    primary key (rebuild, slice, reader),
    foreign key (rebuild, slice) references query.rebuild_slice
);

-- Customers with a fact that could not be folded or written: from there on they are parked when the views change over.
create table query.rebuild_failure (
    rebuild     uuid   not null references query.rebuild,
    reader      text   not null,
    customer_id uuid   not null,
    position    bigint not null,
    -- Whether the index refused a document, so that nobody knows which of the customer's are there.
    refused     boolean not null,
    error       text   not null,
    primary key (rebuild, reader, customer_id)
);

-- Customers that were parked in the views which were replaced, and are not in the next ones: a way back parks them again.
create table query.rebuild_forgotten (
    rebuild     uuid   not null references query.rebuild,
    reader      text   not null,
    customer_id uuid   not null,
    position    bigint not null,
    error       text   not null,
    primary key (rebuild, reader, customer_id)
);
