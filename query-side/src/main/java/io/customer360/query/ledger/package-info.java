/** The ledger: every stored event once, in one order without gaps, and what reads from it. */
@NullMarked
package io.customer360.query.ledger;

import org.jspecify.annotations.NullMarked;
