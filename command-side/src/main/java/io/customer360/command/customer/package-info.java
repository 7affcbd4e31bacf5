/** Customers: who they are, how to reach them, how they are classified and related. */
@NullMarked
package io.customer360.command.customer;

import org.jspecify.annotations.NullMarked;
