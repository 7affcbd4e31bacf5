/** Errors as RFC 9457 problem details. */
@NullMarked
package io.customer360.platform.problem;

import org.jspecify.annotations.NullMarked;
