/** Real PostgreSQL and Elasticsearch servers as child processes, with their data in one directory. */
@NullMarked
package io.customer360.embedded;

import org.jspecify.annotations.NullMarked;
