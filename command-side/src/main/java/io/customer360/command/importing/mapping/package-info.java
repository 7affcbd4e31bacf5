/** What a mapping file says: how the rows of a foreign file become customers and their interactions. */
@NullMarked
package io.customer360.command.importing.mapping;

import org.jspecify.annotations.NullMarked;
