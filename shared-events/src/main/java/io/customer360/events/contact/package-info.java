/** Calls, visits, letters and other contacts with a customer. */
@NullMarked
package io.customer360.events.contact;

import org.jspecify.annotations.NullMarked;
