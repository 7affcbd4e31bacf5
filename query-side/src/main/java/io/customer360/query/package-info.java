/** The read side: events become a searchable 360 view. */
@NullMarked
package io.customer360.query;

import org.jspecify.annotations.NullMarked;
