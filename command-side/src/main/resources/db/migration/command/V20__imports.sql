-- Imports of files: what was asked for, how far it is, and which rows were refused.

CREATE TABLE command.import_job (
    id                 uuid PRIMARY KEY,
    number             bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    state              text NOT NULL CHECK (state IN ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
    file_name          text NOT NULL,
    mapping_name       text,
    mapping            text NOT NULL,
    source             text NOT NULL,
    actor              text,
    -- The same request under the same key is the same import.
    idempotency_key    text UNIQUE,
    fingerprint        text NOT NULL,
    bytes              bigint NOT NULL,
    submitted_at       timestamptz NOT NULL,
    started_at         timestamptz,
    finished_at        timestamptz,
    cancel_requested   boolean NOT NULL DEFAULT false,
    busy_millis        bigint NOT NULL DEFAULT 0,
    rows_total         bigint,
    -- How far the import has come. It is saved in the transaction of the rows themselves.
    rows_read          bigint NOT NULL DEFAULT 0,
    last_line          bigint NOT NULL DEFAULT 0,
    rows_imported      bigint NOT NULL DEFAULT 0,
    rows_already_there bigint NOT NULL DEFAULT 0,
    rows_refused       bigint NOT NULL DEFAULT 0,
    customers          bigint NOT NULL DEFAULT 0,
    contacts           bigint NOT NULL DEFAULT 0,
    purchases          bigint NOT NULL DEFAULT 0,
    service_cases      bigint NOT NULL DEFAULT 0,
    problem            text
);

CREATE INDEX import_job_unfinished ON command.import_job (number) WHERE state IN ('QUEUED', 'RUNNING');

CREATE TABLE command.import_refusal (
    job_id uuid NOT NULL REFERENCES command.import_job ON DELETE CASCADE,
    line   bigint NOT NULL,
    record text NOT NULL,
    reason text NOT NULL,
    raw    text NOT NULL,
    PRIMARY KEY (job_id, line)
);
