/** Imports of customers and their interactions in bulk: jobs, their files, their progress and what they refused. */
@NullMarked
package io.customer360.command.importing;

import org.jspecify.annotations.NullMarked;
