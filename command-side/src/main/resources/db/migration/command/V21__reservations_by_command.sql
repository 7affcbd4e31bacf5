-- Which command made a reservation. Where events are in another store than the reservations, an unconfirmed one lasts
-- exactly if the aggregate has an event that this command caused.
ALTER TABLE command.external_reference ADD COLUMN reserved_by varchar(255) NOT NULL DEFAULT '';
ALTER TABLE command.reachable_at ADD COLUMN reserved_by varchar(255) NOT NULL DEFAULT '';

-- Of those made before nobody knows which command it was: they stay, since one too few creates somebody twice.
UPDATE command.external_reference SET confirmed = true WHERE NOT confirmed;
UPDATE command.reachable_at SET confirmed = true WHERE NOT confirmed;

ALTER TABLE command.external_reference ALTER COLUMN reserved_by DROP DEFAULT;
ALTER TABLE command.reachable_at ALTER COLUMN reserved_by DROP DEFAULT;

-- Confirming and taking back look only at what is unconfirmed.
CREATE INDEX external_reference_reserved_by ON command.external_reference (reserved_by) WHERE NOT confirmed;
CREATE INDEX reachable_at_reserved_by ON command.reachable_at (reserved_by) WHERE NOT confirmed;
