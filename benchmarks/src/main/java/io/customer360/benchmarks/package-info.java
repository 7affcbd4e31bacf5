/** Measured figures of the whole system, each beside what the machine can do in the same run. */
@NullMarked
package io.customer360.benchmarks;

import org.jspecify.annotations.NullMarked;
