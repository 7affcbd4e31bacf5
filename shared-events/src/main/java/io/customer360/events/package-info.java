/** The facts that both sides share: one sealed family for each business object. */
@NullMarked
package io.customer360.events;

import org.jspecify.annotations.NullMarked;
