-- Axon's tables, with bytea where Hibernate's default on PostgreSQL would be a large object for each row.
create table query.token_entry (
    processor_name varchar(255) not null,
    segment        integer      not null,
    token          bytea,
    token_type     varchar(255),
    timestamp      varchar(255) not null,
    owner          varchar(255),
    primary key (processor_name, segment)
);

create table query.dead_letter_entry (
    dead_letter_id       varchar(255) not null primary key,
    processing_group     varchar(255) not null,
    sequence_identifier  varchar(255) not null,
    sequence_index       bigint       not null,
    message_type         varchar(255) not null,
    event_identifier     varchar(255) not null,
    time_stamp           varchar(255) not null,
    payload_type         varchar(255) not null,
    payload_revision     varchar(255),
    payload              bytea        not null,
    meta_data            bytea,
    type                 varchar(255),
    aggregate_identifier varchar(255),
    sequence_number      bigint,
    token_type           varchar(255),
    token                bytea,
    enqueued_at          timestamptz  not null,
    last_touched         timestamptz,
    processing_started   timestamptz,
    cause_type           varchar(255),
    cause_message        varchar(1023),
    diagnostics          bytea,
    unique (processing_group, sequence_identifier, sequence_index)
);

create index dead_letter_entry_touched on query.dead_letter_entry (processing_group, last_touched);

-- Facts that somebody decided to leave out of a view, and why.
create table query.discarded_fact (
    reader       text        not null,
    sequence     text        not null,
    event_id     text        not null,
    position     bigint,
    payload_type text        not null,
    error        text,
    reason       text        not null,
    discarded_by text,
    discarded_at timestamptz not null,
    primary key (reader, event_id)
);
