/** The connection to Elasticsearch, and the indices there. */
@NullMarked
package io.customer360.query.platform.elasticsearch;

import org.jspecify.annotations.NullMarked;
