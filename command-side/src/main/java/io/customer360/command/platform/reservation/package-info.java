/** What has to be unique across aggregates, and requests that may be repeated: rows beside the events. */
@NullMarked
package io.customer360.command.platform.reservation;

import org.jspecify.annotations.NullMarked;
