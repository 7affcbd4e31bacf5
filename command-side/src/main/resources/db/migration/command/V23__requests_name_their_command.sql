-- The events of an interrupted request are found by the command that it was made into.
ALTER TABLE command.idempotent_request ADD requested_by varchar(255) NOT NULL DEFAULT '';
ALTER TABLE command.idempotent_request ALTER requested_by DROP DEFAULT;
-- Of those that were interrupted before, nobody can tell what came: no request is their repetition any more.
UPDATE command.idempotent_request SET fingerprint = 'interrupted' WHERE version IS NULL;
