-- Reservations are found by what they are for, or by the command that made them. Nobody looks for those of an
-- aggregate, and every purchase with an order number paid for an index by it.
DROP INDEX command.external_reference_aggregate;
DROP INDEX command.reachable_at_customer;
