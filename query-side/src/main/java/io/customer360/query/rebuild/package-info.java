/** Builds the views again beside the live ones, from the ledger, and changes over to them. */
@NullMarked
package io.customer360.query.rebuild;

import org.jspecify.annotations.NullMarked;
