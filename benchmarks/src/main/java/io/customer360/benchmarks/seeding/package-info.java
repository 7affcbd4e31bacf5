/** A company with many customers and long histories, made up from a seed and put into the event store at once. */
@NullMarked
package io.customer360.benchmarks.seeding;

import org.jspecify.annotations.NullMarked;
