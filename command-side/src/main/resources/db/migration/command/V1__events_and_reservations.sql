-- The schema itself is created by Flyway.

-- What Axon's JDBC engine writes. The transaction id lets a reader take what became visible between two snapshots of
-- the running transactions, so that it can't skip an event that is committed late.
CREATE TABLE command.domain_event_entry (
    global_index         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    xid                  xid8         NOT NULL DEFAULT pg_current_xact_id(),
    event_identifier     varchar(36)  NOT NULL,
    aggregate_identifier varchar(64)  NOT NULL,
    sequence_number      bigint       NOT NULL,
    type                 varchar(64),
    time_stamp           varchar(35)  NOT NULL,
    payload_type         varchar(255) NOT NULL,
    payload_revision     varchar(64),
    payload              bytea        NOT NULL,
    meta_data            bytea        NOT NULL,
    CONSTRAINT domain_event_entry_sequence UNIQUE (aggregate_identifier, sequence_number),
    CONSTRAINT domain_event_entry_identifier UNIQUE (event_identifier)
);
CREATE INDEX domain_event_entry_order ON command.domain_event_entry (xid, global_index);

-- What other systems call our things. Unconfirmed rows exist only with an event store outside of this database: they
-- are reserved before the events are stored.
CREATE TABLE command.external_reference (
    kind         varchar(32)  NOT NULL,
    source       varchar(255) NOT NULL,
    reference    varchar(255) NOT NULL,
    aggregate_id varchar(64)  NOT NULL,
    confirmed    boolean      NOT NULL,
    reserved_at  timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (kind, source, reference)
);
CREATE INDEX external_reference_aggregate ON command.external_reference (aggregate_id);
CREATE INDEX external_reference_unconfirmed ON command.external_reference (reserved_at) WHERE NOT confirmed;

-- By which e-mails and phones which customers can be reached. Two customers have the same only if somebody meant it;
-- the unique index makes the second of two at the same moment wait for the first.
CREATE TABLE command.reachable_at (
    kind            varchar(8)   NOT NULL,
    value           varchar(320) NOT NULL,
    customer_id     varchar(64)  NOT NULL,
    duplicate_meant boolean      NOT NULL,
    confirmed       boolean      NOT NULL,
    reserved_at     timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (kind, value, customer_id)
);
CREATE UNIQUE INDEX reachable_at_once ON command.reachable_at (kind, value) WHERE NOT duplicate_meant;
CREATE INDEX reachable_at_customer ON command.reachable_at (customer_id);
CREATE INDEX reachable_at_unconfirmed ON command.reachable_at (reserved_at) WHERE NOT confirmed;

-- What came of requests that their senders may repeat. Without an outcome: still under way, or interrupted.
CREATE TABLE command.idempotent_request (
    key          varchar(255) PRIMARY KEY,
    fingerprint  varchar(64)  NOT NULL,
    aggregate_id varchar(64)  NOT NULL,
    version      bigint,
    event_id     varchar(36),
    created      boolean,
    requested_at timestamptz  NOT NULL DEFAULT now()
);
CREATE INDEX idempotent_request_age ON command.idempotent_request (requested_at);
