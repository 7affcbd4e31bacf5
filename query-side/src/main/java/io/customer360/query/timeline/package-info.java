/** The history of customers: one entry for each interaction event. */
@NullMarked
package io.customer360.query.timeline;

import org.jspecify.annotations.NullMarked;
