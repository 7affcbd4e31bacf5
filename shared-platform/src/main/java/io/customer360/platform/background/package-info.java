/** What runs beside the requests for as long as the application does. */
@NullMarked
package io.customer360.platform.background;

import org.jspecify.annotations.NullMarked;
