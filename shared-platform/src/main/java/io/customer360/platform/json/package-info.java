/** The JSON of stored events and of HTTP bodies. */
@NullMarked
package io.customer360.platform.json;

import org.jspecify.annotations.NullMarked;
