/** How load is put on a system, and what is written down of its answers. */
@NullMarked
package io.customer360.benchmarks.load;

import org.jspecify.annotations.NullMarked;
