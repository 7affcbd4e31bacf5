/** What a customer buys, pays and returns. */
@NullMarked
package io.customer360.events.purchase;

import org.jspecify.annotations.NullMarked;
