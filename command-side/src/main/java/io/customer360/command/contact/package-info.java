/** Recording contacts with a customer, correcting and retracting them. */
@NullMarked
package io.customer360.command.contact;

import org.jspecify.annotations.NullMarked;
