/** What the read side's features run on: readers of the ledger, parked facts, transactions, problem details. */
@NullMarked
package io.customer360.query.platform;

import org.jspecify.annotations.NullMarked;
