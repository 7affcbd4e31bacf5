/** Who a customer is. */
@NullMarked
package io.customer360.events.customer;

import org.jspecify.annotations.NullMarked;
