/** What both sides need to run alike. */
@NullMarked
package io.customer360.platform;

import org.jspecify.annotations.NullMarked;
