/** Both sides in one process, on a PostgreSQL and an Elasticsearch that start and end with it. */
@NullMarked
package io.customer360.standalone;

import org.jspecify.annotations.NullMarked;
