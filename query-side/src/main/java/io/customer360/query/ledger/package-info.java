/**
 * The ledger: every stored event once, in one order without gaps, and what reads from it. In that order an event comes
 * after all those that its writer had seen; see {@link io.customer360.query.ledger.PostgresEventSource} for how.
 */
@NullMarked
package io.customer360.query.ledger;

import org.jspecify.annotations.NullMarked;
