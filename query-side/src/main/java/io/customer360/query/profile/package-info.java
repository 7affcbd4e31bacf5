/** The 360 view of a customer, folded from all that happened. */
@NullMarked
package io.customer360.query.profile;

import org.jspecify.annotations.NullMarked;
