/** What of Axon both sides use alike, so that they can also run in one process. */
@NullMarked
package io.customer360.platform.axon;

import org.jspecify.annotations.NullMarked;
