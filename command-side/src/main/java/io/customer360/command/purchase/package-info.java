/** Placing purchases, and what follows: payments, returns, cancellation. */
@NullMarked
package io.customer360.command.purchase;

import org.jspecify.annotations.NullMarked;
