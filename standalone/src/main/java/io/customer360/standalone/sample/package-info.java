/** The built-in sample: a company around Shanghai, its customers, and three years of what happened with them. */
@NullMarked
package io.customer360.standalone.sample;

import org.jspecify.annotations.NullMarked;
