/** Finding customers and their histories by whatever one remembers of them. */
@NullMarked
package io.customer360.query.search;

import org.jspecify.annotations.NullMarked;
